//! Groups, accepted or rejected one after the other, over the pairs of texts that `rutter diff` is
//! tested with: each decision takes one group and leaves the others, what comes of it can be read, and
//! in the end snapshots are what was accepted.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rutter_snapshot::{
    Decision, Folder, Pending, Review, Selection, compare, decide, documents, files,
};

type Files = BTreeMap<String, String>;

fn write(path: &Path, text: &[u8]) -> Result<(), String> {
    std::fs::write(path, text).map_err(|error| error.to_string())
}

/// A chart with snapshots of one text, and another text that is pending.
fn chart(old: &Files, new: &Files) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("snapshots/default");
    std::fs::create_dir_all(&case).unwrap();
    old.iter().for_each(|(name, text)| std::fs::write(case.join(name), text).unwrap());
    let cases = |files: &Files| BTreeMap::from([("default".to_string(), files.clone())]);
    let differences = compare(folder.path(), &cases(old), &cases(new));
    std::fs::create_dir_all(folder.path().join("snapshots/.pending")).unwrap();
    Pending::of(folder.path()).write(&differences).unwrap();
    folder
}

fn snapshots(chart: &Path) -> Files {
    Folder::of(chart).read().unwrap().remove("default").unwrap_or_default()
}

fn step(charts: &[PathBuf], id: &str, decision: Decision) -> Review {
    let selection = Selection { groups: vec![id.to_string()], ..Selection::default() };
    decide(charts, &selection, decision, write).unwrap().left
}

fn ids(review: &Review) -> Vec<String> {
    review.groups.iter().map(|group| group.id.clone()).collect()
}

/// How many groups were decided about.
fn check(id: &str, old: &Files, new: &Files) -> usize {
    let accepted = chart(old, new);
    let charts = [accepted.path().to_path_buf()];
    let mut open = ids(&Review::pending(&charts).unwrap());
    let count = open.len();
    while let Some(group) = open.pop() {
        let left = step(&charts, &group, Decision::Accept);
        let mut expected = open.clone();
        expected.sort();
        open = ids(&left);
        let mut found = open.clone();
        found.sort();
        assert_eq!(found, expected, "{id}: other groups change with {group}");
        for (name, text) in snapshots(accepted.path()) {
            rutter_yaml::parse_node(text.as_bytes())
                .unwrap_or_else(|error| panic!("{id}: {name}: {error}\n{text}"));
        }
    }
    assert_eq!(&snapshots(accepted.path()), new, "{id}");

    let rejected = chart(old, new);
    let charts = [rejected.path().to_path_buf()];
    let groups = ids(&Review::pending(&charts).unwrap());
    for group in &groups {
        step(&charts, group, Decision::Reject);
    }
    assert_eq!(&snapshots(rejected.path()), old, "{id}");
    assert!(Review::pending(&charts).unwrap().files.is_empty(), "{id}");

    // The first rejected and the others accepted is the others accepted alone.
    if let [first, others @ ..] = &groups[..] {
        let ways = [chart(old, new), chart(old, new)];
        let charts = [ways[0].path().to_path_buf()];
        step(&charts, first, Decision::Reject);
        others.iter().for_each(|group| drop(step(&charts, group, Decision::Accept)));
        let charts = [ways[1].path().to_path_buf()];
        others.iter().for_each(|group| drop(step(&charts, group, Decision::Accept)));
        assert_eq!(snapshots(ways[0].path()), snapshots(ways[1].path()), "{id}");
    }
    count
}

#[test]
fn each_decision_is_about_its_group_alone() {
    let texts = include_str!("../../rutter-cli/tests/diff/cases.jsonl");
    let (mut cases, mut groups) = (0, 0);
    for line in texts.lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let side = |name: &str| {
            let text = case[name].as_str().unwrap();
            files(documents("t.yaml", text), "default", None)
        };
        let (old, new) = (side("old"), side("new"));
        // What cannot be read has no object to keep.
        let is_read = |files: &Files| {
            files.values().all(|text| rutter_yaml::parse_node(text.as_bytes()).is_ok())
        };
        if is_read(&old) && is_read(&new) {
            groups += check(case["id"].as_str().unwrap(), &old, &new);
            cases += 1;
        }
    }
    assert!(cases >= 60 && groups >= 80, "only {cases} cases with {groups} groups");
}
