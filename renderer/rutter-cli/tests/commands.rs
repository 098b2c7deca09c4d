//! The commands over the folders of tests/commands. Each has `args`, perhaps charts, and what is
//! expected: below `3` and `4` what that Helm printed, below `own` what this program prints for
//! itself. In there, `stdout` and `stderr` (nothing when missing) and `code` (0 when missing).

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commands")
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rutter"));
    for (name, _) in std::env::vars() {
        if name.starts_with("HELM_") || name.starts_with("RUTTER_") || name == "KUBECONFIG" {
            command.env_remove(name);
        }
    }
    command.env("HOME", "/nonexistent");
    command
}

fn run(case: &Path, compat: &str) -> Output {
    let arguments = fs::read_to_string(case.join("args")).unwrap();
    let mut command = program();
    if compat != "own" {
        command.env("RUTTER_COMPAT", compat);
    }
    let arguments = arguments.lines().filter(|line| !line.is_empty());
    let mut output = command.args(arguments).current_dir(case).output().unwrap();
    for text in [&mut output.stdout, &mut output.stderr] {
        let shown = String::from_utf8_lossy(text).replace(&*folder().to_string_lossy(), "FOLDER");
        *text = shown.into_bytes();
    }
    output
}

fn check(case: &Path, compat: &str, wrong: &mut Vec<String>) {
    let expected = |name: &str| fs::read(case.join(compat).join(name)).unwrap_or_default();
    let output = run(case, compat);
    let code = match output.status.code() {
        Some(0) => Vec::new(),
        code => format!("{}\n", code.unwrap_or(-1)).into_bytes(),
    };
    let parts = [("stdout", &output.stdout), ("stderr", &output.stderr), ("code", &code)];
    for (name, got) in parts {
        let expected = expected(name);
        if expected != *got {
            wrong.push(format!(
                "{} {compat} {name}\n-- expected\n{}\n-- got\n{}",
                case.display(),
                String::from_utf8_lossy(&expected),
                String::from_utf8_lossy(got)
            ));
        }
    }
}

#[test]
fn commands_print_what_is_recorded() {
    let mut cases: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    let mut wrong = Vec::new();
    let mut count = 0;
    for case in &cases {
        for compat in ["3", "4", "own"].into_iter().filter(|name| case.join(name).is_dir()) {
            check(case, compat, &mut wrong);
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{} of {count} differ\n\n{}", wrong.len(), wrong.join("\n\n"));
    assert!(count > 0, "no cases found");
}

#[test]
fn create_writes_a_chart_that_lints() {
    let directory = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        program().args(arguments).current_dir(directory.path()).output().unwrap()
    };
    assert_eq!(run(&["create", "demo"]).stdout, b"Creating demo\n");
    let lint = run(&["lint", "--strict", "demo"]);
    assert!(lint.status.success(), "{lint:?}");
    let values = "ingress.enabled=true,ingress.tlsSecret=cert,env.A=1,serviceAccount.create=false";
    let full = run(&["template", "r", "demo", "--set", values]);
    assert!(full.status.success(), "{full:?}");
    let again = run(&["create", "demo"]);
    assert_eq!(again.status.code(), Some(1));
    let wrong = run(&["template", "r", "demo", "--set", "replicas=many"]);
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("schema"), "{wrong:?}");
}

#[test]
fn schema_and_docs_write_what_check_accepts() {
    let directory = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        program().args(arguments).current_dir(directory.path()).output().unwrap()
    };
    assert!(run(&["create", "demo"]).status.success());
    let readme = directory.path().join("demo/README.md");
    fs::write(&readme, "# demo\n\n<!-- values -->\n<!-- end of values -->\nThe end.\n").unwrap();
    for (verb, file) in [("schema", "values.schema.json"), ("docs", "README.md")] {
        assert_eq!(run(&[verb, "demo", "--check"]).status.code(), Some(1));
        let written = format!("wrote demo/{file}\n");
        assert_eq!(run(&[verb, "demo", "--write"]).stdout, written.as_bytes());
        assert_eq!(run(&[verb, "demo", "--write"]).stdout, b"");
        assert!(run(&[verb, "demo", "--check"]).status.success());
    }
    let readme = fs::read_to_string(readme).unwrap();
    assert!(readme.starts_with("# demo\n\n<!-- values -->\n| Key |"), "{readme}");
    assert!(readme.ends_with("|\n<!-- end of values -->\nThe end.\n"), "{readme}");
    assert!(run(&["lint", "--strict", "demo"]).status.success());
    let wrong = run(&["template", "r", "demo", "--set", "replicaz=2"]);
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("'replicaz' not allowed"), "{wrong:?}");
}

#[cfg(unix)]
#[test]
fn called_helm_it_speaks_as_helm() {
    let directory = tempfile::tempdir().unwrap();
    for (name, version) in [("helm", "v4.3.1\n"), ("helm3", "v3.22.0\n"), ("helm4", "v4.3.1\n")] {
        let link = directory.path().join(name);
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_rutter"), &link).unwrap();
        let output = Command::new(&link).args(["version", "--short"]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), version);
        let output = Command::new(&link).arg("version").output().unwrap();
        assert!(output.stdout.starts_with(b"version.BuildInfo{"), "{output:?}");
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = program()
        .args(["completion", "powershell"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!((child.wait().unwrap().code(), stderr.as_str()), (Some(0), ""));
}
