//! Texts that Go itself executed: what it wrote, whether it could parse them, what it complained.

#![allow(clippy::unwrap_used, clippy::panic, reason = "test code may panic")]

mod common;

use serde_json::Value as Json;

#[test]
fn recorded_go_cases() {
    let Ok(folder) = std::env::var("RUTTER_PARITY_DIR") else {
        println!("skipped: RUTTER_PARITY_DIR is not set");
        return;
    };
    let read = |name: &str| std::fs::read_to_string(format!("{folder}/{name}")).unwrap();
    let data: Json = serde_json::from_str(&read("go_template_data.json")).unwrap();
    let mut failed = 0;
    let cases = read("go_template_cases.jsonl");
    for line in cases.lines() {
        let case: Json = serde_json::from_str(line).unwrap();
        failed += usize::from(!check(&case, &data));
    }
    println!("{} of {} cases equal", cases.lines().count() - failed, cases.lines().count());
    assert_eq!(failed, 0);
}

fn check(case: &Json, data: &Json) -> bool {
    let input = case["input"].as_str().unwrap();
    let got = common::render(input, common::typed(data));
    let is_ok = case["ok"].as_bool().unwrap();
    let error = case["err"].as_str().unwrap_or_default();
    let out = case["out"].as_str().unwrap_or_default();
    let parsed = case["parse_ok"].as_bool().unwrap();
    let equal = got.error == error && got.parsed == parsed && (!is_ok || got.out == out);
    if !equal {
        println!("input {input:?}\n want {out:?} {error:?}\n got  {:?} {:?}", got.out, got.error);
    }
    equal
}
