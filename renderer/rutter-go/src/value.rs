//! Go's value model, as far as a template can see it.
//!
//! `int`, `int64` and `float64` are different types, strings are bytes, maps are shared by
//! reference (so that `set` in one template is seen by the next), and typed slices and maps keep
//! their Go type names because users read them in `typeOf`, `printf "%T"` and error texts.
//!
//! Values belong to one execution and are not `Send`; what is compiled or loaded once
//! (templates, charts) never holds one.

use std::any::Any;
use std::borrow::Cow;
use std::cell::{Ref, RefCell, RefMut};
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

use crate::content::Content;

/// A Go string: immutable bytes, usually but not always UTF-8. Cloning is cheap.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Str(Arc<[u8]>);

impl Str {
    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
    /// The text, with every invalid byte shown as U+FFFD.
    pub fn to_str_lossy(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.0)
    }
    /// The text if it is valid UTF-8.
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }
    /// Length in bytes (Go: `len(s)`).
    pub fn len(&self) -> usize {
        self.0.len()
    }
    /// Whether the string is `""`.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Default for Str {
    fn default() -> Self {
        Str(Arc::from(&[][..]))
    }
}
impl From<&str> for Str {
    fn from(text: &str) -> Self {
        Str(Arc::from(text.as_bytes()))
    }
}
impl From<String> for Str {
    fn from(text: String) -> Self {
        Str(Arc::from(text.into_bytes()))
    }
}
impl From<&[u8]> for Str {
    fn from(bytes: &[u8]) -> Self {
        Str(Arc::from(bytes))
    }
}
impl From<Vec<u8>> for Str {
    fn from(bytes: Vec<u8>) -> Self {
        Str(Arc::from(bytes))
    }
}
impl From<Arc<[u8]>> for Str {
    fn from(bytes: Arc<[u8]>) -> Self {
        Str(bytes)
    }
}
impl std::borrow::Borrow<[u8]> for Str {
    fn borrow(&self) -> &[u8] {
        &self.0
    }
}
impl AsRef<[u8]> for Str {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}
impl PartialEq<str> for Str {
    fn eq(&self, other: &str) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}
impl PartialEq<&str> for Str {
    fn eq(&self, other: &&str) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}
impl fmt::Debug for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.to_str_lossy(), f)
    }
}

/// A value of one of Go's dynamic types. [`Value::Nil`] is the nil interface.
#[derive(Clone, Default)]
pub enum Value {
    /// `nil` in an `interface{}`.
    #[default]
    Nil,
    /// `bool`
    Bool(bool),
    /// `int`
    Int(i64),
    /// `int64`
    Int64(i64),
    /// `uint64`
    Uint64(u64),
    /// `uint8`, what indexing a string gives.
    Uint8(u8),
    /// `float64`
    Float64(f64),
    /// `complex128`
    Complex128(f64, f64),
    /// `string`
    String(Str),
    /// `[]uint8`
    Bytes(Bytes),
    /// Any other slice.
    List(List),
    /// Any map with string keys.
    Map(Map),
    /// A struct, a pointer to one, or a named scalar with methods.
    Object(Rc<dyn Object>),
}

/// Go's `reflect.Kind`, as `kindOf` prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The kind of nothing: a nil interface.
    Invalid,
    /// `bool`
    Bool,
    /// `int`
    Int,
    /// `int64`
    Int64,
    /// `uint64`
    Uint64,
    /// `uint8`
    Uint8,
    /// `float64`
    Float64,
    /// `complex128`
    Complex128,
    /// `string`
    String,
    /// `slice`
    Slice,
    /// `map`
    Map,
    /// `struct`
    Struct,
    /// `ptr`
    Pointer,
}

impl Kind {
    /// The name `reflect.Kind.String` gives.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Invalid => "invalid",
            Kind::Bool => "bool",
            Kind::Int => "int",
            Kind::Int64 => "int64",
            Kind::Uint64 => "uint64",
            Kind::Uint8 => "uint8",
            Kind::Float64 => "float64",
            Kind::Complex128 => "complex128",
            Kind::String => "string",
            Kind::Slice => "slice",
            Kind::Map => "map",
            Kind::Struct => "struct",
            Kind::Pointer => "ptr",
        }
    }
}

