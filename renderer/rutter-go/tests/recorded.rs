//! What real Go answered, recorded in `tests/data/*.jsonl`: the first line of a file names Go's
//! version, every other one is a request with Go's answer under `want`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod support;

use serde_json::Value as Json;
use std::path::Path;

#[test]
fn answers_are_those_of_go() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let mut wrong = Vec::new();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "jsonl")) {
        check_file(file, &mut wrong);
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(30)].join("\n")
    );
}

fn check_file(file: &Path, wrong: &mut Vec<String>) {
    let text = std::fs::read_to_string(file).unwrap();
    for line in text.lines() {
        let case: Json = serde_json::from_str(line).unwrap();
        if case.get("source").is_some() {
            continue;
        }
        let got = support::answer(&case);
        if got != case["want"] {
            wrong.push(format!("{case}\n    got {got}"));
        }
    }
}
