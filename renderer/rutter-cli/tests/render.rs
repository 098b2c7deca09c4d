//! `rutter render` over the folders of tests/render: each has a `chart`, `args`, and what is
//! expected: `stdout` (not compared when missing), `stderr` (none when missing) and `code` (0 when
//! missing). Every case runs twice and must give the same bytes.
//!
//! With RUTTER_WRITE_EXPECTED set, the folders are written instead.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn run(case: &Path) -> Output {
    let arguments = fs::read_to_string(case.join("args")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rutter"));
    for name in ["RUTTER_COMPAT", "HELM_NAMESPACE", "HELM_DEBUG", "KUBECONFIG", "HOME", "TZ"] {
        command.env_remove(name);
    }
    let mut output = command.args(arguments.lines()).current_dir(case).output().unwrap();
    let folder = case.parent().unwrap().to_string_lossy().into_owned();
    let stderr = String::from_utf8_lossy(&output.stderr).replace(&folder, "FOLDER");
    output.stderr = stderr.into_bytes();
    output
}

fn expected(case: &Path, name: &str) -> Option<Vec<u8>> {
    fs::read(case.join(name)).ok()
}

fn check(case: &Path) -> Vec<String> {
    let output = run(case);
    let name = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut wrong = Vec::new();
    let mut compare = |what: &str, expected: &[u8], got: &[u8]| {
        if expected != got {
            let (expected, got) = (String::from_utf8_lossy(expected), String::from_utf8_lossy(got));
            wrong.push(format!("{name}: {what}\n-- expected\n{expected}\n-- got\n{got}"));
        }
    };
    if let Some(text) = expected(case, "stdout") {
        compare("stdout", &text, &output.stdout);
    }
    compare("stderr", &expected(case, "stderr").unwrap_or_default(), &output.stderr);
    let code = format!("{}\n", output.status.code().unwrap_or(-1));
    compare("code", &expected(case, "code").unwrap_or(b"0\n".to_vec()), code.as_bytes());
    compare("stdout of the second run", &output.stdout, &run(case).stdout);
    wrong
}

fn write(case: &Path) {
    let output = run(case);
    let write = |name: &str, text: &[u8], always: bool| match always || !text.is_empty() {
        true => fs::write(case.join(name), text).unwrap(),
        false => drop(fs::remove_file(case.join(name))),
    };
    if !case.join("twice").exists() {
        write("stdout", &output.stdout, true);
    }
    write("stderr", &output.stderr, false);
    let code = output.status.code().unwrap_or(-1);
    let code = if code == 0 { String::new() } else { format!("{code}\n") };
    write("code", code.as_bytes(), false);
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/render");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> = entries.filter(|path| path.join("args").exists()).collect();
    cases.sort();
    cases
}

#[test]
fn cases_give_what_is_expected() {
    let cases = cases();
    assert!(cases.len() > 10, "the folders of tests/render are missing");
    if std::env::var_os("RUTTER_WRITE_EXPECTED").is_some() {
        return cases.iter().for_each(|case| write(case));
    }
    let wrong: Vec<String> = cases.iter().flat_map(|case| check(case)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn yaml_is_what_template_prints() {
    let wanted = ["explain", "json", "json_empty", "strict", "two_broken", "yaml_error"];
    let named = |case: &PathBuf| case.file_name().is_some_and(|n| wanted.iter().any(|w| n == *w));
    for case in cases().into_iter().filter(named) {
        let output = |verb: &str| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_rutter"));
            command.args([verb, "r"]).arg(case.join("chart")).args(["--include-crds"]);
            command.env_remove("HOME").output().unwrap()
        };
        let (rendered, template) = (output("render"), output("template"));
        assert_eq!(rendered.status.code(), template.status.code(), "{}", case.display());
        assert!(rendered.stdout == template.stdout, "{}", case.display());
    }
}

#[test]
fn directories_hold_what_output_dir_writes() {
    let chart = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/render/explain/chart");
    let folder = tempfile::tempdir().unwrap();
    let write = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rutter"));
        command.args(arguments).arg("r").arg(&chart).current_dir(folder.path());
        let output = command.env_remove("HOME").output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let rendered = write(&["render", "-o", "dir", "--dir", "a"]);
    let template = write(&["template", "--output-dir", "b"]);
    assert_eq!(rendered.replace("wrote a/", "wrote b/"), template);
    let read = |root: &str| fs::read(folder.path().join(root).join("demo/templates/web.yaml"));
    assert_eq!(read("a").unwrap(), read("b").unwrap());
}
