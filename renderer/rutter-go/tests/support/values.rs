//! Values in requests.

use rutter_go::semver::Version;
use rutter_go::time::{self, Duration, Time, Zone};
use rutter_go::value::{
    Bytes, INT_LIST, LIST, List, MAP, Map, STRING_LIST, STRING_MAP, Str, Value,
};
use serde_json::Value as Json;

pub fn bytes(json: &Json) -> Vec<u8> {
    let text = json.as_str().unwrap_or_default();
    text.chars().map(|c| c as u32 as u8).collect()
}

pub fn text(json: &Json) -> String {
    String::from_utf8(bytes(json)).unwrap()
}

pub fn latin(bytes: &[u8]) -> Json {
    Json::String(bytes.iter().map(|&b| b as char).collect())
}

pub fn number(json: &Json) -> i64 {
    match json {
        Json::String(text) => text.parse().unwrap(),
        _ => json.as_f64().unwrap_or(0.0) as i64,
    }
}

pub fn float(json: &Json) -> f64 {
    f64::from_bits(u64::from_str_radix(json.as_str().unwrap(), 16).unwrap())
}

pub fn bits(value: f64) -> Json {
    match value.is_nan() {
        true => Json::from("nan"),
        false => Json::from(format!("{:x}", value.to_bits())),
    }
}

pub fn decode(json: &Json) -> Value {
    let v = &json["v"];
    let items = || v.as_array().unwrap().iter();
    match json["t"].as_str().unwrap() {
        "nil" => Value::Nil,
        "bool" => Value::Bool(v.as_bool().unwrap()),
        "int" => Value::Int(number(v)),
        "int64" => Value::Int64(number(v)),
        "uint64" => Value::Uint64(v.as_str().unwrap().parse().unwrap()),
        "uint8" => Value::Uint8(number(v) as u8),
        "float64" => Value::Float64(float(v)),
        "complex128" => Value::Complex128(float(v), float(&json["w"])),
        "string" => Value::String(bytes(v).into()),
        "bytes" => Value::Bytes(Bytes::new(bytes(v))),
        "nilbytes" => Value::Bytes(Bytes::nil()),
        "list" => Value::list(items().map(decode).collect()),
        "nillist" => Value::List(List::nil(&LIST)),
        "strings" => {
            let items = items().map(|s| Value::String(bytes(s).into())).collect();
            Value::List(List::new(&STRING_LIST, items))
        }
        "ints" => {
            let items = items().map(|s| Value::Int(number(s))).collect();
            Value::List(List::new(&INT_LIST, items))
        }
        "map" => Value::map(items().map(|pair| (Str::from(bytes(&pair[0])), decode(&pair[1])))),
        "nilmap" => Value::Map(Map::nil(&MAP)),
        "stringmap" => {
            let pairs = items().map(|pair| {
                let value = Value::String(bytes(&pair[1]).into());
                (Str::from(bytes(&pair[0])), value)
            });
            Value::Map(Map::with_type(&STRING_MAP, pairs.collect()))
        }
        "month" => Value::object(time::Month(number(v))),
        "weekday" => Value::object(time::Weekday(number(v))),
        "duration" => Value::object(Duration(number(v))),
        "time" => {
            let zone = Zone::load(&text(&json["zone"]), &Zone::utc()).unwrap_or(Zone::utc());
            Value::object(Time::unix(number(v), number(&json["w"]), &Zone::utc()).in_zone(&zone))
        }
        "semver" => match Version::parse(&bytes(v)) {
            Ok(version) => version.to_value(),
            Err(error) => Value::from(error),
        },
        other => panic!("unknown type {other}"),
    }
}

pub fn decode_all(json: &Json) -> Vec<Value> {
    json.as_array().map_or(vec![], |a| a.iter().map(decode).collect())
}

/// The inverse of [`decode`] for what JSON gives.
pub fn encode(value: &Value) -> Json {
    let typed = |t: &str, v: Json| serde_json::json!({"t": t, "v": v});
    match value {
        Value::Nil => serde_json::json!({"t": "nil"}),
        Value::Bool(b) => typed("bool", Json::from(*b)),
        Value::Float64(x) => typed("float64", Json::from(format!("{:x}", x.to_bits()))),
        Value::String(s) => typed("string", latin(s.as_bytes())),
        Value::List(list) if list.is_nil() => serde_json::json!({"t": "nillist"}),
        Value::Map(map) if map.is_nil() => serde_json::json!({"t": "nilmap"}),
        Value::List(list) => typed("list", list.iter().map(|v| encode(&v)).collect()),
        Value::Map(map) => {
            let pairs = map.to_pairs();
            let pairs =
                pairs.iter().map(|(k, v)| serde_json::json!([latin(k.as_bytes()), encode(v)]));
            typed("map", pairs.collect())
        }
        other => panic!("cannot encode {other:?}"),
    }
}
