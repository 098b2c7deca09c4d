//! OpenAPI schemas as JSON Schema. Kubernetes: structural schemas, whose extensions say what
//! OpenAPI cannot.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::format;

/// Definition of the metadata every object has.
pub(crate) const OBJECT_META: &str = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
const QUANTITY: &str = "io.k8s.apimachinery.pkg.api.resource.Quantity";
/// Definitions that take any value.
const ANYTHING: &[&str] = &[
    "io.k8s.apimachinery.pkg.runtime.RawExtension",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray",
];

/// Deepest nesting of schemas that is followed.
const MAX_DEPTH: usize = 200;

/// A compiled schema, or why it could not be compiled.
pub(crate) type Compiled = Result<jsonschema::Validator, String>;

/// Compiles a definition with those it reaches.
pub(crate) fn compile(root: Value, definitions: BTreeMap<String, Value>) -> Compiled {
    let definitions: Map<String, Value> = definitions
        .into_iter()
        .map(|(name, schema)| (name.clone(), definition(&name, schema)))
        .collect();
    let mut root = match root {
        Value::Object(map) => map,
        _ => Map::new(),
    };
    root.insert("definitions".into(), Value::Object(definitions));
    format::register(jsonschema::options().with_draft(jsonschema::Draft::Draft7))
        .build(&Value::Object(root))
        .map_err(|error| error.to_string())
}

/// A reference to a definition.
pub(crate) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

fn definition(name: &str, schema: Value) -> Value {
    match name {
        QUANTITY => json!({ "type": ["string", "number"], "format": "quantity" }),
        _ if ANYTHING.contains(&name) => json!({}),
        _ => closed(schema, 0),
    }
}

/// The schema with every object closed to fields it does not name.
pub(crate) fn closed(schema: Value, depth: usize) -> Value {
    let Value::Object(mut schema) = schema else { return schema };
    if depth > MAX_DEPTH {
        return json!({});
    }
    if let Some(Value::String(name)) = schema.get("$ref") {
        return reference(name);
    }
    let is_true = |schema: &Map<String, Value>, key: &str| schema.get(key) == Some(&json!(true));
    let is_open = is_true(&schema, "x-kubernetes-preserve-unknown-fields");
    let is_embedded = is_true(&schema, "x-kubernetes-embedded-resource");
    if is_true(&schema, "x-kubernetes-int-or-string")
        || schema.get("format") == Some(&json!("int-or-string"))
    {
        schema.insert("type".into(), json!(["integer", "string"]));
        schema.remove("format");
    }
    if is_true(&schema, "nullable") {
        schema.remove("enum");
    }
    for key in ["properties", "patternProperties"] {
        if let Some(Value::Object(properties)) = schema.get_mut(key) {
            properties.values_mut().for_each(|inner| *inner = closed(inner.take(), depth + 1));
        }
    }
    for key in ["items", "additionalProperties"] {
        if let Some(inner) = schema.get_mut(key) {
            *inner = closed(inner.take(), depth + 1);
        }
    }
    let closes = schema.contains_key("properties") && !schema.contains_key("additionalProperties");
    if closes && !is_open && !is_embedded {
        schema.insert("additionalProperties".into(), json!(false));
    }
    open_enum(&mut schema);
    limit_integers(&mut schema);
    schema.retain(|key, _| {
        !matches!(key.as_str(), "default" | "description" | "example" | "externalDocs")
    });
    Value::Object(schema)
}

/// An empty text stands for the default.
fn open_enum(schema: &mut Map<String, Value>) {
    if let Some(Value::Array(values)) = schema.get_mut("enum")
        && values.iter().all(Value::is_string)
        && !values.contains(&json!(""))
    {
        values.push(json!(""));
    }
}

fn limit_integers(schema: &mut Map<String, Value>) {
    if schema.get("format") == Some(&json!("int32"))
        && schema.get("type") == Some(&json!("integer"))
    {
        schema.entry("minimum").or_insert(json!(i32::MIN));
        schema.entry("maximum").or_insert(json!(i32::MAX));
    }
}
