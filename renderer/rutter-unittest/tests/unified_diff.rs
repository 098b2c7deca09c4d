//! The `Diff:` of two texts against go-difflib's: `unified_diff/cases.jsonl`.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use rutter_unittest::unified_diff::unified_diff;

#[test]
fn differences_are_those_of_difflib() {
    let mut failures = Vec::new();
    let mut count = 0;
    for line in include_str!("unified_diff/cases.jsonl").lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| case[name].as_str().unwrap();
        let got = unified_diff(text("expected"), text("actual"));
        count += 1;
        if got != text("diff") {
            failures.push(format!("{case}\n  got {got:?}"));
        }
    }
    assert!(count > 300);
    assert!(failures.is_empty(), "{} of {count}:\n{}", failures.len(), failures.join("\n"));
}
