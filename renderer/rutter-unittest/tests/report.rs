//! Reports against those of helm-unittest 1.1, with times, names of machines and the like made equal:
//! `report/*.xml`; and our own TAP.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use rutter_unittest::report::{Environment, FORMATS, Format};
use rutter_unittest::{AssertionOutcome, ChartOutcome, SuiteOutcome, TestOutcome};

fn environment() -> Environment {
    Environment {
        date: "2026-01-31".into(),
        time: "23:59:00".into(),
        platform: "rutter.linux-amd64".into(),
        directory: "/charts".into(),
        host: "host".into(),
        user: "me".into(),
        language: "C".into(),
        locale: "C".into(),
    }
}

fn assertion(index: usize, kind: &str, messages: &[&str]) -> AssertionOutcome {
    AssertionOutcome {
        index,
        kind: kind.into(),
        passed: messages.is_empty(),
        messages: messages.iter().map(|line| line.to_string()).collect(),
        ..AssertionOutcome::default()
    }
}

fn test(name: &str, passed: bool, assertions: Vec<AssertionOutcome>) -> TestOutcome {
    TestOutcome { name: name.into(), passed, assertions, ..TestOutcome::default() }
}

const HEAD: [&str; 4] =
    ["Template:\tt/templates/a.yaml", "DocumentIndex:\t0", "ValuesIndex:\t0", "Path:\tx"];

fn mixed() -> TestOutcome {
    let kind = [&HEAD[..3], &["Path:\tkind", "Expected NOT to equal:", "\tA"]].concat();
    let value = r#""]]> \x01 é \t""#;
    let (tabbed, minus) = (format!("\t{value}"), format!("\t-{value}"));
    let diff = ["Expected to equal:", &tabbed, "Actual:", "\t1", "Diff:", "\t--- Expected"];
    let hunk = ["\t+++ Actual", "\t@@ -1,2 +1,2 @@", &minus, "\t+1"];
    let equal = [&HEAD[..], &diff, &hunk].concat();
    let last = AssertionOutcome { not: true, ..assertion(3, "equal", &kind) };
    let assertions = vec![
        assertion(0, "isKind", &[]),
        assertion(1, "equal", &equal),
        assertion(2, "notEqual", &[]),
        last,
    ];
    test("mixed \t é ]]> \u{1}", false, assertions)
}

fn charts() -> Vec<ChartOutcome> {
    let reason = "skipped as 'documentSelector.skipEmptyTemplates: true' and \
                  'selectedTemplates: empty'";
    let skipped =
        AssertionOutcome { skip_reason: Some(reason.into()), ..assertion(0, "isKind", &[]) };
    let no_template = TestOutcome { skipped: true, ..test("no template", true, vec![skipped]) };
    let breaks =
        TestOutcome { error: Some("unexpected end of".into()), ..test("breaks", false, vec![]) };
    let passes = test("passes # 1", true, vec![assertion(0, "isKind", &[])]);
    let first = SuiteOutcome {
        name: "a/b <c>".into(),
        file: "tests/a_test.yaml".into(),
        tests: vec![mixed(), passes, no_template, breaks],
        ..SuiteOutcome::default()
    };
    let later = TestOutcome { skipped: true, ..test("x", false, vec![]) };
    let second = SuiteOutcome {
        name: "later".into(),
        file: "tests/a_test.yaml".into(),
        passed: true,
        skipped: true,
        tests: vec![later],
        ..SuiteOutcome::default()
    };
    let third = SuiteOutcome {
        file: "tests/it's_test.yaml".into(),
        error: Some("no tests found".into()),
        ..SuiteOutcome::default()
    };
    let suites = vec![first, second, third];
    let broken = ChartOutcome {
        name: "broken".into(),
        path: "charts/broken".into(),
        error: Some("Chart.yaml file is missing".into()),
        ..ChartOutcome::default()
    };
    vec![ChartOutcome { name: "t".into(), path: ".".into(), suites, ..Default::default() }, broken]
}

#[test]
fn reports_are_those_of_helm_unittest() {
    for (format, want) in [
        (Format::JUnit, include_str!("report/junit.xml")),
        (Format::NUnit, include_str!("report/nunit.xml")),
        (Format::XUnit, include_str!("report/xunit.xml")),
        (Format::Sonar, include_str!("report/sonar.xml")),
    ] {
        assert_eq!(format.write(&charts(), &environment()), want, "{format:?}");
    }
}

#[test]
fn tap_has_a_line_for_each_test() {
    assert_eq!(Format::Tap.write(&charts(), &environment()), include_str!("report/tap.tap"));
}

#[test]
fn nothing_that_ran_is_an_empty_report() {
    let write = |format: Format| format.write(&[], &environment());
    assert_eq!(write(Format::JUnit), "<testsuites></testsuites>\n");
    assert_eq!(write(Format::XUnit), "<assemblies></assemblies>\n");
    assert_eq!(write(Format::Sonar), "<testExecutions version=\"1\"></testExecutions>\n");
    assert_eq!(write(Format::Tap), "TAP version 13\n1..0\n");
}

#[test]
fn names_are_read_in_any_case() {
    for (name, format) in FORMATS {
        assert_eq!(Format::parse(&name.to_uppercase()), Some(format));
    }
    assert_eq!(Format::parse("tapir"), None);
}
