//! Documents as JSON.

use rutter_yaml::{Data, Node};
use serde_json::{Map, Number, Value};

/// Most levels that are kept; what is deeper counts as nothing.
const MAX_DEPTH: usize = 200;

/// A document as JSON; whole numbers are read from its text, so that none is rounded.
pub fn of(node: &Node, text: &str) -> Value {
    convert(node, text, 0)
}

fn convert(node: &Node, text: &str, depth: usize) -> Value {
    match &node.data {
        _ if depth > MAX_DEPTH => Value::Null,
        Data::Null => Value::Null,
        Data::Bool(value) => Value::Bool(*value),
        Data::Number(value) => number(*value, written(node, text)),
        Data::String(value) => Value::String(value.to_str_lossy().into_owned()),
        Data::List(items) => {
            Value::Array(items.iter().map(|item| convert(item, text, depth + 1)).collect())
        }
        Data::Map(entries) => {
            let entries = entries.iter().map(|entry| {
                (entry.key.to_str_lossy().into_owned(), convert(&entry.value, text, depth + 1))
            });
            Value::Object(entries.collect::<Map<_, _>>())
        }
    }
}

fn written<'a>(node: &Node, text: &'a str) -> Option<&'a str> {
    text.get(node.span.start as usize..node.span.end as usize)
}

fn number(value: f64, written: Option<&str>) -> Value {
    if let Some(whole) = written.and_then(|text| text.parse::<i64>().ok()) {
        return Value::Number(whole.into());
    }
    match value.fract() == 0.0 && value.abs() < 9e15 {
        true => Value::Number((value as i64).into()),
        false => Number::from_f64(value).map_or(Value::Null, Value::Number),
    }
}
