//! What can be read, as a tree of keys.

use super::data::{Key, Path};
use std::collections::{BTreeMap, BTreeSet};

/// The places that templates can read.
#[derive(Clone, Debug, Default)]
pub struct Reads {
    below: BTreeMap<Key, Reads>,
    /// Everything at and below the place is read.
    whole: bool,
}

impl Reads {
    /// Adds a place, and with `whole` everything below it.
    pub fn add(&mut self, path: &[Key], whole: bool) {
        let mut reads = self;
        for key in path {
            reads = reads.below.entry(key.clone()).or_default();
        }
        reads.whole |= whole;
    }

    /// Adds all places of another search.
    pub fn add_all(&mut self, other: &Reads) {
        self.whole |= other.whole;
        for (key, reads) in &other.below {
            self.below.entry(key.clone()).or_default().add_all(reads);
        }
    }

    /// Adds what is below `from` below `to` too.
    pub fn copy(&mut self, from: &[Key], to: &[Key]) {
        for reads in self.at(from).into_iter().cloned().collect::<Vec<_>>() {
            let mut place = &mut *self;
            for key in to {
                place = place.below.entry(key.clone()).or_default();
            }
            place.add_all(&reads);
        }
    }

    /// Whether the place, or something below it, can be read.
    pub fn has(&self, path: &[Key]) -> bool {
        let Some((key, rest)) = path.split_first() else {
            return true;
        };
        self.whole || self.next(key).into_iter().any(|reads| reads.has(rest))
    }

    /// Whether everything below the place can be read.
    pub fn has_all(&self, path: &[Key]) -> bool {
        self.whole
            || path.split_first().is_some_and(|(key, rest)| {
                self.next(key).into_iter().any(|reads| reads.has_all(rest))
            })
    }

    /// The names that are read right below a place.
    pub fn names(&self, path: &[Key]) -> BTreeSet<&str> {
        let below = self.at(path).into_iter().flat_map(|reads| reads.below.keys());
        below
            .filter_map(|key| match key {
                Key::Name(name) => Some(name.as_str()),
                Key::Any => None,
            })
            .collect()
    }

    fn at(&self, path: &[Key]) -> Vec<&Reads> {
        match path.split_first() {
            None => vec![self],
            Some((key, rest)) => {
                self.next(key).into_iter().flat_map(|reads| reads.at(rest)).collect()
            }
        }
    }

    /// Where a key leads; any key leads everywhere.
    fn next(&self, key: &Key) -> Vec<&Reads> {
        match key {
            Key::Any => self.below.values().collect(),
            key => [self.below.get(key), self.below.get(&Key::Any)].into_iter().flatten().collect(),
        }
    }

    /// Adds these places.
    pub(super) fn extend(&mut self, places: impl IntoIterator<Item = Path>, whole: bool) {
        places.into_iter().for_each(|place| self.add(&place, whole));
    }
}
