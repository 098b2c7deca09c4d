//! Command lines and what both Helms answer, in `arguments/cases.jsonl`: `args`, and below `3` and
//! `4` the exit code, standard output and standard error. They run in `arguments/charts`. With
//! `help` only the beginning matters: help texts are this program's own.
//!
//! `RUTTER_RECORD=FOLDER` asks `helm3` and `helm4` of that folder and writes the file anew.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rutter_go::{Value, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/arguments")
}

#[derive(PartialEq)]
struct Answer {
    code: i64,
    stdout: String,
    stderr: String,
}

struct Case {
    arguments: Vec<String>,
    /// Whether standard output is a help text.
    is_help: bool,
    answers: Vec<Answer>,
}

fn text(value: &Value, key: &str) -> String {
    let value = value.as_map().and_then(|map| map.get(key)).unwrap_or_default();
    value.as_string().map(|text| text.to_str_lossy().into_owned()).unwrap_or_default()
}

fn answer(case: &Value, compat: &str) -> Answer {
    let value = case.as_map().unwrap().get(compat).unwrap();
    let code = match value.as_map().unwrap().get("code") {
        Some(Value::Float64(code)) => code as i64,
        _ => 0,
    };
    Answer { code, stdout: text(&value, "stdout"), stderr: text(&value, "stderr") }
}

fn parse(line: &str) -> Case {
    let value = json::unmarshal(line.as_bytes()).unwrap();
    let map = value.as_map().unwrap();
    let list = map.get("args").unwrap();
    let string = |item: Value| item.as_string().unwrap().to_str_lossy().into_owned();
    Case {
        arguments: list.as_list().unwrap().iter().map(string).collect(),
        is_help: map.contains_key("help"),
        answers: ["3", "4"].iter().map(|compat| answer(&value, compat)).collect(),
    }
}

fn line(case: &Case) -> String {
    let text = |text: &str| String::from_utf8(json::marshal(&Value::from(text)).unwrap()).unwrap();
    let arguments: Vec<String> = case.arguments.iter().map(|argument| text(argument)).collect();
    let mut line = format!("{{\"args\": [{}]", arguments.join(", "));
    if case.is_help {
        line.push_str(", \"help\": true");
    }
    for (answer, compat) in case.answers.iter().zip(["3", "4"]) {
        line.push_str(&format!(", \"{compat}\": {{\"code\": {}", answer.code));
        for (name, part) in [("stdout", &answer.stdout), ("stderr", &answer.stderr)] {
            let is_recorded = !case.is_help || name != "stdout";
            if is_recorded && !part.is_empty() {
                line.push_str(&format!(", \"{name}\": {}", text(part)));
            }
        }
        line.push('}');
    }
    line + "}\n"
}

fn ask(program: &Path, case: &Case, compat: &str) -> Answer {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars() {
        if name.starts_with("HELM_") || name.starts_with("RUTTER_") || name == "KUBECONFIG" {
            command.env_remove(name);
        }
    }
    command.args(&case.arguments).current_dir(folder().join("charts"));
    command.env("HOME", "/nonexistent").env("RUTTER_COMPAT", compat).stdin(Stdio::null());
    let output = command.output().unwrap();
    Answer {
        code: output.status.code().map_or(-1, i64::from),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn record(cases: Vec<Case>, helms: &Path) {
    let mut text = String::new();
    for mut case in cases {
        case.answers = ["3", "4"]
            .map(|v| ask(&helms.join(format!("helm{v}")), &case, v))
            .into_iter()
            .collect();
        text.push_str(&line(&case));
    }
    std::fs::write(folder().join("cases.jsonl"), text).unwrap();
}

#[test]
fn command_lines_are_answered_as_recorded() {
    let text = std::fs::read_to_string(folder().join("cases.jsonl")).unwrap();
    let cases: Vec<Case> = text.lines().map(parse).collect();
    if let Some(helms) = std::env::var_os("RUTTER_RECORD") {
        return record(cases, Path::new(&helms));
    }
    let mut wrong = Vec::new();
    for case in &cases {
        for (expected, compat) in case.answers.iter().zip(["3", "4"]) {
            let mut got = ask(Path::new(env!("CARGO_BIN_EXE_rutter")), case, compat);
            if case.is_help && got.stdout.contains("Usage:") {
                got.stdout.clear();
            }
            if got != *expected {
                wrong.push(format!(
                    "{} (Helm {compat})\n  expected {} {:?} {:?}\n  got      {} {:?} {:?}",
                    case.arguments.join(" "),
                    expected.code,
                    expected.stdout,
                    expected.stderr,
                    got.code,
                    got.stdout,
                    got.stderr
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
    assert!(cases.len() > 300, "{} cases", cases.len());
}
