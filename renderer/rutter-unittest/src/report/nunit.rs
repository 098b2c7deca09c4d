//! NUnit 2.5 (helm-unittest: nunit_report_xml.go).

use super::xml::{Element, element};
use super::{Environment, Outcome, class_name, count, messages, outcome, seconds};
use crate::outcome::{SuiteOutcome, TestOutcome};

pub(super) fn write(suites: &[&SuiteOutcome], environment: &Environment) -> String {
    let sum = |wanted| suites.iter().map(|suite| count(suite, wanted)).sum::<usize>();
    element("test-results")
        .attribute("name", "helm-unittest")
        .attribute("total", suites.iter().map(|suite| suite.tests.len()).sum::<usize>())
        .attribute("errors", sum(Outcome::Errored))
        .attribute("failures", sum(Outcome::Failed))
        .attribute("inconclusive", 0)
        .attribute("not-run", 0)
        .attribute("ignored", 0)
        .attribute("skipped", sum(Outcome::Skipped))
        .attribute("invalid", 0)
        .attribute("date", &environment.date)
        .attribute("time", &environment.time)
        .with(machine(environment))
        .with(culture(environment))
        .with_all(suites.iter().map(|suite| test_suite(suite)))
        .document()
}

fn machine(environment: &Environment) -> Element {
    let (domain, user) = match environment.user.split('\\').collect::<Vec<_>>().as_slice() {
        [domain, user] => (*domain, *user),
        parts => ("", parts.first().copied().unwrap_or_default()),
    };
    element("environment")
        .attribute("nunit-version", "2.5.8.0")
        .attribute("clr-version", "unknown")
        .attribute("os-version", "unknown")
        .attribute("platform", &environment.platform)
        .attribute("cwd", &environment.directory)
        .attribute("machine-name", &environment.host)
        .attribute("user", user)
        .attribute("user-domain", domain)
}

fn culture(environment: &Environment) -> Element {
    element("culture-info")
        .attribute("current-culture", &environment.language)
        .attribute("current-uiculture", &environment.locale)
}

fn test_suite(suite: &SuiteOutcome) -> Element {
    let cases = suite.tests.iter().map(|test| test_case(class_name(suite), test));
    element("test-suite")
        .attribute("type", "TestFixture")
        .attribute("name", &suite.name)
        .attribute("description", &suite.file)
        .attribute("success", suite.passed)
        .attribute("time", seconds(suite.duration()))
        .attribute("executed", !suite.skipped)
        .attribute("asserts", "")
        .attribute("result", result(suite.passed, suite.skipped))
        .with(element("results").with_all(cases))
}

fn test_case(class_name: &str, test: &TestOutcome) -> Element {
    let case = element("test-case")
        .attribute("name", &test.name)
        .attribute("description", format!("{class_name}.{}", test.name))
        .attribute("success", test.passed)
        .attribute("time", seconds(test.duration))
        .attribute("executed", test.error.is_none() && !test.skipped)
        .attribute("asserts", 0)
        .attribute("result", result(test.passed, test.skipped));
    let message = |text: &str| element("message").text(text);
    match outcome(test) {
        Outcome::Passed => case,
        Outcome::Skipped => case.with(element("reason").with(message(&messages(test)))),
        Outcome::Failed | Outcome::Errored => case.with(
            element("failure")
                .with(message("Failed"))
                .with(element("stack-trace").text(messages(test))),
        ),
    }
}

fn result(passed: bool, skipped: bool) -> &'static str {
    match (passed, skipped) {
        (_, true) => "Skipped",
        (false, false) => "Failed",
        (true, false) => "Success",
    }
}
