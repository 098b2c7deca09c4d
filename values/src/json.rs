//! Serde's JSON as that of `rutter-values-docs`, which is printed.

use rutter_values_docs::Json;
use serde_json::Value;

/// The same value.
pub fn of(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(number) => Json::Number(number.to_string()),
        Value::String(text) => Json::from(text.as_str()),
        Value::Array(items) => Json::List(items.iter().map(of).collect()),
        Value::Object(fields) => {
            Json::Map(fields.iter().map(|(name, value)| (name.clone(), of(value))).collect())
        }
    }
}
