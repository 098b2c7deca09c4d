//! Static types of what slices and maps hold, and methods of named types.

use super::{Bytes, LIST, List, MAP, Map, Str, Value};

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
    /// Work of a call in steps of some 5 ns, where it is more than that of a plain function.
    fn work(&self, _receiver: &Value, _name: &str, _arguments: &[Value]) -> u64 {
        0
    }
    /// Calls the method; the error is the text of the Go error it returned.
    fn call(&self, receiver: &Value, name: &str, arguments: &[Value]) -> Result<Value, String>;
}
