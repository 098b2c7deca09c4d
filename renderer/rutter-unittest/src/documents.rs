//! The documents of a rendered file. helm-unittest: test_job.go `parseYamlFile`.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

use rutter_yaml::{GoValue, Version, decode_go_stream};

use crate::snapshot_text::reread;
use crate::suite::with_plain_separators;
use crate::value::Value;

/// A document: a map that is not empty.
#[derive(Debug)]
pub(crate) struct Document {
    value: Value,
    /// As it is after it has been written and read again, if that is another.
    reread: OnceCell<Option<Value>>,
}

impl Document {
    /// The document that holds a text: NOTES.txt, or why a render failed.
    pub fn raw(text: &str) -> Document {
        Document::new(Value::Map(BTreeMap::from([(
            "raw".to_string(),
            Value::String(text.to_string()),
        )])))
    }

    fn new(value: Value) -> Document {
        Document { value, reread: OnceCell::new() }
    }

    /// What it says.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// What paths are looked up in.
    pub fn reread(&self) -> &Value {
        let reread = self.reread.get_or_init(|| match reread(&self.value) {
            Cow::Owned(value) => Some(value),
            Cow::Borrowed(_) => None,
        });
        reread.as_ref().unwrap_or(&self.value)
    }

    /// The element under a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.value.get(key)
    }
}

/// The documents of a text.
///
/// # Errors
/// go-yaml's text, also for a document that is no map.
pub(crate) fn parse(text: &str) -> Result<Vec<Document>, String> {
    let text = with_plain_separators(text);
    let stream =
        decode_go_stream(text.as_bytes(), Version::V3).map_err(|error| error.to_string())?;
    let mut documents = Vec::new();
    for document in stream {
        match root(document.value) {
            Ok(Value::Map(entries)) if entries.is_empty() => {}
            Ok(value) => documents.push(Document::new(value)),
            Err(found) => {
                let line = document.line;
                return Err(format!(
                    "yaml: unmarshal errors:\n  line {line}: cannot unmarshal {found} into map[string]interface {{}}"
                ));
            }
        }
    }
    Ok(documents)
}

/// A map; nothing gives an empty one, anything else its tag and text.
fn root(value: GoValue) -> Result<Value, String> {
    let value = Value::from(value);
    let (tag, text) = match &value {
        Value::Null => return Ok(Value::Map(BTreeMap::new())),
        Value::Map(_) => return Ok(value),
        Value::AnyMap(entries) => return Ok(string_keys(entries)),
        Value::List(_) => return Err("!!seq".to_string()),
        Value::Bool(value) => ("!!bool", value.to_string()),
        Value::Int(value) => ("!!int", value.to_string()),
        Value::Uint(value) => ("!!int", value.to_string()),
        Value::Float(value) => ("!!float", value.to_string()),
        Value::String(text) => ("!!str", text.clone()),
        Value::Time(text) => ("!!timestamp", text.clone()),
    };
    Err(format!("{tag} `{}`", crate::suite::shortened(&text)))
}

/// At the top of a document keys are strings, whatever they look like.
fn string_keys(entries: &[(Value, Value)]) -> Value {
    let key = |key: &Value| match key {
        Value::String(text) | Value::Time(text) => text.clone(),
        Value::Bool(value) => value.to_string(),
        Value::Int(value) => value.to_string(),
        Value::Uint(value) => value.to_string(),
        Value::Float(value) => value.to_string(),
        _ => String::new(),
    };
    Value::Map(entries.iter().map(|(k, value)| (key(k), value.clone())).collect())
}
