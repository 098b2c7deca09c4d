//! Every chart by default, with each preset and each scenario of `ci/`. Clusters of Kubernetes 1.32
//! and 1.36 would take what they render, and pods keep the restricted Pod Security level but for the
//! cases in `tests/charts/levels.txt`. What exactly is rendered stands in the snapshots of each chart
//! (`rutter snap test charts/*`), and both Helms render the same (`tests/parity/our-charts.jsonl`).
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::path::{Path, PathBuf};

use rutter::chart::Compat;
use rutter::{Chart, Options, SystemWorld, UserValues};
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
        let known = rutter_validate::Options::known_versions();
        let ends = [known.first(), known.last()].into_iter().flatten().copied().collect();
        let options = rutter_validate::Options { versions: ends, ..Default::default() };
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
