//! The keywords of a schema: which there are, in which order they are written, and where schemas
//! stand in them.

use rutter_yaml::{Data, Node};

use crate::json::Json;
use crate::problem::Problems;

/// The order of keywords; others stand where `…` is.
const ORDER: &[&str] = &[
    "$schema",
    "$ref",
    "title",
    "description",
    "type",
    "enum",
    "const",
    "…",
    "default",
    "required",
    "definitions",
    "if",
    "then",
    "else",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "properties",
    "patternProperties",
    "additionalProperties",
    "items",
];

/// Keywords whose value is a schema.
const SCHEMA: &[&str] = &[
    "additionalItems",
    "additionalProperties",
    "contains",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
    "unevaluatedProperties",
];

/// Keywords whose value is a list of schemas.
const LIST: &[&str] = &["allOf", "anyOf", "items", "oneOf"];

/// Keywords whose value is a map of schemas.
const MAP: &[&str] = &["$defs", "definitions", "dependencies", "patternProperties", "properties"];

/// Keywords with other values.
const PLAIN: &[&str] = &[
    "$comment",
    "$id",
    "$ref",
    "const",
    "contentEncoding",
    "contentMediaType",
    "default",
    "deprecated",
    "description",
    "enum",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "readOnly",
    "required",
    "title",
    "type",
    "uniqueItems",
    "writeOnly",
];

/// Whether a schema may have the keyword.
pub fn is_known(keyword: &str) -> bool {
    [SCHEMA, LIST, MAP, PLAIN].iter().any(|names| names.contains(&keyword))
        || keyword.starts_with("x-")
}

/// A schema with its keywords in order, and those of the schemas inside it.
pub fn sort_keywords(schema: Json) -> Json {
    let Json::Map(fields) = schema else { return schema };
    let place = |keyword: &str| ORDER.iter().position(|name| *name == keyword);
    let others = place("…");
    let sorted = |(keyword, value): (String, Json)| {
        let value = sort_inside(&keyword, value);
        (keyword, value)
    };
    let mut fields: Vec<_> = fields.into_iter().map(sorted).collect();
    fields.sort_by_key(|(keyword, _)| place(keyword).or(others));
    Json::Map(fields)
}

fn sort_inside(keyword: &str, value: Json) -> Json {
    match value {
        Json::Map(schemas) if MAP.contains(&keyword) => Json::Map(
            schemas.into_iter().map(|(name, schema)| (name, sort_keywords(schema))).collect(),
        ),
        Json::List(schemas) if LIST.contains(&keyword) => {
            Json::List(schemas.into_iter().map(sort_keywords).collect())
        }
        schema if SCHEMA.contains(&keyword) => sort_keywords(schema),
        other => other,
    }
}

/// Refuses a keyword that there is not, in place of which another may be meant.
pub fn unknown(keyword: &str, more: &[&str]) -> String {
    let names = [SCHEMA, LIST, MAP, PLAIN, more].concat();
    let likeness = |name: &&str| distance(&name.to_lowercase(), &keyword.to_lowercase());
    let nearest = names.into_iter().min_by_key(likeness).filter(|name| likeness(name) <= 2);
    match nearest {
        Some(name) => format!("unknown keyword \"{keyword}\" in @schema; is \"{name}\" meant?"),
        None => format!("unknown keyword \"{keyword}\" in @schema"),
    }
}

/// Refuses unknown keywords in the schemas inside a keyword's value; `line` is that of the text's
/// first line, less one.
pub fn check(keyword: &str, value: &Node, line: u32, problems: &mut Problems) {
    match &value.data {
        Data::Map(entries) if MAP.contains(&keyword) => {
            entries.iter().for_each(|entry| check_schema(&entry.value, line, problems));
        }
        Data::Map(_) if SCHEMA.contains(&keyword) => check_schema(value, line, problems),
        Data::List(schemas) if LIST.contains(&keyword) => {
            schemas.iter().for_each(|schema| check_schema(schema, line, problems));
        }
        _ => {}
    }
}

fn check_schema(schema: &Node, line: u32, problems: &mut Problems) {
    for entry in schema.entries().unwrap_or_default() {
        let keyword = entry.key.to_str_lossy();
        if !is_known(&keyword) {
            problems.add(line + entry.key_span.line, unknown(&keyword, &[]));
        }
        check(&keyword, &entry.value, line, problems);
    }
}

/// Levenshtein's.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (index, letter) in from.chars().enumerate() {
        let mut left = index + 1;
        let mut next = vec![left];
        for (other, pair) in to.iter().zip(row.windows(2)) {
            let [corner, above] = pair else { continue };
            let replaced = corner + usize::from(letter != *other);
            left = replaced.min(left + 1).min(above + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
