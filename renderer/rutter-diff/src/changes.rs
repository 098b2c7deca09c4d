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
}

impl Change {
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
    let mut walk = Walk { path: Vec::new(), changes: Vec::new() };
    walk.values(&old.json(), &new.json());
    let mut changes = walk.changes;
    for change in &mut changes {
        change.noise = change.noise.or_else(|| noise::rule(change));
    }
    changes
}

struct Walk {
    path: Vec<Step>,
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
        self.changes.push(Change { path: self.path.clone(), old, new, noise });
    }

    fn inside(&mut self, step: Step, work: impl FnOnce(&mut Walk)) {
        self.path.push(step);
        work(self);
        self.path.pop();
    }

    fn maps(&mut self, old: &Map<String, Value>, new: &Map<String, Value>) {
        let added = new.keys().filter(|key| !old.contains_key(*key));
        let mut keys: Vec<&String> = old.keys().chain(added).collect();
        keys.sort();
        for key in keys {
            self.inside(Step::Key(key.clone()), |walk| match (old.get(key), new.get(key)) {
                (Some(old), Some(new)) => walk.values(old, new),
                (old, new) => walk.add(old, new, None),
            });
        }
    }

    fn lists(&mut self, old: &[Value], new: &[Value]) {
        let matching = matching(&self.path, old, new);
        for (name, old, new) in &matching.pairs {
            self.inside(Step::Entry(name.clone()), |walk| match (old, new) {
                (Some(old), Some(new)) => walk.values(old, new),
                (old, new) => walk.add(*old, *new, None),
            });
        }
        if let Some(has_meaning) = matching.reordered {
            let noise = (!has_meaning).then_some(noise::ORDER);
            let order = |list: &[Value]| Value::Array(list.to_vec());
            self.add(Some(&order(old)), Some(&order(new)), noise);
        }
    }
}
