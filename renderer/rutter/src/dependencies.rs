//! Which subcharts take part, under which name, and what they hand up.
//!
//! Helm: pkg/chartutil/dependencies.go (v3), pkg/chart/v2/util/dependencies.go (v4).

use crate::host::trim_space;
use rutter_chart::{Chart, Compat};
use rutter_go::fmt::append_value;
use rutter_go::semver::{Constraints, Version};
use rutter_go::value::{Map, Value};
use rutter_yaml::{Data, Entry, Node, Span};

use crate::rules::Rule;
use crate::tree::{ChartNode, DependencyEntry, MAX_CHART_DEPTH};
use crate::values::coalesce::{
    CoalesceError, MAX_VALUES_DEPTH, Nulls, coalesce_tables, coalesce_values,
};
use crate::values::table::{LookupError, path_value, table};
use crate::warning::Warnings;

/// Whether every dependency of Chart.yaml is in `charts/`. Helm: pkg/cmd/template.go.
///
/// # Errors
/// Helm's text with the missing names.
pub fn check_dependencies(chart: &Chart, compat: Compat) -> Result<(), String> {
    missing_dependencies(chart).map_err(|error| match compat {
        Compat::V3 => format!(
            "An error occurred while checking for chart dependencies. You may need to run `helm dependency build` to fetch missing dependencies: {error}"
        ),
        Compat::V4 => format!(
            "an error occurred while checking for chart dependencies. You may need to run 'helm dependency build' to fetch missing dependencies: {error}"
        ),
    })
}

/// As [`check_dependencies`], without advice. Helm: `action.CheckDependencies`.
///
/// # Errors
/// Helm's text with the missing names.
pub fn missing_dependencies(chart: &Chart) -> Result<(), String> {
    let present = |name: &str| chart.dependencies.iter().any(|c| c.name() == name);
    let names = chart.metadata.dependency_list().map(|d| d.name.as_str());
    let missing: Vec<&str> = names.filter(|name| !present(name)).collect();
    match missing.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "found in Chart.yaml, but missing in charts/ directory: {}",
            missing.join(", ")
        )),
    }
}

/// Enables, disables and renames subcharts, then imports values from them.
pub fn process_dependencies(
    root: &ChartNode<'_>,
    values: &Map,
    warnings: &Warnings,
) -> Result<(), CoalesceError> {
    Processor { warnings, aliases: warnings.compat_of(Rule::Aliases), compat: warnings.compat() }
        .process(root, values)
}

/// Whether `version` satisfies `constraint`; what does not parse does not. Helm:
/// `IsCompatibleRange`.
pub fn is_compatible_range(constraint: &str, version: &str) -> bool {
    match (Version::parse(version.as_bytes()), Constraints::parse(constraint.as_bytes())) {
        (Ok(version), Ok(constraints)) => constraints.check(&version),
        _ => false,
    }
}

struct Processor<'w> {
    warnings: &'w Warnings,
    /// The Helm whose copies of charts are made.
    aliases: Compat,
    compat: Compat,
}

