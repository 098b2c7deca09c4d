//! Tests of charts as helm-unittest 1.1 runs them: suite files in, results and reports out.
//!
//! [`run_chart`] finds the suites of a chart and runs them; [`TextReport`] prints what came of it.
//! The disk and other programs are reached through a [`Host`].

mod assertion;
mod check;
mod cluster;
mod documents;
mod find_suites;
mod glob;
mod host;
pub mod json_path;
mod message;
mod outcome;
mod post_render;
mod query;
mod render_failure;
mod render_set;
mod rendered_suites;
pub mod report;
mod run;
mod selector;
mod set_path;
pub mod snapshot_file;
pub mod snapshot_text;
mod suite;
mod suite_run;
mod test_run;
mod test_world;
mod text;
pub mod unified_diff;
mod user_values;
mod value;

pub use host::{CommandError, Host};
pub use outcome::{AssertionOutcome, ChartOutcome, SnapshotCounts, SuiteOutcome, TestOutcome};
pub use run::{Options, run_chart};
pub use suite::PLUGIN_VERSION;
pub use text::{Paint, TextReport};
pub use value::Value;