impl Value {
    /// A `string` value.
    pub fn string(text: impl Into<Str>) -> Value {
        Value::String(text.into())
    }
    /// A `[]interface {}` of `items`.
    pub fn list(items: Vec<Value>) -> Value {
        Value::List(List::new(&LIST, items))
    }
    /// A `[]string` of `items`.
    pub fn string_list<S: Into<Str>>(items: impl IntoIterator<Item = S>) -> Value {
        let items = items.into_iter().map(|s| Value::String(s.into())).collect();
        Value::List(List::new(&STRING_LIST, items))
    }
    /// A `map[string]interface {}` of `entries`.
    pub fn map(entries: impl IntoIterator<Item = (Str, Value)>) -> Value {
        Value::Map(entries.into_iter().collect())
    }
    /// An object.
    pub fn object(object: impl Object) -> Value {
        Value::Object(Rc::new(object))
    }

    /// The Go type's name, `<nil>` for nil (Go: `fmt.Sprintf("%T")`).
    pub fn type_name(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Value::Nil => "<nil>",
            Value::Bool(_) => "bool",
            Value::Int(_) => "int",
            Value::Int64(_) => "int64",
            Value::Uint64(_) => "uint64",
            Value::Uint8(_) => "uint8",
            Value::Float64(_) => "float64",
            Value::Complex128(..) => "complex128",
            Value::String(_) => "string",
            Value::Bytes(_) => "[]uint8",
            Value::List(list) => list.list_type().name,
            Value::Map(map) => map.map_type().name,
            Value::Object(object) => return object.type_name(),
        })
    }

    /// The Go kind.
    pub fn kind(&self) -> Kind {
        match self {
            Value::Nil => Kind::Invalid,
            Value::Bool(_) => Kind::Bool,
            Value::Int(_) => Kind::Int,
            Value::Int64(_) => Kind::Int64,
            Value::Uint64(_) => Kind::Uint64,
            Value::Uint8(_) => Kind::Uint8,
            Value::Float64(_) => Kind::Float64,
            Value::Complex128(..) => Kind::Complex128,
            Value::String(_) => Kind::String,
            Value::Bytes(_) | Value::List(_) => Kind::Slice,
            Value::Map(_) => Kind::Map,
            Value::Object(object) => object.kind(),
        }
    }

    /// Whether this is the nil interface.
    pub fn is_nil(&self) -> bool {
        matches!(self, Value::Nil)
    }
    /// The string, if this is one.
    pub fn as_string(&self) -> Option<&Str> {
        match self {
            Value::String(s) => Some(s),
            _ => None,
        }
    }
    /// The map, if this is one of any type.
    pub fn as_map(&self) -> Option<&Map> {
        match self {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }
    /// The slice, if this is one (not `[]uint8`).
    pub fn as_list(&self) -> Option<&List> {
        match self {
            Value::List(list) => Some(list),
            _ => None,
        }
    }
    /// The object as a concrete Rust type.
    pub fn downcast<T: Object>(&self) -> Option<&T> {
        match self {
            Value::Object(object) => (object.as_ref() as &dyn Any).downcast_ref::<T>(),
            _ => None,
        }
    }

    /// A copy that shares no map or slice with this one (Go: mitchellh/copystructure).
    ///
    /// `None` when the value nests deeper than `depth` levels, as a cyclic one does.
    pub fn deep_copy(&self, depth: usize) -> Option<Value> {
        let mut open: Vec<Copying> = Vec::new();
        let mut current = self.clone();
        loop {
            if open.len() >= depth {
                return None;
            }
            let mut copied = match Copying::begin(&current) {
                None => Some(std::mem::take(&mut current)),
                Some(frame) => {
                    open.push(frame);
                    None
                }
            };
            loop {
                let Some(frame) = open.last_mut() else {
                    return copied;
                };
                match frame.next(copied.take()) {
                    Some(item) => {
                        current = item;
                        break;
                    }
                    None => copied = open.pop().map(Copying::finish),
                }
            }
        }
    }
}

