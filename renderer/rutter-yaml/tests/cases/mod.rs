//! Recorded cases: one JSON object a line.
#![allow(dead_code)]

use rutter_go::Value;
use serde_json::{Map, Number, Value as Json};

/// The cases of a file in `tests/data`.
pub fn lines(name: &str) -> Vec<Json> {
    let path = format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"));
    read(&path)
}

/// The cases of a file in the folder that `RUTTER_PARITY_DIR` names; none if it is not set.
pub fn parity_lines(name: &str) -> Vec<Json> {
    match std::env::var("RUTTER_PARITY_DIR") {
        Ok(folder) => read(&format!("{folder}/{name}")),
        Err(_) => {
            println!("skipped {name}: RUTTER_PARITY_DIR is not set");
            Vec::new()
        }
    }
}

fn read(path: &str) -> Vec<Json> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let parse = |line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{path}: {e}: {line}"));
    text.lines().map(parse).collect()
}

/// A decoded value as JSON, whole numbers as integers.
pub fn to_json(value: &Value) -> Json {
    match value {
        Value::Nil => Json::Null,
        Value::Bool(v) => Json::Bool(*v),
        Value::String(text) => Json::String(text.to_str_lossy().into_owned()),
        Value::Float64(v) => number(*v),
        Value::List(list) => list.iter().map(|v| to_json(&v)).collect(),
        Value::Map(map) => {
            let pairs = map.to_pairs();
            let pair =
                |(k, v): &(rutter_go::Str, Value)| (k.to_str_lossy().into_owned(), to_json(v));
            Json::Object(pairs.iter().map(pair).collect::<Map<_, _>>())
        }
        other => panic!("no JSON for {other:?}"),
    }
}

fn number(value: f64) -> Json {
    Json::Number(Number::from_f64(value).expect("finite"))
}

/// Whether both are the same, numbers compared as floats.
pub fn same(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::Number(a), Json::Number(b)) => {
            let bits = |n: &Number| n.as_f64().map(f64::to_bits);
            bits(a) == bits(b)
        }
        (Json::Array(a), Json::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Json::Object(a), Json::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(k, v)| b.get(k).is_some_and(|w| same(v, w)))
        }
        _ => a == b,
    }
}

/// JSON as encoding/json decodes it into an `interface {}`.
pub fn to_value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Nil,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => Value::Float64(number.as_f64().expect("float")),
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(items) => Value::list(items.iter().map(to_value).collect()),
        Json::Object(entries) => {
            Value::map(entries.iter().map(|(k, v)| (k.as_str().into(), to_value(v))))
        }
    }
}
