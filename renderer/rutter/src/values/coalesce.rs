//! Merging chart defaults, parents' values, globals and user values into one map per chart.
//!
//! Helm: pkg/chartutil/coalesce.go (v3), pkg/chart/common/util/coalesce.go (v4).
//! Warnings name the line of Helm's source they come from, because Helm 3 prints it.

use std::collections::BTreeSet;

use rutter_chart::Compat;
use rutter_go::fmt::append_value;
use rutter_go::strconv::quote;
use rutter_go::value::{Map, Str, Value};

use super::table::is_table;
use crate::rules::Rule;
use crate::tree::ChartNode;
use crate::warning::Warnings;

/// Deepest nesting that values may have; go-yaml refuses deeper input with its own limit.
pub const MAX_VALUES_DEPTH: usize = 10_000;

/// Whether nulls delete (`CoalesceValues`) or are kept (`MergeValues`).
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Nulls {
    /// A null removes the key it overrides.
    Delete,
    /// Nulls stay, to be looked at again later.
    Keep,
}

/// `values` cannot be laid over the chart.
#[derive(Clone, Debug)]
pub struct CoalesceError(pub String);

/// The values of `chart` and its subcharts: `values` over the charts' own.
///
/// Helm: `CoalesceValues` and `MergeValues`.
pub fn coalesce_values(
    chart: &ChartNode,
    values: &Map,
    nulls: Nulls,
    warnings: &Warnings,
) -> Result<Map, CoalesceError> {
    let copy = deep_copy(values)?;
    let coalescer = Coalescer { warnings };
    coalescer.coalesce(chart, &copy, "", nulls, 0)?;
    Ok(copy)
}

/// Lays `destination` over `source`; both are changed. Helm: `CoalesceTables`, `MergeTables`.
pub fn coalesce_tables(destination: &Map, source: &Map, nulls: Nulls, warnings: &Warnings) {
    Coalescer { warnings }.tables(destination, source, "", nulls);
}

fn deep_copy(values: &Map) -> Result<Map, CoalesceError> {
    match Value::Map(values.clone()).deep_copy(MAX_VALUES_DEPTH) {
        Some(Value::Map(map)) => Ok(map),
        _ => Err(CoalesceError(format!("values nest deeper than {MAX_VALUES_DEPTH} levels"))),
    }
}

struct Coalescer<'a> {
    warnings: &'a Warnings,
}

