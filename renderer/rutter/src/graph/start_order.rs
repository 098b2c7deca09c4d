//! The order in which the parts of a chart start, from the prerequisites that its values declare.
//!
//! The values of the chart hold a list, `startOrder` unless another path is given. An entry has a `name`, the names that it starts
//! `after`, and perhaps a `condition`, the path of a value that says whether there is such a part,
//! and the `chart` below this one that it is a part of: its own name, where none is given. A part of
//! a chart that is switched off is not there. In place of a list there may be a map of blocks by name,
//! such as a chart's services, each with its `after`; a block whose `enabled` is false is not there.

use std::collections::{BTreeMap, BTreeSet};

use rutter_go::value::{Map, Value};

use super::chart_graph::{ChartGraph, GraphState};
use crate::values::table::{path_value, table};

/// Names of a circle that an error shows.
const SHOWN_NAMES: usize = 10;

/// Something that starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartStep {
    /// Its name.
    pub name: String,
    /// What starts before it.
    pub after: Vec<String>,
}

impl StartStep {
    /// Without prerequisites that are not there.
    fn among(&self, present: &BTreeSet<&str>) -> StartStep {
        let after = self.after.iter().filter(|name| present.contains(name.as_str()));
        StartStep { name: self.name.clone(), after: after.cloned().collect() }
    }
}

/// The steps that the value at a path declares, in the order in which they start: depth first over the
/// prerequisites, entry by entry. They stop in the reverse order.
///
/// # Errors
/// A sentence with the path of the value that is wrong: none there, an unknown name, one that
/// stands twice, a circle.
pub fn start_order(graph: &ChartGraph, path: &str) -> Result<Vec<StartStep>, String> {
    let steps = declared(&graph.values, path)?;
    let by_name: BTreeMap<&str, &Declared> =
        steps.iter().map(|declared| (declared.step.name.as_str(), declared)).collect();
    check(&steps, &by_name, path)?;
    let mut walk = Walk { by_name, started: BTreeSet::new(), order: Vec::new() };
    for declared in &steps {
        walk.start(declared).map_err(|error| format!("{path}: {error}"))?;
    }
    let steps: Vec<&StartStep> = walk
        .order
        .into_iter()
        .filter(|declared| declared.is_there(graph))
        .map(|declared| &declared.step)
        .collect();
    let present: BTreeSet<&str> = steps.iter().map(|step| step.name.as_str()).collect();
    Ok(steps.iter().map(|step| step.among(&present)).collect())
}

/// An entry of the list.
struct Declared {
    step: StartStep,
    /// Where it stands in the values.
    place: String,
    chart: String,
    condition: String,
    is_on: bool,
}

impl Declared {
    fn is_there(&self, graph: &ChartGraph) -> bool {
        let chart = graph.root.charts.iter().find(|chart| chart.name == self.chart);
        let is_on = match self.condition.as_str() {
            "" => true,
            path => matches!(path_value(&graph.values, path), Ok(Value::Bool(true))),
        };
        self.is_on && is_on && chart.is_none_or(|chart| chart.state == GraphState::Enabled)
    }
}

fn declared(values: &Map, path: &str) -> Result<Vec<Declared>, String> {
    match at_path(values, path) {
        Some(Value::List(list)) => {
            let place = |index| format!("{path}[{index}]");
            let entries = list.iter().enumerate();
            entries.map(|(index, entry)| entry_of(&entry, &place(index))).collect()
        }
        Some(Value::Map(blocks)) => {
            let blocks = blocks.to_pairs().into_iter().filter(|(_, block)| !block.is_nil());
            blocks.map(|(name, block)| block_of(&name.to_str_lossy(), &block, path)).collect()
        }
        Some(value) if !value.is_nil() => Err(format!("{path}: not a list")),
        _ => Err(format!(
            "the chart declares no order: its values need a list {path}, each entry with a name and the names it starts after"
        )),
    }
}

fn at_path(values: &Map, path: &str) -> Option<Value> {
    let (parents, key) = path.rsplit_once('.').unwrap_or(("", path));
    match parents {
        "" => values.get(key),
        parents => table(values, parents).ok()?.get(key),
    }
}

