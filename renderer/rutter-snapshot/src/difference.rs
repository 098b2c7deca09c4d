//! Where a render and the snapshots differ.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Where a snapshot is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The chart's folder, as it was named.
    pub chart: PathBuf,
    /// The case.
    pub case: String,
    /// The file's name.
    pub file: String,
}

/// A file that is not the same on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub place: Place,
    /// The snapshot, unless there is none.
    pub old: Option<String>,
    /// What is rendered now, if it is.
    pub new: Option<String>,
    /// Whether all files of the case are new, or all are obsolete.
    pub is_whole_case: bool,
}

/// Texts of a case by file name.
pub type Files = BTreeMap<String, String>;

/// Where texts of cases differ: what was accepted, and what is rendered.
pub fn compare(
    chart: &Path,
    old: &BTreeMap<String, Files>,
    new: &BTreeMap<String, Files>,
) -> Vec<Difference> {
    let cases: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let none = Files::new();
    let mut differences = Vec::new();
    for case in cases {
        let (before, after) = (old.get(case).unwrap_or(&none), new.get(case).unwrap_or(&none));
        let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for name in names.into_iter().filter(|name| before.get(*name) != after.get(*name)) {
            differences.push(Difference {
                place: Place { chart: chart.to_path_buf(), case: case.clone(), file: name.clone() },
                old: before.get(name).cloned(),
                new: after.get(name).cloned(),
                is_whole_case: before.is_empty() || after.is_empty(),
            });
        }
    }
    differences
}
