//! The suites of a chart and of its subcharts. helm-unittest: test_runner.go `getTestSuites`.

use std::collections::BTreeMap;
use std::path::Path;

use rutter_chart::{Chart, Dependency};

use crate::glob;
use crate::host::{Host, read_text};
use crate::outcome::SuiteOutcome;
use crate::render_set::join;
use crate::rendered_suites;
use crate::run::Options;
use crate::suite::{Suite, parse_document, split_documents};
use crate::user_values::{self, overlay};
use crate::value::Value;

/// Deepest nesting of charts whose suites are looked for.
const MAX_DEPTH: usize = rutter_chart::MAX_CHART_NESTING;

/// Looks for suites and remembers what cannot be read.
pub(crate) struct SuiteFinder<'f> {
    options: &'f Options,
    host: &'f dyn Host,
    /// Values files of the command line.
    values: Vec<String>,
    /// Suite files that are none.
    pub unreadable: Vec<SuiteOutcome>,
    pub warnings: Vec<String>,
}

impl<'f> SuiteFinder<'f> {
    /// A finder for one chart.
    pub fn new(options: &'f Options, host: &'f dyn Host) -> SuiteFinder<'f> {
        let (unreadable, warnings) = (Vec::new(), Vec::new());
        SuiteFinder { options, host, values: Vec::new(), unreadable, warnings }
    }

    /// All suites, in order.
    ///
    /// # Errors
    /// The first suite file of the chart itself that cannot be read.
    pub fn find(&mut self, chart: &Chart, path: &str) -> Result<Vec<Suite>, String> {
        self.values = self.values_files()?;
        let mut suites = self.own(path, chart.name())?;
        if self.options.with_subcharts {
            let values = self.merged_values(chart);
            self.add_subcharts(chart, path, chart.name(), &values, &mut suites, 0);
        }
        Ok(suites)
    }

    /// The files that `--values` names, from the root, so that every suite finds them.
    fn values_files(&mut self) -> Result<Vec<String>, String> {
        let mut files = Vec::new();
        for pattern in &self.options.values {
            if pattern.starts_with('/') {
                files.push(pattern.clone());
                continue;
            }
            let found = glob::glob(self.host, pattern)?;
            if found.is_empty() {
                self.warnings.push(format!("--values {pattern} matches no file"));
            }
            for file in found {
                let path = std::path::absolute(&file).map_err(|error| error.to_string())?;
                files.push(rutter::clean_path(&path.to_string_lossy()));
            }
        }
        Ok(files)
    }

    fn own(&mut self, path: &str, route: &str) -> Result<Vec<Suite>, String> {
        let mut suites = Vec::new();
        for file in glob::files(self.host, path, &self.options.files)? {
            if let Err(error) = self.read(&file, route, &mut suites) {
                self.unreadable.push(SuiteOutcome {
                    file: relative(&file),
                    error: Some(error.clone()),
                    ..SuiteOutcome::default()
                });
                return Err(error);
            }
        }
        if let Some(folder) = &self.options.chart_tests_path {
            let folder = join(&[path, folder]);
            if self.host.world().metadata(Path::new(&folder)).is_ok() {
                let rendered = rendered_suites::find(&folder, route, self.options, self.host)?;
                suites.extend(rendered.into_iter().map(|suite| self.with_values(suite)));
            }
        }
        Ok(suites)
    }

    fn read(&self, file: &str, route: &str, suites: &mut Vec<Suite>) -> Result<(), String> {
        let text = read_text(self.host, Path::new(file))?;
        for part in split_documents(&text) {
            let Some(suite) = parse_document(part, self.options.strict)? else { continue };
            suites.push(self.with_values(Suite {
                file: relative(file),
                route: route.to_string(),
                ..suite
            }));
        }
        Ok(())
    }

    fn with_values(&self, mut suite: Suite) -> Suite {
        suite.values.extend(self.values.iter().cloned());
        suite
    }

    fn add_subcharts(
        &mut self,
        chart: &Chart,
        path: &str,
        route: &str,
        values: &Value,
        suites: &mut Vec<Suite>,
        depth: usize,
    ) {
        for subchart in chart.dependencies.iter().filter(|_| depth < MAX_DEPTH) {
            let name = subchart.name();
            if !is_enabled(chart, name, values) {
                continue;
            }
            let (path, route) = (join(&[path, "charts", name]), join(&[route, "charts", name]));
            match self.own(&path, &route) {
                Ok(own) => {
                    suites.extend(own);
                    self.add_subcharts(subchart, &path, &route, values, suites, depth + 1);
                }
                Err(error) => self
                    .warnings
                    .push(format!("Failed to get test suites for subchart {name}: {error}")),
            }
        }
    }

    /// The chart's values with those of the command line, for conditions.
    fn merged_values(&mut self, chart: &Chart) -> Value {
        let own = chart.values.first().map(Value::from);
        let mut merged = match own {
            Some(Value::Map(values)) => values,
            _ => BTreeMap::new(),
        };
        for file in &self.values {
            let read = read_text(self.host, Path::new(file)).and_then(|t| user_values::parse(&t));
            match read {
                Ok(values) => overlay(&mut merged, values),
                Err(error) => self.warnings.push(format!("{file}: {error}")),
            }
        }
        Value::Map(merged)
    }
}

/// By its condition, else by its tags; what they do not name is enabled.
fn is_enabled(parent: &Chart, name: &str, values: &Value) -> bool {
    let called = |entry: &&Dependency| {
        let alias = if entry.alias.is_empty() { &entry.name } else { &entry.alias };
        alias == name
    };
    let Some(entry) = parent.metadata.dependency_list().find(called) else { return true };
    if !entry.condition.is_empty() {
        let mut parts = entry.condition.split('.');
        let found = parts.try_fold(values, |value, part| value.get(part));
        return found != Some(&Value::Bool(false));
    }
    let tags = values.get("tags").and_then(Value::as_map);
    let is_on = |tags: &BTreeMap<String, Value>| {
        entry.tags.iter().any(|tag| tags.get(tag) == Some(&Value::Bool(true)))
    };
    entry.tags.is_empty() || tags.is_none_or(is_on)
}

/// A path as seen from the working directory. Go: `filepath.Rel`.
pub(crate) fn relative(file: &str) -> String {
    let (Ok(folder), Ok(path)) = (std::env::current_dir(), std::path::absolute(file)) else {
        return file.to_string();
    };
    let clean = |path: &Path| rutter::clean_path(&path.to_string_lossy());
    let (folder, path) = (clean(&folder), clean(&path));
    let mut from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let mut to: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    from.drain(..shared);
    to.drain(..shared);
    let up = from.iter().map(|_| "..");
    up.chain(to).collect::<Vec<_>>().join("/")
}
