//! The objects in a rendered file, with the few fields the rules look at.
//!
//! Helm: lint/rules/template.go `K8sYamlStruct`; Kubernetes: apimachinery util/yaml
//! `YAMLOrJSONDecoder`.

use rutter_chart::Compat;
use rutter_go::json::{self, SyntaxError};
use rutter_go::strconv::format_float;
use rutter_go::value::Value;
use rutter_yaml::{Documents, GoValue, Version, json_type, split_documents};

/// How far to look for the brace that JSON begins with.
const GUESS: usize = 4096;

/// What a Kubernetes object says of itself. Missing fields are empty.
#[derive(Clone, Debug, Default)]
pub(super) struct Resource {
    pub(super) api_version: String,
    pub(super) kind: String,
    pub(super) name: String,
}

/// Reads the objects of a text one by one: JSON first if it looks like JSON, else YAML. An
/// empty document is `None`. Ends after the first error.
pub(super) struct Resources<'a> {
    mode: Mode<'a>,
    names: &'static TypeNames,
}

enum Mode<'a> {
    Json { text: &'a [u8], consumed: usize, count: usize },
    Yaml(Documents<'a>),
    Done,
}

type Item = Result<Option<Resource>, String>;

impl<'a> Resources<'a> {
    pub(super) fn new(text: &'a [u8], compat: Compat) -> Resources<'a> {
        let head = String::from_utf8_lossy(text.get(..GUESS).unwrap_or(text));
        let mode = match crate::host::trim_left_space(&head).starts_with('{') {
            true => Mode::Json { text, consumed: 0, count: 0 },
            false => Mode::Yaml(split_documents(text)),
        };
        let names = match compat {
            Compat::V3 => &NAMES_V3,
            Compat::V4 => &NAMES_V4,
        };
        Resources { mode, names }
    }

    fn next_json(&mut self, text: &'a [u8], consumed: usize, count: usize) -> Option<Item> {
        let rest = text.get(consumed..).unwrap_or_default();
        let error = match json::decode_next(rest) {
            Ok(None) => return None,
            Ok(Some((decoded, length))) => {
                let read = match decoded.error {
                    None => read(&decoded.value, self.names, None).map_err(|e| e.to_string()),
                    Some(error) => Err(error),
                };
                match read {
                    Ok(resource) => {
                        let consumed = consumed + length;
                        self.mode = Mode::Json { text, consumed, count: count + 1 };
                        return Some(Ok(resource));
                    }
                    Err(error) if count > 1 => return Some(Err(error)),
                    Err(error) => error,
                }
            }
            Err(error) if count > 1 => return Some(Err(error.to_string())),
            Err(error) => syntax_error(&error, consumed),
        };
        // Not JSON after all, or no longer: try YAML, but keep the first error.
        let Some(documents) = after_line_break(rest).map(split_documents) else {
            return Some(Err(error));
        };
        self.mode = Mode::Yaml(documents);
        match self.next_yaml() {
            Some(Err(_)) => Some(Err(error)),
            next => next,
        }
    }

    fn next_yaml(&mut self) -> Option<Item> {
        let Mode::Yaml(documents) = &mut self.mode else { return None };
        let item = match documents.next()? {
            Ok(document) => read_yaml(&document, self.names),
            Err(error) => Err(error.message().to_string()),
        };
        if item.is_err() {
            self.mode = Mode::Done;
        }
        Some(item)
    }
}

impl Iterator for Resources<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        match self.mode {
            Mode::Done => None,
            Mode::Yaml(_) => self.next_yaml(),
            Mode::Json { text, consumed, count } => {
                self.mode = Mode::Done;
                self.next_json(text, consumed, count)
            }
        }
    }
}

fn syntax_error(error: &SyntaxError, consumed: usize) -> String {
    match error.unexpected_end {
        true => error.to_string(),
        false => format!("json: offset {}: {error}", consumed + error.offset),
    }
}

/// Without leading space up to the first line break; `None` where Go reads no further.
fn after_line_break(text: &[u8]) -> Option<&[u8]> {
    let mut rest = text;
    loop {
        let (&first, after) = rest.split_first().filter(|_| rest.len() >= 4)?;
        match first {
            b'\n' => return Some(after),
            b' ' | b'\t' | b'\r' | 0x0b | 0x0c => rest = after,
            _ => return Some(rest),
        }
    }
}

/// Names of the Go types, which show in messages.
struct TypeNames {
    resource: &'static str,
    resource_type: &'static str,
}

