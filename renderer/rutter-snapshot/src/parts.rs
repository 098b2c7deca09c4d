//! A changed file as parts that can be decided about one by one.
//!
//! What changes is known by the fields of the object, what is written by lines of the text: lines
//! that are edited for one field, and fields that are edited on one line, make one part. Each part is
//! tried alone: if what comes of it is not the old object with just these changes, the whole file is
//! one part.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use rutter_diff::{Change, Danger, Entry, Object, Pair, Step};
use serde_json::Value;

use crate::edits::Edits;
use crate::signature;

/// Most fields that are decided about one by one; a file in which more change is one part.
const MAX_CHANGES: usize = 400;

/// Part of the changes of a file.
#[derive(Clone, Debug)]
pub struct Part {
    /// What changes in the object; for other texts, the lines.
    pub changes: Vec<Change>,
    /// What to look at first.
    pub dangers: Vec<Danger>,
    /// The rule of `rutter diff` that would hide all of it.
    pub rule: Option<&'static str>,
    /// The same for parts that are decided about together.
    pub(crate) signature: String,
    pub(crate) edits: BTreeSet<usize>,
}

/// A file on one side.
#[derive(Clone, Debug)]
pub struct Side {
    /// What is in it.
    pub text: String,
    /// What that says; for other texts, something of the file's name.
    pub object: Object,
    is_object: bool,
}

impl Side {
    /// Reads a text.
    pub fn new(file: &str, text: &str) -> Side {
        let object = Object::parse(text).ok().flatten();
        let is_object = object.is_some();
        let object = object.unwrap_or_else(|| Object {
            kind: file.to_string(),
            api_version: String::new(),
            namespace: String::new(),
            name: String::new(),
            content: String::new(),
            document: rutter_yaml::Node::default(),
        });
        Side { text: text.to_string(), object, is_object }
    }
}

/// The parts of a file that is on both sides, alike ones together.
pub fn parts(old: &Side, new: &Side, edits: &Edits) -> Vec<Part> {
    let mut merged: Vec<Part> = Vec::new();
    for part in single_parts(old, new, edits) {
        match merged.iter_mut().find(|other| other.signature == part.signature) {
            Some(other) => {
                other.changes.extend(part.changes);
                other.dangers.extend(part.dangers);
                other.edits.extend(part.edits);
            }
            None => merged.push(part),
        }
    }
    merged
}

fn single_parts(old: &Side, new: &Side, edits: &Edits) -> Vec<Part> {
    let (old_object, new_object) = (&old.object, &new.object);
    if !old.is_object || !new.is_object {
        return vec![text_part(edits, all(edits))];
    }
    let entry = entry(old_object, new_object);
    if entry.changes.len() > MAX_CHANGES {
        return vec![part(&entry, entry.changes.clone(), all(edits))];
    }
    let parts = match Joined::new(&entry, edits) {
        Some(joined) => joined.parts(&entry, edits),
        None => vec![part(&entry, entry.changes.clone(), all(edits))],
    };
    match parts.len() < 2 || parts.iter().all(|part| stands_alone(part, old_object, edits)) {
        true => parts,
        false => vec![part(&entry, entry.changes.clone(), all(edits))],
    }
}

fn all(edits: &Edits) -> BTreeSet<usize> {
    (0..edits.list.len()).collect()
}

fn entry<'a>(old: &'a Object, new: &'a Object) -> Entry<'a> {
    Entry::new(Pair { key: "", old: Some(old), new: Some(new) })
}

/// Whether the old text with this part alone is the old object with these changes alone.
fn stands_alone(part: &Part, old: &Object, edits: &Edits) -> bool {
    let Ok(Some(object)) = Object::parse(&edits.apply(&part.edits)) else { return false };
    let form = |change: &Change| (change.path.clone(), change.old.clone(), change.new.clone());
    let expected = part.changes.iter().filter(|change| !is_of_text(change)).map(form);
    entry(old, &object).changes.iter().map(form).eq(expected)
}

fn part(entry: &Entry<'_>, changes: Vec<Change>, edits: BTreeSet<usize>) -> Part {
    let paths: Vec<String> = changes.iter().map(Change::shown_path).collect();
    let is_here = |danger: &&Danger| paths.iter().any(|path| danger.path.starts_with(path));
    let dangers = entry.dangers.iter().filter(is_here).cloned().collect();
    let rule = changes.first().and_then(|change| change.noise);
    let rule = rule.filter(|rule| changes.iter().all(|change| change.noise == Some(*rule)));
    let signature = match rule {
        // Each checksum is another, and says no more than what it is of.
        Some(rule @ "checksum") => rule.to_string(),
        Some(rule) => {
            let values: BTreeSet<String> = changes.iter().map(values).collect();
            format!("{rule}\n{}", values.into_iter().collect::<Vec<_>>().join("\n"))
        }
        None => {
            let each: BTreeSet<String> = changes.iter().map(signature::of_change).collect();
            each.into_iter().collect::<Vec<_>>().join("\n")
        }
    };
    Part { changes, dangers, rule, signature, edits }
}

fn values(change: &Change) -> String {
    signature::of_change(&Change::bare(Vec::new(), change.old.clone(), change.new.clone()))
}

/// What stands for the path of a text that is no object.
const TEXT: &str = "text";

