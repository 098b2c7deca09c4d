//! Manifests as they are read: the text, its tree with places, and its JSON.

use rutter_yaml::Node;
use serde_json::Value;

use crate::finding::Resource;

/// One YAML document of a manifest.
#[derive(Clone, Debug)]
pub struct Document {
    /// Template or file it comes from.
    pub source: String,
    /// Line of its first line in that file; 1 for what a template rendered.
    pub line: usize,
    /// The text.
    pub text: String,
}

impl Document {
    /// A document that begins at `line` of `source`.
    pub fn new(source: impl Into<String>, line: usize, text: impl Into<String>) -> Document {
        Document { source: source.into(), line, text: text.into() }
    }
}

/// The documents of a file, empty ones left out.
pub fn documents(name: &str, text: &str) -> Vec<Document> {
    let mut out = Vec::new();
    let mut begin = 1;
    let mut current = String::new();
    for (line, row) in (1..).zip(text.split_inclusive('\n')) {
        let is_separator = row.strip_prefix("---").is_some_and(|rest| rest.trim().is_empty());
        if is_separator {
            push(&mut out, name, begin, std::mem::take(&mut current));
            begin = line + 1;
        } else {
            current.push_str(row);
        }
    }
    push(&mut out, name, begin, current);
    out
}

fn push(out: &mut Vec<Document>, name: &str, line: usize, text: String) {
    let is_empty = |row: &str| row.trim().is_empty() || row.trim_start().starts_with('#');
    if text.lines().all(is_empty) {
        return;
    }
    out.push(Document::new(name, line, text));
}

/// A document taken apart.
pub(crate) struct Object {
    pub source: String,
    pub line: usize,
    pub node: Node,
    pub value: Value,
    pub resource: Resource,
}

impl Object {
    /// Reads a document; lists give their items. The error is a text and its line in the document.
    pub fn read(document: &Document) -> Result<Vec<Object>, (String, usize)> {
        let failed = |error: rutter_yaml::Error| {
            let line = error.line().map_or(1, |line| line as usize);
            (error.to_string(), line)
        };
        let node = rutter_yaml::parse_node(document.text.as_bytes()).map_err(failed)?;
        let value = rutter_yaml::unmarshal(document.text.as_bytes()).map_err(failed)?;
        let json = rutter_go::json::marshal(&value).map_err(|error| (error.to_string(), 1))?;
        let value: Value = serde_json::from_slice(&json).map_err(|error| (error.to_string(), 1))?;
        let is_list = value["kind"].as_str().is_some_and(|kind| kind.ends_with("List"));
        match (&value["items"], node.get("items").and_then(Node::items)) {
            (Value::Array(items), Some(nodes)) if is_list => {
                let pairs = items.iter().zip(nodes);
                Ok(pairs.map(|(value, node)| Object::of(document, node, value)).collect())
            }
            _ => Ok(vec![Object::of(document, &node, &value)]),
        }
    }

    fn of(document: &Document, node: &Node, value: &Value) -> Object {
        let text =
            |path: &str| value.pointer(path).and_then(Value::as_str).unwrap_or("").to_string();
        let resource = Resource {
            api_version: text("/apiVersion"),
            kind: text("/kind"),
            namespace: text("/metadata/namespace"),
            name: text("/metadata/name"),
        };
        let mut value = value.clone();
        drop_nulls(&mut value, 0);
        Object {
            source: document.source.clone(),
            line: document.line,
            node: node.clone(),
            value,
            resource,
        }
    }

    /// The line of what a JSON pointer names, or of the nearest thing around it.
    pub fn line_of(&self, pointer: &[String]) -> usize {
        let mut node = &self.node;
        let mut line = node.span.line.max(1);
        for token in pointer {
            let next = match node.items() {
                Some(items) => token
                    .parse()
                    .ok()
                    .and_then(|index: usize| items.get(index))
                    .map(|n| (n, n.span)),
                None => node.entries().and_then(|entries| {
                    let entry = entries.iter().find(|e| e.key.as_bytes() == token.as_bytes())?;
                    Some((&entry.value, entry.key_span))
                }),
            };
            let Some((inner, span)) = next else { break };
            node = inner;
            if span.line > 0 {
                line = span.line;
            }
        }
        self.line + line as usize - 1
    }
}

/// Deepest nesting looked at; YAML itself ends there.
const MAX_DEPTH: usize = 10_000;

/// A server takes a field that is null for one that is missing.
fn drop_nulls(value: &mut Value, depth: usize) {
    let mut open = vec![(value, depth)];
    while let Some((value, depth)) = open.pop() {
        if depth > MAX_DEPTH {
            continue;
        }
        match value {
            Value::Object(map) => {
                map.retain(|_, inner| !inner.is_null());
                open.extend(map.values_mut().map(|inner| (inner, depth + 1)));
            }
            Value::Array(items) => open.extend(items.iter_mut().map(|inner| (inner, depth + 1))),
            _ => {}
        }
    }
}

/// A pointer as people write paths: `spec.ports[0].name`.
pub(crate) fn path(pointer: &[String]) -> String {
    let mut path = String::new();
    for token in pointer {
        let plain = |c: char| c.is_ascii_alphanumeric() || "_-$".contains(c);
        if !token.is_empty() && token.bytes().all(|b| b.is_ascii_digit()) {
            path.push_str(&format!("[{token}]"));
        } else if !token.is_empty() && token.chars().all(plain) {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(token);
        } else {
            path.push_str(&format!("[{}]", Value::from(token.as_str())));
        }
    }
    path
}
