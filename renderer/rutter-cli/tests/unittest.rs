//! `rutter unittest`. `unittest/cases.jsonl` and, for what is odd in suite files,
//! `unittest/reader_cases.jsonl` hold what helm-unittest 1.1.0 printed, returned and wrote for suites of
//! the chart `unittest/mini`; `unittest/differences.jsonl` what is other here, and why.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use regex::Regex;
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    id: String,
    #[serde(flatten)]
    first: Step,
    /// Runs that follow in the same folder.
    #[serde(default)]
    then: Vec<Step>,
}

#[derive(Deserialize)]
struct Step {
    args: Vec<String>,
    files: BTreeMap<String, String>,
    rc: i32,
    stdout: String,
    #[serde(default, alias = "snap_after")]
    files_after: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Difference {
    id: String,
    reason: String,
    rc: i32,
    /// What is printed instead; other tests hold texts of help.
    stdout: Option<String>,
}

fn lines<T: serde::de::DeserializeOwned>(text: &str) -> Vec<T> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

/// A folder with the chart in it.
struct Chart {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

impl Chart {
    fn new() -> Chart {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mini");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/unittest/mini"), &path);
        Chart { _folder: folder, path }
    }

    fn write(&self, files: &BTreeMap<String, String>) {
        for (name, text) in files {
            let path = self.path.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    fn run(&self, args: &[String]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_rutter"))
            .arg("unittest")
            .args(args)
            .current_dir(&self.path)
            .env_remove("RUTTER_COMPAT")
            .env_remove("LANG")
            .output()
            .unwrap()
    }

    fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.path.join(name)).ok().map(|text| same_times(&text))
    }
}

/// What is other at every run and on every machine, made equal.
fn same_times(text: &str) -> String {
    let attributes = "time|timestamp|hostname|date|run-date|run-time|duration|platform|cwd|machine-name|user|user-domain";
    let patterns = [
        (r"(?m)^(Time:        ).*$".to_string(), "${1}<T>"),
        (format!(r#" ({attributes})="[^"]*""#), " $1=\"<V>\""),
        (r"<environment>[^<]*</environment>".to_string(), "<environment><V></environment>"),
    ];
    patterns.iter().fold(text.to_string(), |text, (pattern, with)| {
        Regex::new(pattern).unwrap().replace_all(&text, *with).into_owned()
    })
}

/// What is wrong with a step.
fn check(chart: &Chart, step: &Step, wrong: &mut Vec<String>, id: &str) {
    chart.write(&step.files);
    let output = chart.run(&step.args);
    let stdout = same_times(&String::from_utf8_lossy(&output.stdout));
    if stdout != step.stdout {
        wrong.push(format!("{id}: got\n{stdout}\nwant\n{}", step.stdout));
    }
    if output.status.code() != Some(step.rc) {
        wrong.push(format!("{id}: exit code {:?}, not {}", output.status.code(), step.rc));
    }
    for (name, want) in &step.files_after {
        let got = chart.read(name);
        let is_report = name.ends_with(".xml");
        let want = if is_report { same_times(want) } else { want.clone() };
        if got.as_ref() != Some(&want) {
            wrong.push(format!("{id}: {name}: got\n{got:?}\nwant\n{want:?}"));
        }
    }
}

#[test]
fn cases_of_helm_unittest() {
    let mut cases: Vec<Case> = lines(include_str!("unittest/cases.jsonl"));
    cases.extend(lines::<Case>(include_str!("unittest/reader_cases.jsonl")));
    assert!(cases.len() > 350, "only {} cases", cases.len());
    let differences: Vec<Difference> = lines(include_str!("unittest/differences.jsonl"));
    for difference in differences {
        assert!(!difference.reason.is_empty(), "{}: why?", difference.id);
        let place = cases.iter().position(|case| case.id == difference.id);
        let case = cases.get_mut(place.unwrap()).unwrap();
        match difference.stdout {
            Some(stdout) => (case.first.stdout, case.first.rc) = (stdout, difference.rc),
            None => drop(cases.remove(place.unwrap())),
        }
    }
    let mut wrong = Vec::new();
    for case in &cases {
        let chart = Chart::new();
        for step in std::iter::once(&case.first).chain(&case.then) {
            check(&chart, step, &mut wrong, &case.id);
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// A suite with one assertion.
fn suite(assertion: &str) -> BTreeMap<String, String> {
    let text = format!(
        "suite: s\ntemplates: [deployment.yaml]\ntests:\n  - it: t\n    asserts: [{{{assertion}}}]\n"
    );
    BTreeMap::from([("tests/t_test.yaml".to_string(), text)])
}

fn args(args: &[&str]) -> Vec<String> {
    args.iter().map(|arg| arg.to_string()).collect()
}

#[test]
fn nothing_is_written_for_a_ci() {
    let chart = Chart::new();
    chart.write(&suite("matchSnapshot: {path: kind}"));
    let output = chart.run(&args(&["--ci", "."]));
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(stdout.contains("Snapshot:    1 failed, 0 passed, 1 total"), "{stdout}");
    assert_eq!(output.status.code(), Some(1));
    assert!(!chart.path.join("tests/__snapshot__").exists());

    assert_eq!(chart.run(&args(&["."])).status.code(), Some(0));
    assert_eq!(chart.run(&args(&["--ci", "."])).status.code(), Some(0));
}

#[test]
fn workers_do_not_change_what_is_printed() {
    let chart = Chart::new();
    for index in 0..20 {
        let mut suite = suite("hasDocuments: {count: 2}");
        let text = suite.remove("tests/t_test.yaml").unwrap();
        chart.write(&BTreeMap::from([(format!("tests/{index:02}_test.yaml"), text)]));
    }
    let stdout = |workers: &str| {
        let output = chart.run(&args(&["--parallel", "--max-workers", workers, "."]));
        same_times(&String::from_utf8_lossy(&output.stdout))
    };
    let one = stdout("1");
    assert_eq!(one.matches(" FAIL  s\ttests/").count(), 20, "{one}");
    assert_eq!(stdout("7"), one);
}

#[test]
fn charts_render_as_helm_4_if_asked() {
    let chart = Chart::new();
    let template = ("templates/deployment.yaml", "kind: {{ kindOf .Chart }}\n");
    chart.write(&BTreeMap::from([(template.0.to_string(), template.1.to_string())]));
    chart.write(&suite("isKind: {of: struct}"));
    assert_eq!(chart.run(&args(&["."])).status.code(), Some(0));
    assert_eq!(chart.run(&args(&["--compat", "4", "."])).status.code(), Some(1));
}

#[test]
fn rendered_files_can_be_looked_at() {
    let chart = Chart::new();
    chart.write(&suite("isKind: {of: Deployment}"));
    assert_eq!(chart.run(&args(&["-d", "."])).status.code(), Some(0));
    let text = chart.read(".debug/mini/templates/deployment.yaml").unwrap();
    assert!(text.contains("kind: Deployment"), "{text}");
}
