//! Graphs for people at a terminal.

use std::fmt::Write;

use rutter::{GraphNode, GraphState, StartStep};

/// The start order and the stop order, a line for each step.
pub fn order(steps: &[StartStep]) -> String {
    let width = steps.iter().map(|step| step.name.chars().count()).max().unwrap_or_default();
    let mut text = "start\n".to_string();
    for (index, step) in steps.iter().enumerate() {
        let line = match step.after.is_empty() {
            true => format!("{:4}  {}", index + 1, step.name),
            false => {
                format!("{:4}  {:width$}  after {}", index + 1, step.name, step.after.join(", "))
            }
        };
        let _ = writeln!(text, "{line}");
    }
    text.push_str("stop\n");
    for (index, step) in steps.iter().rev().enumerate() {
        let _ = writeln!(text, "{:4}  {}", index + 1, step.name);
    }
    text
}

/// A tree of charts, a line for each.
pub fn charts(root: &GraphNode) -> String {
    let mut text = format!("{}\n", line(root));
    add_below(root, "", &mut text);
    text
}

fn add_below(node: &GraphNode, indent: &str, text: &mut String) {
    for (index, chart) in node.charts.iter().enumerate() {
        let is_last = index + 1 == node.charts.len();
        let (branch, below) =
            if is_last { ("└── ", "    ") } else { ("├── ", "│   ") };
        let _ = writeln!(text, "{indent}{branch}{}", line(chart));
        add_below(chart, &format!("{indent}{below}"), text);
    }
}

fn line(node: &GraphNode) -> String {
    let state = match node.state {
        GraphState::Enabled => "",
        GraphState::Disabled => ", off",
        GraphState::Missing => ", missing in charts/",
    };
    let condition = match node.condition.as_str() {
        "" => String::new(),
        condition => format!(" ({condition})"),
    };
    format!("{} {}{condition}{state}", node.name, node.version)
}
