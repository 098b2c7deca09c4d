//! Kept snapshots of a suite (helm-unittest: pkg/unittest/snapshot/cache.go).
//!
//! A `.snap` file maps the name of a test to a map from a number to a text. The number counts the
//! values that the test compared, from 1. Nothing here touches the disk.

use crate::outcome::SnapshotCounts;
use crate::value::Value;
use rutter_go::Value as GoValue;
use rutter_go::regexp::Regexp;
use rutter_yaml::AnyMap;
use std::collections::BTreeMap;

/// The folder beside a suite file that holds its snapshots.
pub const DIRECTORY: &str = "__snapshot__";

/// The texts of each test by number.
type Texts = BTreeMap<String, BTreeMap<u64, String>>;

/// The snapshots of one suite file, before and during a run.
#[derive(Clone, Debug, Default)]
pub struct Snapshots {
    /// What the file held.
    kept: Texts,
    /// What is to be kept after this run.
    current: Texts,
    /// The test that runs, and how many of its values were compared.
    test: String,
    number: u64,
    /// Whether the file is to take over what has changed.
    update: bool,
    /// Whether a value without a kept text fails.
    refuses_new: bool,
    total: usize,
    changed: usize,
    created: usize,
}

/// Which texts count as equal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Matching {
    /// The one that is kept.
    #[default]
    Kept,
    /// Any that the first expression finds something in and the second nothing. What is kept does
    /// not matter.
    Patterns {
        /// Empty for none.
        found: String,
        /// Empty for none.
        not_found: String,
    },
}

/// What comparing one value gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Whether the texts are equal, or changed ones are taken over.
    pub passed: bool,
    /// The number of the value in its test, from 1.
    pub number: u64,
    /// The text that is kept; empty for none.
    pub kept: String,
    /// The text of this run.
    pub new: String,
    /// Which expression decided against it.
    pub message: String,
    /// Why an expression is none.
    pub error: Option<String>,
}

/// The path of the snapshot file: `id` tells suites of one file apart.
pub fn file_name(suite_file_name: &str, id: Option<&str>) -> String {
    match id.filter(|id| !id.is_empty()) {
        Some(id) => format!("{suite_file_name}_{id}.snap"),
        None => format!("{suite_file_name}.snap"),
    }
}

impl Snapshots {
    /// Reads the text of a `.snap` file, empty if there is none; `update` takes over what changes.
    ///
    /// # Errors
    /// go-yaml's, and what is no such map of maps.
    pub fn read(text: &str, update: bool) -> Result<Snapshots, String> {
        let value = Value::parse(text).map_err(|error| error.to_string())?;
        let mut kept = Texts::new();
        for (test, texts) in entries(&value).ok_or("snapshots are a map of tests")? {
            let name = scalar(&test).ok_or("the name of a test is a text")?;
            let texts = entries(&texts)
                .ok_or_else(|| format!("snapshots of test `{name}` are a map of numbers"))?;
            let mut numbered = BTreeMap::new();
            for (number, text) in texts {
                let number = whole_number(&number)
                    .ok_or_else(|| format!("a snapshot of test `{name}` has no number"))?;
                let text = scalar(&text)
                    .ok_or_else(|| format!("snapshot {number} of test `{name}` is no text"))?;
                numbered.insert(number, text);
            }
            kept.insert(name, numbered);
        }
        Ok(Snapshots { kept, update, ..Snapshots::default() })
    }

    /// Values without a kept text fail from now on.
    pub fn refuse_new(&mut self) {
        self.refuses_new = true;
    }

    /// Begins a test: its values are numbered from 1, also if another has the same name.
    pub fn begin_test(&mut self, name: &str) {
        self.test = name.to_string();
        self.number = 0;
    }

    /// Compares the next value of the test, whose text is `new`.
    pub fn compare(&mut self, new: String, matching: &Matching) -> Comparison {
        self.number += 1;
        let number = self.number;
        self.total += 1;
        let kept = self.kept.get(&self.test).and_then(|texts| texts.get(&number)).cloned();
        self.created += usize::from(kept.is_none());
        let mut comparison = Comparison { passed: true, number, ..Comparison::default() };
        match matching {
            Matching::Kept => {
                comparison.passed = kept.as_ref().is_none_or(|kept| *kept == new);
                self.changed += usize::from(!comparison.passed);
            }
            Matching::Patterns { found, not_found } => {
                comparison.judge(&new, found.trim(), not_found.trim());
            }
        }
        let is_refused = self.refuses_new && kept.is_none();
        if is_refused {
            comparison.passed = false;
            comparison.message = " to match a snapshot, but none is kept of".to_string();
            self.changed += 1;
        }
        comparison.passed |= self.update;
        let stays = kept.clone().filter(|_| !self.update).unwrap_or_else(|| new.clone());
        self.current.entry(self.test.clone()).or_default().insert(number, stays);
        // What is not kept is shown as it would be.
        let kept = kept.or_else(|| is_refused.then(|| new.clone())).unwrap_or_default();
        Comparison { kept, new, ..comparison }
    }

