//! Answers about JSON.

use super::answers::outcome;
use super::values::{bytes, decode, encode, latin, text};
use rutter_go::Value;
use rutter_go::json::{self, Decoded, Options};
use serde_json::{Value as Json, json};

pub fn answer(name: &str, request: &Json) -> Json {
    let s = || bytes(&request["s"]);
    let value = || decode(&request["a"]);
    match name {
        "json_marshal" => outcome(json::marshal(&value()).map(|b| latin(&b))),
        "json_indent" => {
            let (prefix, step) = (text(&request["prefix"]), text(&request["step"]));
            outcome(json::marshal_indent(&value(), &prefix, &step).map(|b| latin(&b)))
        }
        "json_raw" => {
            let mut out = Vec::new();
            let options = Options { escape_html: false, ..Options::default() };
            let done = json::append(&mut out, &value(), &options);
            outcome(done.map(|()| latin(&out)))
        }
        "json_unmarshal" => match json::decode(&s()) {
            Ok(Decoded { value, error }) => both(value, error),
            Err(error) => both(Value::Nil, Some(error.to_string())),
        },
        "json_map" => {
            let (map, error) = json::decode_map(&s());
            both(Value::Map(map), error)
        }
        "json_list" => {
            let (list, error) = json::decode_list(&s());
            both(Value::List(list), error)
        }
        "json_stream" => stream(&s()),
        other => super::patterns::answer(other, request),
    }
}

fn stream(mut data: &[u8]) -> Json {
    let (mut out, mut at) = (Vec::new(), 0);
    while out.len() < 5 {
        match json::decode_next(data) {
            Ok(None) => break,
            Ok(Some((Decoded { value, error }, used))) => {
                at += used;
                data = &data[used..];
                let failed = error.is_some();
                out.extend([both(value, error), json!(at)]);
                if failed {
                    break;
                }
            }
            Err(error) => {
                out.extend([both(Value::Nil, Some(error.to_string())), json!(at)]);
                break;
            }
        }
    }
    Json::Array(out)
}

fn both(value: Value, error: Option<String>) -> Json {
    match error {
        None => json!({ "value": encode(&value) }),
        Some(error) => json!({ "value": encode(&value), "error": latin(error.as_bytes()) }),
    }
}
