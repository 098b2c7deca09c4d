//! Values for templates and for messages.

use rutter_go::fmt::append_value;
use rutter_go::value::{Str, Value as GoValue};

use rutter_yaml::{Data, Entry, Node};

use super::Value;

/// A value as JSON has it: keys are strings, every number is a `float64`.
impl From<&Node> for Value {
    fn from(node: &Node) -> Value {
        match &node.data {
            Data::Null => Value::Null,
            Data::Bool(value) => Value::Bool(*value),
            Data::Number(value) => Value::Float(*value),
            Data::String(text) => Value::String(text.to_str_lossy().into_owned()),
            Data::List(items) => Value::List(items.iter().map(Value::from).collect()),
            Data::Map(entries) => {
                let key = |entry: &Entry| entry.key.to_str_lossy().into_owned();
                Value::Map(entries.iter().map(|e| (key(e), Value::from(&e.value))).collect())
            }
        }
    }
}

impl Value {
    /// As chart values, which come by JSON: every number is a `float64`, a time a string.
    ///
    /// # Errors
    /// encoding/json's text for what JSON cannot hold.
    pub(crate) fn to_chart_value(&self) -> Result<GoValue, String> {
        Ok(match self {
            Value::Null => GoValue::Nil,
            Value::Bool(value) => GoValue::Bool(*value),
            Value::Int(value) => GoValue::Float64(*value as f64),
            Value::Uint(value) => GoValue::Float64(*value as f64),
            Value::Float(value) if value.is_finite() => GoValue::Float64(*value),
            Value::Float(value) => return Err(unsupported_float(*value)),
            Value::String(text) | Value::Time(text) => GoValue::string(text.as_str()),
            Value::List(items) => {
                let items: Result<_, _> = items.iter().map(Value::to_chart_value).collect();
                GoValue::list(items?)
            }
            Value::Map(entries) => {
                let mut values = Vec::with_capacity(entries.len());
                for (key, value) in entries {
                    values.push((Str::from(key.as_str()), value.to_chart_value()?));
                }
                GoValue::map(values)
            }
            Value::AnyMap(_) => {
                let text = "error marshaling into JSON: json: unsupported type: map[interface {}]interface {}";
                return Err(text.to_string());
            }
        })
    }

    /// As the content of a Kubernetes object: whole numbers are `int64`.
    pub(crate) fn to_object(&self) -> GoValue {
        self.to_go(&|number| GoValue::Int64(number))
    }

    /// Go's `%v`.
    pub(crate) fn printed(&self) -> String {
        let mut text = Vec::new();
        append_value(&mut text, &self.to_go(&|number| GoValue::Int(number)));
        String::from_utf8_lossy(&text).into_owned()
    }

    fn to_go(&self, int: &dyn Fn(i64) -> GoValue) -> GoValue {
        match self {
            Value::Null => GoValue::Nil,
            Value::Bool(value) => GoValue::Bool(*value),
            Value::Int(value) => int(*value),
            Value::Uint(value) => GoValue::Uint64(*value),
            Value::Float(value) => GoValue::Float64(*value),
            Value::String(text) | Value::Time(text) => GoValue::string(text.as_str()),
            Value::List(items) => GoValue::list(items.iter().map(|item| item.to_go(int)).collect()),
            Value::Map(entries) => GoValue::map(
                entries.iter().map(|(key, value)| (Str::from(key.as_str()), value.to_go(int))),
            ),
            Value::AnyMap(entries) => GoValue::map(
                entries.iter().map(|(key, value)| (Str::from(key.printed()), value.to_go(int))),
            ),
        }
    }
}

fn unsupported_float(value: f64) -> String {
    let text = match value {
        value if value.is_nan() => "NaN",
        value if value > 0.0 => "+Inf",
        _ => "-Inf",
    };
    format!("error marshaling into JSON: json: unsupported value: {text}")
}