impl Coalescer<'_> {
    fn coalesce(
        &self,
        chart: &ChartNode,
        destination: &Map,
        prefix: &str,
        nulls: Nulls,
        depth: usize,
    ) -> Result<(), CoalesceError> {
        if depth > crate::tree::MAX_CHART_DEPTH {
            return Err(CoalesceError("charts nest too deeply".to_string()));
        }
        self.own_values(chart, destination, prefix, nulls);
        self.dependencies(chart, destination, prefix, nulls, depth)
    }

    /// Helm: `coalesceDeps`.
    fn dependencies(
        &self,
        chart: &ChartNode,
        destination: &Map,
        prefix: &str,
        nulls: Nulls,
        depth: usize,
    ) -> Result<(), CoalesceError> {
        for subchart in chart.dependencies() {
            let name = subchart.name();
            let table = match destination.get(&name) {
                None => {
                    let fresh = Map::new();
                    destination.insert(name.as_str(), Value::Map(fresh.clone()));
                    fresh
                }
                Some(Value::Map(map)) if is_table(&Value::Map(map.clone())) => map,
                Some(other) => return Err(type_mismatch(&name, &other)),
            };
            let sub_prefix = join_prefix(prefix, &chart.name());
            self.globals(&table, destination, &sub_prefix);
            self.coalesce(&subchart, &table, &sub_prefix, nulls, depth + 1)?;
        }
        Ok(())
    }

    /// Helm: `coalesceGlobals`. The parent's globals win.
    fn globals(&self, destination: &Map, source: &Map, prefix: &str) {
        let Some(own) = global_table(destination) else {
            let line = self.warnings.line(138, 146);
            let text = "warning: skipping globals because destination global is not a table.";
            return self.warnings.log("coalesce.go", line, text.to_string());
        };
        let Some(parent) = global_table(source) else {
            let line = self.warnings.line(145, 153);
            let text = "warning: skipping globals because source global is not a table.";
            return self.warnings.log("coalesce.go", line, text.to_string());
        };
        for (key, value) in parent.to_pairs() {
            self.global(&own, key, value, prefix);
        }
        destination.insert("global", Value::Map(own));
    }

    fn global(&self, own: &Map, key: Str, value: Value, prefix: &str) {
        let existing = own.get(&key);
        match (value, existing) {
            (Value::Map(table), None) => {
                own.insert(key, Value::Map(shallow_copy(&table)));
            }
            (Value::Map(table), Some(Value::Map(existing))) => {
                let copy = shallow_copy(&table);
                let prefix = join_prefix(prefix, &key.to_str_lossy());
                self.tables(&copy, &existing, &prefix, Nulls::Keep);
                own.insert(key, Value::Map(copy));
            }
            (Value::Map(_), Some(_)) => {
                let name = quote(key.as_bytes());
                let text = format!("Conflict: cannot merge map onto non-map for {name}. Skipping.");
                self.warnings.log("coalesce.go", self.warnings.line(161, 169), text);
            }
            (_, Some(Value::Map(_))) => {
                let text = format!("key {} is table. Skipping", key.to_str_lossy());
                self.warnings.log("coalesce.go", self.warnings.line(175, 183), text);
            }
            (value, _) => own.insert(key, value),
        }
    }

    /// Helm: `coalesceValues`: the chart's own values.yaml under `destination`.
    fn own_values(&self, chart: &ChartNode, destination: &Map, prefix: &str, nulls: Nulls) {
        let sub_prefix = join_prefix(prefix, &chart.name());
        let defaults = chart.values_copy();
        let clean = self.warnings.compat_of(Rule::Nulls) == Compat::V4 && nulls == Nulls::Delete;
        for (key, default) in defaults.to_pairs() {
            match destination.get(&key) {
                None => {
                    if clean && default.is_nil() {
                        continue;
                    }
                    if clean {
                        clean_nulls(&default);
                    }
                    destination.insert(key, default);
                }
                Some(Value::Nil) if nulls == Nulls::Delete => {
                    destination.remove(&key);
                }
                Some(Value::Map(table)) => {
                    self.own_table(chart, &table, &key, &default, &sub_prefix, nulls, clean);
                }
                Some(_) => {}
            }
        }
    }

    #[allow(clippy::too_many_arguments)] // One call, one place; Helm's function has as many.
    fn own_table(
        &self,
        chart: &ChartNode,
        table: &Map,
        key: &Str,
        default: &Value,
        prefix: &str,
        nulls: Nulls,
        clean: bool,
    ) {
        let name = key.to_str_lossy();
        match default {
            Value::Map(source) => {
                let is_child = chart.dependencies().iter().any(|c| c.name() == name);
                let nulls = if is_child { Nulls::Keep } else { nulls };
                if clean && nulls == Nulls::Delete {
                    clean_nulls(default);
                }
                self.tables(table, source, &join_prefix(prefix, &name), nulls);
            }
            Value::Nil => {}
            _ => {
                let text = format!("warning: skipped value for {prefix}.{name}: Not a table.");
                self.warnings.log("coalesce.go", self.warnings.line(237, 248), text);
            }
        }
    }

    /// Helm: `coalesceTablesFullKey`.
    fn tables(&self, destination: &Map, source: &Map, prefix: &str, nulls: Nulls) {
        if destination.same(source) {
            return;
        }
        let non_null: BTreeSet<Str> =
            source.entries().iter().filter(|(_, v)| !v.is_nil()).map(|(k, _)| k.clone()).collect();
        for (key, _) in destination.entries().iter().filter(|(_, v)| v.is_nil()) {
            source.insert(key.clone(), Value::Nil);
        }
        for (key, value) in source.to_pairs() {
            let Some(existing) = destination.get(&key) else {
                destination.insert(key, value);
                continue;
            };
            if nulls == Nulls::Delete && existing.is_nil() && non_null.contains(&key) {
                destination.remove(&key);
                continue;
            }
            self.table_entry(&key, &existing, &value, prefix, nulls);
        }
    }

    fn table_entry(&self, key: &Str, existing: &Value, value: &Value, prefix: &str, nulls: Nulls) {
        let full = || join_prefix(prefix, &key.to_str_lossy());
        match (existing, value) {
            (Value::Map(existing), Value::Map(value)) => {
                self.tables(existing, value, &full(), nulls);
            }
            (_, Value::Map(_)) => {
                let text = format!(
                    "warning: cannot overwrite table with non table for {} ({})",
                    full(),
                    printed(value)
                );
                self.warnings.log("coalesce.go", self.warnings.line(316, 352), text);
            }
            (Value::Map(_), value) if !value.is_nil() => {
                let text = format!(
                    "warning: destination for {} is a table. Ignoring non-table value ({})",
                    full(),
                    printed(value)
                );
                self.warnings.log("coalesce.go", self.warnings.line(319, 355), text);
            }
            _ => {}
        }
    }
}

/// The map under `global`: a fresh one when missing, `None` when it is something else.
fn global_table(values: &Map) -> Option<Map> {
    match values.get("global") {
        None => Some(Map::new()),
        Some(Value::Map(map)) => Some(map),
        Some(_) => None,
    }
}

fn shallow_copy(map: &Map) -> Map {
    map.to_pairs().into_iter().collect()
}

/// Removes nulls in place, at any depth. Helm 4: `cleanNilValues`.
fn clean_nulls(value: &Value) {
    if let Value::Map(map) = value {
        map.entries_mut().retain(|_, v| !v.is_nil());
        for (_, inner) in map.to_pairs() {
            clean_nulls(&inner);
        }
    }
}

fn join_prefix(prefix: &str, name: &str) -> String {
    match prefix.is_empty() {
        true => name.to_string(),
        false => format!("{prefix}.{name}"),
    }
}

fn printed(value: &Value) -> String {
    let mut text = Vec::new();
    append_value(&mut text, value);
    String::from_utf8_lossy(&text).into_owned()
}

fn type_mismatch(name: &str, value: &Value) -> CoalesceError {
    let shown = rutter_go::fmt::sprintf(b"%t", std::slice::from_ref(value));
    CoalesceError(format!("type mismatch on {name}: {}", String::from_utf8_lossy(&shown)))
}
