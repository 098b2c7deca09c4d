//! xUnit.net 2 (helm-unittest: xunit_report_xml.go).

use super::xml::{Element, element};
use super::{Environment, Outcome, class_name, count, messages, outcome, seconds};
use crate::outcome::{SuiteOutcome, TestOutcome};

const METHOD: &str = "Helm-Validation";

pub(super) fn write(suites: &[&SuiteOutcome], environment: &Environment) -> String {
    let assemblies = suites.iter().map(|suite| assembly(suite, environment));
    element("assemblies").with_all(assemblies).document()
}

fn assembly(suite: &SuiteOutcome, environment: &Environment) -> Element {
    let assembly = element("assembly")
        .attribute("name", &suite.file)
        .attribute("config-file", &suite.file)
        .attribute("test-framework", "helm-unittest")
        .attribute("run-date", &environment.date)
        .attribute("run-time", &environment.time);
    counted(assembly, suite)
        .attribute("errors", count(suite, Outcome::Errored))
        .with(element("environment").text(&environment.platform))
        .with(element("errors"))
        .with(collection(suite))
}

fn collection(suite: &SuiteOutcome) -> Element {
    let collection = element("collection").attribute("name", &suite.name);
    counted(collection, suite)
        .with_all(suite.tests.iter().map(|case| test(class_name(suite), case)))
}

fn counted(element: Element, suite: &SuiteOutcome) -> Element {
    element
        .attribute("time", seconds(suite.duration()))
        .attribute("total", suite.tests.len())
        .attribute("passed", count(suite, Outcome::Passed))
        .attribute("failed", count(suite, Outcome::Failed))
        .attribute("skipped", count(suite, Outcome::Skipped))
}

fn test(class_name: &str, case: &TestOutcome) -> Element {
    let (result, reason) = match outcome(case) {
        Outcome::Passed => ("Pass", None),
        Outcome::Skipped => ("Skip", Some(element("reason").cdata(messages(case)))),
        Outcome::Failed => ("Fail", Some(failure(METHOD.to_string(), case))),
        Outcome::Errored => ("Fail", Some(failure(format!("{METHOD}-Error"), case))),
    };
    element("test")
        .attribute("name", &case.name)
        .attribute("type", class_name)
        .attribute("method", METHOD)
        .attribute("time", seconds(case.duration))
        .attribute("result", result)
        .with(element("traits"))
        .with_all(reason)
}

fn failure(kind: String, case: &TestOutcome) -> Element {
    element("failure")
        .attribute("exception-type", kind)
        .with(element("message").cdata("Failed"))
        .with(element("stack-trace").cdata(messages(case)))
}
