//! Keys of values files that nothing reads.

use rutter_template::reads::{Key, Path};
use rutter_yaml::{Data, Entry, Node};
use std::collections::BTreeSet;

use super::ValueReads;

/// A value that no template reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedValue {
    /// Its path, as `--set` takes it.
    pub path: String,
    /// The line of its key, from 1.
    pub line: u32,
    /// The key that is probably meant, among those beside it and those that templates read there.
    pub similar: Option<String>,
}

impl ValueReads {
    /// What no template reads of a document of values, from top to bottom; of a map that is unused as
    /// a whole, only its own key.
    pub fn unused(&self, document: &Node) -> Vec<UnusedValue> {
        let mut found = Vec::new();
        self.node(document, &mut Path::new(), "", &mut found);
        found.sort_by_key(|unused| unused.line);
        found
    }

    fn node(&self, node: &Node, path: &mut Path, shown: &str, found: &mut Vec<UnusedValue>) {
        match &node.data {
            Data::Map(entries) => {
                for entry in entries {
                    let name = entry.key.to_str_lossy().into_owned();
                    let key = name.replace('\\', "\\\\").replace('.', "\\.");
                    let longer = if shown.is_empty() { key } else { format!("{shown}.{key}") };
                    path.push(Key::Name(name.clone()));
                    match self.reads.has(path) {
                        true => self.node(&entry.value, path, &longer, found),
                        false => found.push(UnusedValue {
                            path: longer,
                            line: entry.key_span.line,
                            similar: self.similar(path, &name, entries),
                        }),
                    }
                    path.pop();
                }
            }
            Data::List(items) => {
                path.push(Key::Any);
                for (place, item) in items.iter().enumerate() {
                    self.node(item, path, &format!("{shown}[{place}]"), found);
                }
                path.pop();
            }
            _ => {}
        }
    }

    /// The name most like this one among those that are known at its place and not set there.
    fn similar(&self, path: &[Key], name: &str, entries: &[Entry]) -> Option<String> {
        let parent = path.get(..path.len().saturating_sub(1)).unwrap_or_default();
        let mut known: BTreeSet<String> =
            self.reads.names(parent).into_iter().map(str::to_string).collect();
        known.extend(self.own.iter().flat_map(|own| names_at(own, parent)));
        entries.iter().for_each(|entry| {
            known.remove(&*entry.key.to_str_lossy());
        });
        let mut prefix = path.to_vec();
        let mut is_read = |known: &String| {
            prefix.pop();
            prefix.push(Key::Name(known.clone()));
            self.reads.has(&prefix)
        };
        let known = known.into_iter().filter(|known| is_read(known));
        let close = known.filter_map(|known| {
            let edits = distance(&name.to_lowercase(), &known.to_lowercase());
            let near = edits <= 2 && edits * 2 < name.chars().count();
            near.then_some((edits, known))
        });
        close.min().map(|(_, known)| known)
    }
}

/// The keys of the map at a place.
fn names_at(node: &Node, path: &[Key]) -> Vec<String> {
    match path.split_first() {
        None => {
            let entries = node.entries().unwrap_or_default();
            entries.iter().map(|entry| entry.key.to_str_lossy().into_owned()).collect()
        }
        Some((Key::Name(name), rest)) => {
            node.get(name).map(|inner| names_at(inner, rest)).unwrap_or_default()
        }
        Some((Key::Any, rest)) => {
            let items = node.items().unwrap_or_default();
            items.iter().flat_map(|item| names_at(item, rest)).collect()
        }
    }
}

/// Edits between two words: letters put in, left out, replaced (Levenshtein), or swapped with the
/// next one.
fn distance(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=to.len()).collect()];
    let at = |rows: &[Vec<usize>], row: usize, column: usize| -> usize {
        rows.get(row).and_then(|row| row.get(column)).copied().unwrap_or(usize::MAX / 2)
    };
    for (i, letter) in from.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, other) in to.iter().enumerate() {
            let replaced = at(&rows, i, j) + usize::from(letter != other);
            let edited = (at(&rows, i, j + 1) + 1).min(row.last().copied().unwrap_or(0) + 1);
            let is_swap =
                i > 0 && j > 0 && from.get(i - 1) == Some(other) && to.get(j - 1) == Some(letter);
            let swapped = if is_swap { at(&rows, i - 1, j - 1) + 1 } else { usize::MAX };
            row.push(replaced.min(edited).min(swapped));
        }
        rows.push(row);
    }
    at(&rows, from.len(), to.len())
}
