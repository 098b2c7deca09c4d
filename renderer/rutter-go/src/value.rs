//! Go's value model, as far as a template can see it.
//!
//! `int`, `int64` and `float64` are different types, strings are bytes, maps are shared by
//! reference (so that `set` in one template is seen by the next), and typed slices and maps keep
//! their Go type names because users read them in `typeOf`, `printf "%T"` and error texts.
//!
//! Values belong to one execution and are not `Send`; what is compiled or loaded once
//! (templates, charts) never holds one.

mod bytes;
mod copy;
mod element;
mod list;
mod map;
mod object;
mod release;
mod string;

use std::any::Any;
use std::borrow::Cow;
use std::fmt;
use std::rc::Rc;

pub use bytes::Bytes;
pub use element::{Element, Methods};
pub use list::{INT_LIST, LIST, LIST_LIST, List, ListType, MAP_LIST, STRING_LIST};
pub use map::{Entries, MAP, Map, MapType, STRING_MAP};
pub use object::{Encoded, Encoding, Object, Stringer};
pub use string::Str;

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
