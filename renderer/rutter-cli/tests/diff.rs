//! `rutter diff` over pairs of charts. `diff/helm_diff.jsonl` holds what helm-diff 3.15 printed for
//! each; a chart is named c, and its namespace is ns.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    id: String,
    old: BTreeMap<String, String>,
    new: BTreeMap<String, String>,
    args: Vec<String>,
    stdout: String,
    rc: i32,
}

fn write_chart(folder: &Path, files: &BTreeMap<String, String>) {
    let chart = ("Chart.yaml".to_string(), "apiVersion: v2\nname: c\nversion: 0.1.0\n".to_string());
    for (name, text) in files.iter().chain([(&chart.0, &chart.1)]) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn rutter(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rutter"))
        .args(args)
        .current_dir(folder)
        .env_remove("KUBECONFIG")
        .env("HOME", folder)
        .env("HELM_NAMESPACE", "ns")
        .output()
        .unwrap()
}

#[test]
fn the_text_is_that_of_helm_diff() {
    let cases = include_str!("diff/helm_diff.jsonl").lines();
    let cases: Vec<Case> = cases.map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(cases.len() > 60, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let folder = tempfile::tempdir().unwrap();
        write_chart(&folder.path().join("old"), &case.old);
        write_chart(&folder.path().join("new"), &case.new);
        let mut args = vec!["diff", "old", "new"];
        args.extend(case.args.iter().map(String::as_str));
        if !case.args.contains(&"--output".to_string()) {
            args.extend(["--output", "diff"]);
        }
        let output = rutter(folder.path(), &args);
        let got = String::from_utf8_lossy(&output.stdout);
        if got != case.stdout || output.status.code() != Some(case.rc) {
            wrong.push(format!("{}\n-- expected\n{}\n-- got\n{got}", case.id, case.stdout));
        }
    }
    assert!(wrong.is_empty(), "{} of {} differ\n\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