fn is_of_text(change: &Change) -> bool {
    change.path == [Step::Key(TEXT.to_string())] && change.places.old.is_empty()
}

/// Edits that no field knows of: comments, other ways to write the same, files that are no objects.
fn text_part(edits: &Edits, chosen: BTreeSet<usize>) -> Part {
    let texts = chosen.iter().filter_map(|number| edits.list.get(*number));
    let (old, new): (Vec<String>, Vec<String>) = texts.map(|edit| edits.texts(edit)).unzip();
    let side = |lines: Vec<String>| {
        let text = lines.join("\n");
        Some(Value::String(text)).filter(|text| text.as_str() != Some(""))
    };
    let change = Change::bare(vec![Step::Key(TEXT.to_string())], side(old), side(new));
    let signature = signature::of_change(&change);
    Part { changes: vec![change], dangers: Vec::new(), rule: None, signature, edits: chosen }
}

/// Which edits belong together, and which changes are made by them.
struct Joined {
    /// For each edit, the least number of those that belong to it.
    leaders: Vec<usize>,
    /// For each change, an edit of it.
    edit_of: Vec<usize>,
}

impl Joined {
    /// Nothing where a change cannot be found in the text.
    fn new(entry: &Entry<'_>, edits: &Edits) -> Option<Joined> {
        let (old, new) = (entry.pair.old?, entry.pair.new?);
        let mut joined = Joined { leaders: (0..edits.list.len()).collect(), edit_of: Vec::new() };
        let mut edit_of: Vec<Option<usize>> = Vec::new();
        for change in &entry.changes {
            let lines = |object: &Object, value: &Option<Value>, place: &str| {
                value.as_ref()?;
                rutter_yaml::lines_of_path(&object.document, &object.content, place)
            };
            let old_lines = lines(old, &change.old, &change.places.old);
            let new_lines = lines(new, &change.new, &change.places.new);
            let touched = touched(edits, old_lines.as_ref(), new_lines.as_ref());
            touched.windows(2).for_each(|two| joined.join(two[0], two[1]));
            edit_of.push(touched.first().copied());
        }
        joined.edit_of = with_moved(entry, &edit_of)?;
        joined.join_rest(edits);
        Some(joined)
    }

    fn join(&mut self, one: usize, other: usize) {
        let (from, to) = (self.leaders[one], self.leaders[other]);
        let (least, most) = (from.min(to), from.max(to));
        self.leaders.iter_mut().filter(|leader| **leader == most).for_each(|l| *l = least);
    }

    /// Edits without a change of their own go with those beside them, in the same hunk.
    fn join_rest(&mut self, edits: &Edits) {
        let mut hunks: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, edit) in edits.list.iter().enumerate() {
            hunks.entry(edit.hunk).or_default().push(number);
        }
        let owned: BTreeSet<usize> = self.edit_of.iter().map(|edit| self.leaders[*edit]).collect();
        for numbers in hunks.values() {
            let is_owned =
                |joined: &Joined, number: &usize| owned.contains(&joined.leaders[*number]);
            let mut last = numbers.iter().copied().find(|number| is_owned(self, number));
            for number in numbers {
                match is_owned(self, number) {
                    true => last = Some(*number),
                    false => self.join(last.unwrap_or(numbers[0]), *number),
                }
            }
        }
    }

    fn parts(&self, entry: &Entry<'_>, edits: &Edits) -> Vec<Part> {
        let mut groups: BTreeMap<usize, (BTreeSet<usize>, Vec<Change>)> = BTreeMap::new();
        for (number, leader) in self.leaders.iter().enumerate() {
            groups.entry(*leader).or_default().0.insert(number);
        }
        for (change, edit) in entry.changes.iter().zip(&self.edit_of) {
            groups.entry(self.leaders[*edit]).or_default().1.push(change.clone());
        }
        let parts = groups.into_values().map(|(numbers, changes)| match changes.is_empty() {
            true => text_part(edits, numbers),
            false => part(entry, changes, numbers),
        });
        parts.collect()
    }
}

/// The edits that touch lines of one side or the other.
fn touched(
    edits: &Edits,
    old: Option<&RangeInclusive<usize>>,
    new: Option<&RangeInclusive<usize>>,
) -> Vec<usize> {
    let meets = |lines: Option<&RangeInclusive<usize>>, edit: &std::ops::Range<usize>| {
        lines.is_some_and(|lines| edit.start <= *lines.end() && edit.end > *lines.start())
    };
    let list = edits.list.iter().enumerate();
    list.filter(|(_, edit)| meets(old, &edit.old) || meets(new, &edit.new))
        .map(|(number, _)| number)
        .collect()
}

/// Entries that another one pushes to another place of a list touch no edit; they go with those of
/// their list that do.
fn with_moved(entry: &Entry<'_>, edit_of: &[Option<usize>]) -> Option<Vec<usize>> {
    let list = |change: &Change| change.path.split_last().map(|(_, list)| list.to_vec());
    let edit = |(at, edit): (usize, &Option<usize>)| {
        edit.or_else(|| {
            let own = list(entry.changes.get(at)?)?;
            let others = entry.changes.iter().zip(edit_of);
            let starts = |path: &[Step]| path.starts_with(&own);
            others.filter(|(other, _)| starts(&other.path)).find_map(|(_, edit)| *edit)
        })
    };
    edit_of.iter().enumerate().map(edit).collect()
}
