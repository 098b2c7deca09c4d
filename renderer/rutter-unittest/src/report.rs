//! Results as files for other programs (helm-unittest: pkg/unittest/formatter).
//!
//! JUnit, NUnit 2.5, xUnit 2 and Sonar are the bytes that helm-unittest writes; TAP 13 is our own.
//! A suite that could not run is in none of the first four, as in the original.

mod junit;
mod nunit;
mod sonar;
mod tap;
mod xml;
mod xunit;

use crate::outcome::{AssertionOutcome, ChartOutcome, SuiteOutcome, TestOutcome};
use std::time::Duration;

/// A kind of report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JUnit, as Jenkins, GitLab and GitHub Actions read it.
    JUnit,
    /// NUnit 2.5.
    NUnit,
    /// xUnit.net 2.
    XUnit,
    /// SonarQube's generic test data.
    Sonar,
    /// Test Anything Protocol, version 13.
    Tap,
}

/// Names of [`Format`] as they are shown.
pub const FORMATS: [(&str, Format); 5] = [
    ("JUnit", Format::JUnit),
    ("NUnit", Format::NUnit),
    ("XUnit", Format::XUnit),
    ("Sonar", Format::Sonar),
    ("TAP", Format::Tap),
];

/// What a report tells about where and when the tests ran.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// The day, such as `2026-01-31`.
    pub date: String,
    /// The time of the day, such as `23:59:00`.
    pub time: String,
    /// The program and its platform, such as `rutter0.1.0.linux-amd64`.
    pub platform: String,
    /// The working directory.
    pub directory: String,
    /// The name of the machine.
    pub host: String,
    /// The name of the user.
    pub user: String,
    /// The language of the user, such as `en`, `C` for none.
    pub language: String,
    /// The language with its region, such as `en-GB`, `C` for none.
    pub locale: String,
}

impl Format {
    /// The format of this name, in any case.
    pub fn parse(name: &str) -> Option<Format> {
        let found = FORMATS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, format)| *format)
    }

    /// The report, with a line break at its end.
    pub fn write(self, charts: &[ChartOutcome], environment: &Environment) -> String {
        let ran = |suite: &&SuiteOutcome| suite.error.is_none();
        let suites: Vec<&SuiteOutcome> =
            charts.iter().flat_map(|chart| &chart.suites).filter(ran).collect();
        match self {
            Format::JUnit => junit::write(&suites, environment),
            Format::NUnit => nunit::write(&suites, environment),
            Format::XUnit => xunit::write(&suites, environment),
            Format::Sonar => sonar::write(&suites),
            Format::Tap => tap::write(charts),
        }
    }
}

/// How a test ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    Skipped,
    Failed,
    /// Could not be judged.
    Errored,
}

fn outcome(test: &TestOutcome) -> Outcome {
    match test {
        TestOutcome { skipped: true, .. } => Outcome::Skipped,
        TestOutcome { passed: true, .. } => Outcome::Passed,
        TestOutcome { error: Some(_), .. } => Outcome::Errored,
        _ => Outcome::Failed,
    }
}

fn count(suite: &SuiteOutcome, wanted: Outcome) -> usize {
    suite.tests.iter().filter(|test| outcome(test) == wanted).count()
}

/// What follows the last slash of the suite's name.
fn class_name(suite: &SuiteOutcome) -> &str {
    suite.name.rsplit('/').next().unwrap_or_default()
}

/// What a test has to say. Every assertion of it is named, also those that hold: so it is in the
/// original.
fn messages(test: &TestOutcome) -> String {
    let mut text = String::new();
    if test.skipped {
        text.push_str(&format!("SKIPPED '{}' \n", test.name));
    }
    if let Some(error) = &test.error {
        text.push_str(&format!("{error}\n"));
    }
    for assertion in &test.assertions {
        add_messages(assertion, &mut text);
    }
    text
}

fn add_messages(assertion: &AssertionOutcome, text: &mut String) {
    text.push_str(&format!("\t\t {} \n", assertion.title()));
    let reason = assertion.skip_reason.as_slice();
    let lines = if reason.is_empty() { assertion.messages.as_slice() } else { reason };
    for line in lines {
        text.push_str(&format!("\t\t\t {line} \n"));
    }
}

fn seconds(duration: Duration) -> String {
    format!("{:.3}", duration.as_secs_f64())
}
