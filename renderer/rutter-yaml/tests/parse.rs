//! Documents and what the real Helm and the real go-yaml make of them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod cases;

use cases::{lines, parity_lines, same, to_json};
use rutter_yaml::{Version, decode_go, unmarshal, unmarshal_map};
use serde_json::{Value as Json, json};

/// `fromYaml`: the map as JSON, or the error under the key `Error`.
fn from_yaml(input: &str) -> Json {
    match unmarshal_map(input.as_bytes()) {
        Ok(map) => to_json(&rutter_go::Value::Map(map)),
        Err(error) => json!({ "Error": error.message() }),
    }
}

#[test]
fn from_yaml_is_helms() {
    let mut failures = Vec::new();
    for case in lines("yaml_parse.jsonl") {
        let input = case["input"].as_str().unwrap();
        let Some(want) = case["helm3"].as_str() else {
            panic!("no answer recorded: {case}");
        };
        let want = want
            .replace("ECY:", "error converting YAML to JSON:")
            .replace("EUJ:", "error unmarshaling JSON: while decoding JSON:");
        let want: Json = serde_json::from_str(&want).unwrap_or_else(|_| json!(want));
        let got = from_yaml(input);
        if !same(&got, &want) {
            failures.push(format!("{input:?}\n want {want}\n  got {got}"));
        }
    }
    assert!(failures.is_empty(), "{} differ:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn suite_is_gos() {
    let mut failures = Vec::new();
    for case in parity_lines("yaml_suite_go.jsonl") {
        let (id, input) = (&case["id"], case["in"].as_str().unwrap());
        let (ok, want) = (case["sok"].as_bool().unwrap(), case["sv"].as_str().unwrap());
        let got = unmarshal(input.as_bytes());
        let same = match &got {
            Ok(value) => ok && same(&to_json(value), &serde_json::from_str(want).unwrap()),
            Err(error) => !ok && error.message() == want,
        };
        if !same {
            let got = got.map(|v| to_json(&v).to_string());
            failures.push(format!("{id} v2 {input:?}\n want {ok} {want}\n  got {got:?}"));
        }
        let (ok, want) = (case["v3ok"].as_bool().unwrap(), case["v3v"].as_str().unwrap());
        let got = decode_go(input.as_bytes(), Version::V3);
        let same = match &got {
            Ok(value) => ok && value.go_syntax() == want,
            Err(error) => !ok && error.message() == want,
        };
        if !same {
            let got = got.map(|v| v.go_syntax());
            failures.push(format!("{id} v3 {input:?}\n want {ok} {want}\n  got {got:?}"));
        }
    }
    assert!(failures.is_empty(), "{} differ:\n{}", failures.len(), failures.join("\n"));
}
