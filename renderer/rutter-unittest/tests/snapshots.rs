//! Snapshots against those of helm-unittest 1.1: `snapshots/texts.jsonl` holds values and their
//! texts, `snapshots/runs.jsonl` a file, the values of a run, what each comparison gave and the file
//! behind it.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use rutter_unittest::Value;
use rutter_unittest::snapshot_file::{Comparison, Matching, Snapshots, file_name};
use rutter_unittest::snapshot_text::{reread, snapshot_text};
use serde_json::Value as Json;

fn cases(lines: &str) -> Vec<Json> {
    let cases: Vec<Json> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(cases.len() > 20);
    cases
}

fn text<'j>(json: &'j Json, name: &str) -> &'j str {
    json[name].as_str().unwrap_or_default()
}

#[test]
fn values_are_written_as_go_yaml_writes_them() {
    for case in cases(include_str!("snapshots/texts.jsonl")) {
        let value = Value::parse(text(&case, "yaml")).unwrap();
        assert_eq!(snapshot_text(&value), text(&case, "text"), "{case}");
    }
}

#[test]
fn reread_values_are_what_their_text_says() {
    for case in cases(include_str!("snapshots/texts.jsonl")) {
        let written = Value::parse(text(&case, "text")).unwrap();
        let reread = reread(&written).into_owned();
        // Not a number is not equal to itself.
        assert_eq!(format!("{reread:?}"), format!("{written:?}"), "{case}");
    }
    let value = Value::parse("[2.0, {1: 1e5, a: [1e6]}, 2020-01-02]").unwrap();
    let want = Value::parse("[2, {1: 100000, a: [1e6]}, 2020-01-02T00:00:00Z]").unwrap();
    assert_eq!(*reread(&value), want);
}

#[test]
fn runs_keep_what_helm_unittest_keeps() {
    for case in cases(include_str!("snapshots/runs.jsonl")) {
        let update = case["update"].as_bool().unwrap();
        let mut snapshots = Snapshots::read(text(&case, "before"), update).unwrap();
        let mut results = Vec::new();
        for step in case["steps"].as_array().into_iter().flatten() {
            snapshots.begin_test(text(step, "test"));
            for value in step["values"].as_array().unwrap() {
                let value = Value::parse(value.as_str().unwrap()).unwrap();
                let new = snapshot_text(&value);
                results.push(shown(&snapshots.compare(new, &matching(step))));
            }
        }
        assert_eq!(Json::Array(results), case["results"], "{case}");
        let counts = snapshots.counts();
        let counts = [counts.total, counts.failed, counts.created, counts.vanished];
        assert_eq!(serde_json::json!(counts), case["counts"], "{case}");
        let after = snapshots.text_to_store().unwrap();
        assert_eq!(after.as_deref(), case["after"].as_str(), "{case}");
    }
}

fn matching(step: &Json) -> Matching {
    let (found, not_found) = (text(step, "found").into(), text(step, "not_found").into());
    match (step["found"].is_null(), step["not_found"].is_null()) {
        (true, true) => Matching::Kept,
        _ => Matching::Patterns { found, not_found },
    }
}

fn shown(comparison: &Comparison) -> Json {
    let Comparison { passed, number, kept, new, message, error } = comparison;
    let error = error.as_deref().unwrap_or_default();
    serde_json::json!({"passed": passed, "number": number, "kept": kept, "new": new,
        "message": message, "error": error})
}

#[test]
fn what_is_no_snapshot_file_is_refused() {
    for (file, error) in [
        ("[]", "snapshots are a map of tests"),
        ("a: 1", "snapshots of test `a` are a map of numbers"),
        ("a: {x: y}", "a snapshot of test `a` has no number"),
        ("a: {-1: y}", "a snapshot of test `a` has no number"),
        ("a: {1: [x]}", "snapshot 1 of test `a` is no text"),
        ("a: b: c", "yaml: mapping values are not allowed in this context"),
    ] {
        assert_eq!(Snapshots::read(file, false).unwrap_err(), error);
    }
}

#[test]
fn suites_of_one_file_may_have_files_of_their_own() {
    assert_eq!(file_name("a_test.yaml", None), "a_test.yaml.snap");
    assert_eq!(file_name("a_test.yaml", Some("")), "a_test.yaml.snap");
    assert_eq!(file_name("a_test.yaml", Some("x")), "a_test.yaml_x.snap");
}