    /// The numbers for the report.
    pub fn counts(&self) -> SnapshotCounts {
        SnapshotCounts {
            total: self.total,
            failed: if self.update { 0 } else { self.changed },
            created: self.created,
            vanished: self.vanished(),
        }
    }

    /// What the file is to hold, if it is to be written: when something is new or no longer asked
    /// for, and when changes are taken over.
    ///
    /// # Errors
    /// The writer's, which a text that could be read does not cause.
    pub fn text_to_store(&self) -> Result<Option<String>, String> {
        let is_due = self.created > 0 || self.vanished() > 0 || (self.update && self.changed > 0);
        if !is_due {
            return Ok(None);
        }
        let tests =
            self.current.iter().map(|(test, texts)| (test.as_str().into(), numbered(texts)));
        let mut text = Vec::new();
        rutter_yaml::to_yaml_v3_into(&GoValue::map(tests), 2, &mut text, usize::MAX)
            .map_err(|error| error.to_string())?;
        Ok(Some(String::from_utf8_lossy(&text).into_owned()))
    }

    fn vanished(&self) -> usize {
        let is_kept = |test: &String, number: &u64| {
            self.current.get(test).is_some_and(|texts| texts.contains_key(number))
        };
        let gone = |(test, texts): (&String, &BTreeMap<u64, String>)| {
            texts.keys().filter(|number| !is_kept(test, number)).count()
        };
        self.kept.iter().map(gone).sum()
    }
}

impl Comparison {
    fn judge(&mut self, new: &str, found: &str, not_found: &str) {
        if !found.is_empty() {
            self.passed = self.is_match(new, found);
            if !self.passed {
                self.message = format!(" pattern '{found}' not found in snapshot");
            }
        }
        if !not_found.is_empty() && self.passed && self.is_match(new, not_found) {
            self.passed = false;
            self.message = format!(" pattern '{not_found}' should not be in snapshot");
        }
    }

    fn is_match(&mut self, text: &str, pattern: &str) -> bool {
        match Regexp::compile(pattern.as_bytes()) {
            Ok(regexp) => {
                self.error = None;
                regexp.is_match(text.as_bytes())
            }
            Err(error) => {
                let error = String::from_utf8_lossy(&error.to_bytes()).into_owned();
                self.error = Some(format!("failed to compile regex pattern {pattern}: {error}"));
                false
            }
        }
    }
}

fn numbered(texts: &BTreeMap<u64, String>) -> GoValue {
    let entry = |(number, text): (&u64, &String)| {
        (GoValue::Uint64(*number), GoValue::string(text.as_str()))
    };
    GoValue::object(AnyMap(texts.iter().map(entry).collect()))
}

/// The entries of a map; none for `null`.
fn entries(value: &Value) -> Option<Vec<(Value, Value)>> {
    match value {
        Value::Null => Some(Vec::new()),
        Value::AnyMap(entries) => Some(entries.clone()),
        Value::Map(map) => {
            let entry =
                |(key, value): (&String, &Value)| (Value::String(key.clone()), value.clone());
            Some(map.iter().map(entry).collect())
        }
        _ => None,
    }
}

/// A scalar as a string: go-yaml takes the text of any.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Int(value) => Some(value.to_string()),
        Value::Uint(value) => Some(value.to_string()),
        Value::Float(value) => Some(rutter_go::strconv::format_float(*value, b'g', -1, 64)),
        Value::String(text) | Value::Time(text) => Some(text.clone()),
        Value::List(_) | Value::Map(_) | Value::AnyMap(_) => None,
    }
}

fn whole_number(value: &Value) -> Option<u64> {
    match value {
        Value::Int(number) => u64::try_from(*number).ok(),
        Value::Uint(number) => Some(*number),
        Value::Float(number) if number.fract() == 0.0 && (0.0..1e15).contains(number) => {
            Some(*number as u64)
        }
        _ => None,
    }
}
