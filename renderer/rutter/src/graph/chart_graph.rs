//! Charts below a chart, with those that its values switch off.

use rutter_chart::{Chart, Compat, Dependency};
use rutter_go::value::Map;

use crate::dependencies::process_dependencies;
use crate::error::{Error, Stage};
use crate::tree::ChartNode;
use crate::values::coalesce::{Nulls, coalesce_values};
use crate::values::user_values::UserValues;
use crate::warning::Warnings;

/// What [`graph`] finds.
pub struct ChartGraph {
    /// The chart, with those below it.
    pub root: GraphNode,
    /// Its values and those of the charts below it, with the given ones over them.
    pub values: Map,
}

/// A chart and the charts it depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraphNode {
    /// Its name in the release: the alias, where it has one.
    pub name: String,
    /// Its version; what Chart.yaml asks for, where the chart is switched off or not there.
    pub version: String,
    /// The values that switch it on and off, as Chart.yaml lists them.
    pub condition: String,
    /// Whether the release has it.
    pub state: GraphState,
    /// The charts below it.
    pub charts: Vec<GraphNode>,
}

/// Whether a release has a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GraphState {
    /// It has.
    Enabled,
    /// A condition or a tag switches it off; what is below it is not looked at.
    Disabled,
    /// Chart.yaml asks for it, and `charts/` does not hold it.
    Missing,
}

/// The charts of `chart` under these values.
///
/// # Errors
/// Values that do not parse, and what Helm says of imports.
pub fn graph(chart: &Chart, given: &UserValues, compat: Compat) -> Result<ChartGraph, Error> {
    let failed = |text: String| Error::new(Stage::Values, text);
    let given = given.merge(compat).map_err(failed)?;
    let root = ChartNode::root(chart);
    let warnings = Warnings::new(compat);
    process_dependencies(&root, &given, &warnings).map_err(|error| failed(error.0))?;
    let values = coalesce_values(&root, &given, Nulls::Delete, &warnings)
        .map_err(|error| failed(error.0))?;
    Ok(ChartGraph { root: enabled(&root, ""), values })
}

fn enabled(chart: &ChartNode<'_>, condition: &str) -> GraphNode {
    GraphNode {
        name: chart.name(),
        version: chart.metadata().version.clone(),
        condition: condition.to_string(),
        state: GraphState::Enabled,
        charts: below(chart),
    }
}

/// Charts in the order of Chart.yaml, then those that it does not list.
fn below(chart: &ChartNode<'_>) -> Vec<GraphNode> {
    let kept = chart.dependencies();
    let listed: Vec<&Dependency> = chart.chart().metadata.dependency_list().collect();
    let entries = listed.iter().map(|entry| {
        match kept.iter().find(|chart| chart.name() == release_name(entry)) {
            Some(chart) => enabled(chart, &entry.condition),
            None => absent(chart.chart(), entry),
        }
    });
    let is_listed =
        |chart: &&ChartNode<'_>| listed.iter().any(|entry| chart.name() == release_name(entry));
    let unlisted = kept.iter().filter(|chart| !is_listed(chart)).map(|chart| enabled(chart, ""));
    entries.chain(unlisted).collect()
}

fn absent(parent: &Chart, entry: &Dependency) -> GraphNode {
    let is_there = parent.dependencies.iter().any(|chart| chart.name() == entry.name);
    GraphNode {
        name: release_name(entry).to_string(),
        version: entry.version.clone(),
        condition: entry.condition.clone(),
        state: if is_there { GraphState::Disabled } else { GraphState::Missing },
        charts: Vec::new(),
    }
}

fn release_name(entry: &Dependency) -> &str {
    match entry.alias.as_str() {
        "" => &entry.name,
        alias => alias,
    }
}
