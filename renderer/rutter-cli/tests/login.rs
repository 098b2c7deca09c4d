//! `registry login` and `registry logout` beside the real Helm's recorded answers
//! (`login.jsonl`), against a real registry that wants a password. With
//! `RUTTER_RECORD=1` the real Helm is asked and the answers are written.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rutter_tests::registry::{Registry, RegistryOptions, programs, root};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Case {
    id: String,
    args: Vec<String>,
    stdin: String,
    /// The file of credentials before; `null` for none.
    config: Option<String>,
    /// Whether the helper `fake` is on `PATH`.
    helper: bool,
    helm3: Option<Answer>,
    helm4: Option<Answer>,
}

#[derive(Serialize, Deserialize, PartialEq, Debug)]
struct Answer {
    code: i32,
    stdout: String,
    stderr: String,
    /// The file of credentials after.
    config: Option<String>,
    /// Its mode.
    mode: Option<u32>,
    /// What the helper was told.
    helper: Option<String>,
}

const HELPER: &str = "#!/bin/sh\nprintf '%s ' \"$1\" >> \"$HOME/told\"; cat >> \"$HOME/told\"; echo >> \"$HOME/told\"\n[ \"$1\" != get ] || echo '{}'\n";

fn ask(program: &Path, case: &Case, host: &str, compat: Option<&str>) -> Answer {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("config/registry/config.json");
    if let Some(text) = &case.config {
        fs::create_dir_all(config.parent().unwrap()).unwrap();
        fs::write(&config, text.replace("HOST", host)).unwrap();
    }
    let bin = home.path().join("bin");
    fs::create_dir(&bin).unwrap();
    if case.helper {
        let helper = bin.join("docker-credential-fake");
        fs::write(&helper, HELPER).unwrap();
        fs::set_permissions(helper, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut command = Command::new(program);
    command.env_clear().current_dir(home.path()).env("HOME", home.path());
    command.env("PATH", format!("{}:/usr/bin:/bin", bin.display()));
    command.env("HELM_CONFIG_HOME", home.path().join("config"));
    if let Some(compat) = compat {
        command.env("RUTTER_COMPAT", compat);
    }
    command.args(case.args.iter().map(|argument| argument.replace("HOST", host)));
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().unwrap();
    // A program that does not read has ended already.
    drop(child.stdin.take().unwrap().write_all(case.stdin.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let shown =
        |text: &str| text.replace(host, "HOST").replace(&home.path().display().to_string(), "HOME");
    let read = |path: &Path| fs::read_to_string(path).ok().map(|text| shown(&text));
    Answer {
        code: output.status.code().unwrap_or(-1),
        stdout: shown(&String::from_utf8_lossy(&output.stdout)),
        stderr: shown(&String::from_utf8_lossy(&output.stderr)),
        config: read(&config),
        mode: fs::metadata(&config).ok().map(|found| found.permissions().mode() & 0o777),
        helper: read(&home.path().join("told")),
    }
}

#[test]
fn answers_are_those_of_helm() {
    let Some(program) = programs().into_iter().next() else { return };
    let options = RegistryOptions { wants_password: true, ..RegistryOptions::default() };
    let registry = Registry::start(&program, &options);
    let path = root().join("renderer/rutter-cli/tests/login.jsonl");
    let text = fs::read_to_string(&path).unwrap();
    let mut cases: Vec<Case> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    if std::env::var_os("RUTTER_RECORD").is_some() {
        record(&path, &mut cases, &registry.host);
    }
    let rutter = PathBuf::from(env!("CARGO_BIN_EXE_rutter"));
    let mut wrong = Vec::new();
    for case in &cases {
        for (compat, expected) in [("3", &case.helm3), ("4", &case.helm4)] {
            let got = ask(&rutter, case, &registry.host, Some(compat));
            if Some(&got) != expected.as_ref() {
                wrong.push(format!("{} {compat}\n{expected:#?}\n{got:#?}", case.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), cases.len() * 2, wrong.join("\n"));
}

fn record(path: &Path, cases: &mut [Case], host: &str) {
    let helm = |name: &str| root().join("tests/oracle/bin").join(name);
    let mut text = String::new();
    for case in cases {
        case.helm3 = Some(ask(&helm("helm3"), case, host, None));
        case.helm4 = Some(ask(&helm("helm4"), case, host, None));
        text.push_str(&serde_json::to_string(case).unwrap());
        text.push('\n');
    }
    fs::write(path, text).unwrap();
}
