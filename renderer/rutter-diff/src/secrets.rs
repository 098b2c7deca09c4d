//! What is shown of Secrets.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rutter_go::Str;
use rutter_go::value::{Map, Value};
use rutter_yaml::{Data, Node};

use crate::manifests::Object;

/// How Secrets are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Secrets {
    /// Their keys, with the lengths of the values.
    #[default]
    Redacted,
    /// As they are rendered.
    Shown,
    /// With values that are not in base64.
    Decoded,
}

/// The texts of a Secret on both sides. helm-diff: `redactSecrets`, `decodeSecrets`.
pub fn texts(old: Option<&Object>, new: Option<&Object>, secrets: Secrets) -> (String, String) {
    let read = |object: Option<&Object>| {
        object.map(|object| Values::read(&object.document)).unwrap_or_default()
    };
    let (old_values, new_values) = (read(old), read(new));
    let side = |name: &str, object: Option<&Object>, own: &Values, other: &Values| match (
        object, &own.error,
    ) {
        (_, Some(error)) => format!("Error parsing {name} secret: {error}"),
        (Some(object), None) => shown(object, name, own, other, secrets),
        (None, None) => String::new(),
    };
    let old_text = side("old", old, &old_values, &new_values);
    (old_text, side("new", new, &new_values, &old_values))
}

/// What is in a Secret.
#[derive(Default)]
struct Values {
    /// Values by key, decoded; those of `stringData` over those of `data`.
    by_key: BTreeMap<String, Vec<u8>>,
    /// The first value that cannot be decoded.
    error: Option<String>,
}

impl Values {
    fn read(document: &Node) -> Values {
        let mut values = Values::default();
        let entries = |name: &str| document.get(name).and_then(Node::entries).unwrap_or_default();
        for entry in entries("data") {
            let text = text(&entry.value);
            let text: Vec<u8> =
                text.bytes().filter(|byte| !matches!(byte, b'\n' | b'\r')).collect();
            match STANDARD.decode(&text) {
                Ok(value) => values.insert(&entry.key, value),
                Err(error) => {
                    values.error.get_or_insert_with(|| decode_error(&error, &text));
                }
            }
        }
        let texts = if values.error.is_none() { entries("stringData") } else { Default::default() };
        for entry in texts {
            values.insert(&entry.key, text(&entry.value).into_bytes());
        }
        values
    }

    fn insert(&mut self, key: &Str, value: Vec<u8>) {
        self.by_key.insert(key.to_str_lossy().into_owned(), value);
    }
}

fn decode_error(error: &base64::DecodeError, text: &[u8]) -> String {
    let at = match error {
        base64::DecodeError::InvalidByte(at, _) | base64::DecodeError::InvalidLastSymbol(at, _) => {
            *at
        }
        _ => text.len() - text.len() % 4,
    };
    format!("error unmarshaling JSON: while decoding JSON: illegal base64 data at input byte {at}")
}

fn text(node: &Node) -> String {
    match &node.data {
        Data::String(text) => text.to_str_lossy().into_owned(),
        _ => String::new(),
    }
}

/// The Secret again, with what is shown of its values.
fn shown(object: &Object, side: &str, own: &Values, other: &Values, secrets: Secrets) -> String {
    let mark = if side == "old" { "--------" } else { "++++++++" };
    let value = |key: &String, value: &Vec<u8>| match secrets {
        Secrets::Decoded => String::from_utf8_lossy(value).into_owned(),
        _ => {
            let is_equal = other.by_key.get(key) == Some(value);
            let word = if is_equal { "REDACTED" } else { mark };
            format!("{word} # ({} bytes)", value.len())
        }
    };
    let map = |entries: Vec<(String, Value)>| {
        let map = Map::new();
        entries.into_iter().for_each(|(key, value)| map.insert(key, value));
        Value::Map(map)
    };
    let values =
        own.by_key.iter().map(|(key, v)| (key.clone(), Value::string(value(key, v)))).collect();
    let under = if secrets == Secrets::Decoded { "stringData" } else { "data" };
    let field = |name: &str| object.document.get(name).map(Node::to_value);
    let fields = [
        ("apiVersion", field("apiVersion")),
        ("kind", field("kind")),
        ("metadata", field("metadata")),
        (under, Some(map(values)).filter(|_| !own.by_key.is_empty())),
        ("type", field("type")),
    ];
    let mut text = source_line(&object.content);
    for (name, value) in fields {
        let Some(value) = value else { continue };
        let part = rutter_yaml::to_yaml(&map(vec![(name.to_string(), value)]));
        text.push_str(&part.map(|part| part.to_str_lossy().into_owned()).unwrap_or_default());
    }
    text
}

/// The comment that says from which template a text is.
fn source_line(content: &str) -> String {
    let first = content.lines().next().filter(|line| line.starts_with("# Source:"));
    first.map(|line| format!("{line}\n")).unwrap_or_default()
}
