//! Decisions carried out: snapshots become what was accepted, and what was rejected waits no more.
//!
//! A snapshot is written whole before what waits for it is taken away, so that a run that is stopped
//! at any moment leaves each file as it was or as it shall be, and the same command finishes the work.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rutter_diff::Kind;

use crate::config::Config;
use crate::difference::{Difference, Place};
use crate::folder::{Folder, SNAPSHOTS, remove};
use crate::group::{Examined, Group, Review};
use crate::ignore::Ignored;
use crate::lock::Lock;
use crate::pending::Pending;

/// Writes a file as a whole or not at all.
pub type WriteFile = fn(&Path, &[u8]) -> Result<(), String>;

/// What becomes of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The snapshot takes them.
    Accept,
    /// They wait no more, and the snapshot stays.
    Reject,
}

/// Which changes are decided about: those that every list allows; an empty list allows all.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Groups by name.
    pub groups: Vec<String>,
    /// Cases by name.
    pub cases: Vec<String>,
    /// Files and folders: as `CASE/FILE`, or with the chart and `snapshots` before.
    pub paths: Vec<String>,
}

/// What was decided.
#[derive(Clone, Debug, Default)]
pub struct Decided {
    /// The groups, by name.
    pub groups: Vec<String>,
    /// Files of which something was decided.
    pub files: Vec<Place>,
    /// What still waits.
    pub left: Review,
}

impl Review {
    /// What waits for a decision about charts.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn pending(charts: &[PathBuf]) -> Result<Review, String> {
        let mut differences = Vec::new();
        let mut ignored: BTreeMap<(PathBuf, String), Vec<Ignored>> = BTreeMap::new();
        for chart in charts {
            differences.extend(Pending::of(chart).read()?);
            let config = Config::read(chart)?;
            for case in config.cases {
                let all = config.ignored.iter().chain(&case.ignored).cloned().collect();
                ignored.insert((chart.clone(), case.name), all);
            }
        }
        let of = |difference: &Difference| {
            let place = &difference.place;
            let found = ignored.get(&(place.chart.clone(), place.case.clone()));
            found.map_or(&[][..], Vec::as_slice)
        };
        Ok(Review::new(differences, of))
    }
}

impl Selection {
    fn takes(&self, group: &Group, place: &Place) -> bool {
        let is_path = |path: &String| {
            let path = Path::new(path.trim_end_matches('/'));
            let inside = Path::new(&place.case).join(&place.file);
            let whole = place.chart.join(SNAPSHOTS).join(&inside);
            let plain = |path: &Path| path.components().collect::<PathBuf>();
            let path = plain(path.strip_prefix(".").unwrap_or(path));
            let whole = plain(whole.strip_prefix(".").unwrap_or(&whole));
            inside.starts_with(&path) || whole.starts_with(&path)
        };
        (self.groups.is_empty() || self.groups.contains(&group.id))
            && (self.cases.is_empty() || self.cases.contains(&place.case))
            && (self.paths.is_empty() || self.paths.iter().any(is_path))
    }
}

/// Decides about what waits in charts, whose locks are held for so long.
///
/// # Errors
/// A group that is not there, a selection of nothing where something waits; what cannot be read or
/// written.
pub fn decide(
    charts: &[PathBuf],
    selection: &Selection,
    decision: Decision,
    write: WriteFile,
) -> Result<Decided, String> {
    let waiting: Vec<&PathBuf> =
        charts.iter().filter(|chart| Pending::of(chart).exists()).collect();
    let _locks: Vec<Lock> =
        waiting.iter().map(|chart| Lock::of(chart)).collect::<Result<_, _>>()?;
    let review = Review::pending(charts)?;
    if let Some(id) = selection.groups.iter().find(|id| review.group(id).is_none()) {
        return Err(format!("no group {id:?} is pending\n  help: rutter snap pending lists them"));
    }
    let mut decided = Decided::default();
    let mut chosen: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for group in &review.groups {
        let members = group.members.iter();
        let mut is_taken = false;
        for (file, part) in members {
            if selection.takes(group, &review.files[*file].difference.place) {
                chosen.entry(*file).or_default().insert(*part);
                is_taken = true;
            }
        }
        if is_taken {
            decided.groups.push(group.id.clone());
        }
    }
    if chosen.is_empty() && !review.files.is_empty() {
        return Err(
            "nothing that is pending is selected\n  help: rutter snap pending lists it".into()
        );
    }
    for (file, parts) in &chosen {
        let file = &review.files[*file];
        carry_out(file, parts, decision, write)?;
        decided.files.push(file.difference.place.clone());
    }
    waiting.iter().try_for_each(|chart| Pending::of(chart).tidy())?;
    decided.left = Review::pending(charts)?;
    Ok(decided)
}

fn carry_out(
    file: &Examined,
    parts: &BTreeSet<usize>,
    decision: Decision,
    write: WriteFile,
) -> Result<(), String> {
    let place = &file.difference.place;
    let pending = Pending::of(&place.chart);
    let is_all = file.open().all(|part| parts.contains(&part));
    let snapshot = Folder::of(&place.chart).file(place);
    match (decision, file.kind()) {
        (Decision::Accept, Kind::Removed) => {
            remove(&snapshot)?;
            // The last one of a case takes the folder with it.
            if let Some(folder) = snapshot.parent() {
                let _ = std::fs::remove_dir(folder);
            }
        }
        (Decision::Accept, _) => {
            if let Some(folder) = snapshot.parent() {
                std::fs::create_dir_all(folder)
                    .map_err(|error| format!("{}: {error}", folder.display()))?;
            }
            let text = match is_all {
                true => file.difference.new.clone().unwrap_or_default(),
                false => with_parts(file, |part| parts.contains(&part)),
            };
            write(&snapshot, text.as_bytes())?;
        }
        (Decision::Reject, _) if !is_all => {
            let text = with_parts(file, |part| !parts.contains(&part));
            return write(&pending.file(place), text.as_bytes());
        }
        (Decision::Reject, _) => {}
    }
    match is_all {
        true => pending.remove(place),
        false => Ok(()),
    }
}

/// The old text with some of its parts.
fn with_parts(file: &Examined, is_taken: impl Fn(usize) -> bool) -> String {
    let parts = file.parts.iter().enumerate().filter(|(number, _)| is_taken(*number));
    let edits = parts.flat_map(|(_, part)| part.edits.iter().copied()).collect();
    file.edits.as_ref().map(|all| all.apply(&edits)).unwrap_or_default()
}
