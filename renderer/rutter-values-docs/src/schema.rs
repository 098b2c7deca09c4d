//! The JSON Schema of values, draft 7, as Helm reads it.

use crate::item::Item;
use crate::json::Json;
use crate::keyword::sort_keywords;
use crate::note::Note;
use crate::reads::Reads;
use crate::values::Values;

/// Keywords beside which the type of the default says too much.
const TYPED_OTHERWISE: &[&str] = &["$ref", "allOf", "anyOf", "const", "enum", "not", "oneOf"];

type Fields = Vec<(String, Json)>;

/// What there is around the values.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// Keys of the values of charts that this one depends on.
    pub dependencies: Vec<String>,
    /// Whether values of theirs become values of the chart (`import-values`).
    pub has_imports: bool,
    /// What templates read.
    pub reads: Reads,
}

/// The schema of a chart's values. A map that has fields takes no others, but for those that
/// templates read, for a map that is described or taken as a whole, and for values of dependencies,
/// which have schemas of their own.
pub fn schema(values: &Values, around: &Around) -> Json {
    let is_open = |name: &String| {
        around.has_imports || name == "global" || around.dependencies.contains(name)
    };
    let shown = values.items.iter().filter(|item| !item.note.is_hidden);
    let mut properties: Fields =
        shown.map(|item| (item.key.clone(), of_item(item, is_open(&item.key), around))).collect();
    let charts = around.dependencies.iter().map(|name| (name.as_str(), OF_CHART));
    for (name, description) in [("global", OF_ALL)].into_iter().chain(charts) {
        if !properties.iter().any(|(known, _)| known == name) {
            let fields = [("description", description.into()), ("type", "object".into())];
            properties.push((name.to_string(), map(fields)));
        }
    }
    add_read(&mut properties, &values.items, &[], around);
    let mut fields: Fields = named([
        ("$schema", "http://json-schema.org/draft-07/schema#".into()),
        ("type", "object".into()),
    ]);
    add_required(&mut fields, &values.items);
    fields.push(("properties".to_string(), Json::Map(properties)));
    if !around.has_imports {
        fields.push(("additionalProperties".to_string(), Json::Bool(false)));
    }
    overlay(&mut fields, &values.root);
    sort_keywords(Json::Map(fields))
}

/// Adds fields of `path` that templates read and values.yaml does not have; they take any value.
fn add_read(properties: &mut Fields, items: &[Item], path: &[String], around: &Around) {
    let mut names = around.reads.below(path);
    let known = items.iter().map(|item| &item.key).chain(properties.iter().map(|(name, _)| name));
    for name in known {
        names.remove(name.as_str());
    }
    properties.extend(names.into_iter().map(|name| (name.to_string(), Json::Map(Vec::new()))));
}

const OF_ALL: &str = "Values for every chart of a release.";
const OF_CHART: &str = "Values of the chart of this name.";

fn named<const N: usize>(fields: [(&str, Json); N]) -> Fields {
    fields.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
}

fn map<const N: usize>(fields: [(&str, Json); N]) -> Json {
    Json::Map(named(fields))
}

/// The schema of a value; an open one takes other fields, at any depth.
fn of_item(item: &Item, is_open: bool, around: &Around) -> Json {
    let note = &item.note;
    let is_open = is_open || is_free(item) || around.reads.takes_whole(&item.keys);
    let mut fields: Fields = Vec::new();
    if let Some(description) = note.description.clone().filter(|text| !text.is_empty()) {
        fields.push(("description".to_string(), Json::Text(description)));
    }
    let says = |keyword: &str| note.keywords.iter().any(|(name, _)| name == keyword);
    if !TYPED_OTHERWISE.iter().any(|keyword| says(keyword)) {
        fields.extend(type_of(item).map(|name| ("type".to_string(), name)));
    }
    match &item.value {
        Json::Map(_) if !item.children.is_empty() && !note.skips_properties => {
            if !says("properties") && !says("$ref") {
                add_properties(&mut fields, item, is_open, around);
            }
        }
        Json::Map(entries) if !entries.is_empty() => {}
        Json::Null => {}
        value => {
            fields.push(("default".to_string(), value.clone()));
            fields.extend(items_of(value).map(|items| ("items".to_string(), items)));
        }
    }
    overlay(&mut fields, note);
    if note.is_nullable {
        allow_null(&mut fields);
    }
    Json::Map(fields)
}

/// Whether a map is described as a whole, with no word about what is in it: what Kubernetes takes
/// there, or names that users choose.
fn is_free(item: &Item) -> bool {
    fn is_described(item: &Item) -> bool {
        item.note.description.is_some() || !item.note.keywords.is_empty()
    }
    fn is_anything(items: &[Item]) -> bool {
        items.iter().any(|item| is_described(item) || is_anything(&item.children))
    }
    item.note.description.is_some() && !is_anything(&item.children)
}

fn add_properties(fields: &mut Fields, item: &Item, is_open: bool, around: &Around) {
    let shown = item.children.iter().filter(|child| !child.note.is_hidden);
    let mut children: Fields =
        shown.map(|child| (child.key.clone(), of_item(child, is_open, around))).collect();
    if item.note.merges_properties {
        fields.push(("additionalProperties".to_string(), merged(children)));
        return;
    }
    if !is_open {
        add_read(&mut children, &item.children, &item.keys, around);
    }
    add_required(fields, &item.children);
    fields.push(("properties".to_string(), Json::Map(children)));
    if !is_open {
        fields.push(("additionalProperties".to_string(), Json::Bool(false)));
    }
}

