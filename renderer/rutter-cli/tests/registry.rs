//! Registries and repositories: sessions of commands in `registry/sessions.jsonl`, each run by a
//! real Helm and by this program in its place, on servers and directories of their own. Exit codes,
//! streams, files and digests must be equal.
//!
//! `files` and `setup` (shell lines; `$RUTTER` makes packages that are the same for all) make the
//! directory, `$REPOSITORY_FILES` is served at `<REPOSITORY>`, a registry is at `<REGISTRY>`, one
//! with a password at `<GUARDED>`, one with TLS at `<SECURE>` (`<CERTIFICATE>`). A step is a list of arguments; a text is a shell line between
//! steps. `only` names the Helm that a session is for.
//!
//! `registry/callers.jsonl` holds what tools that call `helm` send, argument by argument: Argo CD,
//! chart-testing, helmfile and kustomize. There both programs are the `helm` on `PATH`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[allow(dead_code, reason = "the other runner uses the rest")]
mod sandbox;
mod servers;

use std::path::{Path, PathBuf};

use sandbox::{Program, Sandbox};
use serde_json::Value;
use servers::{Files, Guard, Registry};

fn helm(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/oracle/bin").join(name);
    let found = path.exists();
    assert!(found || std::env::var_os("CI").is_none(), "{}: run tests/run first", path.display());
    if !found {
        eprintln!("note: {} is not there: run tests/run", path.display());
    }
    found.then_some(path)
}

/// The servers of a session.
struct Servers {
    registry: Registry,
    guarded: Registry,
    secure: Registry,
    files: Files,
    private: Files,
}

impl Servers {
    fn start() -> Servers {
        Servers {
            registry: Registry::start(Guard::Open),
            guarded: Registry::start(Guard::Password),
            secure: Registry::start(Guard::Tls),
            files: Files::start(Guard::Open),
            private: Files::start(Guard::Password),
        }
    }

    /// The same addresses with nothing there.
    fn emptied(self) -> Servers {
        self.files.empty();
        self.private.empty();
        let (registry, guarded) = (self.registry.emptied(), self.guarded.emptied());
        let secure = self.secure.emptied();
        Servers { registry, guarded, secure, files: self.files, private: self.private }
    }

    fn places(&self) -> Vec<(&'static str, String)> {
        vec![
            ("REGISTRY", self.registry.host.clone()),
            ("GUARDED", self.guarded.host.clone()),
            ("SECURE", self.secure.host.clone()),
            ("CERTIFICATE", self.secure.certificate().display().to_string()),
            ("REPOSITORY", self.files.url.clone()),
            ("PRIVATE", self.private.url.clone()),
            ("REPOSITORY_FILES", self.files.folder.path().display().to_string()),
            ("PRIVATE_FILES", self.private.folder.path().display().to_string()),
        ]
    }
}

/// The answer to each step.
fn session(case: &Value, program: &Program, servers: &Servers) -> Vec<Value> {
    let sandbox = Sandbox::with_places(case, servers.places());
    sandbox.set_up(program);
    let steps = case["steps"].as_array().unwrap();
    let stdin = case["stdin"].as_str().unwrap_or("");
    steps
        .iter()
        .map(|step| match step.as_str() {
            Some(line) => sandbox.line(program, line),
            None => sandbox.step(program, step, stdin),
        })
        .collect()
}

fn differences(step: &Value, got: &Value, want: &Value) -> Option<String> {
    let parts = ["rc", "stdout", "stderr", "changed"];
    let different: Vec<String> = parts
        .iter()
        .filter(|part| got[**part] != want[**part])
        .map(|part| {
            format!("      {part}: got  {}\n      {part}: want {}", got[*part], want[*part])
        })
        .collect();
    (!different.is_empty()).then(|| format!("    {step}\n{}", different.join("\n")))
}

#[test]
fn sessions_are_as_with_helm() {
    compare("sessions.jsonl", Program::rutter, |path, _| Program::helm(path));
}

#[test]
fn callers_get_what_helm_gives() {
    compare("callers.jsonl", Program::as_helm, Program::as_helm);
}

/// A program under the name of a Helm.
type Caller = fn(&Path, &str) -> Program;

fn compare(file: &str, as_rutter: Caller, as_helm: Caller) {
    if !Registry::is_here() {
        return;
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/registry").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    let only = std::env::var("RUTTER_SESSION").ok();
    let rutter = Path::new(env!("CARGO_BIN_EXE_rutter"));
    let mut servers = Servers::start();
    let mut failures = Vec::new();
    for line in text.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        if only.as_ref().is_some_and(|only| case["id"].as_str() != Some(only)) {
            continue;
        }
        for name in ["helm3", "helm4"] {
            let is_meant = case["only"].as_str().is_none_or(|only| only == name);
            let Some(helm) = helm(name).filter(|_| is_meant) else { continue };
            let want = session(&case, &as_helm(&helm, name), &servers);
            servers = servers.emptied();
            let got = session(&case, &as_rutter(rutter, name), &servers);
            servers = servers.emptied();
            let steps = case["steps"].as_array().unwrap();
            let problems: Vec<String> = steps
                .iter()
                .zip(got.iter().zip(&want))
                .filter_map(|(step, (got, want))| differences(step, got, want))
                .collect();
            if !problems.is_empty() {
                failures.push(format!("{} {name}\n{}", case["id"], problems.join("\n")));
            }
        }
    }
    assert!(failures.is_empty(), "{} differ\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn credentials_of_flags_do_not_go_where_an_index_leads() {
    if !Registry::is_here() {
        return;
    }
    let case = serde_json::json!({
        "id": "an index that names a registry",
        "files": {"demo/Chart.yaml": "apiVersion: v2\nname: demo\nversion: 0.1.0\n"},
        "setup": [
            "\"$RUTTER\" package demo > /dev/null",
            "\"$RUTTER\" push demo-0.1.0.tgz oci://$GUARDED/r --plain-http --username ann --password secret",
            "\"$RUTTER\" repo index . && sed \"s#- demo-0.1.0.tgz#- oci://$GUARDED/r/demo:0.1.0#\" index.yaml > \"$REPOSITORY_FILES/index.yaml\"",
        ],
    });
    let servers = Servers::start();
    let sandbox = Sandbox::with_places(&case, servers.places());
    let rutter = Program::rutter(Path::new(env!("CARGO_BIN_EXE_rutter")), "helm4");
    sandbox.set_up(&rutter);
    let flags = "--plain-http --username ann --password secret";
    let named = sandbox.line(&rutter, &format!("\"$HELM\" pull demo --repo $REPOSITORY {flags}"));
    assert_eq!(named["rc"], 1, "{named}");
    let reason = named["stderr"].as_str().unwrap();
    assert!(reason.contains("basic credential not found"), "{reason}");
    let typed = sandbox.line(&rutter, &format!("\"$HELM\" pull oci://$GUARDED/r/demo {flags}"));
    assert_eq!(typed["rc"], 0, "{typed}");
}
