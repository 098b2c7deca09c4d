//! The charts that a chart is made of, and the order in which its parts start.

mod chart_graph;
mod start_order;

pub use chart_graph::{ChartGraph, GraphNode, GraphState, graph};
pub use start_order::{StartStep, start_order};
