//! What a reviewer reads: objects with their changes, alike ones together, dangers first.

use serde_json::Value;

use crate::changes::{Cause, Change, changes};
use crate::comparison::{Comparison, Kind, Pair};
use crate::danger::{Danger, dangers};
use crate::images::ImageChange;
use crate::manifests::Object;
use crate::patch::patch;

/// An object with what changes in it.
pub struct Entry<'a> {
    /// The object on both sides.
    pub pair: Pair<'a>,
    /// What changes; nothing for objects of one side.
    pub changes: Vec<Change>,
    /// What to look at first.
    pub dangers: Vec<Danger>,
    /// Whether it is a Secret whose values are not shown.
    pub is_masked: bool,
    /// Why it is there or not, of an object of one side.
    pub cause: Option<Cause>,
    /// How it is called in reports, where kind and name do not say enough.
    pub label: Option<String>,
}

impl<'a> Entry<'a> {
    /// What changes in a pair. Values of Secrets are as they are; see [`Entry::mask`].
    pub fn new(pair: Pair<'a>) -> Entry<'a> {
        let changes = match (pair.old, pair.new) {
            (Some(old), Some(new)) => changes(old, new),
            _ => Vec::new(),
        };
        let dangers = dangers(&pair, &changes);
        Entry { pair, changes, dangers, is_masked: false, cause: None, label: None }
    }

    /// Puts lengths in place of the values of a Secret; other kinds stay as they are.
    pub fn mask(&mut self) {
        if self.pair.object().is_some_and(|object| object.kind == "Secret") {
            self.is_masked = true;
            self.changes.iter_mut().for_each(mask);
        }
    }

    /// The changes that no rule hides.
    pub fn shown(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.noise.is_none())
    }

    /// Its label, else kind, namespace and name: `Deployment data/web`.
    pub fn title(&self) -> String {
        self.label.clone().or_else(|| self.pair.object().map(title)).unwrap_or_default()
    }

    /// What makes the new object of the old one; lengths stand in place of values that are not shown.
    pub fn patch(&self) -> Vec<Value> {
        match (self.pair.old, self.pair.new) {
            (Some(old), Some(new)) => {
                let mut operations = patch(&old.json(), &new.json());
                if self.is_masked {
                    operations.iter_mut().for_each(mask_operation);
                }
                operations
            }
            _ => Vec::new(),
        }
    }

    /// Whether two objects change alike.
    fn is_like(&self, other: &Entry<'_>) -> bool {
        let form = |change: &Change| (change.path.clone(), change.old.clone(), change.new.clone());
        self.pair.kind() == Kind::Changed
            && other.pair.kind() == Kind::Changed
            && self.shown().map(form).eq(other.shown().map(form))
    }
}

/// Kind, namespace and name of an object.
pub fn title(object: &Object) -> String {
    match object.namespace.as_str() {
        "" => format!("{} {}", object.kind, object.name),
        namespace => format!("{} {namespace}/{}", object.kind, object.name),
    }
}

/// All that changes between two sides.
pub struct Review<'a> {
    /// What shows it: `rutter diff`.
    pub command: &'static str,
    /// What each group is called by, if it can be: a name for commands and links.
    pub ids: Vec<String>,
    /// Objects that change alike together, in the order of the comparison.
    pub groups: Vec<Vec<Entry<'a>>>,
    /// Objects in which only hidden changes are.
    pub hidden: Vec<Entry<'a>>,
    /// Images that are on one side only.
    pub images: Vec<ImageChange>,
}

impl<'a> Review<'a> {
    /// Looks at every pair. Values of Secrets are masked unless they may be shown.
    pub fn new(comparison: &Comparison<'a>, with_secrets: bool) -> Review<'a> {
        let mut review = Review {
            command: "rutter diff",
            ids: Vec::new(),
            groups: Vec::new(),
            hidden: Vec::new(),
            images: comparison.images.clone(),
        };
        for pair in &comparison.pairs {
            let mut entry = Entry::new(*pair);
            if !with_secrets {
                entry.mask();
            }
            if entry.pair.kind() == Kind::Changed && entry.shown().next().is_none() {
                if !entry.changes.is_empty() {
                    review.hidden.push(entry);
                }
                continue;
            }
            match review.groups.iter_mut().find(|group| group[0].is_like(&entry)) {
                Some(group) => group.push(entry),
                None => review.groups.push(vec![entry]),
            }
        }
        review
    }

    /// Every object with a change that is shown.
    pub fn entries(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.groups.iter().flatten()
    }

    /// The groups, each with what it is called by.
    pub fn named_groups(&self) -> impl Iterator<Item = (Option<&str>, &[Entry<'a>])> {
        let ids = self.ids.iter().map(|id| Some(id.as_str())).chain(std::iter::repeat(None));
        ids.zip(self.groups.iter().map(Vec::as_slice))
    }

    /// Asks for the cause of every change, of the new side where there is a value, else of the old; of
    /// an object of one side, without a change, for that of itself.
    pub fn explain(&mut self, cause: impl Fn(&Entry<'a>, Option<&Change>) -> Option<Cause>) {
        for entry in self.groups.iter_mut().flatten().chain(&mut self.hidden) {
            let causes: Vec<Option<Cause>> =
                entry.changes.iter().map(|change| cause(entry, Some(change))).collect();
            if entry.pair.kind() != Kind::Changed {
                entry.cause = cause(entry, None);
            }
            for (change, cause) in entry.changes.iter_mut().zip(causes) {
                change.cause = cause;
            }
        }
    }

    /// How many objects are changed, added and removed.
    pub fn counts(&self) -> [usize; 3] {
        let count = |kind| self.entries().filter(|entry| entry.pair.kind() == kind).count();
        [count(Kind::Changed), count(Kind::Added), count(Kind::Removed)]
    }

    /// How many changes each rule hides.
    pub fn noise(&self) -> Vec<(&'static str, usize)> {
        let mut counts: Vec<(&'static str, usize)> = Vec::new();
        let entries = self.entries().chain(&self.hidden);
        for rule in entries.flat_map(|entry| &entry.changes).filter_map(|change| change.noise) {
            match counts.iter_mut().find(|(name, _)| *name == rule) {
                Some((_, count)) => *count += 1,
                None => counts.push((rule, 1)),
            }
        }
        counts.sort();
        counts
    }
}

/// Puts lengths in place of the values of a Secret.
fn mask(change: &mut Change) {
    if !change.shown_path().starts_with("data") && !change.shown_path().starts_with("stringData") {
        return;
    }
    for value in [&mut change.old, &mut change.new].into_iter().flatten() {
        mask_value(value);
    }
}

fn mask_operation(operation: &mut Value) {
    let path = operation.get("path").and_then(Value::as_str).unwrap_or_default();
    if !path.starts_with("/data") && !path.starts_with("/stringData") {
        return;
    }
    if let Some(value) = operation.get_mut("value") {
        mask_value(value);
    }
}

fn mask_value(value: &mut Value) {
    match value {
        Value::String(text) => *value = Value::String(format!("({} bytes)", text.len())),
        Value::Object(map) => map.values_mut().for_each(mask_value),
        Value::Array(list) => list.iter_mut().for_each(mask_value),
        _ => {}
    }
}
