//! A finished manifest as JSON documents.

use rutter_chart::Compat;
use rutter_go::json::{self, Indent, Options};
use rutter_go::value::{Str, Value};
use rutter_yaml::{GoValue, Version, decode_go};

use crate::manifest::split::split_manifests;

/// Levels that a document may nest.
const MAX_DEPTH: usize = 1_000;

/// The documents of a manifest as JSON, in order and without those that are empty. Numbers keep
/// every digit.
///
/// # Errors
/// The document that is not YAML, by its `# Source:` line or its number.
pub fn json_documents(manifest: &str, compat: Compat, pretty: bool) -> Result<Vec<String>, String> {
    let mut documents = Vec::new();
    for (index, text) in split_manifests(manifest, compat).into_iter().enumerate() {
        let fail =
            |error: String| format!("{} cannot be written as JSON: {error}", name(text, index));
        let value = decode_go(text.as_bytes(), Version::V2).map_err(|e| fail(e.to_string()))?;
        if value == GoValue::Nil {
            continue;
        }
        let value = to_value(&value, 0).ok_or_else(|| {
            fail(format!("it nests deeper than {MAX_DEPTH} levels; print it as YAML (limit)"))
        })?;
        let indent = pretty.then_some(Indent { prefix: "  ", step: "  " });
        let options = Options { escape_html: false, indent, ..Options::default() };
        let mut out = Vec::new();
        json::append(&mut out, &value, &options).map_err(|e| fail(e.to_string()))?;
        documents.push(String::from_utf8_lossy(&out).into_owned());
    }
    Ok(documents)
}

fn name(document: &str, index: usize) -> String {
    match document.lines().find_map(|line| line.strip_prefix("# Source: ")) {
        Some(source) => source.to_string(),
        None => format!("document {}", index + 1),
    }
}

fn to_value(value: &GoValue, depth: usize) -> Option<Value> {
    if depth > MAX_DEPTH {
        return None;
    }
    Some(match value {
        GoValue::Nil => Value::Nil,
        GoValue::Bool(value) => Value::Bool(*value),
        GoValue::Int(value) => Value::Int64(*value),
        GoValue::Uint(value) => Value::Uint64(*value),
        GoValue::Float(value) => Value::Float64(*value),
        GoValue::String(text) | GoValue::Time(text) => Value::string(text.as_slice()),
        GoValue::List(items) => {
            let items: Option<Vec<Value>> =
                items.iter().map(|item| to_value(item, depth + 1)).collect();
            Value::list(items?)
        }
        GoValue::Map(entries) | GoValue::StringMap(entries) => {
            let entry = |(key, value): &(GoValue, GoValue)| {
                Some((key_text(key), to_value(value, depth + 1)?))
            };
            let entries: Option<Vec<(Str, Value)>> = entries.iter().map(entry).collect();
            Value::map(entries?)
        }
    })
}

/// A key as sigs.k8s.io/yaml writes it.
fn key_text(key: &GoValue) -> Str {
    match key {
        GoValue::String(text) | GoValue::Time(text) => Str::from(text.as_slice()),
        GoValue::Bool(value) => Str::from(value.to_string()),
        GoValue::Int(value) => Str::from(value.to_string()),
        GoValue::Uint(value) => Str::from(value.to_string()),
        GoValue::Float(value) => Str::from(value.to_string()),
        _ => Str::from("null"),
    }
}