/// A container that [`Value::deep_copy`] has begun to copy.
enum Copying {
    List {
        list_type: &'static ListType,
        items: std::vec::IntoIter<Value>,
        done: Vec<Value>,
    },
    Map {
        map_type: &'static MapType,
        entries: std::vec::IntoIter<(Str, Value)>,
        done: Vec<(Str, Value)>,
    },
}

impl Copying {
    /// A frame for a value that has parts to copy.
    fn begin(value: &Value) -> Option<Copying> {
        match value {
            Value::List(list) if !list.is_nil() => {
                let done = Vec::with_capacity(list.len());
                let items = list.to_vec().into_iter();
                Some(Copying::List { list_type: list.list_type(), items, done })
            }
            Value::Map(map) if !map.is_nil() => {
                let done = Vec::with_capacity(map.len());
                let entries = map.to_pairs().into_iter();
                Some(Copying::Map { map_type: map.map_type(), entries, done })
            }
            _ => None,
        }
    }

    /// Takes the copy of the last part, and gives the next one to copy.
    fn next(&mut self, copied: Option<Value>) -> Option<Value> {
        match self {
            Copying::List { items, done, .. } => {
                done.extend(copied);
                items.next()
            }
            Copying::Map { entries, done, .. } => {
                if let (Some(copied), Some((_, slot))) = (copied, done.last_mut()) {
                    *slot = copied;
                }
                let (key, item) = entries.next()?;
                done.push((key, Value::Nil));
                Some(item)
            }
        }
    }

    fn finish(self) -> Value {
        match self {
            Copying::List { list_type, done, .. } => Value::List(List::new(list_type, done)),
            Copying::Map { map_type, done, .. } => {
                Value::Map(Map::with_type(map_type, done.into_iter().collect()))
            }
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}
impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Value::Float64(value)
    }
}
impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::String(value.into())
    }
}
impl From<String> for Value {
    fn from(value: String) -> Self {
        Value::String(value.into())
    }
}
impl From<Str> for Value {
    fn from(value: Str) -> Self {
        Value::String(value)
    }
}
impl From<Map> for Value {
    fn from(value: Map) -> Self {
        Value::Map(value)
    }
}
impl From<List> for Value {
    fn from(value: List) -> Self {
        Value::List(value)
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Nil => f.write_str("nil"),
            Value::Bool(v) => write!(f, "{v}"),
            Value::Int(v) => write!(f, "int({v})"),
            Value::Int64(v) => write!(f, "int64({v})"),
            Value::Uint64(v) => write!(f, "uint64({v})"),
            Value::Uint8(v) => write!(f, "uint8({v})"),
            Value::Float64(v) => write!(f, "{v:?}"),
            Value::Complex128(re, im) => write!(f, "({re:?}+{im:?}i)"),
            Value::String(v) => write!(f, "{v:?}"),
            Value::Bytes(v) => write!(f, "bytes({:?})", v.as_bytes()),
            Value::List(v) => f.debug_list().entries(v.to_vec()).finish(),
            Value::Map(v) => f.debug_map().entries(v.entries().iter()).finish(),
            Value::Object(v) => f.write_str(&v.type_name()),
        }
    }
}

/// A `[]byte`: shared and, in templates, never changed.
#[derive(Clone)]
pub struct Bytes {
    data: Option<Content>,
}

impl Bytes {
    /// A non-nil slice of these bytes.
    pub fn new(data: impl Into<Str>) -> Bytes {
        Bytes::of(Content::from(data.into()))
    }
    /// The bytes of a file, which is read when they are looked at.
    pub fn of(content: Content) -> Bytes {
        Bytes { data: Some(content) }
    }
    /// The nil slice.
    pub fn nil() -> Bytes {
        Bytes { data: None }
    }
    /// Whether the slice is nil.
    pub fn is_nil(&self) -> bool {
        self.data.is_none()
    }
    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        self.data.as_ref().map_or(&[], Content::as_bytes)
    }
}

