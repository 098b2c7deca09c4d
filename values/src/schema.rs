//! A type's JSON Schema, draft 7, as Helm reads it: everything in its place, so that an error names
//! the value and nothing else. Only a block with a title is written once, among the definitions.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::chart::Chart;

/// The schema of a chart's values, and the paths of rules and sentences that it has no place for.
pub fn of<C: Chart>(defaults: &Value) -> (Value, Vec<&'static str>) {
    let mut schema = generated::<C>();
    tidy(&mut schema);
    define(&mut schema);
    set_defaults(&mut schema, defaults);
    let mut lost = Vec::new();
    for (path, sentence) in C::sentences() {
        match find(&mut schema, path) {
            Some(node) => drop(node.insert("description".to_string(), sentence.into())),
            None => lost.push(path),
        }
    }
    for (path, rule) in C::rules() {
        match find(&mut schema, path) {
            Some(node) => add_rule(node, rule),
            None => lost.push(path),
        }
    }
    if let Some(schema) = schema.as_object_mut() {
        schema.shift_remove("description");
        schema.insert("title".to_string(), format!("Values of the {} chart", C::NAME).into());
    }
    allow_library(&mut schema);
    (schema, lost)
}

/// What schemars makes of the type.
fn generated<C: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
    settings.into_generator().into_root_schema_for::<C>().to_value()
}

/// Helm puts the values of the library chart, of which there are none, beside the chart's own.
fn allow_library(schema: &mut Value) {
    let sentence = "Put here by Helm; the library chart has no values.";
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        let library = json!({"type": "object", "description": sentence});
        properties.insert("rutter-common".to_string(), library);
    }
}

/// The property at a path such as `image.tag`.
fn find<'a>(schema: &'a mut Value, path: &str) -> Option<&'a mut Map<String, Value>> {
    let mut node = schema;
    for name in path.split('.').filter(|name| !name.is_empty()) {
        node = node.get_mut("properties")?.get_mut(name)?;
    }
    node.as_object_mut()
}

/// The first rule of a block stands among its keywords, as Helm's error is shorter then; others are
/// an `allOf`.
fn add_rule(block: &mut Map<String, Value>, rule: Value) {
    match rule {
        Value::Object(rule) if !rule.keys().any(|keyword| block.contains_key(keyword)) => {
            block.extend(rule);
        }
        rule => {
            if let Value::Array(rules) = block.entry("allOf").or_insert_with(|| json!([])) {
                rules.push(rule);
            }
        }
    }
}

/// Calls `visit` with every schema below a node, innermost first, and then with the node.
fn each(node: &mut Value, visit: &mut dyn FnMut(&mut Map<String, Value>)) {
    let Value::Object(schema) = node else { return };
    for (keyword, value) in schema.iter_mut() {
        match (keyword.as_str(), value) {
            ("properties" | "patternProperties" | "definitions", Value::Object(children)) => {
                children.values_mut().for_each(|child| each(child, visit));
            }
            ("additionalProperties" | "items" | "not" | "if" | "then" | "else", child) => {
                each(child, visit);
            }
            ("allOf" | "anyOf" | "oneOf", Value::Array(children)) => {
                children.iter_mut().for_each(|child| each(child, visit));
            }
            _ => {}
        }
    }
    visit(schema);
}

/// Says in fewer words what schemars says.
fn tidy(schema: &mut Value) {
    each(schema, &mut |schema| {
        schema.shift_remove("default");
        schema.shift_remove("format");
        merge_constants(schema);
        drop_null(schema);
        let is_map = !schema.contains_key("properties");
        if is_map && schema.get("additionalProperties") == Some(&Value::Bool(true)) {
            schema.shift_remove("additionalProperties");
        }
        for keyword in ["items", "additionalProperties", "anyOf"] {
            drop_descriptions(schema.get_mut(keyword));
        }
        if schema.contains_key("enum") {
            schema.shift_remove("type");
        }
        if let Some(Value::String(text)) = schema.get_mut("description") {
            *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    });
}

/// What a list or a map is of is described where that stands.
fn drop_descriptions(schema: Option<&mut Value>) {
    match schema {
        Some(Value::Object(schema)) => {
            schema.shift_remove("description");
        }
        Some(Value::Array(variants)) => {
            variants.iter_mut().for_each(|variant| drop_descriptions(Some(variant)));
        }
        _ => {}
    }
}

/// Moves blocks with a title to the definitions. What draft 7 does not read beside a reference is
/// of no account in a check: description and default.
fn define(root: &mut Value) {
    let mut definitions = Map::new();
    each(root, &mut |schema| {
        let (Some(Value::String(title)), None) = (schema.get("title"), schema.get("$schema"))
        else {
            return;
        };
        let title = title.clone();
        let mut block = std::mem::take(schema);
        schema.insert("$ref".to_string(), format!("#/definitions/{title}").into());
        schema.extend(block.shift_remove_entry("description"));
        block.shift_remove("title");
        definitions.insert(title, block.into());
    });
    if let (Some(root), false) = (root.as_object_mut(), definitions.is_empty()) {
        definitions.sort_keys();
        root.insert("definitions".to_string(), definitions.into());
    }
}

/// Variants with a description each, as one `enum`.
fn merge_constants(schema: &mut Map<String, Value>) {
    let Some(Value::Array(variants)) = schema.get("oneOf") else { return };
    let constants: Option<Vec<Value>> =
        variants.iter().map(|variant| variant.get("const").cloned()).collect();
    if let Some(constants) = constants {
        schema.shift_remove("oneOf");
        schema.insert("enum".to_string(), constants.into());
    }
}

/// A value that may be left out is not null for that.
fn drop_null(schema: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = &types[..] {
            let only = only.clone();
            schema.insert("type".to_string(), only);
        }
    }
    if let Some(Value::Array(names)) = schema.get_mut("enum") {
        names.retain(|name| !name.is_null());
    }
    let Some(Value::Array(variants)) = schema.get_mut("anyOf") else { return };
    variants.retain(|variant| variant.get("type").is_none_or(|name| name != "null"));
    if let [Value::Object(only)] = &variants[..] {
        let only = only.clone();
        schema.shift_remove("anyOf");
        for (keyword, value) in only {
            schema.entry(keyword).or_insert(value);
        }
    }
}

/// Writes the chart's own defaults into the schemas of its values.
fn set_defaults(schema: &mut Value, defaults: &Value) {
    let Value::Object(schema) = schema else { return };
    match schema.get_mut("properties") {
        Some(Value::Object(properties)) => {
            for (name, property) in properties {
                if let Some(value) = defaults.get(name) {
                    set_defaults(property, value);
                }
            }
        }
        _ => {
            schema.insert("default".to_string(), defaults.clone());
        }
    }
}
