//! The pods that Kubernetes' own tests hold against its levels. They are in a Go module
//! (k8s.io/pod-security-admission, test/testdata), whose folder `RUTTER_POD_SECURITY` names; CI
//! fetches it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

use std::fs;
use std::path::Path;

use rutter_validate::{Level, Options, Report, Version, documents, validate};

fn report(path: &Path, level: Level, version: Version) -> Report {
    let text = fs::read_to_string(path).unwrap();
    let options = Options { versions: vec![version], level: Some(level), ..Options::default() };
    validate(&documents("pod.yaml", &text), &options)
}

/// What is wrong with the answer for one pod: the rule of a failing one is in its file's name.
fn difference(path: &Path, level: Level, version: Version, passes: bool) -> Option<String> {
    let name = path.file_stem().unwrap().to_str().unwrap();
    let rule = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let report = report(path, level, version);
    // Their pods have names that a server would not take.
    let findings = report.findings.iter().filter(|finding| finding.rule != "wrong-name");
    let rules: Vec<String> = findings.map(|finding| finding.rule.to_lowercase()).collect();
    // A volume of the node is told by the rule of the looser level alone.
    let rule = match rules.as_slice() {
        [only] if only == "hostpathvolumes" && rule == "restrictedvolumes" => "hostpathvolumes",
        _ => rule,
    };
    let fits = match passes {
        true => rules.is_empty() && report.level >= Some(level),
        false => rules.iter().any(|found| found == rule) && report.level < Some(level),
    };
    (!fits).then(|| format!("{} {version}: {rules:?} {:?}", path.display(), report.level))
}

#[test]
fn pods_are_judged_as_kubernetes_judges_them() {
    let Some(folder) = std::env::var_os("RUTTER_POD_SECURITY") else {
        assert!(std::env::var_os("CI").is_none(), "CI sets RUTTER_POD_SECURITY");
        return;
    };
    let mut differences = Vec::new();
    let mut count = 0;
    for level in [Level::Baseline, Level::Restricted] {
        for version in Options::known_versions() {
            let below = Path::new(&folder).join(level.name()).join(format!("v{version}"));
            for (part, passes) in [("pass", true), ("fail", false)] {
                let Ok(entries) = fs::read_dir(below.join(part)) else { continue };
                for entry in entries {
                    count += 1;
                    let path = entry.unwrap().path();
                    differences.extend(difference(&path, level, *version, passes));
                }
            }
        }
    }
    assert!(differences.is_empty(), "{} of {count}\n{}", differences.len(), differences.join("\n"));
    assert!(count > 100, "{count} pods found");
}