static NAMES_V3: TypeNames =
    TypeNames { resource: "K8sYamlStruct", resource_type: "rules.K8sYamlStruct" };
static NAMES_V4: TypeNames =
    TypeNames { resource: "k8sYamlStruct", resource_type: "rules.k8sYamlStruct" };

/// A value of a wrong type, in encoding/json's words.
struct Mismatch(String);

impl std::fmt::Display for Mismatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "json: cannot unmarshal {}", self.0)
    }
}

fn read_yaml(document: &[u8], names: &TypeNames) -> Item {
    let value = rutter_yaml::unmarshal(document).map_err(|e| e.message().to_string())?;
    read(&value, names, Some(document))
        .map_err(|e| format!("error unmarshaling JSON: while decoding JSON: {e}"))
}

/// Takes the fields out of a decoded document. With its YAML text, scalars become strings.
fn read(
    value: &Value,
    names: &TypeNames,
    yaml: Option<&[u8]>,
) -> Result<Option<Resource>, Mismatch> {
    let root = match value {
        Value::Nil => return Ok(None),
        Value::Map(map) => map,
        other => {
            return Err(Mismatch(format!(
                "{} into Go value of type {}",
                json_type(other),
                names.resource_type
            )));
        }
    };
    let mut reader = Reader { yaml, names, error: None };
    let mut resource = Resource::default();
    for (key, value) in root.to_pairs() {
        let key = key.to_str_lossy();
        match key.to_ascii_lowercase().as_str() {
            "apiversion" => reader.text(&value, &[&key], "apiVersion", &mut resource.api_version),
            "kind" => reader.text(&value, &[&key], "Kind", &mut resource.kind),
            "metadata" => reader.metadata(&value, &key, &mut resource),
            _ => {}
        }
    }
    match reader.error {
        None => Ok(Some(resource)),
        Some(error) => Err(error),
    }
}

struct Reader<'a> {
    yaml: Option<&'a [u8]>,
    names: &'a TypeNames,
    /// The first mismatch: Go reads on.
    error: Option<Mismatch>,
}

impl Reader<'_> {
    fn metadata(&mut self, value: &Value, outer: &str, resource: &mut Resource) {
        let map = match value {
            Value::Nil => return,
            Value::Map(map) => map,
            other => return self.mismatch(other, "Metadata", "rules.k8sYamlMetadata"),
        };
        for (key, value) in map.to_pairs() {
            let key = key.to_str_lossy();
            match key.to_ascii_lowercase().as_str() {
                "name" => {
                    self.text(&value, &[outer, &key], "Metadata.Name", &mut resource.name);
                }
                "namespace" => {
                    let mut ignored = String::new();
                    self.text(&value, &[outer, &key], "Metadata.Namespace", &mut ignored);
                }
                _ => {}
            }
        }
    }

    fn text(&mut self, value: &Value, path: &[&str], field: &str, into: &mut String) {
        match value {
            Value::Nil => {}
            Value::String(text) => *into = text.to_str_lossy().into_owned(),
            Value::List(_) | Value::Map(_) => self.mismatch(value, field, "string"),
            _ => match self.yaml.and_then(|yaml| scalar_text(yaml, path)) {
                Some(text) => *into = text,
                None => self.mismatch(value, field, "string"),
            },
        }
    }

    fn mismatch(&mut self, value: &Value, field: &str, wanted: &str) {
        let structure = match field.contains('.') {
            true => "k8sYamlMetadata",
            false => self.names.resource,
        };
        let text = format!(
            "{} into Go struct field {structure}.{field} of type {wanted}",
            json_type(value)
        );
        self.error.get_or_insert(Mismatch(text));
    }
}

/// The text of a number or bool where a string is wanted (sigs.k8s.io/yaml:
/// `convertToJSONableObject`).
fn scalar_text(document: &[u8], path: &[&str]) -> Option<String> {
    let mut value = rutter_yaml::decode_go(document, Version::V2).ok()?;
    for wanted in path {
        let GoValue::Map(entries) = value else { return None };
        let is_wanted = |key: &GoValue| matches!(key, GoValue::String(s) if s == wanted.as_bytes());
        value = entries.into_iter().rev().find(|(key, _)| is_wanted(key))?.1;
    }
    match value {
        GoValue::Bool(value) => Some(value.to_string()),
        GoValue::Int(value) => Some(value.to_string()),
        GoValue::Uint(value) => Some(value.to_string()),
        GoValue::Float(value) => Some(format_float(value, b'g', -1, 32)),
        _ => None,
    }
}
