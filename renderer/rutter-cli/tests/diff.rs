//! `rutter diff`. `diff/helm_diff.jsonl` holds what helm-diff 3.15 printed for pairs of charts named c,
//! in the namespace ns; `diff/cases.jsonl` what `rutter diff` says of pairs of rendered files, and
//! `diff/causes.jsonl` why charts change.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod recorded;

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
        .env("COLUMNS", "80")
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

#[test]
fn changes_are_told_as_written_down() {
    recorded::check("diff/cases.jsonl", 80, "diff");
}

#[test]
fn causes_are_those_written_down() {
    recorded::check("diff/causes.jsonl", 40, "diff");
}

/// On a terminal, which the program `script` plays.
#[cfg(target_os = "linux")]
#[test]
fn a_pager_shows_what_people_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.yaml"), "kind: A\nx: 1\n").unwrap();
    fs::write(folder.path().join("b.yaml"), "kind: A\nx: 2\n").unwrap();
    let shown = |pager: &str, flags: &str| {
        let line = format!("{} diff a.yaml b.yaml {flags}", env!("CARGO_BIN_EXE_rutter"));
        let output = Command::new("script")
            .args(["-qec", &line, "/dev/null"])
            .current_dir(folder.path())
            .env("RUTTER_PAGER", pager)
            .env("TERM", "dumb")
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let paged = "> ~ A default/";
    assert!(shown("sed 's/^/> /'", "").contains(paged));
    assert!(!shown("sed 's/^/> /'", "--no-pager").contains(paged));
    assert!(!shown("sed 's/^/> /'", "-o json").contains("> "));
    for none in ["cat", "", "no-such-pager"] {
        assert!(shown(none, "").contains("x: 1 -> 2"), "{none}");
    }
}

/// Arguments, the exit code and what standard error says.
const WRONG: &[(&[&str], i32, &str)] = &[
    (&[], 1, "compares two things"),
    (&["a.yaml"], 1, "compares two things"),
    (&["a.yaml", "b.yaml", "c.yaml"], 1, "compares two things"),
    (&["a.yaml", "nowhere"], 1, "new side, \"nowhere\""),
    (&["a.yaml", "bad.yaml"], 1, "in the document that begins with \"a: [\""),
    (&["a.yaml", "b.yaml", "-o", "yaml"], 1, "unknown output format \"yaml\""),
    (&["a.yaml", "b.yaml", "-D", "2"], 1, "--find-renames 2: not a number from 0 to 1"),
    (&["a.yaml", "b.yaml", "-C", "x"], 1, "invalid argument"),
    (
        &["a.yaml", "b.yaml", "-o", "diff", "--suppress-output-line-regex", "("],
        1,
        "missing closing )",
    ),
    (&["a.yaml", "--rev", "..B"], 1, "give two revisions as A..B"),
    (&["nowhere", "--rev", "A..B"], 1, "stat nowhere: no such file or directory"),
    (&["a.yaml", "b.yaml", "--rev", "A..B"], 1, "give one path"),
    (&["a.yaml", "b.yaml", "--detailed-exitcode"], 2, ""),
    (&["a.yaml", "a.yaml", "--detailed-exitcode"], 0, ""),
];

#[test]
fn what_cannot_be_compared_is_said() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("a", "kind: A\n"), ("b", "kind: A\nx: 1\n"), ("c", ""), ("bad", "a: [\n")]
    {
        fs::write(folder.path().join(format!("{name}.yaml")), text).unwrap();
    }
    for (args, code, says) in WRONG {
        let output = rutter(folder.path(), &[&["diff"], *args].concat());
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(*code), "{args:?}: {error}");
        assert!(error.contains(says), "{args:?}: {error}");
    }
}

