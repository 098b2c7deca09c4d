//! Go's maps with string keys.

use std::cell::{Ref, RefCell, RefMut};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::release::{dismantle, release};
use super::{Element, Methods, Str, Value};

/// The type of a map with string keys.
pub struct MapType {
    /// The Go name, such as `map[string]interface {}` or `chartutil.Values`.
    pub name: &'static str,
    /// The element type.
    pub element: Element,
    /// Methods of a named type.
    pub methods: Option<&'static dyn Methods>,
}

/// `map[string]interface {}`
pub static MAP: MapType =
    MapType { name: "map[string]interface {}", element: Element::Interface, methods: None };
/// `map[string]string`
pub static STRING_MAP: MapType =
    MapType { name: "map[string]string", element: Element::String, methods: None };

/// The entries of a map, sorted bytewise by key as Go prints and ranges over them.
pub type Entries = BTreeMap<Str, Value>;

/// A Go map with string keys: a reference to shared entries, seen under one Go type.
///
/// Converting a map to a named type (`chartutil.Values(m)`) is [`Map::cast`]: same entries,
/// other type.
#[derive(Clone)]
pub struct Map {
    map_type: &'static MapType,
    cell: Rc<Cell>,
}

struct Cell {
    nil: bool,
    entries: RefCell<Entries>,
}

impl Drop for Cell {
    fn drop(&mut self) {
        let entries = std::mem::take(self.entries.get_mut());
        release(entries, |entries| dismantle(entries.into_values().collect()));
    }
}

impl Default for Map {
    fn default() -> Self {
        Map::new()
    }
}

impl Map {
    /// An empty `map[string]interface {}`.
    pub fn new() -> Map {
        Map::with_type(&MAP, Entries::new())
    }
    /// A map of this type.
    pub fn with_type(map_type: &'static MapType, entries: Entries) -> Map {
        Map { map_type, cell: Rc::new(Cell { nil: false, entries: RefCell::new(entries) }) }
    }
    /// The nil map of this type: prints `map[]`, marshals to `null`.
    pub fn nil(map_type: &'static MapType) -> Map {
        Map { map_type, cell: Rc::new(Cell { nil: true, entries: RefCell::default() }) }
    }
    /// The same entries under another Go type.
    pub fn cast(&self, map_type: &'static MapType) -> Map {
        Map { map_type, cell: self.cell.clone() }
    }
    /// The elements, if nobody else refers to them.
    pub(super) fn take_last(&mut self) -> Vec<Value> {
        let cell = Rc::get_mut(&mut self.cell);
        let entries = cell.map(|cell| std::mem::take(cell.entries.get_mut()));
        entries.map(|entries| entries.into_values().collect()).unwrap_or_default()
    }
    /// The map's type.
    pub fn map_type(&self) -> &'static MapType {
        self.map_type
    }
    /// Whether this is the nil map.
    pub fn is_nil(&self) -> bool {
        self.cell.nil
    }
    /// Number of entries.
    pub fn len(&self) -> usize {
        self.cell.entries.borrow().len()
    }
    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.cell.entries.borrow().is_empty()
    }
    /// The element under `key`; `None` when missing.
    pub fn get(&self, key: impl AsRef<[u8]>) -> Option<Value> {
        self.cell.entries.borrow().get(key.as_ref()).cloned()
    }
    /// Whether `key` is present, even with a nil element.
    pub fn contains_key(&self, key: impl AsRef<[u8]>) -> bool {
        self.cell.entries.borrow().contains_key(key.as_ref())
    }
    /// Sets an element; seen through every reference to the map.
    pub fn insert(&self, key: impl Into<Str>, value: Value) {
        self.cell.entries.borrow_mut().insert(key.into(), value);
    }
    /// Removes and returns an element.
    pub fn remove(&self, key: impl AsRef<[u8]>) -> Option<Value> {
        self.cell.entries.borrow_mut().remove(key.as_ref())
    }
    /// The keys, sorted bytewise.
    pub fn keys(&self) -> Vec<Str> {
        self.cell.entries.borrow().keys().cloned().collect()
    }
    /// The entries, borrowed: do not change the map while holding this.
    pub fn entries(&self) -> Ref<'_, Entries> {
        self.cell.entries.borrow()
    }
    /// The entries, to change them: hold no other borrow.
    pub fn entries_mut(&self) -> RefMut<'_, Entries> {
        self.cell.entries.borrow_mut()
    }
    /// A copy of the entries as pairs, safe to iterate while the map changes.
    pub fn to_pairs(&self) -> Vec<(Str, Value)> {
        self.cell.entries.borrow().iter().map(|(k, v)| (k.clone(), v.clone())).collect()
    }
    /// Whether both are the same map, as Go maps alias each other.
    pub fn same(&self, other: &Map) -> bool {
        Rc::ptr_eq(&self.cell, &other.cell)
    }
    /// An address that is equal for references to the same entries (for cycle checks).
    pub fn identity(&self) -> usize {
        Rc::as_ptr(&self.cell) as usize
    }
}

impl FromIterator<(Str, Value)> for Map {
    fn from_iter<I: IntoIterator<Item = (Str, Value)>>(entries: I) -> Self {
        Map::with_type(&MAP, entries.into_iter().collect())
    }
}
