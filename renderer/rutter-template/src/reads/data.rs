//! What an expression of a template may give.

use std::collections::{BTreeMap, BTreeSet};

/// Longest path that is followed; what a template calling itself reads further down counts whole.
const MAX_PATH: usize = 16;
/// Deepest nesting of maps that templates build.
const MAX_NESTING: usize = 5;
/// Most places that one expression may give.
const MAX_PLACES: usize = 400;
/// Stands for any text inside of constants.
pub(super) const ANY: char = '\0';

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// The key of a map.
    Name(String),
    /// Any key, and any element of a list.
    Any,
}

/// A path through the data.
pub type Path = Vec<Key>;

/// What a value may be; all possibilities at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Data {
    /// Places in the data.
    pub(super) places: BTreeSet<Path>,
    /// Constant texts, [`ANY`] standing for what is not known of them.
    pub(super) texts: BTreeSet<String>,
    /// The entries of a map that a template builds.
    pub(super) fields: BTreeMap<String, Data>,
    /// The elements of a list, and entries under unknown keys.
    pub(super) items: Option<Box<Data>>,
    /// Something else that is of no interest, but may be any key.
    pub(super) unknown: bool,
    /// Whether there were too many places to keep them.
    pub(super) full: bool,
}

impl Data {
    /// A place in the data.
    pub fn place(path: Path) -> Data {
        Data { places: BTreeSet::from([path]), ..Data::default() }
    }

    /// A map that is not part of the data, but may lead into it.
    pub fn map(fields: impl IntoIterator<Item = (String, Data)>) -> Data {
        Data { fields: fields.into_iter().collect(), ..Data::default() }
    }

    pub(super) fn text(text: impl Into<String>) -> Data {
        Data { texts: BTreeSet::from([text.into()]), ..Data::default() }
    }

    pub(super) fn unknown() -> Data {
        Data { unknown: true, ..Data::default() }
    }

    pub(super) fn list(items: Data) -> Data {
        Data { items: Some(Box::new(items)), ..Data::default() }
    }

    /// Takes up the possibilities of another value.
    pub fn add(&mut self, other: &Data) {
        self.places.extend(other.places.iter().cloned());
        self.texts.extend(other.texts.iter().cloned());
        for (key, data) in &other.fields {
            self.fields.entry(key.clone()).or_default().add(data);
        }
        if let Some(items) = &other.items {
            self.items.get_or_insert_default().add(items);
        }
        self.unknown |= other.unknown;
        self.full |= other.full;
    }

    /// What stands under a key.
    pub(super) fn at(&self, key: &Key) -> Data {
        let mut found = Data::default();
        for place in &self.places {
            let longer = place.iter().chain([key]).cloned().collect();
            found.places.insert(longer);
        }
        if let Some(items) = &self.items {
            found.add(items);
        }
        match key {
            Key::Any => self.fields.values().for_each(|data| found.add(data)),
            Key::Name(name) => {
                if let Some(data) = self.fields.get(name) {
                    found.add(data);
                }
            }
        }
        found.unknown |= found == Data::default();
        found
    }

    /// The elements of a collection.
    pub(super) fn elements(&self) -> Data {
        self.at(&Key::Any)
    }

    /// The keys of a collection.
    pub(super) fn keys(&self) -> Data {
        let unknown = !self.places.is_empty() || self.items.is_some() || self.unknown;
        Data { texts: self.fields.keys().cloned().collect(), unknown, ..Data::default() }
    }

    /// Which keys the value may be, if it is one.
    pub(super) fn as_keys(&self) -> BTreeSet<Key> {
        let key = |text: &String| match text.contains(ANY) {
            true => Key::Any,
            false => Key::Name(text.clone()),
        };
        let mut keys: BTreeSet<Key> = self.texts.iter().map(key).collect();
        if self.unknown || !self.places.is_empty() || keys.is_empty() {
            keys.insert(Key::Any);
        }
        keys
    }

    /// Everything in it that leads into the data.
    pub(super) fn all_places(&self, found: &mut BTreeSet<Path>) {
        found.extend(self.places.iter().cloned());
        let parts = self.fields.values().chain(self.items.as_deref());
        parts.for_each(|part| part.all_places(found));
    }

    /// Cuts off what is too long or too deep, so that templates that call themselves come to an
    /// end; gives the places that are not followed further.
    pub(super) fn limit(&mut self) -> BTreeSet<Path> {
        let mut lost = BTreeSet::new();
        self.limit_to(MAX_NESTING, &mut lost);
        lost
    }

    fn limit_to(&mut self, nesting: usize, lost: &mut BTreeSet<Path>) {
        if nesting == 0 {
            self.all_places(lost);
            *self = Data::unknown();
            return;
        }
        self.full |= self.places.len() > MAX_PLACES;
        if self.full {
            lost.append(&mut self.places);
            self.unknown = true;
        }
        let is_long = |place: &Path| place.len() > MAX_PATH;
        lost.extend(self.places.iter().filter(|place| is_long(place)).cloned());
        self.places.retain(|place| !is_long(place));
        for part in self.fields.values_mut().chain(self.items.as_deref_mut()) {
            part.limit_to(nesting - 1, lost);
        }
    }
}
