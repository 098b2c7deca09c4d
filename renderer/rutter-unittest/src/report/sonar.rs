//! SonarQube's generic test data (helm-unittest: sonar_report_xml.go).

use super::xml::{Element, element};
use super::{Outcome, messages, outcome};
use crate::outcome::{SuiteOutcome, TestOutcome};

pub(super) fn write(suites: &[&SuiteOutcome]) -> String {
    let file = |suite: &&SuiteOutcome| {
        let cases = suite.tests.iter().map(test_case);
        element("file").attribute("path", &suite.file).with_all(cases)
    };
    let files = suites.iter().map(file);
    element("testExecutions").attribute("version", 1).with_all(files).document()
}

fn test_case(test: &TestOutcome) -> Element {
    let case = element("testCase")
        .attribute("name", &test.name)
        .attribute("duration", test.duration.as_millis());
    let reason = |name, message, text| element(name).attribute("message", message).cdata(text);
    match outcome(test) {
        Outcome::Passed => case,
        Outcome::Skipped => case.with(reason("skipped", "Skipped", messages(test))),
        Outcome::Failed => case.with(reason("failure", "Failed", messages(test))),
        Outcome::Errored => {
            case.with(reason("error", "Error", test.error.clone().unwrap_or_default()))
        }
    }
}
