//! JSON documents: schemas and the values held against them.

use std::collections::BTreeMap;

use rutter_go::value::Value;

use super::number::Rational;

/// A JSON value; numbers are those of Go's `float64`.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Null,
    Bool(bool),
    Number(f64),
    String(String),
    Array(Vec<Json>),
    Object(BTreeMap<String, Json>),
    /// What JSON cannot hold; the name of its Go type.
    Invalid(String),
}

impl Json {
    /// Reads a document (jsonschema: `UnmarshalJSON`).
    pub(super) fn parse(text: &[u8]) -> Result<Json, String> {
        let decoded = rutter_go::json::decode_next(text).map_err(|e| e.to_string())?;
        let Some((value, used)) = decoded else { return Err("EOF".to_string()) };
        let rest = text.get(used..).unwrap_or_default();
        match rest.iter().all(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n')) {
            true => Ok(Json::from_value(&value.value)),
            false => Err("invalid character after top-level value".to_string()),
        }
    }

    /// The JSON a value stands for.
    pub(super) fn from_value(value: &Value) -> Json {
        match value {
            Value::Nil => Json::Null,
            Value::Bool(v) => Json::Bool(*v),
            Value::Int(v) | Value::Int64(v) => Json::Number(*v as f64),
            Value::Uint64(v) => Json::Number(*v as f64),
            Value::Uint8(v) => Json::Number(f64::from(*v)),
            Value::Float64(v) => Json::Number(*v),
            Value::String(text) => Json::String(text.to_str_lossy().into_owned()),
            Value::List(list) => Json::Array(list.iter().map(|v| Json::from_value(&v)).collect()),
            Value::Map(map) => Json::Object(
                map.entries()
                    .iter()
                    .map(|(k, v)| (k.to_str_lossy().into_owned(), Json::from_value(v)))
                    .collect(),
            ),
            other => Json::Invalid(other.type_name().into_owned()),
        }
    }

    /// A document of another JSON library.
    pub(super) fn from_serde(value: &serde_json::Value) -> Json {
        match value {
            serde_json::Value::Null => Json::Null,
            serde_json::Value::Bool(v) => Json::Bool(*v),
            serde_json::Value::Number(v) => Json::Number(v.as_f64().unwrap_or(0.0)),
            serde_json::Value::String(v) => Json::String(v.clone()),
            serde_json::Value::Array(v) => Json::Array(v.iter().map(Json::from_serde).collect()),
            serde_json::Value::Object(v) => {
                Json::Object(v.iter().map(|(k, v)| (k.clone(), Json::from_serde(v))).collect())
            }
        }
    }

    /// Whether objects and arrays nest deeper than `limit` levels.
    pub(super) fn nests_deeper(&self, limit: usize) -> bool {
        let mut pending = vec![(self, 0)];
        while let Some((value, depth)) = pending.pop() {
            if depth > limit {
                return true;
            }
            match value {
                Json::Array(items) => pending.extend(items.iter().map(|item| (item, depth + 1))),
                Json::Object(entries) => {
                    pending.extend(entries.values().map(|item| (item, depth + 1)));
                }
                _ => {}
            }
        }
        false
    }

    pub(super) fn as_object(&self) -> Option<&BTreeMap<String, Json>> {
        match self {
            Json::Object(object) => Some(object),
            _ => None,
        }
    }

    pub(super) fn as_array(&self) -> Option<&[Json]> {
        match self {
            Json::Array(items) => Some(items),
            _ => None,
        }
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Json::String(text) => Some(text),
            _ => None,
        }
    }

    /// The schema name of the value's type.
    pub(super) fn type_of(&self) -> Type {
        match self {
            Json::Null => Type::Null,
            Json::Bool(_) => Type::Boolean,
            Json::Number(_) => Type::Number,
            Json::String(_) => Type::String,
            Json::Array(_) => Type::Array,
            Json::Object(_) => Type::Object,
            Json::Invalid(_) => Type::Invalid,
        }
    }

    /// Whether this is a number without a fraction.
    pub(super) fn is_integer(&self) -> bool {
        matches!(self, Json::Number(number) if Rational::new(*number).is_some_and(|r| r.is_integer()))
    }
}

/// A type name of JSON schema, as a bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Invalid = 0,
    Null = 1,
    Boolean = 2,
    Number = 4,
    Integer = 8,
    String = 16,
    Array = 32,
    Object = 64,
}

impl Type {
    pub(super) const ALL: [Type; 7] = [
        Type::Null,
        Type::Boolean,
        Type::Number,
        Type::Integer,
        Type::String,
        Type::Array,
        Type::Object,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Type::Invalid => "",
            Type::Null => "null",
            Type::Boolean => "boolean",
            Type::Number => "number",
            Type::Integer => "integer",
            Type::String => "string",
            Type::Array => "array",
            Type::Object => "object",
        }
    }
}

/// A set of types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Types(u8);

impl Types {
    /// The types a `type` keyword names; unknown names count for nothing.
    pub(super) fn parse(value: &Json) -> Types {
        let mut types = Types::default();
        let names = match value {
            Json::Array(items) => items.as_slice(),
            other => std::slice::from_ref(other),
        };
        for name in names.iter().filter_map(Json::as_str) {
            if let Some(found) = Type::ALL.iter().find(|t| t.name() == name) {
                types.add(*found);
            }
        }
        types
    }

    pub(super) fn add(&mut self, found: Type) {
        self.0 |= found as u8;
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn contains(self, wanted: Type) -> bool {
        self.0 & wanted as u8 != 0
    }

    pub(super) fn names(self) -> Vec<&'static str> {
        Type::ALL.iter().filter(|t| self.contains(**t)).map(|t| t.name()).collect()
    }
}
