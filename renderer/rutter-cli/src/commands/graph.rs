//! `rutter graph`: the charts of a chart, and the order in which its parts start and stop.

mod drawing;
mod text;

use rutter::{ChartGraph, GraphNode, GraphState, StartStep, start_order};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::settings::Settings;
use crate::source;

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let format = Format::parse(flags.text("output").unwrap_or_default())?;
    let reference = flags.arguments.first().map(String::as_str).unwrap_or_default();
    let path = source::locate_chart(reference, flags, settings.compat)?;
    let values = source::user_values(flags, settings.compat)?;
    let chart = source::load_chart(&path, settings.compat)?;
    let graph = rutter::graph(&chart, &values, settings.compat)
        .map_err(|e| Failure::text(e.to_string()))?;
    let written = match flags.text("order") {
        Some(path) => format.order(&order(&graph, path, reference)?),
        None => format.charts(&graph.root),
    };
    output.write(&written);
    Ok(())
}

fn order(graph: &ChartGraph, path: &str, chart: &str) -> Result<Vec<StartStep>, Failure> {
    start_order(graph, path).map_err(|error| Failure::text(format!("values of {chart}: {error}")))
}

/// How a graph is written.
#[derive(Clone, Copy)]
enum Format {
    Text,
    Json,
    Dot,
    Mermaid,
}

impl Format {
    fn parse(name: &str) -> Result<Format, Failure> {
        match name {
            "" | "text" => Ok(Format::Text),
            "json" => Ok(Format::Json),
            "dot" => Ok(Format::Dot),
            "mermaid" => Ok(Format::Mermaid),
            other => Err(Failure::text(format!(
                "unknown output format {}\n  help: use text, json, dot or mermaid",
                rutter::quote(other)
            ))),
        }
    }

    fn order(self, steps: &[StartStep]) -> String {
        match self {
            Format::Text => text::order(steps),
            Format::Json => pretty(&order_json(steps)),
            Format::Dot => drawing::dot(&drawing::steps(steps)),
            Format::Mermaid => drawing::mermaid(&drawing::steps(steps)),
        }
    }

    fn charts(self, root: &GraphNode) -> String {
        match self {
            Format::Text => text::charts(root),
            Format::Json => pretty(&chart_json(root)),
            Format::Dot => drawing::dot(&drawing::charts(root)),
            Format::Mermaid => drawing::mermaid(&drawing::charts(root)),
        }
    }
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

fn order_json(steps: &[StartStep]) -> Value {
    let start: Vec<Value> =
        steps.iter().map(|step| json!({"name": step.name, "after": step.after})).collect();
    let stop: Vec<&str> = steps.iter().rev().map(|step| step.name.as_str()).collect();
    json!({"start": start, "stop": stop})
}

fn chart_json(node: &GraphNode) -> Value {
    let charts: Vec<Value> = node.charts.iter().map(chart_json).collect();
    json!({
        "name": node.name,
        "version": node.version,
        "state": state_name(node.state),
        "condition": node.condition,
        "charts": charts,
    })
}

fn state_name(state: GraphState) -> &'static str {
    match state {
        GraphState::Enabled => "enabled",
        GraphState::Disabled => "disabled",
        GraphState::Missing => "missing",
    }
}
