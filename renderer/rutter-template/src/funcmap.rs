//! The functions a template may call, with the Go types of their parameters.
//!
//! Go: text/template/funcs.go `FuncMap`. Go reads a function's type by reflection; here the
//! [`Signature`] says it, and the execution checks and converts arguments before the body runs.

use std::collections::BTreeMap;

use rutter_go::{Element, Value};

use crate::error::Error;
use crate::exec::Call;

/// The Go type of one parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// `interface {}`
    Any,
    /// `bool`
    Bool,
    /// `string`
    String,
    /// `int`
    Int,
    /// `int64`
    Int64,
    /// `uint32`: only constants have that type; they arrive as `uint64`.
    Uint32,
    /// `float64`
    Float64,
    /// `map[string]interface {}`; named types with that underlying type are accepted too.
    Map,
    /// `[]interface {}`
    List,
    /// A named Go type, such as `*semver.Version` or `time.Time`.
    Object(&'static str),
}

impl Parameter {
    /// The parameter of an element type. What templates cannot check is any value.
    pub(crate) fn of(element: Element) -> Parameter {
        match element {
            Element::Interface | Element::Object => Parameter::Any,
            Element::String => Parameter::String,
            Element::Int => Parameter::Int,
            Element::Int64 => Parameter::Int64,
            Element::Float64 => Parameter::Float64,
            Element::Bool => Parameter::Bool,
            Element::Bytes => Parameter::Object("[]uint8"),
            Element::List => Parameter::List,
            Element::Map => Parameter::Map,
        }
    }
    /// The Go name of the type, as error texts show it.
    pub fn name(self) -> &'static str {
        match self {
            Parameter::Any => "interface {}",
            Parameter::Bool => "bool",
            Parameter::String => "string",
            Parameter::Int => "int",
            Parameter::Int64 => "int64",
            Parameter::Uint32 => "uint32",
            Parameter::Float64 => "float64",
            Parameter::Map => "map[string]interface {}",
            Parameter::List => "[]interface {}",
            Parameter::Object(name) => name,
        }
    }
}

/// The parameters of a function.
#[derive(Clone, Copy, Debug)]
pub struct Signature {
    /// Types of the parameters that must be given.
    pub fixed: &'static [Parameter],
    /// Type of each further argument of a variadic function.
    pub variadic: Option<Parameter>,
}

/// The body of a function: it gets exactly the arguments its signature promises, every one
/// already checked and converted.
pub type Body = fn(&mut Call<'_, '_>, &[Value]) -> Result<Value, Error>;

/// A function: its parameters and what it does.
#[derive(Clone, Copy)]
pub struct Function {
    /// The parameters.
    pub signature: Signature,
    /// The body.
    pub body: Body,
}

/// The functions by name. They hide Go's builtins of the same name.
#[derive(Clone, Default)]
pub struct FuncMap {
    functions: BTreeMap<String, Function>,
}

impl FuncMap {
    /// A map without functions.
    pub fn new() -> FuncMap {
        FuncMap::default()
    }
    /// Adds or replaces a function.
    pub fn insert(&mut self, name: impl Into<String>, function: Function) {
        self.functions.insert(name.into(), function);
    }
    /// The function of this name.
    pub fn get(&self, name: &str) -> Option<&Function> {
        self.functions.get(name)
    }
    /// Removes and returns a function.
    pub fn remove(&mut self, name: &str) -> Option<Function> {
        self.functions.remove(name)
    }
    /// The names, sorted bytewise.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.functions.keys().map(String::as_str)
    }
    /// Number of functions.
    pub fn len(&self) -> usize {
        self.functions.len()
    }
    /// Whether there are no functions.
    pub fn is_empty(&self) -> bool {
        self.functions.is_empty()
    }
}
