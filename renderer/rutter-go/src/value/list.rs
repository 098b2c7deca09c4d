//! Go's slices.

use std::cell::RefCell;
use std::rc::Rc;

use super::release::{dismantle, release};
use super::{Element, Methods, Value};

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
    /// The elements, if nobody else refers to them.
    pub(super) fn take_last(&mut self) -> Vec<Value> {
        let backing = Rc::get_mut(&mut self.backing);
        backing.map(|backing| std::mem::take(backing.items.get_mut())).unwrap_or_default()
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