/// What the elements of a slice or map are, statically.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// `interface {}`
    Interface,
    /// `string`
    String,
    /// `int`
    Int,
    /// `int64`
    Int64,
    /// `float64`
    Float64,
    /// `bool`
    Bool,
    /// `[]uint8`
    Bytes,
    /// `[]interface {}`
    List,
    /// `map[string]interface {}`
    Map,
    /// Some struct or pointer; never nil.
    Object,
}

impl Element {
    /// The Go type's name.
    pub fn name(self) -> &'static str {
        match self {
            Element::Interface => "interface {}",
            Element::String => "string",
            Element::Int => "int",
            Element::Int64 => "int64",
            Element::Float64 => "float64",
            Element::Bool => "bool",
            Element::Bytes => "[]uint8",
            Element::List => "[]interface {}",
            Element::Map => "map[string]interface {}",
            Element::Object => "struct",
        }
    }
    /// The zero value of the type (Go: `reflect.Zero`).
    pub fn zero(self) -> Value {
        match self {
            Element::Interface | Element::Object => Value::Nil,
            Element::String => Value::String(Str::default()),
            Element::Int => Value::Int(0),
            Element::Int64 => Value::Int64(0),
            Element::Float64 => Value::Float64(0.0),
            Element::Bool => Value::Bool(false),
            Element::Bytes => Value::Bytes(Bytes::nil()),
            Element::List => Value::List(List::nil(&LIST)),
            Element::Map => Value::Map(Map::nil(&MAP)),
        }
    }
}

/// The methods of a named map or slice type, such as Helm's `chartutil.Values`.
pub trait Methods: Sync {
    /// Whether the type has this method.
    fn has(&self, name: &str) -> bool;
    /// Number of arguments the method takes.
    fn arity(&self, name: &str) -> usize;
    /// Calls the method; the error is the text of the Go error it returned.
    fn call(&self, receiver: &Value, name: &str, arguments: &[Value]) -> Result<Value, String>;
}

/// The type of a slice.
pub struct ListType {
    /// The Go name, such as `[]string`.
    pub name: &'static str,
    /// The element type.
    pub element: Element,
    /// Methods of a named type.
    pub methods: Option<&'static dyn Methods>,
}

/// `[]interface {}`
pub static LIST: ListType =
    ListType { name: "[]interface {}", element: Element::Interface, methods: None };
/// `[]string`
pub static STRING_LIST: ListType =
    ListType { name: "[]string", element: Element::String, methods: None };
/// `[]int`
pub static INT_LIST: ListType = ListType { name: "[]int", element: Element::Int, methods: None };
/// `[][]interface {}`
pub static LIST_LIST: ListType =
    ListType { name: "[][]interface {}", element: Element::List, methods: None };
/// `[]map[string]interface {}`
pub static MAP_LIST: ListType =
    ListType { name: "[]map[string]interface {}", element: Element::Map, methods: None };

struct Backing {
    list_type: &'static ListType,
    nil: bool,
    items: RefCell<Vec<Value>>,
}

impl Drop for Backing {
    fn drop(&mut self) {
        let items = std::mem::take(self.items.get_mut());
        release(items, dismantle);
    }
}

/// A Go slice: a window into a shared backing array.
///
/// Elements already in the window never change; [`List::append`] grows the backing array in
/// place when nobody has appended to it yet, so building a list element by element is linear.
#[derive(Clone)]
pub struct List {
    backing: Rc<Backing>,
    start: u32,
    length: u32,
}