/// A schema that holds for every field: with the fields of all of them, and what all of them say.
fn merged(children: Fields) -> Json {
    let schemas = children.into_iter().map(|(_, schema)| schema);
    schemas.reduce(merge).map_or(Json::Map(Vec::new()), without_defaults)
}

fn merge(one: Json, other: Json) -> Json {
    let (Json::Map(one), Json::Map(mut other)) = (one, other) else { return Json::Map(Vec::new()) };
    let mut fields: Fields = Vec::new();
    for (keyword, value) in one {
        let place = other.iter().position(|(name, _)| *name == keyword);
        let beside = place.map(|place| other.remove(place).1);
        let both = match (keyword.as_str(), beside) {
            ("properties", Some(beside)) => Some(merge_properties(value, beside)),
            ("properties" | "description", None) => Some(value),
            ("type", Some(beside)) => Some(merge_types(value, beside)),
            ("items", Some(beside)) => Some(merge(value, beside)),
            (_, Some(beside)) if value == beside => Some(value),
            _ => None,
        };
        fields.extend(both.map(|value| (keyword, value)));
    }
    let more = other.into_iter();
    fields.extend(more.filter(|(name, _)| matches!(name.as_str(), "properties" | "description")));
    Json::Map(fields)
}

fn merge_properties(one: Json, other: Json) -> Json {
    let (Json::Map(mut one), Json::Map(other)) = (one, other) else { return Json::Map(Vec::new()) };
    for (name, schema) in other {
        match one.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = merge(std::mem::replace(known, Json::Null), schema),
            None => one.push((name, schema)),
        }
    }
    Json::Map(one)
}

fn merge_types(one: Json, other: Json) -> Json {
    let names = |types: Json| match types {
        Json::List(names) => names,
        name => vec![name],
    };
    let mut all = names(one);
    for name in names(other) {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    match &all[..] {
        [only] => only.clone(),
        _ => Json::List(all),
    }
}

/// The defaults of examples are not those of other names.
fn without_defaults(schema: Json) -> Json {
    let Json::Map(fields) = schema else { return schema };
    let kept = fields.into_iter().filter(|(keyword, _)| keyword != "default");
    let kept = kept.map(|(keyword, value)| match (keyword.as_str(), value) {
        ("properties", Json::Map(children)) => {
            let children =
                children.into_iter().map(|(name, child)| (name, without_defaults(child)));
            (keyword, Json::Map(children.collect()))
        }
        (_, value) => (keyword, value),
    });
    Json::Map(kept.collect())
}

fn add_required(fields: &mut Fields, items: &[Item]) {
    let required = items.iter().filter(|item| item.note.is_required && !item.note.is_hidden);
    let names: Vec<Json> = required.map(|item| Json::Text(item.key.clone())).collect();
    if !names.is_empty() {
        fields.push(("required".to_string(), Json::List(names)));
    }
}

/// Puts the keywords of comments in place of what the value says.
fn overlay(fields: &mut Fields, note: &Note) {
    for (keyword, value) in &note.keywords {
        let keyword = if keyword == "$defs" { "definitions" } else { keyword };
        fields.retain(|(name, _)| name != keyword);
        fields.push((keyword.to_string(), value.clone()));
    }
}

fn allow_null(fields: &mut Fields) {
    let Some((_, types)) = fields.iter_mut().find(|(name, _)| name == "type") else { return };
    let mut names = match std::mem::replace(types, Json::Null) {
        Json::List(names) => names,
        name => vec![name],
    };
    if !names.contains(&"null".into()) {
        names.push("null".into());
    }
    *types = Json::List(names);
}

/// The type of a value: what a comment says, else what the default is. Nothing is said of null.
fn type_of(item: &Item) -> Option<Json> {
    let name = match (&item.note.type_name, &item.value) {
        (Some(names), value) => return said_types(names, *value == Json::Null),
        (None, Json::Null) => return None,
        (None, Json::Bool(_)) => "boolean",
        (None, Json::Number(_)) if item.is_float => "number",
        (None, Json::Number(_)) => "integer",
        (None, Json::Text(_)) => "string",
        (None, Json::List(_)) => "array",
        (None, Json::Map(_)) => "object",
    };
    Some(name.into())
}

/// helm-docs' types, one or more; nothing if one is not among them.
fn said_types(names: &str, or_null: bool) -> Option<Json> {
    let names = names.split([',', '/', '|']).map(|name| match name.trim() {
        "array" | "list" => Some("array"),
        "bool" | "boolean" => Some("boolean"),
        "float" | "number" => Some("number"),
        "int" | "integer" => Some("integer"),
        "map" | "object" => Some("object"),
        "null" => Some("null"),
        "string" | "tpl" => Some("string"),
        _ => None,
    });
    let mut names: Vec<Json> = names.map(|name| name.map(Json::from)).collect::<Option<_>>()?;
    // Helm 3 holds defaults that are null against the schema too.
    if or_null {
        names.push("null".into());
    }
    match names.len() {
        1 => names.pop(),
        _ => Some(Json::List(names)),
    }
}

/// What the items of a list have in common: their type.
fn items_of(value: &Json) -> Option<Json> {
    let Json::List(items) = value else { return None };
    let name = |item: &Json| match item {
        Json::Bool(_) => Some("boolean"),
        Json::Number(_) => Some("number"),
        Json::Text(_) => Some("string"),
        Json::Map(_) => Some("object"),
        Json::Null | Json::List(_) => None,
    };
    let first = name(items.first()?)?;
    let is_same = items.iter().all(|item| name(item) == Some(first));
    is_same.then(|| map([("type", first.into())]))
}
