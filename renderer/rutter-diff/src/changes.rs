//! What really changes in an object: values by path, list entries by what makes them one and the same.

mod identity;
mod quantity;

use serde_json::{Map, Value};

use crate::manifests::Object;
use crate::noise;
use identity::matching;
pub use quantity::amount;

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A key of a map.
    Key(String),
    /// An entry of a list, by what names it.
    Entry(String),
}

/// A value that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Where it is.
    pub path: Vec<Step>,
    /// What it was; nothing where it is new.
    pub old: Option<Value>,
    /// What it becomes; nothing where it goes.
    pub new: Option<Value>,
    /// The rule by which it changes nothing that matters.
    pub noise: Option<&'static str>,
    /// Where it is in the text of each side, entries of lists by number: `spec.containers[0].image`.
    pub places: Places,
    /// Why it is, where that is known.
    pub cause: Option<Cause>,
}

/// Where a value is on both sides; on a side without it, where it would be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// In the old text.
    pub old: String,
    /// In the new text.
    pub new: String,
}

/// Why a value is what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The line of the object's own template: `redis/templates/service.yaml:12`.
    pub template: String,
    /// The line of a helper that was included there and wrote it.
    pub helper: Option<String>,
    /// The values that were read there, each with where it is set: `image.tag (values.yaml:3)`.
    pub values: Vec<String>,
}

impl Cause {
    /// Values first, then the template line and the helper's.
    pub fn shown(&self) -> String {
        let places = [Some(&self.template), self.helper.as_ref()];
        let all = self.values.iter().chain(places.into_iter().flatten());
        all.map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}

impl Change {
    /// What becomes of a value, with nothing known around it.
    pub fn bare(path: Vec<Step>, old: Option<Value>, new: Option<Value>) -> Change {
        Change { path, old, new, noise: None, places: Places::default(), cause: None }
    }

    /// The path as people write it: `spec.containers[main].image`.
    pub fn shown_path(&self) -> String {
        let mut shown = String::new();
        for step in &self.path {
            match step {
                Step::Entry(name) => shown.push_str(&format!("[{name}]")),
                Step::Key(key) if is_plain(key) => {
                    let dot = if shown.is_empty() { "" } else { "." };
                    shown.push_str(&format!("{dot}{key}"));
                }
                Step::Key(key) => shown.push_str(&format!("[{key:?}]")),
            }
        }
        shown
    }
}

fn is_plain(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|letter| letter.is_alphanumeric() || "-_/".contains(letter))
}

/// What differs between two forms of an object, in the order of the paths.
pub fn changes(old: &Object, new: &Object) -> Vec<Change> {
    let mut walk = Walk::default();
    walk.values(&old.json(), &new.json());
    let mut changes = walk.changes;
    for change in &mut changes {
        change.noise = change.noise.or_else(|| noise::rule(change));
    }
    changes
}

#[derive(Default)]
struct Walk {
    path: Vec<Step>,
    places: Places,
    changes: Vec<Change>,
}

impl Walk {
    fn values(&mut self, old: &Value, new: &Value) {
        match (old, new) {
            _ if old == new => {}
            (Value::Object(old), Value::Object(new)) => self.maps(old, new),
            (Value::Array(old), Value::Array(new)) => self.lists(old, new),
            _ => {
                let is_equal = quantity::is_quantity(&self.path) && quantity::equal(old, new);
                self.add(Some(old), Some(new), is_equal.then_some(noise::QUANTITY));
            }
        }
    }

    fn add(&mut self, old: Option<&Value>, new: Option<&Value>, noise: Option<&'static str>) {
        let (old, new) = (old.cloned(), new.cloned());
        let places = self.places.clone();
        let change = Change::bare(self.path.clone(), old, new);
        self.changes.push(Change { noise, places, ..change });
    }

    /// Looks at what is under a step, which the texts of the sides write so.
    fn inside(&mut self, step: Step, places: [String; 2], work: impl FnOnce(&mut Walk)) {
        let [old, new] = places;
        let lengths = (self.places.old.len(), self.places.new.len());
        self.path.push(step);
        self.places.old.push_str(&old);
        self.places.new.push_str(&new);
        work(self);
        self.path.pop();
        self.places.old.truncate(lengths.0);
        self.places.new.truncate(lengths.1);
    }

    fn maps(&mut self, old: &Map<String, Value>, new: &Map<String, Value>) {
        let added = new.keys().filter(|key| !old.contains_key(*key));
        let mut keys: Vec<&String> = old.keys().chain(added).collect();
        keys.sort();
        for key in keys {
            let dot = if self.path.is_empty() { "" } else { "." };
            let place = format!("{dot}{key}");
            self.inside(Step::Key(key.clone()), [place.clone(), place], |walk| {
                match (old.get(key), new.get(key)) {
                    (Some(old), Some(new)) => walk.values(old, new),
                    (old, new) => walk.add(old, new, None),
                }
            });
        }
    }

    fn lists<'a>(&mut self, old: &'a [Value], new: &'a [Value]) {
        let matching = matching(&self.path, old, new);
        for pair in &matching.pairs {
            let value = |at: Option<usize>, list: &'a [Value]| at.and_then(|at| list.get(at));
            let place = |at: Option<usize>| at.map(|at| format!("[{at}]")).unwrap_or_default();
            let places = [place(pair.old), place(pair.new)];
            self.inside(Step::Entry(pair.name.clone()), places, |walk| {
                match (value(pair.old, old), value(pair.new, new)) {
                    (Some(old), Some(new)) => walk.values(old, new),
                    (old, new) => walk.add(old, new, None),
                }
            });
        }
        if let Some(has_meaning) = matching.reordered {
            let noise = (!has_meaning).then_some(noise::ORDER);
            let order = |list: &[Value]| Value::Array(list.to_vec());
            self.add(Some(&order(old)), Some(&order(new)), noise);
        }
    }
}
