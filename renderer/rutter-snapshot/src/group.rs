//! Alike changes of many files, as one thing to decide about.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rutter_diff::{Cause, Change, Entry, Kind, Line, Object, Pair, Severity};

use crate::difference::Difference;
use crate::edits::Edits;
use crate::file_name::digest;
use crate::ignore::Ignored;
use crate::parts::{Part, Side, parts};

/// Hexadecimal digits of a group's name.
const DIGITS: usize = 10;

/// A difference with what there is to decide about it.
#[derive(Clone, Debug)]
pub struct Examined {
    /// The difference.
    pub difference: Difference,
    /// What can be decided apart; one part where the file is on one side only.
    pub parts: Vec<Part>,
    pub(crate) edits: Option<Edits>,
    old: Option<Side>,
    new: Option<Side>,
    ignored: BTreeSet<usize>,
}

/// Changes that are decided about together.
#[derive(Clone, Debug)]
pub struct Group {
    /// What it is called by: the same as long as the changes are.
    pub id: String,
    /// What happens to the files.
    pub kind: Kind,
    /// The rule of `rutter diff` that would hide it.
    pub rule: Option<&'static str>,
    /// Files and their parts, by number.
    pub members: Vec<(usize, usize)>,
}

/// All there is to decide about.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// The files.
    pub files: Vec<Examined>,
    /// What is alike together: dangers first, what rules of `rutter diff` hide last.
    pub groups: Vec<Group>,
}

impl Examined {
    fn new(difference: Difference, ignored: &[Ignored]) -> Examined {
        let file = &difference.place.file;
        let side = |text: &Option<String>| text.as_ref().map(|text| Side::new(file, text));
        let (old, new) = (side(&difference.old), side(&difference.new));
        let mut edits = None;
        let parts = match (&old, &new) {
            (Some(old), Some(new)) => {
                let made = edits.insert(Edits::new(&old.text, &new.text));
                parts(old, new, made)
            }
            _ => vec![whole(&difference, old.as_ref().or(new.as_ref()), &new)],
        };
        let covered = |part: &Part| {
            let is_covered = |change| ignored.iter().any(|ignored| ignored.covers(change));
            !part.changes.is_empty() && part.changes.iter().all(is_covered)
        };
        let numbered = parts.iter().enumerate();
        let ignored = numbered.filter(|(_, part)| covered(part)).map(|(at, _)| at).collect();
        Examined { difference, parts, edits, old, new, ignored }
    }

    /// What happens to the file.
    pub fn kind(&self) -> Kind {
        match (&self.old, &self.new) {
            (Some(_), Some(_)) => Kind::Changed,
            (Some(_), None) => Kind::Removed,
            _ => Kind::Added,
        }
    }

    /// The parts to decide about, by number.
    pub fn open(&self) -> impl Iterator<Item = usize> {
        (0..self.parts.len()).filter(|part| !self.ignored.contains(part))
    }

    /// The text by lines, with what one part takes away and brings.
    pub fn lines(&self, part: usize) -> Vec<Line<'_>> {
        let edits = self.parts.get(part).map(|part| &part.edits);
        match (&self.edits, edits, &self.old, &self.new) {
            (Some(all), Some(edits), _, _) => all.lines(edits),
            (_, _, _, Some(new)) => new.text.lines().map(Line::Added).collect(),
            (_, _, Some(old), _) => old.text.lines().map(Line::Removed).collect(),
            _ => Vec::new(),
        }
    }

    /// The objects of both sides.
    pub fn pair(&self) -> Pair<'_> {
        Pair {
            key: "",
            old: self.old.as_ref().map(|side| &side.object),
            new: self.new.as_ref().map(|side| &side.object),
        }
    }

    /// Kind and name of the object, or the file's name.
    pub fn title(&self) -> String {
        let title = self.pair().object().map(|object| {
            let name = match object.namespace.as_str() {
                "" => object.name.clone(),
                namespace => format!("{namespace}/{}", object.name),
            };
            format!("{} {name}", object.kind)
        });
        title.map(|title| title.trim_end().to_string()).unwrap_or_default()
    }
}

/// The one part of a file that is new or obsolete.
fn whole(difference: &Difference, side: Option<&Side>, new: &Option<Side>) -> Part {
    let place = &difference.place;
    let object = side.map(|side| &side.object);
    let pair = match new {
        Some(new) => Pair { key: "", old: None, new: Some(&new.object) },
        None => Pair { key: "", old: object, new: None },
    };
    let identity = object.map(|object| object.key()).unwrap_or_default();
    let signature = match (difference.is_whole_case, new) {
        (true, Some(_)) => format!("new case\n{}\n{}", name_of(&place.chart), place.case),
        (true, None) => format!("obsolete case\n{}\n{}", name_of(&place.chart), place.case),
        (false, Some(new)) => format!("new\n{}\n{}", identity, new.text),
        (false, None) => format!("obsolete\n{identity}"),
    };
    let dangers = Entry::new(pair).dangers;
    Part { changes: Vec::new(), dangers, rule: None, signature, edits: BTreeSet::new() }
}

