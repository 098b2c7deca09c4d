//! Maps whose keys are of any type, as go-yaml v3 reads and writes them.

use rutter_go::Value;
use rutter_go::value::{Encoded, Encoding, Kind, Object};
use std::borrow::Cow;
use std::cmp::Ordering;

/// `map[interface {}]interface {}`: what templates never see, and go-yaml v3 makes of a map with a
/// key that is no string.
pub struct AnyMap(pub Vec<(Value, Value)>);

impl Object for AnyMap {
    fn type_name(&self) -> Cow<'static, str> {
        Cow::Borrowed("map[interface {}]interface {}")
    }
    fn kind(&self) -> Kind {
        Kind::Map
    }
    fn fields(&self) -> Vec<(&'static str, Value)> {
        Vec::new()
    }
    fn encode(&self, _: Encoding) -> Encoded {
        Encoded::Error(format!("unsupported type: {}", self.type_name()))
    }
}

/// Whether a key that is not compared as a string stands before another: numbers by value, the rest
/// by kind (go-yaml: `keyList.Less`). `None` for two strings.
pub(super) fn is_less(a: &Value, b: &Value) -> Option<bool> {
    if let (Some(a), Some(b)) = (number(a), number(b)) {
        match a.partial_cmp(&b) {
            Some(Ordering::Equal) => {}
            order => return Some(order == Some(Ordering::Less)),
        }
    }
    match (a, b) {
        (Value::String(_), Value::String(_)) => None,
        (a, b) => Some(rank(a) < rank(b)),
    }
}

fn number(key: &Value) -> Option<f64> {
    match key {
        Value::Bool(value) => Some(f64::from(u8::from(*value))),
        Value::Int(value) | Value::Int64(value) => Some(*value as f64),
        Value::Uint64(value) => Some(*value as f64),
        Value::Float64(value) => Some(*value),
        _ => None,
    }
}

/// The place of the key's kind in `reflect.Kind`.
fn rank(key: &Value) -> u8 {
    match key.kind() {
        Kind::Bool => 1,
        Kind::Int => 2,
        Kind::Int64 => 6,
        Kind::Uint8 => 8,
        Kind::Uint64 => 11,
        Kind::Float64 => 14,
        Kind::Complex128 => 16,
        Kind::Invalid => 20,
        Kind::Map => 21,
        Kind::Pointer => 22,
        Kind::Slice => 23,
        Kind::String => 24,
        Kind::Struct => 25,
    }
}
