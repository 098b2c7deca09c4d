//! Crates point one way: each may depend on those named here and on no other of ours.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::process::Command;

use serde_json::Value;

/// What each crate may depend on, of ours; `docs/architecture.md` draws it.
const ARROWS: &[(&str, &[&str])] = &[
    ("rutter-go", &[]),
    ("rutter-yaml", &["rutter-go"]),
    ("rutter-template", &["rutter-go"]),
    ("rutter-sprig", &["rutter-go", "rutter-template", "rutter-yaml"]),
    ("rutter-chart", &["rutter-go", "rutter-yaml"]),
    ("rutter", &["rutter-chart", "rutter-go", "rutter-sprig", "rutter-template", "rutter-yaml"]),
    ("rutter-validate", &["rutter", "rutter-go", "rutter-yaml"]),
    ("rutter-values-docs", &["rutter-go", "rutter-yaml"]),
    ("rutter-diff", &["rutter-go", "rutter-yaml"]),
    ("rutter-unittest", &["rutter", "rutter-chart", "rutter-go", "rutter-yaml"]),
    ("rutter-http", &[]),
    ("rutter-oci", &["rutter-http"]),
    ("rutter-provenance", &[]),
    ("rutter-repository", &["rutter-chart", "rutter-go", "rutter-yaml"]),
    (
        "rutter-cli",
        &[
            "rutter",
            "rutter-diff",
            "rutter-http",
            "rutter-oci",
            "rutter-provenance",
            "rutter-repository",
            "rutter-unittest",
            "rutter-validate",
            "rutter-values-docs",
        ],
    ),
    ("rutter-values", &["rutter-values-docs"]),
    ("rutter-tests", &[]),
    ("rutter-benches", &[]),
];

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn crates_point_one_way() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    assert_eq!(packages.len(), ARROWS.len(), "every crate has its line in ARROWS");
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let (_, allowed) = ARROWS.iter().find(|(crate_name, _)| *crate_name == name).unwrap();
        for dependency in package["dependencies"].as_array().unwrap() {
            let to = dependency["name"].as_str().unwrap();
            let ours = dependency["path"].is_string();
            if ours && dependency["kind"] != "dev" {
                assert!(allowed.contains(&to), "{name} must not depend on {to}");
            }
        }
    }
}
