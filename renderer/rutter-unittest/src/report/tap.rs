//! Test Anything Protocol, version 13: a line for each test, and what a failure has to say as a
//! YAML block below it. What kept tests from running is a test that is not ok.

use super::{Outcome, outcome};
use crate::outcome::{ChartOutcome, SuiteOutcome, TestOutcome};

pub(super) fn write(charts: &[ChartOutcome]) -> String {
    let points: Vec<Point> = charts.iter().flat_map(points_of_chart).collect();
    let mut text = format!("TAP version 13\n1..{}\n", points.len());
    for (place, point) in points.iter().enumerate() {
        point.write(place + 1, &mut text);
    }
    text
}

/// A test point.
struct Point {
    ok: bool,
    name: String,
    /// Why it is skipped; empty if no reason is known.
    skipped: Option<String>,
    /// Where the test stands.
    file: String,
    message: String,
}

fn points_of_chart(chart: &ChartOutcome) -> Vec<Point> {
    let mut points: Vec<Point> = chart.suites.iter().flat_map(points_of_suite).collect();
    let told = chart.suites.iter().any(|suite| suite.error.is_some());
    if let (Some(error), false) = (&chart.error, told) {
        points.push(broken(&chart.name, &chart.path, error));
    }
    points
}

fn points_of_suite(suite: &SuiteOutcome) -> Vec<Point> {
    match &suite.error {
        Some(error) => vec![broken(&suite.name, &suite.file, error)],
        None => suite.tests.iter().map(|test| point(suite, test)).collect(),
    }
}

fn broken(name: &str, file: &str, error: &str) -> Point {
    let name = if name.is_empty() { file } else { name };
    let (name, file, message) = (name.to_string(), file.to_string(), error.to_string());
    Point { ok: false, name, skipped: None, file, message }
}

fn point(suite: &SuiteOutcome, test: &TestOutcome) -> Point {
    let outcome = outcome(test);
    let name = [suite.name.as_str(), test.name.as_str()];
    let name = name.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>();
    let reason = test.assertions.iter().find_map(|assertion| assertion.skip_reason.clone());
    Point {
        ok: matches!(outcome, Outcome::Passed | Outcome::Skipped),
        name: name.join(": "),
        skipped: (outcome == Outcome::Skipped).then(|| reason.unwrap_or_default()),
        file: suite.file.clone(),
        message: message(test),
    }
}

fn message(test: &TestOutcome) -> String {
    let mut lines: Vec<String> = test.error.iter().cloned().collect();
    if test.error.is_none() {
        for assertion in test.assertions.iter().filter(|assertion| !assertion.passed) {
            lines.push(assertion.title());
            lines.extend(assertion.messages.iter().cloned());
        }
    }
    lines.join("\n")
}

impl Point {
    fn write(&self, number: usize, text: &mut String) {
        let state = if self.ok { "ok" } else { "not ok" };
        text.push_str(&format!("{state} {number} - {}", on_one_line(&self.name)));
        if let Some(reason) = &self.skipped {
            text.push_str(format!(" # SKIP {}", on_one_line(reason)).trim_end());
        }
        text.push('\n');
        if !self.ok {
            text.push_str(&format!("  ---\n  file: {}\n  message: |2\n", quoted(&self.file)));
            for line in self.message.trim_end().lines() {
                let line = format!("    {}", line.replace('\t', "  "));
                text.push_str(line.trim_end());
                text.push('\n');
            }
            text.push_str("  ...\n");
        }
    }
}

/// Without line breaks and other controls, and without the `#` that begins a directive.
fn on_one_line(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.replace(char::is_control, "\u{FFFD}");
    text.replace('\\', "\\\\").replace('#', "\\#")
}

/// A YAML scalar between quotes.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
