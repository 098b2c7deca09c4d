//! Values into the fields of Go structs, with go-yaml's refusals. go-yaml: decode.go.

use std::collections::BTreeMap;

use super::tree::{Content, Tree};
use crate::value::Value;

const TRUE: [&str; 8] = ["y", "Y", "yes", "Yes", "YES", "on", "On", "ON"];
const FALSE: [&str; 8] = ["n", "N", "no", "No", "NO", "off", "Off", "OFF"];

/// A value, and where it stands if that is known.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub value: &'a Value,
    pub tree: Option<&'a Tree>,
}

impl<'a> Cursor<'a> {
    /// The element under a key; nothing for `null` and for what is not there.
    pub fn field(self, name: &str) -> Option<Cursor<'a>> {
        let value = self.value.get(name).filter(|value| **value != Value::Null)?;
        let tree = self.tree.and_then(|tree| tree.entry(name)).map(|(_, tree)| tree);
        Some(Cursor { value, tree })
    }

    pub fn items(self) -> impl Iterator<Item = Cursor<'a>> {
        let items = self.value.as_list().unwrap_or_default().iter().enumerate();
        items.map(move |(index, value)| {
            let tree = self.tree.and_then(|tree| tree.item(index));
            Cursor { value, tree }
        })
    }

    fn line(self) -> u32 {
        self.tree.map_or(0, |tree| tree.line)
    }
}

/// Reads fields and collects what does not fit.
pub(super) struct Fields {
    /// Whether unknown keys are errors.
    pub strict: bool,
    /// What does not fit, with its line.
    errors: Vec<(u32, String)>,
}

impl Fields {
    /// Nothing is read yet.
    pub fn new(strict: bool) -> Fields {
        Fields { strict, errors: Vec::new() }
    }

    /// # Errors
    /// go-yaml's text for all that does not fit, in the order of the document.
    pub fn finish(mut self) -> Result<(), String> {
        if self.errors.is_empty() {
            return Ok(());
        }
        self.errors.sort_by_key(|(line, _)| *line);
        let errors = self.errors.iter().map(|(line, text)| format!("\n  line {line}: {text}"));
        Err(format!("yaml: unmarshal errors:{}", errors.collect::<String>()))
    }

    /// A struct: anything but a map is refused, and unknown keys if that is asked for.
    pub fn is_struct(&mut self, at: Cursor<'_>, go_type: &str, known: &[&str]) -> bool {
        let Value::Map(entries) = at.value else {
            self.refuse(at, go_type);
            return false;
        };
        if self.strict {
            for key in entries.keys().filter(|key| !known.contains(&key.as_str())) {
                let entry = at.tree.and_then(|tree| tree.entry(key));
                let line = entry.map_or(0, |(key, _)| key.line);
                self.errors.push((line, format!("field {key} not found in type {go_type}")));
            }
        }
        true
    }

    /// A string: any scalar, as it is written.
    pub fn text(&mut self, at: Cursor<'_>) -> String {
        match at.value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            Value::List(_) | Value::Map(_) | Value::AnyMap(_) => {
                self.refuse(at, "string");
                String::new()
            }
            _ => at.tree.and_then(Tree::text).unwrap_or_default().to_string(),
        }
    }

    pub fn texts(&mut self, at: Cursor<'_>) -> Vec<String> {
        match at.value {
            Value::List(_) => at.items().map(|item| self.text(item)).collect(),
            _ => {
                self.refuse(at, "[]string");
                Vec::new()
            }
        }
    }

    pub fn bool(&mut self, at: Cursor<'_>) -> bool {
        match at.value {
            Value::Bool(value) => *value,
            // As in YAML 1.1, where a field is a truth value.
            Value::String(text) if TRUE.contains(&text.as_str()) => true,
            Value::String(text) if FALSE.contains(&text.as_str()) => false,
            _ => {
                self.refuse(at, "bool");
                false
            }
        }
    }

    pub fn int(&mut self, at: Cursor<'_>) -> i64 {
        match at.value {
            Value::Int(value) => *value,
            // go-yaml takes a float that fits an integer.
            Value::Float(value) if value.abs() < 9e18 => *value as i64,
            _ => {
                self.refuse(at, "int");
                0
            }
        }
    }

    pub fn map(&mut self, at: Cursor<'_>) -> BTreeMap<String, Value> {
        match at.value {
            Value::Map(entries) => entries.clone(),
            Value::AnyMap(entries) => {
                entries.iter().map(|(key, value)| (key.printed(), value.clone())).collect()
            }
            _ => {
                self.refuse(at, "map[string]interface {}");
                BTreeMap::new()
            }
        }
    }

    /// Go: `decoder.terror`.
    pub fn refuse(&mut self, at: Cursor<'_>, go_type: &str) {
        let tag = match at.value {
            Value::Null => "!!null",
            Value::Bool(_) => "!!bool",
            Value::Int(_) | Value::Uint(_) => "!!int",
            Value::Float(_) => "!!float",
            Value::String(_) => "!!str",
            Value::Time(_) => "!!timestamp",
            Value::List(_) => "!!seq",
            Value::Map(_) | Value::AnyMap(_) => "!!map",
        };
        let text = match at.tree.map(|tree| &tree.content) {
            Some(Content::Scalar(text)) => format!(" `{}`", shortened(text)),
            _ => String::new(),
        };
        self.errors.push((at.line(), format!("cannot unmarshal {tag}{text} into {go_type}")));
    }
}

/// Go: a text of more than 10 bytes is cut after 7.
pub(crate) fn shortened(text: &str) -> String {
    match text.len() > 10 {
        true => {
            format!("{}...", String::from_utf8_lossy(text.as_bytes().get(..7).unwrap_or_default()))
        }
        false => text.to_string(),
    }
}
