//! Paths against what the library of helm-unittest found: `json_path/*.jsonl`, one case a line with
//! `path` and `result` (YAML) or `parse_error`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use rutter_unittest::Value;
use rutter_unittest::json_path::{Error, MAX_LENGTH, MAX_NESTING, Path};
use rutter_unittest::snapshot_text::{reread, snapshot_text};

fn found(path: &str, document: &Value) -> Result<String, String> {
    let path = Path::parse(path).map_err(|error| error.to_string())?;
    let found = path.find(document).map_err(|error| error.to_string())?;
    Ok(snapshot_text(&Value::List(found.into_iter().map(|value| value.into_owned()).collect())))
}

fn check(cases: &str, document: &str) {
    let document = Value::parse(document).unwrap();
    let document = reread(&document);
    let mut failures = Vec::new();
    let mut count = 0;
    for line in cases.lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        count += 1;
        let path = case["path"].as_str().unwrap();
        let want = match case["parse_error"].as_str() {
            Some(error) => Err(error.to_string()),
            None => Ok(case["result"].as_str().unwrap().to_string()),
        };
        let got = found(path, &document);
        if got != want {
            failures.push(format!("{path}\n  want {want:?}\n  got  {got:?}"));
        }
    }
    assert!(count > 90);
    assert!(failures.is_empty(), "{} of {count}:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn paths_find_what_helm_unittest_finds() {
    check(include_str!("json_path/cases.jsonl"), include_str!("json_path/document.yaml"));
}

#[test]
fn what_is_too_long_or_too_deep_is_refused() {
    let long = format!("a{}", ".a".repeat(MAX_LENGTH / 2));
    let nested = format!("a[?({}@{})]", "(".repeat(MAX_NESTING + 1), ")".repeat(MAX_NESTING + 1));
    for path in [long, nested] {
        assert!(matches!(Path::parse(&path), Err(Error::Limit(_))), "{path}");
    }
    let list = format!("[{}]", "[0, 0, 0],".repeat(40));
    let document = Value::parse(&list).unwrap();
    let path = Path::parse(&"..*[0,0,0,0,0,0,0,0]".repeat(6)).unwrap();
    assert!(path.find(&document).is_ok());
    let deep =
        Value::parse(&"[".repeat(200).chars().chain("]".repeat(200).chars()).collect::<String>());
    let path = Path::parse(&"..*".repeat(6)).unwrap();
    assert!(matches!(path.find(&deep.unwrap()), Err(Error::Limit(_))));
}
