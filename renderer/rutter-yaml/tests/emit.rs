//! Values and how the real Helm and the real go-yaml write them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod cases;

use cases::{lines, to_value};
use rutter_go::Value;
use rutter_yaml::{Error, to_yaml, to_yaml_pretty, to_yaml_v3_into};
use serde_json::json;

/// As a template function gives it: without the last line break, `""` for an error.
fn shown(result: Result<rutter_go::Str, Error>) -> String {
    let text = result.map(|text| text.to_str_lossy().into_owned()).unwrap_or_default();
    text.strip_suffix('\n').unwrap_or(&text).to_owned()
}

fn check(failures: &mut Vec<String>, what: &str, value: &Value, got: &str, want: &str) {
    if got != want {
        failures.push(format!("{what} of {value:?}\n want {want:?}\n  got {got:?}"));
    }
}

#[test]
fn to_yaml_is_helms() {
    let mut failures = Vec::new();
    for case in lines("yaml_emit.jsonl") {
        let value = to_value(&case["value"]);
        let (plain, pretty) = (&case["toYaml"], &case["toYamlPretty"]);
        check(&mut failures, "toYaml", &value, &shown(to_yaml(&value)), plain.as_str().unwrap());
        let got = shown(to_yaml_pretty(&value));
        check(&mut failures, "toYamlPretty", &value, &got, pretty.as_str().unwrap());
    }
    assert!(failures.is_empty(), "{} differ:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn scalars_are_gos() {
    let mut failures = Vec::new();
    for case in lines("yaml_scalars.jsonl") {
        let text = case["S"].as_str().unwrap();
        let value = to_value(&json!({ "k": text }));
        let shown = |result: Result<rutter_go::Str, Error>| match result {
            Ok(text) => text.to_str_lossy().into_owned(),
            Err(error) => error.message().to_owned(),
        };
        let (sigs, v3) = (case["Sigs"].as_str().unwrap(), case["V3"].as_str().unwrap());
        check(&mut failures, "sigs", &value, &shown(to_yaml(&value)), sigs);
        let mut out = Vec::new();
        let written = to_yaml_v3_into(&value, 4, &mut out).map(|()| out.into());
        check(&mut failures, "v3", &value, &shown(written), v3);
    }
    assert!(failures.is_empty(), "{} differ:\n{}", failures.len(), failures.join("\n"));
}
