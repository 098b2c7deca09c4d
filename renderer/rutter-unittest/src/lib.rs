//! Tests of charts as helm-unittest 1.1 runs them: suite files in, results and reports out.

mod outcome;
mod value;

pub use outcome::{AssertionOutcome, ChartOutcome, SnapshotCounts, SuiteOutcome, TestOutcome};
pub use value::Value;