impl Processor<'_> {
    fn process(&self, root: &ChartNode<'_>, values: &Map) -> Result<(), CoalesceError> {
        self.enable(root, values, "", 0)?;
        self.import_values(root, 0)
    }

    /// Helm: `processDependencyEnabled`.
    fn enable(
        &self,
        chart: &ChartNode<'_>,
        values: &Map,
        path: &str,
        depth: usize,
    ) -> Result<(), CoalesceError> {
        check_depth(depth)?;
        let Some(entries) = chart.entries() else { return Ok(()) };
        chart.set_dependencies(self.resolve(chart, &entries));
        for entry in &entries {
            entry.borrow_mut().enabled = true;
        }
        let coalesced = coalesce_values(chart, values, Nulls::Delete, self.warnings)?;
        self.apply_tags(&entries, &coalesced);
        self.apply_conditions(&entries, &coalesced, path);
        let removed: Vec<String> = entries
            .iter()
            .filter(|e| !e.borrow().enabled)
            .map(|e| e.borrow().name.clone())
            .collect();
        let kept: Vec<_> =
            chart.dependencies().into_iter().filter(|c| !removed.contains(&c.name())).collect();
        let kept_entries: Vec<_> =
            entries.into_iter().filter(|e| !removed.contains(&e.borrow().name)).collect();
        for subchart in &kept {
            let path = format!("{path}{}.", subchart.name());
            self.enable(subchart, &coalesced, &path, depth + 1)?;
        }
        chart.set_entries(Some(kept_entries).filter(|list| !list.is_empty()));
        chart.set_dependencies(kept);
        Ok(())
    }

    /// The subcharts without an entry, then one per entry under its alias.
    fn resolve<'a>(
        &self,
        chart: &ChartNode<'a>,
        entries: &[DependencyEntry],
    ) -> Vec<ChartNode<'a>> {
        let found = chart.dependencies();
        let has_entry = |c: &ChartNode<'_>| entries.iter().any(|e| matches_entry(c, e));
        let mut resolved: Vec<_> = found.iter().filter(|c| !has_entry(c)).cloned().collect();
        for entry in entries {
            if let Some(subchart) = found.iter().find(|c| matches_entry(c, entry)) {
                let copy = subchart.copy(self.aliases);
                let alias = entry.borrow().alias.clone();
                if !alias.is_empty() {
                    copy.rename(&alias);
                }
                resolved.push(copy);
            }
            let alias = entry.borrow().alias.clone();
            if !alias.is_empty() {
                entry.borrow_mut().name = alias;
            }
        }
        resolved
    }

    /// Helm: `processDependencyTags`.
    fn apply_tags(&self, entries: &[DependencyEntry], values: &Map) {
        let Ok(tags) = table(values, "tags") else { return };
        for entry in entries {
            let (mut has_true, mut has_false) = (false, false);
            let (names, chart) = (entry.borrow().tags.clone(), entry.borrow().name.clone());
            for tag in names {
                match tags.get(&tag) {
                    Some(Value::Bool(true)) => has_true = true,
                    Some(Value::Bool(false)) => has_false = true,
                    Some(_) => self.warn_tag(&tag, &chart),
                    None => {}
                }
            }
            entry.borrow_mut().enabled = has_true || !has_false;
        }
    }

    /// Helm: `processDependencyConditions`: the first path that holds a bool decides.
    fn apply_conditions(&self, entries: &[DependencyEntry], values: &Map, path: &str) {
        for entry in entries {
            let (condition, chart) =
                (entry.borrow().condition.clone(), entry.borrow().name.clone());
            for condition in trim_space(&condition).split(',').filter(|c| !c.is_empty()) {
                match path_value(values, &format!("{path}{condition}")) {
                    Ok(Value::Bool(enabled)) => {
                        entry.borrow_mut().enabled = enabled;
                        break;
                    }
                    Ok(_) => self.warn_condition(condition, &chart),
                    Err(_) => {}
                }
            }
        }
    }

    /// Helm: `processDependencyImportValues`: subcharts first.
    fn import_values(&self, chart: &ChartNode<'_>, depth: usize) -> Result<(), CoalesceError> {
        check_depth(depth)?;
        for subchart in chart.dependencies() {
            self.import_values(&subchart, depth + 1)?;
        }
        let Some(entries) = chart.entries() else { return Ok(()) };
        let values = coalesce_values(chart, &Map::new(), Nulls::Keep, self.warnings)?;
        let imported = Map::new();
        for entry in &entries {
            self.import_entry(entry, &values, &imported);
        }
        let Some(Value::Map(copy)) = Value::Map(values).deep_copy(MAX_VALUES_DEPTH) else {
            return Ok(());
        };
        coalesce_tables(&copy, &imported, Nulls::Keep, self.warnings);
        chart.set_values(copy);
        Ok(())
    }

    fn import_entry(&self, entry: &DependencyEntry, values: &Map, imported: &Map) {
        let (chart, imports) = (entry.borrow().name.clone(), entry.borrow().import_values.clone());
        if entry.borrow().imported {
            entry.borrow_mut().import_values.clear();
            return;
        }
        let mut rewritten = Vec::new();
        for import in &imports {
            let (child, parent) = match import.to_value() {
                Value::Map(map) => (printed(map.get("child")), printed(map.get("parent"))),
                Value::String(name) => {
                    (format!("exports.{}", name.to_str_lossy()), ".".to_string())
                }
                _ => continue,
            };
            match table(values, &format!("{chart}.{child}")) {
                Ok(found) => {
                    let source = path_to_map(&parent, &found);
                    coalesce_tables(imported, &source, Nulls::Keep, self.warnings);
                }
                Err(error) => self.warn_import(&chart, &error, import),
            }
            rewritten.push(import_node(&child, &parent));
        }
        let mut entry = entry.borrow_mut();
        entry.imported = !rewritten.is_empty();
        entry.import_values = rewritten;
    }

    fn warn_tag(&self, tag: &str, chart: &str) {
        match self.compat {
            Compat::V3 => self.warnings.log(
                "dependencies.go",
                95,
                format!("Warning: Tag '{tag}' for chart {chart} returned non-bool value"),
            ),
            Compat::V4 => self.warnings.slog(
                "WARN",
                "returned non-bool value",
                &[("tag", tag.to_string()), ("chart", chart.to_string())],
            ),
        }
    }

    fn warn_condition(&self, path: &str, chart: &str) {
        match self.compat {
            Compat::V3 => self.warnings.log(
                "dependencies.go",
                64,
                format!(
                    "Warning: Condition path '{path}' for chart {chart} returned non-bool value"
                ),
            ),
            Compat::V4 => self.warnings.slog(
                "WARN",
                "returned non-bool value",
                &[("path", path.to_string()), ("chart", chart.to_string())],
            ),
        }
    }

    fn warn_import(&self, chart: &str, error: &LookupError, import: &Node) {
        let is_map = matches!(import.to_value(), Value::Map(_));
        match (self.compat, is_map) {
            (Compat::V3, true) => self.warnings.log(
                "dependencies.go",
                270,
                format!("Warning: ImportValues missing table from chart {chart}: {error}"),
            ),
            (Compat::V3, false) => self.warnings.log(
                "dependencies.go",
                287,
                format!("Warning: ImportValues missing table: {error}"),
            ),
            (Compat::V4, true) => self.warnings.slog(
                "WARN",
                "ImportValues missing table from chart",
                &[("chart", chart.to_string()), ("error", error.to_string())],
            ),
            (Compat::V4, false) => self.warnings.slog(
                "WARN",
                "ImportValues missing table",
                &[("error", error.to_string())],
            ),
        }
    }
}

