//! Every chart by default, with each preset and each scenario of `ci/`. What is rendered stands in
//! one file for every resource below `tests/snapshots`; `cargo insta review` shows what a change does
//! to them. A cluster of Kubernetes 1.32 to 1.36 would take all of it, and pods keep the restricted
//! Pod Security level but for the cases in `tests/charts/levels.txt`. The same cases are held against
//! both Helms in `tests/parity/our-charts.jsonl`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rutter::chart::Compat;
use rutter::{Chart, Options, Parts, SeededWorld, SystemWorld, UserValues, World, render};
use rutter_tests::case::root;
use rutter_validate::{Level, validate_chart};

/// A chart with values of its own.
struct Case {
    chart: String,
    name: String,
    values: Option<PathBuf>,
}

fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "yaml"));
    paths.sort();
    paths
}

fn cases() -> Vec<Case> {
    let mut charts: Vec<PathBuf> =
        std::fs::read_dir(root().join("charts")).unwrap().map(|e| e.unwrap().path()).collect();
    charts.sort();
    let mut cases = Vec::new();
    for path in charts {
        let chart = path.file_name().unwrap().to_string_lossy().into_owned();
        if std::fs::read_to_string(path.join("Chart.yaml")).unwrap().contains("type: library") {
            continue;
        }
        cases.push(Case { chart: chart.clone(), name: "defaults".into(), values: None });
        for folder in ["presets", "ci"] {
            for values in yaml_files(&path.join(folder)) {
                let stem = values.file_stem().unwrap().to_string_lossy().into_owned();
                let name = format!("{folder}-{}", stem.trim_end_matches("-values"));
                cases.push(Case { chart: chart.clone(), name, values: Some(values) });
            }
        }
    }
    cases
}

impl Case {
    fn read(&self) -> (Chart, UserValues, Options) {
        let path = root().join("charts").join(&self.chart);
        let chart = Chart::load(&SystemWorld, &path, Compat::V4).unwrap().chart;
        let mut values = UserValues::default();
        if let Some(path) = &self.values {
            let text = std::fs::read(path).unwrap();
            values.add_file(path.to_string_lossy(), text, Compat::V4).unwrap();
        }
        (chart, values, Options { release_name: "demo".into(), ..Options::default() })
    }
}

/// The resources of a case, each with a name of its own.
fn resources(case: &Case) -> Vec<(String, String)> {
    let (chart, values, options) = case.read();
    // Passwords that templates make up are always the same here.
    let world = SeededWorld::new(SystemWorld).with_seed(1);
    let release = render(&chart, &values, &options, &world as &dyn World).unwrap_or_else(|error| {
        panic!("{} {}: {error}", case.chart, case.name);
    });
    let documents = release.to_helm_text(Parts { crds: true, ..Parts::default() });
    let mut taken = BTreeSet::new();
    let documents = documents.split("\n---\n").map(|text| text.trim_start_matches("---\n"));
    documents
        .filter(|text| !text.trim().is_empty())
        .map(|text| {
            let field = |name: &str| {
                let line = text.lines().find_map(|line| line.strip_prefix(name));
                line.unwrap_or("unnamed").trim().trim_matches('"').to_string()
            };
            let mut name = format!("{}-{}", field("kind:"), field("  name:")).to_lowercase();
            while !taken.insert(name.clone()) {
                name.push_str("-again");
            }
            (name, text.trim_end().to_string())
        })
        .collect()
}

#[test]
fn charts_render_what_was_reviewed() {
    let folder = root().join("tests/snapshots");
    let mut expected = BTreeSet::new();
    for case in cases() {
        let place = folder.join(&case.chart).join(&case.name);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&place);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| {
            for (name, text) in resources(&case) {
                expected.insert(place.join(format!("{name}.snap")));
                insta::assert_snapshot!(name, text);
            }
        });
    }
    assert!(!expected.is_empty());
    let left: Vec<PathBuf> =
        snapshots(&folder).into_iter().filter(|p| !expected.contains(p)).collect();
    assert!(left.is_empty(), "no resource for these; remove them: {left:#?}");
}

/// The snapshots there are.
fn snapshots(folder: &Path) -> Vec<PathBuf> {
    let mut open = vec![folder.to_path_buf()];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            match path.is_dir() {
                true => open.push(path),
                false if path.extension().is_some_and(|end| end == "snap") => found.push(path),
                false => {}
            }
        }
    }
    found
}

/// The level that a case keeps.
fn expected_level(case: &Case) -> Level {
    let text = std::fs::read_to_string(root().join("tests/charts/levels.txt")).unwrap();
    let found = text.lines().find_map(|line| {
        let rest = line.strip_prefix(&format!("{} {} ", case.chart, case.name))?;
        Level::parse(rest.split(' ').next()?)
    });
    found.unwrap_or(Level::Restricted)
}

#[test]
fn clusters_would_take_what_charts_render() {
    let mut wrong = Vec::new();
    for case in cases() {
        let (chart, values, render) = case.read();
        let options = rutter_validate::Options::default();
        let report = validate_chart(&chart, &values, &render, &options, &SystemWorld).unwrap();
        let title = format!("{} {}", case.chart, case.name);
        // Kinds of operators, such as ServiceMonitor, have no schema here.
        let findings = report.findings.iter().filter(|finding| finding.rule != "no-schema");
        for finding in findings {
            let place = format!("{}:{}", finding.source, finding.line);
            wrong.push(format!("{title}: {place} {} {}", finding.path, finding.message));
        }
        if report.level.is_some_and(|level| level != expected_level(&case)) {
            wrong.push(format!("{title}: Pod Security level {:?}", report.level));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
