//! What a run prints. helm-unittest: pkg/unittest/results, test_runner.go.

mod paint;

use std::time::Duration;

pub use paint::Paint;

use crate::outcome::{AssertionOutcome, ChartOutcome, SnapshotCounts, SuiteOutcome, TestOutcome};

/// Counts what has been printed, and prints it.
#[derive(Default)]
pub struct TextReport {
    paint: Paint,
    text: String,
    charts: Counts,
    suites: Counts,
    tests: Counts,
    snapshots: SnapshotCounts,
    /// Suites with a failed snapshot.
    changed_suites: usize,
}

/// Passed, failed and so on of one kind.
#[derive(Default)]
struct Counts {
    passed: usize,
    failed: usize,
    errored: usize,
    skipped: usize,
}

impl TextReport {
    /// A report in colours or without.
    pub fn new(paint: Paint) -> TextReport {
        TextReport { paint, ..TextReport::default() }
    }

    /// The text so far, which starts over.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// Adds a chart with its suites.
    pub fn add_chart(&mut self, chart: &ChartOutcome) {
        chart.unreadable.iter().for_each(|suite| self.add_suite(suite));
        if let Some(error) = &chart.error {
            self.add_error(error);
            self.charts.failed += 1;
            self.charts.errored += 1;
            return;
        }
        let (name, path) = (self.paint.bold(&chart.name), self.paint.faint(&chart.path));
        self.line(0, &format!("\n### Chart [ {name} ] {path}\n"));
        chart.suites.iter().for_each(|suite| self.add_suite(suite));
        match chart.passed() {
            true => self.charts.passed += 1,
            false => self.charts.failed += 1,
        }
    }

    /// Adds what went wrong outside of suites.
    pub fn add_error(&mut self, error: &str) {
        let label = self.paint.red("Error: ");
        self.line(0, &format!("\n### {label} {error}\n"));
    }

    /// Adds the counts.
    pub fn add_summary(&mut self, elapsed: Duration) {
        if self.snapshots.failed > 0 {
            let failed = self.paint.red(&format!("{} snapshot failed", self.snapshots.failed));
            let advice = self.paint.faint(" Check changes and use `-u` to update snapshot.");
            let suites = self.changed_suites;
            self.line(0, &format!("\nSnapshot Summary: {failed} in {suites} test suite.{advice}"));
        }
        let snapshots = Counts {
            passed: self.snapshots.total - self.snapshots.failed,
            failed: self.snapshots.failed,
            ..Counts::default()
        };
        let text = format!(
            "\nCharts:      {}\nTest Suites: {}\nTests:       {}\nSnapshot:    {}\nTime:        {}\n",
            self.charts.text(&self.paint),
            self.suites.text(&self.paint),
            self.tests.text(&self.paint),
            snapshots.text(&self.paint),
            go_duration(elapsed),
        );
        self.line(0, &text);
    }

    fn line(&mut self, tabs: usize, text: &str) {
        self.text.extend(std::iter::repeat_n('\t', tabs));
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn add_suite(&mut self, suite: &SuiteOutcome) {
        self.suite_title(suite);
        match &suite.error {
            Some(error) => {
                let title = self.paint.bold("- Execution Error: ");
                self.line(1, &title);
                self.line(2, &format!("{error}\n"));
            }
            None => suite.tests.iter().for_each(|test| self.test(test)),
        }
        self.count_suite(suite);
        suite.tests.iter().for_each(|test| self.tests.count_test(test));
    }

    fn suite_title(&mut self, suite: &SuiteOutcome) {
        let label = match (suite.skipped, suite.passed) {
            (true, _) => self.paint.yellow_label(" SKIP "),
            (_, true) => self.paint.green_label(" PASS "),
            _ => self.paint.red_label(" FAIL "),
        };
        let (folder, file) = match suite.file.rsplit_once('/') {
            Some((folder, file)) => (format!("{folder}/"), file),
            None => ("./".to_string(), suite.file.as_str()),
        };
        let path = match suite.file.is_empty() {
            true => String::new(),
            false => format!("{}{file}", self.paint.faint(&folder)),
        };
        let name = self.paint.bold(&suite.name);
        self.line(0, &format!("{label} {name}\t{path}"));
    }

    fn test(&mut self, test: &TestOutcome) {
        if test.passed {
            return;
        }
        if test.skipped {
            let title = format!(
                "{}{}{}",
                self.paint.bold("- "),
                self.paint.yellow_label("SKIPPED"),
                self.paint.yellow(&format!(" '{}'", test.name))
            );
            return self.line(1, &title);
        }
        if let Some(error) = &test.error {
            let title = self.paint.bold(&format!("- {}", test.name));
            let error = self.paint.bold(&format!("Error: {error}\n"));
            self.line(1, &title);
            return self.line(2, &error);
        }
        let title = self.paint.red(&format!("- {}\n", test.name));
        self.line(1, &title);
        test.assertions.iter().for_each(|assertion| self.assertion(assertion));
    }

    fn assertion(&mut self, assertion: &AssertionOutcome) {
        if assertion.passed {
            return;
        }
        let title = self.paint.red(&assertion.title());
        self.line(2, &title);
        assertion.messages.iter().for_each(|message| self.line(3, message));
        self.line(0, "");
    }

    fn count_suite(&mut self, suite: &SuiteOutcome) {
        match (suite.skipped, suite.passed) {
            (true, _) => self.suites.skipped += 1,
            (_, true) => self.suites.passed += 1,
            _ => {
                self.suites.failed += 1;
                self.suites.errored += usize::from(suite.error.is_some());
                self.changed_suites += usize::from(suite.snapshots.failed > 0);
            }
        }
        self.snapshots.total += suite.snapshots.total;
        self.snapshots.failed += suite.snapshots.failed;
    }
}

impl Counts {
    fn count_test(&mut self, test: &TestOutcome) {
        match (test.passed, test.skipped) {
            (true, _) => self.passed += 1,
            (_, true) => self.skipped += 1,
            _ => {
                self.failed += 1;
                self.errored += usize::from(test.error.is_some());
            }
        }
    }

    fn text(&self, paint: &Paint) -> String {
        let part = |count: usize, name: &str| match count {
            0 => String::new(),
            count => format!("{count} {name}, "),
        };
        let failed = match self.failed {
            0 => String::new(),
            _ => paint.red(&part(self.failed, "failed")),
        };
        let errored = part(self.errored, "errored");
        let skipped = part(self.skipped, "skipped");
        let total = self.passed + self.failed + self.skipped;
        format!("{failed}{errored}{} passed, {skipped}{total} total", self.passed)
    }
}

/// Go's text of a duration.
fn go_duration(elapsed: Duration) -> String {
    rutter_go::time::Duration(elapsed.as_nanos().min(i64::MAX as u128) as i64).to_string()
}