impl List {
    /// A slice of `items`.
    pub fn new(list_type: &'static ListType, items: Vec<Value>) -> List {
        let length = items.len() as u32;
        let backing = Backing { list_type, nil: false, items: RefCell::new(items) };
        List { backing: Rc::new(backing), start: 0, length }
    }
    /// The nil slice of this type: prints `[]`, marshals to `null`.
    pub fn nil(list_type: &'static ListType) -> List {
        let backing = Backing { list_type, nil: true, items: RefCell::default() };
        List { backing: Rc::new(backing), start: 0, length: 0 }
    }
    /// The slice's type.
    pub fn list_type(&self) -> &'static ListType {
        self.backing.list_type
    }
    /// Whether this is the nil slice.
    pub fn is_nil(&self) -> bool {
        self.backing.nil
    }
    /// Number of elements.
    pub fn len(&self) -> usize {
        self.length as usize
    }
    /// Whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }
    /// The element at `index`.
    pub fn get(&self, index: usize) -> Option<Value> {
        if index >= self.len() {
            return None;
        }
        self.backing.items.borrow().get(self.start as usize + index).cloned()
    }
    /// A copy of the elements.
    pub fn to_vec(&self) -> Vec<Value> {
        self.with(<[Value]>::to_vec)
    }
    /// Runs `f` over the elements without copying them. `f` must not append to this list.
    pub fn with<R>(&self, f: impl FnOnce(&[Value]) -> R) -> R {
        let items = self.backing.items.borrow();
        let start = self.start as usize;
        f(items.get(start..start + self.len()).unwrap_or(&[]))
    }
    /// The elements one by one.
    pub fn iter(&self) -> impl Iterator<Item = Value> + '_ {
        (0..self.len()).filter_map(|i| self.get(i))
    }
    /// `self[low:high]`, sharing the backing array; `None` when out of bounds.
    pub fn slice(&self, low: usize, high: usize) -> Option<List> {
        if low > high || high > self.len() {
            return None;
        }
        let backing = self.backing.clone();
        Some(List { backing, start: self.start + low as u32, length: (high - low) as u32 })
    }
    /// A slice with `item` after the elements; this slice still looks as before.
    pub fn append(&self, item: Value) -> List {
        let end = (self.start + self.length) as usize;
        if !self.is_nil() && self.backing.items.borrow().len() == end {
            self.backing.items.borrow_mut().push(item);
            return List { backing: self.backing.clone(), length: self.length + 1, ..*self };
        }
        let mut items = Vec::with_capacity(self.len() * 2 + 1);
        self.with(|old| items.extend_from_slice(old));
        items.push(item);
        List::new(self.list_type(), items)
    }
    /// Replaces the element at `index`, in every slice that shares the backing array.
    ///
    /// Only while user values are built (`--set a[0]=x`); templates cannot do this.
    pub fn set(&self, index: usize, item: Value) {
        if index < self.len() {
            self.backing.items.borrow_mut()[self.start as usize + index] = item;
        }
    }
    /// An address that is equal for slices over the same backing array (for cycle checks).
    pub fn identity(&self) -> usize {
        Rc::as_ptr(&self.backing) as usize
    }
}

impl FromIterator<Value> for List {
    fn from_iter<I: IntoIterator<Item = Value>>(items: I) -> Self {
        List::new(&LIST, items.into_iter().collect())
    }
}

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

/// Levels of values that are dropped by native recursion.
const NATIVE_DROPS: u32 = 200;