#[test]
fn revisions_are_compared_and_the_work_tree_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let git = |args: &[&str]| {
        let output = Command::new("git")
            .args(["-c", "user.name=x", "-c", "user.email=x@example.com"])
            .args(args)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let write = |value: &str| {
        let text = format!(
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: c}}\ndata: {{a: {value}}}\n"
        );
        write_chart(
            &folder.path().join("charts/c"),
            &[("templates/m.yaml".to_string(), text)].into(),
        );
    };
    git(&["init", "-q"]);
    for value in ["one", "two"] {
        write(value);
        git(&["add", "-A"]);
        git(&["commit", "-q", "-m", value]);
    }
    write("three");
    let stdout = |args: &[&str]| {
        let output = rutter(folder.path(), &[&["diff", "charts/c"], args].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(stdout(&["--rev", "HEAD~1..HEAD"]).contains("data.a: one -> two"));
    assert!(stdout(&["--rev", "HEAD"]).contains("data.a: two -> three"));
    let text = fs::read_to_string(folder.path().join("charts/c/templates/m.yaml")).unwrap();
    assert!(text.contains("three"));
    let output = rutter(folder.path(), &["diff", "charts/c", "--rev", "nothing..HEAD"]);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(error.contains("no revision \"nothing\""), "{error}");
}

#[test]
fn one_chart_is_compared_under_two_sets_of_values() {
    let folder = tempfile::tempdir().unwrap();
    let text = "kind: A\nmetadata: {name: a}\nx: {{ .Values.x }}\nz: {{ .Values.z }}\n";
    write_chart(
        &folder.path().join("c"),
        &[("templates/m.yaml".to_string(), text.to_string())].into(),
    );
    fs::write(folder.path().join("v.yaml"), "x: 2\n").unwrap();
    let args = ["diff", "c", "--set", "x=1,z=1", "--new-values", "v.yaml", "--new-set", "z=3"];
    let output = rutter(folder.path(), &args);
    let stdout = String::from_utf8_lossy(&output.stdout);
    // Flags of both sides come after files, as ever.
    assert!(stdout.contains("z: 1 -> 3") && !stdout.contains("x: 1 -> 2"), "{stdout}");
    // The line says by what value and which template line.
    assert!(stdout.contains("by z (--set z=3), c/templates/m.yaml:4"), "{stdout}");
}

#[test]
fn dangers_are_annotated_at_their_template_line() {
    let folder = tempfile::tempdir().unwrap();
    let text = "kind: Service\nmetadata: {name: a}\nspec:\n  type: {{ .Values.type }}\n";
    let files = [("templates/m.yaml".to_string(), text.to_string())].into();
    write_chart(&folder.path().join("charts/c"), &files);
    let args = ["diff", "charts/c", "--old-set", "type=ClusterIP", "--new-set", "type=NodePort"];
    let output = rutter(folder.path(), &[&args[..], &["-o", "github"]].concat());
    let stdout = String::from_utf8_lossy(&output.stdout);
    let expected = "::warning file=charts/c/templates/m.yaml,line=4,title=security%3A Service ns/a\
        ::spec.type: the Service can be reached from outside\n\
        ::notice title=rutter diff::1 changed, 0 added, 0 removed\n";
    assert_eq!(stdout, expected);
}

/// What decides over a line is told once, however many conditions ask the same helper.
#[test]
fn conditions_within_conditions_are_kept_in_bounds() {
    let folder = tempfile::tempdir().unwrap();
    let depth = 60;
    let helper = "{{ define \"h\" }}{{ if .Values.on }}yes{{ end }}{{ end }}\n";
    let text = format!(
        "{helper}kind: A\nmetadata: {{name: a}}\n{}x: {{{{ .Values.x }}}}\n{}",
        "{{- if include \"h\" . }}\n".repeat(depth),
        "{{- end }}\n".repeat(depth)
    );
    write_chart(&folder.path().join("c"), &[("templates/m.yaml".to_string(), text)].into());
    let args = ["diff", "c", "--set", "x=1", "--new-set", "on=yes"];
    let output = rutter(folder.path(), &args);
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(
        stdout.contains("+ x: 1\n        by on (--set on=yes), c/templates/m.yaml:"),
        "{stdout}"
    );
}

#[test]
fn very_long_texts_are_compared_in_bounded_time() {
    let folder = tempfile::tempdir().unwrap();
    for (name, word) in [("old", "a"), ("new", "b")] {
        let lines: String = (0..100_000).map(|n| format!("    {word}{n}\n")).collect();
        let text = format!("kind: ConfigMap\nmetadata: {{name: c}}\ndata:\n  file: |\n{lines}");
        fs::write(folder.path().join(format!("{name}.yaml")), text).unwrap();
    }
    for format in ["text", "diff"] {
        let output = rutter(folder.path(), &["diff", "old.yaml", "new.yaml", "-o", format]);
        let stdout = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success());
        assert_eq!(
            stdout.lines().filter(|line| line.trim_start().starts_with("+ ")).count(),
            100_000
        );
    }
}
