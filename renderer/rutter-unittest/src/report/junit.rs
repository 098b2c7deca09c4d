//! JUnit (helm-unittest: junit_report_xml.go).

use super::xml::{Element, element};
use super::{Environment, Outcome, class_name, count, messages, outcome, seconds};
use crate::outcome::{SuiteOutcome, TestOutcome};

pub(super) fn write(suites: &[&SuiteOutcome], environment: &Environment) -> String {
    let suites = suites.iter().enumerate().map(|(id, suite)| test_suite(id, suite, environment));
    element("testsuites").with_all(suites).document()
}

fn test_suite(id: usize, suite: &SuiteOutcome, environment: &Environment) -> Element {
    let version =
        element("property").attribute("name", "helm-unittest.version").attribute("value", "1.6");
    element("testsuite")
        .attribute("id", id)
        .attribute("tests", suite.tests.len())
        .attribute("failures", count(suite, Outcome::Failed))
        .attribute("errors", count(suite, Outcome::Errored))
        .attribute("package", "")
        .attribute("time", seconds(suite.duration()))
        .attribute("name", &suite.name)
        .attribute("timestamp", format!("{}T{}", environment.date, environment.time))
        .attribute("hostname", &environment.host)
        .with(element("properties").with(version))
        .with_all(suite.tests.iter().map(|test| test_case(class_name(suite), test)))
}

fn test_case(class_name: &str, test: &TestOutcome) -> Element {
    let case = element("testcase")
        .attribute("classname", class_name)
        .attribute("name", &test.name)
        .attribute("time", seconds(test.duration));
    let failure = |name, message| {
        element(name).attribute("message", message).attribute("type", String::new())
    };
    match outcome(test) {
        Outcome::Passed => case,
        Outcome::Skipped => case.with(element("skipped").attribute("message", on_one_line(test))),
        Outcome::Failed => case.with(failure("failure", "Failed").text(on_one_line(test))),
        Outcome::Errored => {
            let error = test.error.clone().unwrap_or_default();
            case.with(failure("error", "Error").text(error))
        }
    }
}

fn on_one_line(test: &TestOutcome) -> String {
    messages(test).replace('\n', ",").replace('\t', "")
}
