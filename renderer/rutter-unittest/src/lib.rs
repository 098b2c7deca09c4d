//! Tests of charts as helm-unittest 1.1 runs them: suite files in, results and reports out.

pub mod json_path;
mod outcome;
pub mod report;
pub mod snapshot_file;
pub mod snapshot_text;
pub mod unified_diff;
mod value;

pub use outcome::{AssertionOutcome, ChartOutcome, SnapshotCounts, SuiteOutcome, TestOutcome};
pub use value::Value;
