//! What a YAML document is for an assertion: the value go-yaml v3 decodes into `interface{}`.
//!
//! `int` and `float64` are different, so `2` is not `2.0`; a map may have keys that are no strings.

mod convert;

use std::collections::BTreeMap;

use crate::snapshot_text::time_text;
use rutter_yaml::{Error, GoValue, Version};

/// A decoded value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// `nil`
    #[default]
    Null,
    /// `bool`
    Bool(bool),
    /// `int`
    Int(i64),
    /// `uint64`: what does not fit an `int`.
    Uint(u64),
    /// `float64`
    Float(f64),
    /// `string`
    String(String),
    /// `time.Time` in the form of RFC 3339.
    Time(String),
    /// `[]interface {}`
    List(Vec<Value>),
    /// `map[string]interface {}`
    Map(BTreeMap<String, Value>),
    /// `map[interface {}]interface {}`: at least one key is no string. Entries stand as written.
    AnyMap(Vec<(Value, Value)>),
}

impl Value {
    /// Decodes the first document of a text; nothing gives [`Value::Null`].
    ///
    /// # Errors
    /// go-yaml's, with its text.
    pub fn parse(text: &str) -> Result<Value, Error> {
        rutter_yaml::decode_go(text.as_bytes(), Version::V3).map(Value::from)
    }

    /// The element under `key`, if this is a map with string keys that has it.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.as_map()?.get(key)
    }

    /// The entries, if this is a map with string keys.
    pub fn as_map(&self) -> Option<&BTreeMap<String, Value>> {
        match self {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The elements, if this is a list.
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// The text, if this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// Go's name of the type, empty for `nil` (Go: `reflect.TypeOf(value).String()`).
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Null => "",
            Value::Bool(_) => "bool",
            Value::Int(_) => "int",
            Value::Uint(_) => "uint64",
            Value::Float(_) => "float64",
            Value::String(_) => "string",
            Value::Time(_) => "time.Time",
            Value::List(_) => "[]interface {}",
            Value::Map(_) => "map[string]interface {}",
            Value::AnyMap(_) => "map[interface {}]interface {}",
        }
    }
}

impl From<GoValue> for Value {
    fn from(value: GoValue) -> Value {
        match value {
            GoValue::Nil => Value::Null,
            GoValue::Bool(value) => Value::Bool(value),
            GoValue::Int(value) => Value::Int(value),
            GoValue::Uint(value) => Value::Uint(value),
            GoValue::Float(value) => Value::Float(value),
            GoValue::String(text) => Value::String(lossy(text)),
            GoValue::Time(text) => Value::Time(time_text(&lossy(text))),
            GoValue::List(items) => Value::List(items.into_iter().map(Value::from).collect()),
            GoValue::Map(entries) => {
                let entry = |(key, value)| (Value::from(key), Value::from(value));
                Value::AnyMap(entries.into_iter().map(entry).collect())
            }
            GoValue::StringMap(entries) => {
                Value::Map(entries.into_iter().filter_map(string_entry).collect())
            }
        }
    }
}

fn string_entry((key, value): (GoValue, GoValue)) -> Option<(String, Value)> {
    match key {
        GoValue::String(key) => Some((lossy(key), Value::from(value))),
        _ => None,
    }
}

fn lossy(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
}
