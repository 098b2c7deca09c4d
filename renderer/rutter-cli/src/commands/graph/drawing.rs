//! Graphs for programs that draw: Graphviz and Mermaid.

use std::fmt::Write;

use rutter::{GraphNode, GraphState, StartStep};

/// What is drawn: boxes, and arrows between them by their numbers.
pub struct Drawing {
    boxes: Vec<(String, bool)>,
    arrows: Vec<(usize, usize)>,
}

/// What starts, with an arrow from each step to those that wait for it.
pub fn steps(steps: &[StartStep]) -> Drawing {
    let number = |name: &String| steps.iter().position(|step| step.name == *name);
    let arrows = steps.iter().enumerate().flat_map(|(index, step)| {
        step.after.iter().filter_map(number).map(move |before| (before, index))
    });
    Drawing {
        arrows: arrows.collect(),
        boxes: steps.iter().map(|step| (step.name.clone(), true)).collect(),
    }
}

/// Charts, with an arrow from each to those it depends on. What a release does not have is dashed.
pub fn charts(root: &GraphNode) -> Drawing {
    let mut drawing = Drawing { boxes: Vec::new(), arrows: Vec::new() };
    add(root, &mut drawing);
    drawing
}

fn add(node: &GraphNode, drawing: &mut Drawing) -> usize {
    let number = drawing.boxes.len();
    let is_there = node.state == GraphState::Enabled;
    drawing.boxes.push((format!("{} {}", node.name, node.version), is_there));
    for chart in &node.charts {
        let below = add(chart, drawing);
        drawing.arrows.push((number, below));
    }
    number
}

/// In Graphviz' language.
pub fn dot(drawing: &Drawing) -> String {
    let mut text = "digraph {\n  rankdir=LR\n  node [shape=box]\n".to_string();
    for (number, (label, is_there)) in drawing.boxes.iter().enumerate() {
        let style = if *is_there { "" } else { ", style=dashed" };
        let label = label.replace('\\', "\\\\").replace('"', "\\\"");
        let _ = writeln!(text, "  n{number} [label=\"{label}\"{style}]");
    }
    for (from, to) in &drawing.arrows {
        let _ = writeln!(text, "  n{from} -> n{to}");
    }
    text + "}\n"
}

/// In Mermaid's language, which Markdown on many sites draws.
pub fn mermaid(drawing: &Drawing) -> String {
    let mut text = "flowchart LR\n".to_string();
    for (number, (label, is_there)) in drawing.boxes.iter().enumerate() {
        let class = if *is_there { "" } else { ":::off" };
        let label = label.replace('"', "#quot;");
        let _ = writeln!(text, "  n{number}[\"{label}\"]{class}");
    }
    for (from, to) in &drawing.arrows {
        let _ = writeln!(text, "  n{from} --> n{to}");
    }
    text + "  classDef off stroke-dasharray: 4\n"
}
