//! What came of running suites. helm-unittest: pkg/unittest/results.

use std::time::Duration;

/// The suites of one chart.
#[derive(Clone, Debug, Default)]
pub struct ChartOutcome {
    /// The chart's name.
    pub name: String,
    /// Where it is, as given.
    pub path: String,
    /// Why no suite could be run.
    pub error: Option<String>,
    /// Suite files that could not be read.
    pub unreadable: Vec<SuiteOutcome>,
    /// What there is to say beside.
    pub warnings: Vec<String>,
    /// Suites that ran or could not, in order.
    pub suites: Vec<SuiteOutcome>,
}

impl ChartOutcome {
    /// Whether nothing went wrong.
    pub fn passed(&self) -> bool {
        self.error.is_none() && self.suites.iter().all(|suite| suite.passed)
    }
}

/// One suite: a document of a suite file.
#[derive(Clone, Debug, Default)]
pub struct SuiteOutcome {
    /// Its display name, empty if it has none.
    pub name: String,
    /// The suite file, relative to the working directory.
    pub file: String,
    /// Whether every test that ran passed.
    pub passed: bool,
    /// Whether every test is skipped.
    pub skipped: bool,
    /// Whether it ended at its first failure, as asked.
    pub failed_fast: bool,
    /// Why it could not run; such a suite is in no report.
    pub error: Option<String>,
    /// Its tests in order; those after the one that ended a suite early are missing.
    pub tests: Vec<TestOutcome>,
    /// What was compared with kept snapshots.
    pub snapshots: SnapshotCounts,
}

impl SuiteOutcome {
    /// Time that its tests took together.
    pub fn duration(&self) -> Duration {
        self.tests.iter().map(|test| test.duration).sum()
    }
}

/// How many values were compared with kept snapshots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SnapshotCounts {
    /// Compared, created ones included.
    pub total: usize,
    /// Different from what is kept.
    pub failed: usize,
    /// Not kept before.
    pub created: usize,
    /// Kept, but not asked for any more.
    pub vanished: usize,
}

/// One test.
#[derive(Clone, Debug, Default)]
pub struct TestOutcome {
    /// Its display name.
    pub name: String,
    /// Its place in the suite, from 0.
    pub index: usize,
    /// Whether all its assertions passed.
    pub passed: bool,
    /// Whether it, or every one of its assertions, is skipped.
    pub skipped: bool,
    /// Why it could not be judged, such as an error of the render.
    pub error: Option<String>,
    /// Its assertions in order, as far as they ran.
    pub assertions: Vec<AssertionOutcome>,
    /// Time that it took.
    pub duration: Duration,
}

/// One assertion.
#[derive(Clone, Debug, Default)]
pub struct AssertionOutcome {
    /// Its place in the test, from 0.
    pub index: usize,
    /// Its type, such as `equal`.
    pub kind: String,
    /// Whether it says `not: true`.
    pub not: bool,
    /// Whether it holds.
    pub passed: bool,
    /// Why it was not looked at.
    pub skip_reason: Option<String>,
    /// Why it does not hold: lines, without indentation and line breaks.
    pub messages: Vec<String>,
}

impl AssertionOutcome {
    /// The line above its messages.
    pub fn title(&self) -> String {
        let not = if self.not { " NOT" } else { "" };
        format!("- asserts[{}]{not} `{}` fail", self.index, self.kind)
    }
}