fn check_depth(depth: usize) -> Result<(), CoalesceError> {
    match depth > MAX_CHART_DEPTH {
        true => Err(CoalesceError(format!(
            "charts nest deeper than {MAX_CHART_DEPTH} levels; remove inner dependencies (limit)"
        ))),
        false => Ok(()),
    }
}

fn matches_entry(chart: &ChartNode<'_>, entry: &DependencyEntry) -> bool {
    let entry = entry.borrow();
    let metadata = chart.metadata();
    metadata.name == entry.name && is_compatible_range(&entry.version, &metadata.version)
}

/// A processed entry of `import-values`.
fn import_node(child: &str, parent: &str) -> Node {
    let text = |text: &str| Node { data: Data::String(text.into()), span: Span::default() };
    let entry = |key: &str, value: &str| Entry {
        key: key.into(),
        key_span: Span::default(),
        value: text(value),
    };
    let entries = vec![entry("child", child), entry("parent", parent)];
    Node { data: Data::Map(entries), span: Span::default() }
}

/// Helm: `fmt.Sprintf("%v", …)`.
fn printed(value: Option<Value>) -> String {
    let mut text = Vec::new();
    append_value(&mut text, &value.unwrap_or_default());
    String::from_utf8_lossy(&text).into_owned()
}

/// Nests `data` under a dotted path; `.` is the root.
fn path_to_map(path: &str, data: &Map) -> Map {
    if path == "." {
        return data.clone();
    }
    path.rsplit('.').fold(data.clone(), |inner, key| {
        let outer = Map::new();
        outer.insert(key, Value::Map(inner));
        outer
    })
}