thread_local! {
    static DROPS: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

/// Drops the content of a container, by other means where it lies deep in others: a template
/// can nest values deeper than the stack allows.
fn release<T>(content: T, deep: impl FnOnce(T)) {
    let level = DROPS.try_with(|drops| drops.replace(drops.get() + 1));
    match level {
        Ok(level) if level > NATIVE_DROPS => deep(content),
        _ => drop(content),
    }
    // While a thread ends there is no counter, and nothing to set back.
    let _ = DROPS.try_with(|drops| drops.set(drops.get().saturating_sub(1)));
}

/// Drops values level by level.
fn dismantle(mut pending: Vec<Value>) {
    while let Some(value) = pending.pop() {
        match value {
            Value::List(mut list) => {
                if let Some(backing) = Rc::get_mut(&mut list.backing) {
                    pending.append(backing.items.get_mut());
                }
            }
            Value::Map(mut map) => {
                if let Some(cell) = Rc::get_mut(&mut map.cell) {
                    let entries = std::mem::take(cell.entries.get_mut());
                    pending.extend(entries.into_values());
                }
            }
            _ => {}
        }
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

/// How a value with a `String` or `Error` method shows up in fmt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stringer {
    /// No such method.
    None,
    /// A method on the type itself: every formatting verb for text uses it.
    Value,
    /// A method on the pointer only: a template action uses it (text/template takes the address
    /// of a field), `print`, `quote` and `%v` do not.
    Pointer,
}

/// What an encoder (JSON, YAML, TOML) sees of an object.
pub enum Encoded {
    /// An ordinary value.
    Value(Value),
    /// A struct: its names and values in declaration order, omitted ones left out.
    Struct(Vec<(Str, Value)>),
    /// Marshalling fails with this text.
    Error(String),
}

/// The encoders that ask an object for its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// encoding/json: `json:` tags, MarshalJSON, MarshalText.
    Json,
    /// go-yaml v3: lower-cased names, `yaml:` tags, TextMarshaler.
    Yaml,
    /// BurntSushi/toml: field names as they are, `toml:` tags.
    Toml,
}

/// A struct, a pointer to one, or a named scalar with methods, as templates see it.
pub trait Object: Any {
    /// The Go type's name, such as `*chartutil.Capabilities`.
    fn type_name(&self) -> Cow<'static, str>;
    /// The Go kind: `Struct`, `Pointer`, or the kind of a named scalar.
    fn kind(&self) -> Kind;
    /// The plain value of a named scalar such as `time.Month`; `None` for structs and pointers.
    fn scalar(&self) -> Option<Value> {
        None
    }
    /// Exported fields with their values, in declaration order.
    fn fields(&self) -> Vec<(&'static str, Value)>;
    /// The value `%v` prints for each field (exported or not); by default those of `fields`.
    fn printed_fields(&self) -> Vec<(&'static str, Value)> {
        self.fields()
    }
    /// One exported field, promoted ones of embedded structs included.
    fn field(&self, name: &str) -> Option<Value> {
        self.fields().into_iter().find(|(n, _)| *n == name).map(|(_, v)| v)
    }
    /// Whether the type has this method.
    fn has_method(&self, _name: &str) -> bool {
        false
    }
    /// Number of arguments of a method, and whether the last is variadic.
    fn method_arity(&self, _name: &str) -> (usize, bool) {
        (0, false)
    }
    /// Types of a method's arguments, the last one that of all further ones; `None` where any
    /// value will do. [`Element::Object`] is not checked.
    fn method_parameters(&self, _name: &str) -> Option<&'static [Element]> {
        None
    }
    /// Calls a method; the error is the text of the Go error it returned.
    fn call_method(&self, name: &str, _arguments: &[Value]) -> Result<Value, String> {
        Err(format!("no method {name}"))
    }
    /// Whether and how the value has a `String` or `Error` method.
    fn stringer(&self) -> Stringer {
        Stringer::None
    }
    /// What that method returns.
    fn string(&self) -> String {
        String::new()
    }
    /// What its `GoString` method returns, which `%#v` prints; `None` without such a method.
    fn go_string(&self) -> Option<String> {
        None
    }
    /// What `%p` and a nested pointer show. Real addresses differ from run to run; this one is
    /// where the first objects of a Go program are.
    fn address(&self) -> u64 {
        0xc0_0001_0000
    }
    /// What encoders see.
    fn encode(&self, encoding: Encoding) -> Encoded;
    /// Go's `reflect.DeepEqual` with another object of the same type name.
    fn deep_equal(&self, other: &dyn Object) -> bool {
        std::ptr::addr_eq(self as *const _ as *const (), other as *const _ as *const ())
    }
}
