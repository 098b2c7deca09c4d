//! Renders Helm charts to the bytes Helm renders: chart and values in, [`Release`] out.
//!
//! The library answers to `helm template` of Helm 3.22 and 4.3, chosen by [`Compat`]. It never
//! touches disk, clock, network or randomness except through a [`World`].

pub mod context;
pub mod dependencies;
mod engine;
mod error;
mod explain;
mod functions;
mod graph;
mod host;
mod images;
mod json;
pub mod jsonpath;
pub mod lint;
pub mod manifest;
mod options;
mod prepared;
mod release;
mod render;
pub mod schema;
mod seeded_world;
mod show_only;
#[cfg(feature = "system")]
mod system;
mod tree;
mod unused;
pub mod values;
mod warning;

pub use rutter_chart as chart;
/// Go's own behaviour, for programs that speak as Helm does.
pub use rutter_go as go;

pub use context::ReleaseInfo;
pub use context::capabilities::{Capabilities, KubeVersion};
pub use dependencies::missing_dependencies;
pub use engine::{RenderedFile, RenderedText};
pub use error::{Error, Problem, Stage};
pub use explain::{
    ExplainedDocument, ExplainedLine, Explanation, Origin, SourcePlace, ValueRead, explain,
    lines_of_path,
};
pub use functions::Lookup;
pub use graph::{ChartGraph, GraphNode, GraphState, StartStep, graph, start_order};
pub use host::{
    check_duration, clean_path, crd_files, kubeconfig_namespace, quote, render_name, render_version,
};
pub use images::images;
pub use json::json_documents;
pub use manifest::hook::{Hook, HookEvent};
pub use manifest::manifests::Manifest;
pub use manifest::text::Text;
pub use options::{Options, SchemaReader};
pub use prepared::{PreparedChart, PreparedOptions};
pub use release::{Crd, Parts, Release};
pub use render::{on_render_stack, render};
pub use rutter_chart::{Chart, Compat};
pub use rutter_go::World;
pub use rutter_template::{Budget, Position};
pub use rutter_yaml::to_yaml;
pub use seeded_world::{SeededWorld, parse_clock};
pub use show_only::show_only;
#[cfg(feature = "system")]
pub use system::SystemWorld;
pub use tree::parsed_values as default_documents;
pub use unused::{UnusedValue, ValueReads, value_reads};
pub use values::user_values::{SetKind, UserValues, ValuesFile};
pub use warning::{Warning, Warnings, slog_quote};