/// The name of a chart's folder, however it was named.
pub fn name_of(chart: &Path) -> String {
    let absolute = chart.canonicalize().unwrap_or_else(|_| chart.to_path_buf());
    absolute.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

impl Review {
    /// Looks at differences; `ignored` are changes that count as none in a case.
    pub fn new<'a>(
        differences: Vec<Difference>,
        ignored: impl Fn(&Difference) -> &'a [Ignored],
    ) -> Review {
        let mut files: Vec<Examined> = Vec::new();
        for difference in differences {
            let ignored = ignored(&difference);
            let examined = Examined::new(difference, ignored);
            if examined.open().next().is_some() {
                files.push(examined);
            }
        }
        let mut groups: BTreeMap<(usize, &str), Vec<(usize, usize)>> = BTreeMap::new();
        for (number, file) in files.iter().enumerate() {
            for part in file.open() {
                let key = (file.kind() as usize, file.parts[part].signature.as_str());
                groups.entry(key).or_default().push((number, part));
            }
        }
        let mut groups: Vec<Group> = groups
            .into_iter()
            .filter_map(|((_, signature), members)| {
                let (file, part) = *members.first()?;
                let (kind, rule) = (files[file].kind(), files[file].parts[part].rule);
                let named = format!("{kind:?}\n{signature}");
                Some(Group { id: digest(named.as_bytes(), DIGITS), kind, rule, members })
            })
            .collect();
        groups.sort_by_cached_key(|group| order(group, &files));
        Review { files, groups }
    }

    /// A group by its name.
    pub fn group(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// Asks for the cause of every change of a file that is rendered: `cause` is given the file's
    /// difference, what is rendered, and the change.
    pub fn explain(&mut self, cause: impl Fn(&Difference, &Object, &Change) -> Option<Cause>) {
        for file in &mut self.files {
            let Some(new) = &file.new else { continue };
            for change in file.parts.iter_mut().flat_map(|part| &mut part.changes) {
                change.cause = cause(&file.difference, &new.object, change);
            }
        }
    }

    /// How many files are changed, new and obsolete.
    pub fn counts(&self) -> [usize; 3] {
        let count = |kind| self.files.iter().filter(|file| file.kind() == kind).count();
        [count(Kind::Changed), count(Kind::Added), count(Kind::Removed)]
    }

    /// Whether the files are of one chart.
    pub fn is_of_one_chart(&self) -> bool {
        let mut charts = self.files.iter().map(|file| &file.difference.place.chart);
        let first = charts.next();
        charts.all(|chart| Some(chart) == first)
    }

    /// A member of a group as reports of `rutter diff` take it, named by its case.
    pub fn entry(&self, member: (usize, usize), with_secrets: bool) -> Entry<'_> {
        let file = &self.files[member.0];
        let part = &file.parts[member.1];
        let place = &file.difference.place;
        let chart = match self.is_of_one_chart() {
            true => String::new(),
            false => format!("{}/", name_of(&place.chart)),
        };
        let mut entry = Entry {
            pair: file.pair(),
            changes: part.changes.clone(),
            dangers: part.dangers.clone(),
            is_masked: false,
            cause: None,
            label: Some(format!("{chart}{}: {}", place.case, file.title())),
        };
        entry.changes.iter_mut().for_each(|change| change.noise = None);
        if !with_secrets {
            entry.mask();
        }
        entry
    }

    /// All of it as a review of `rutter diff`, for its reports.
    pub fn report(&self, command: &'static str, with_secrets: bool) -> rutter_diff::Review<'_> {
        let entries = |group: &Group| {
            group.members.iter().map(|member| self.entry(*member, with_secrets)).collect()
        };
        let groups: Vec<Vec<Entry<'_>>> = self.groups.iter().map(entries).collect();
        let pairs = || groups.iter().flatten().map(|entry| entry.pair);
        let images = rutter_diff::image_changes(
            pairs().filter_map(|pair| pair.old),
            pairs().filter_map(|pair| pair.new),
        );
        rutter_diff::Review {
            command,
            ids: self.groups.iter().map(|group| group.id.clone()).collect(),
            groups,
            hidden: Vec::new(),
            images,
        }
    }
}

/// Where a group stands: dangers by severity, then what many files share; noise last.
fn order(group: &Group, files: &[Examined]) -> impl Ord + use<> {
    let dangers = group.members.iter().flat_map(|(file, part)| &files[*file].parts[*part].dangers);
    let danger: Option<Severity> = dangers.map(|danger| danger.severity).min();
    let place = group.members.first().map(|(file, _)| files[*file].difference.place.clone());
    let kind = match group.kind {
        Kind::Changed => 0,
        Kind::Removed => 1,
        Kind::Added => 2,
    };
    (
        group.rule,
        danger.is_none(),
        danger,
        kind,
        std::cmp::Reverse(group.members.len()),
        place,
        group.id.clone(),
    )
}
