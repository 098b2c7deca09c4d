//! `rutter diff` over every kind of side: folder, archive, registry, rendered file, folder of rendered
//! files, standard input, revision.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[allow(dead_code, reason = "another test uses the rest")]
mod servers;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use servers::{Guard, Registry};

fn write_chart(folder: &Path, version: &str, value: &str) {
    fs::create_dir_all(folder.join("templates")).unwrap();
    let chart = format!("apiVersion: v2\nname: c\nversion: {version}\n");
    let template =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: {{ .Values.a }}}\n";
    fs::write(folder.join("Chart.yaml"), chart).unwrap();
    fs::write(folder.join("values.yaml"), format!("a: {value}\n")).unwrap();
    fs::write(folder.join("templates/m.yaml"), template).unwrap();
}

fn shell(folder: &Path, host: &str, line: &str) -> Output {
    Command::new("bash")
        .args(["-euo", "pipefail", "-c", line])
        .current_dir(folder)
        .env("RUTTER", env!("CARGO_BIN_EXE_rutter"))
        .env("REGISTRY", host)
        .env("HOME", folder)
        .output()
        .unwrap()
}

/// Sides with the value `one`, then those with the value `two`.
const OLD: &[&str] =
    &["old", "c-1.0.0.tgz", "old.yaml", "rendered/old", "oci://$REGISTRY/lib/c --version 1.0.0"];
const NEW: &[&str] = &["new", "c-2.0.0.tgz", "new.yaml", "rendered/new"];

#[test]
fn every_kind_of_side_is_compared_with_every_other() {
    if !Registry::is_here() {
        assert!(std::env::var_os("CI").is_none(), "CI has a registry");
        return;
    }
    let registry = Registry::start(Guard::Open);
    let folder = tempfile::tempdir().unwrap();
    write_chart(&folder.path().join("old"), "1.0.0", "one");
    write_chart(&folder.path().join("new"), "2.0.0", "two");
    let prepared = shell(
        folder.path(),
        &registry.host,
        "for side in old new; do
           $RUTTER package $side
           $RUTTER template release $side > $side.yaml
           $RUTTER template release $side --output-dir rendered/$side
         done
         $RUTTER push c-1.0.0.tgz oci://$REGISTRY/lib --plain-http",
    );
    assert!(prepared.status.success(), "{}", String::from_utf8_lossy(&prepared.stderr));
    for old in OLD {
        for new in NEW {
            let line = format!("$RUTTER diff {old} {new} --plain-http --detailed-exitcode");
            let output = shell(folder.path(), &registry.host, &line);
            let text = String::from_utf8_lossy(&output.stdout);
            let error = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{line}\n{text}{error}");
            assert!(text.contains("data.a: one -> two"), "{line}\n{text}");
            assert!(text.ends_with("1 changed, 0 added, 0 removed\n"), "{line}\n{text}");
        }
    }
    for line in [
        "$RUTTER diff - new < old.yaml",
        "$RUTTER diff old - < new.yaml",
        "$RUTTER diff old old --new-set a=two",
        "$RUTTER diff oci://$REGISTRY/lib/c:1.0.0 --plain-http --new-set a=two",
    ] {
        let output = shell(folder.path(), &registry.host, line);
        let text = String::from_utf8_lossy(&output.stdout);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(text.contains("data.a: one -> two"), "{line}\n{text}{error}");
    }
}