/// An entry of a list.
fn entry_of(entry: &Value, place: &str) -> Result<Declared, String> {
    let Some(entry) = entry.as_map() else { return Err(format!("{place}: not a map")) };
    let name = entry.get("name").ok_or(format!("{place}.name: missing"))?;
    let name = text(&name, &format!("{place}.name"))?;
    let optional = |key: &str| match entry.get(key).filter(|value| !value.is_nil()) {
        Some(value) => text(&value, &format!("{place}.{key}")).map(Some),
        None => Ok(None),
    };
    let chart = optional("chart")?.unwrap_or_else(|| name.clone());
    let condition = optional("condition")?.unwrap_or_default();
    let step = StartStep { name, after: after(entry, place)? };
    Ok(Declared { step, place: place.to_string(), chart, condition, is_on: true })
}

/// A block of a map.
fn block_of(name: &str, block: &Value, path: &str) -> Result<Declared, String> {
    let place = format!("{path}.{name}");
    let Some(block) = block.as_map() else { return Err(format!("{place}: not a map")) };
    let step = StartStep { name: name.to_string(), after: after(block, &place)? };
    let is_on = !matches!(block.get("enabled"), Some(Value::Bool(false)));
    Ok(Declared { step, place, chart: String::new(), condition: String::new(), is_on })
}

/// The names that an entry or a block starts after.
fn after(block: &Map, place: &str) -> Result<Vec<String>, String> {
    match block.get("after").filter(|value| !value.is_nil()) {
        None => Ok(Vec::new()),
        Some(Value::List(names)) => {
            let names = names.iter().enumerate();
            names.map(|(at, name)| text(&name, &format!("{place}.after[{at}]"))).collect()
        }
        Some(_) => Err(format!("{place}.after: not a list")),
    }
}

fn text(value: &Value, place: &str) -> Result<String, String> {
    match value.as_string() {
        Some(text) if !text.is_empty() => Ok(text.to_str_lossy().into_owned()),
        _ => Err(format!("{place}: not a text")),
    }
}

/// Every name stands once, and every prerequisite is a name.
fn check(
    steps: &[Declared],
    by_name: &BTreeMap<&str, &Declared>,
    path: &str,
) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for Declared { step, place, .. } in steps {
        if !seen.insert(&step.name) {
            return Err(format!("{place}.name: {:?} stands twice", step.name));
        }
        let unknown = step.after.iter().position(|name| !by_name.contains_key(name.as_str()));
        if let Some(at) = unknown {
            let name = &step.after[at];
            return Err(format!("{place}.after[{at}]: no entry of {path} is named {name:?}"));
        }
    }
    Ok(())
}

struct Walk<'a> {
    by_name: BTreeMap<&'a str, &'a Declared>,
    started: BTreeSet<&'a str>,
    order: Vec<&'a Declared>,
}

impl<'a> Walk<'a> {
    /// Starts what comes before an entry, then the entry. The way down is a list, so that a long
    /// chain takes no stack.
    fn start(&mut self, first: &'a Declared) -> Result<(), String> {
        let mut way: Vec<(&'a Declared, usize)> = vec![(first, 0)];
        let mut on_way: BTreeSet<&str> = BTreeSet::from([first.step.name.as_str()]);
        while let Some((declared, next)) = way.pop() {
            let name = declared.step.name.as_str();
            let before = declared.step.after.get(next);
            if before.is_none() || self.started.contains(name) {
                on_way.remove(name);
                if self.started.insert(name) {
                    self.order.push(declared);
                }
                continue;
            }
            way.push((declared, next + 1));
            let before = before.and_then(|before| self.by_name.get(before.as_str()));
            let Some(&before) = before.filter(|before| !self.has_started(before)) else { continue };
            if !on_way.insert(&before.step.name) {
                return Err(circle(&way, before));
            }
            way.push((before, 0));
        }
        Ok(())
    }

    fn has_started(&self, declared: &Declared) -> bool {
        self.started.contains(declared.step.name.as_str())
    }
}

fn circle(way: &[(&Declared, usize)], next: &Declared) -> String {
    let next = next.step.name.as_str();
    let names = way.iter().map(|(declared, _)| declared.step.name.as_str());
    let mut names: Vec<&str> = names.skip_while(|name| *name != next).collect();
    if names.len() > SHOWN_NAMES {
        names.truncate(SHOWN_NAMES);
        names.push("...");
    }
    format!("a circle: {} -> {next}", names.join(" -> "))
}
