//! Patches, applied: each makes the new object of the old one. The pairs are those of `rutter diff`.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;

use rutter_diff::{Comparison, Kind, Manifests, Review};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    id: String,
    old: Side,
    new: Side,
}

/// A text, or the files of a chart without template actions.
#[derive(Deserialize)]
#[serde(untagged)]
enum Side {
    Text(String),
    Files(BTreeMap<String, String>),
}

impl Side {
    fn text(&self) -> &str {
        match self {
            Side::Text(text) => text,
            Side::Files(files) => &files["templates/m.yaml"],
        }
    }
}

fn check(case: &Case) -> usize {
    let parse = |side: &Side| Manifests::parse(side.text(), "ns", true);
    let (Ok(old), Ok(new)) = (parse(&case.old), parse(&case.new)) else { return 0 };
    let comparison = Comparison::new(&old, &new, 0.9);
    let review = Review::new(&comparison, true);
    let mut checked = 0;
    for entry in review.entries().chain(&review.hidden) {
        if entry.pair.kind() != Kind::Changed {
            continue;
        }
        let mut patched = entry.pair.old.unwrap().json();
        let operations = serde_json::to_value(entry.patch()).unwrap();
        let operations: json_patch::Patch = serde_json::from_value(operations).unwrap();
        json_patch::patch(&mut patched, &operations).unwrap();
        assert_eq!(patched, entry.pair.new.unwrap().json(), "{}", case.id);
        checked += 1;
    }
    checked
}

#[test]
fn a_patch_makes_the_new_object_of_the_old_one() {
    let own = include_str!("../../rutter-cli/tests/diff/cases.jsonl");
    let recorded = include_str!("../../rutter-cli/tests/diff/helm_diff.jsonl");
    let cases = own.lines().chain(recorded.lines());
    let cases: Vec<Case> = cases.map(|line| serde_json::from_str(line).unwrap()).collect();
    let checked: usize = cases.iter().map(check).sum();
    assert!(checked > 90, "only {checked} patches");
}
