//! Makes `schemas/kubernetes.json.gz` of the OpenAPI documents of several Kubernetes versions:
//!
//!     cargo run -p rutter-validate --example bundle -- 1.32 SWAGGER.json ENUMS 1.33 …
//!
//! `schemas/make` finds the documents among Go's modules and calls this.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a tool stops at what it did not expect")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use serde_json::{Map, Value, json};

/// What a definition needs so that values can be checked.
const KEPT: &[&str] = &[
    "$ref",
    "additionalProperties",
    "enum",
    "format",
    "items",
    "properties",
    "required",
    "type",
    "x-kubernetes-int-or-string",
    "x-kubernetes-list-map-keys",
    "x-kubernetes-preserve-unknown-fields",
];

fn reduced(schema: &Value) -> Value {
    let Value::Object(schema) = schema else { return schema.clone() };
    let mut out = Map::new();
    for (key, value) in schema {
        let value = match key.as_str() {
            "properties" => {
                let properties = value.as_object().unwrap();
                properties.iter().map(|(name, inner)| (name.clone(), reduced(inner))).collect()
            }
            "items" | "additionalProperties" => reduced(value),
            "$ref" => json!(value.as_str().unwrap().rsplit('/').next().unwrap()),
            key if KEPT.contains(&key) => value.clone(),
            _ => continue,
        };
        out.insert(key.clone(), value);
    }
    Value::Object(out)
}

/// Puts the closed sets of texts into the definitions: lines of type, field and JSON array.
fn add_enums(definitions: &mut Map<String, Value>, lines: &str) {
    for line in lines.lines() {
        let (name, rest) = line.split_once(' ').unwrap();
        let (field, values) = rest.split_once(' ').unwrap();
        let Some(property) = definitions
            .get_mut(name)
            .and_then(|schema| schema.get_mut("properties")?.get_mut(field))
        else {
            continue;
        };
        let place = match property.get("type").and_then(Value::as_str) {
            Some("array") => &mut property["items"],
            _ => property,
        };
        place["enum"] = serde_json::from_str(values).unwrap();
    }
}

/// A status is the cluster's to write.
fn without_status(mut schema: Value) -> Value {
    if let Some(status) = schema.pointer_mut("/properties/status") {
        *status = json!({});
    }
    schema
}

fn references(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => map.iter().for_each(|(key, value)| match (key.as_str(), value) {
            ("$ref", Value::String(name)) => drop(found.insert(name.clone())),
            _ => references(value, found),
        }),
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

fn kinds(definitions: &Map<String, Value>) -> BTreeMap<String, String> {
    let mut kinds = BTreeMap::new();
    for (name, definition) in definitions {
        let Some(Value::Array(list)) = definition.get("x-kubernetes-group-version-kind") else {
            continue;
        };
        // What all groups share, such as DeleteOptions, is no object of its own.
        let [gvk] = list.as_slice() else { continue };
        let kind = gvk["kind"].as_str().unwrap();
        if kind.ends_with("List") || definition.pointer("/properties/metadata").is_none() {
            continue;
        }
        let version = gvk["version"].as_str().unwrap();
        let key = match gvk["group"].as_str().unwrap() {
            "" => format!("{version} {kind}"),
            group => format!("{group}/{version} {kind}"),
        };
        kinds.insert(key, name.clone());
    }
    kinds
}

fn main() {
    let mut versions = Map::new();
    let mut variants: BTreeMap<String, Vec<(u32, Value)>> = BTreeMap::new();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    for (index, arguments) in arguments.chunks_exact(3).enumerate() {
        let [version, path, enums] = arguments else { continue };
        let mut document: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let definitions = document["definitions"].as_object_mut().unwrap();
        add_enums(definitions, &std::fs::read_to_string(enums).unwrap());
        let kinds = kinds(definitions);
        let mut open: Vec<String> = kinds.values().cloned().collect();
        let mut seen: BTreeSet<String> = open.iter().cloned().collect();
        while let Some(name) = open.pop() {
            let schema = without_status(reduced(&definitions[&name]));
            let mut next = BTreeSet::new();
            references(&schema, &mut next);
            open.extend(next.into_iter().filter(|name| seen.insert(name.clone())));
            let known = variants.entry(name).or_default();
            match known.iter_mut().find(|(_, variant)| *variant == schema) {
                Some((versions, _)) => *versions |= 1 << index,
                None => known.push((1 << index, schema)),
            }
        }
        versions.insert(version.to_string(), json!(kinds));
    }
    let text =
        serde_json::to_vec(&json!({ "versions": versions, "definitions": variants })).unwrap();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/kubernetes.json.gz");
    let file = std::fs::File::create(path).unwrap();
    let mut encoder = flate2::write::GzEncoder::new(file, flate2::Compression::best());
    encoder.write_all(&text).unwrap();
    encoder.finish().unwrap();
    println!("{} definitions, {} bytes", variants.len(), text.len());
}
