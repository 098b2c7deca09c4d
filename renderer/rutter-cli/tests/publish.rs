//! Commands that write files and what both Helms answer and leave, in `publish/cases.jsonl`:
//! `files` and `setup` (shell lines) make a directory, `argv` runs in it, and `helm3` and `helm4`
//! hold exit code, both streams, every file changed (packages down to their entries), and what
//! the shell lines of `post` print.
//!
//! `RUTTER_RECORD=FOLDER` asks `helm3` and `helm4` of that folder and writes the file anew.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[allow(dead_code, reason = "the other runner uses the rest")]
mod sandbox;

use std::path::{Path, PathBuf};

use sandbox::{Program, Sandbox};
use serde_json::Value;

fn cases_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/publish/cases.jsonl")
}

/// What is left of `answer` when the parts named by `volatile` are not looked at.
fn stable(answer: &Value, case: &Value) -> Value {
    let mut answer = answer.clone();
    for part in case["volatile"].as_array().into_iter().flatten() {
        answer.as_object_mut().unwrap().remove(part.as_str().unwrap());
    }
    answer
}

fn differences(got: &Value, want: &Value) -> Vec<String> {
    let parts = ["rc", "stdout", "stderr", "changed", "post"];
    let different = parts.iter().filter(|part| got[**part] != want[**part]);
    different
        .map(|part| match (got[*part].as_array(), want[*part].as_array()) {
            (Some(got), Some(want)) => {
                let extra: Vec<_> = got.iter().filter(|item| !want.contains(item)).collect();
                let missing: Vec<_> = want.iter().filter(|item| !got.contains(item)).collect();
                format!("{part}: got {extra:?}\n      want {missing:?}")
            }
            _ => format!("{part}: got {}\n      want {}", got[*part], want[*part]),
        })
        .collect()
}

#[test]
fn every_command_leaves_what_helm_leaves() {
    if let Some(folder) = std::env::var_os("RUTTER_RECORD") {
        record(Path::new(&folder));
    }
    let text = std::fs::read_to_string(cases_file()).unwrap();
    let rutter = Path::new(env!("CARGO_BIN_EXE_rutter"));
    let mut failures = Vec::new();
    for line in text.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        for helm in ["helm3", "helm4"] {
            let got = Sandbox::new(&case).run(&Program::rutter(rutter, helm));
            let problems = differences(&stable(&got, &case), &stable(&case[helm], &case));
            if !problems.is_empty() {
                failures.push(format!("{} {helm}: {}", case["id"], problems.join("\n    ")));
            }
        }
    }
    assert!(failures.is_empty(), "{} differ\n{}", failures.len(), failures.join("\n"));
}

/// Asks both Helms of a folder and writes their answers.
fn record(folder: &Path) {
    let text = std::fs::read_to_string(cases_file()).unwrap();
    let mut recorded = String::new();
    for line in text.lines() {
        let mut case: Value = serde_json::from_str(line).unwrap();
        for helm in ["helm3", "helm4"] {
            case[helm] = Sandbox::new(&case).run(&Program::helm(&folder.join(helm)));
        }
        recorded.push_str(&format!("{case}\n"));
    }
    std::fs::write(cases_file(), recorded).unwrap();
}
