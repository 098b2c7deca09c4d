//! `.Chart`: a struct in Helm 3, a map with Go field names in Helm 4.
//!
//! Helm: pkg/engine/engine.go `recAllTpls`, pkg/chart/common.go `structToMap` (v4).

use rutter_chart::{Compat, Dependency, Maintainer, Metadata};
use rutter_go::value::{
    Element, LIST, List, ListType, Map, MapType, STRING_LIST, STRING_MAP, Str, Value,
};
use rutter_yaml::Node;

use super::go_struct::{Field, GoStruct, Tag};
use crate::tree::ChartNode;

/// The value of `.Chart`.
pub fn chart_value(chart: &ChartNode<'_>, compat: Compat) -> Value {
    let fields = metadata_fields(chart, compat);
    match compat {
        Compat::V3 => {
            let metadata =
                GoStruct { type_name: "chart.Metadata", pointer: false, fields }.into_value();
            let is_root = Value::Bool(chart.is_root());
            let fields = vec![
                Field { name: "Metadata", value: metadata, tag: Tag::Embedded },
                Field { name: "IsRoot", value: is_root, tag: Tag::Always("IsRoot") },
            ];
            let type_name = "struct { chart.Metadata; IsRoot bool }";
            GoStruct { type_name, pointer: false, fields }.into_value()
        }
        Compat::V4 => {
            let entries = fields.into_iter().map(|f| (Str::from(f.name), f.value));
            let is_root = (Str::from("IsRoot"), Value::Bool(chart.is_root()));
            Value::map(entries.chain([is_root]))
        }
    }
}

fn metadata_fields(chart: &ChartNode<'_>, compat: Compat) -> Vec<Field> {
    let metadata: &Metadata = &chart.metadata();
    let text = |name, json, value: &str| Field {
        name,
        value: Value::string(value),
        tag: Tag::OmitEmpty(json),
    };
    let other = |name, json, value| Field { name, value, tag: Tag::OmitEmpty(json) };
    vec![
        text("Name", "name", &metadata.name),
        text("Home", "home", &metadata.home),
        other("Sources", "sources", strings(&metadata.sources, compat)),
        text("Version", "version", &metadata.version),
        text("Description", "description", &metadata.description),
        other("Keywords", "keywords", strings(&metadata.keywords, compat)),
        other("Maintainers", "maintainers", maintainers(&metadata.maintainers, compat)),
        text("Icon", "icon", &metadata.icon),
        text("APIVersion", "apiVersion", &metadata.api_version),
        text("Condition", "condition", &metadata.condition),
        text("Tags", "tags", &metadata.tags),
        text("AppVersion", "appVersion", &metadata.app_version),
        other("Deprecated", "deprecated", Value::Bool(metadata.deprecated)),
        other("Annotations", "annotations", annotations(metadata)),
        text("KubeVersion", "kubeVersion", &metadata.kube_version),
        other("Dependencies", "dependencies", dependencies(chart, compat)),
        text("Type", "type", &metadata.chart_type),
    ]
}

static MAINTAINERS: ListType =
    ListType { name: "[]*chart.Maintainer", element: Element::Object, methods: None };
static DEPENDENCIES: ListType =
    ListType { name: "[]*chart.Dependency", element: Element::Object, methods: None };
static STRING_TO_STRING: &MapType = &STRING_MAP;

/// A Go slice: nil when empty in Helm 3, always a list in Helm 4.
fn slice(list_type: &'static ListType, items: Vec<Value>, compat: Compat) -> Value {
    match compat {
        Compat::V3 if items.is_empty() => Value::List(List::nil(list_type)),
        Compat::V3 => Value::List(List::new(list_type, items)),
        Compat::V4 => Value::List(List::new(&LIST, items)),
    }
}

fn strings(texts: &[String], compat: Compat) -> Value {
    let items = texts.iter().map(|t| Value::string(t.as_str())).collect();
    slice(&STRING_LIST, items, compat)
}

fn annotations(metadata: &Metadata) -> Value {
    Value::Map(match &metadata.annotations {
        None => Map::nil(STRING_TO_STRING),
        Some(annotations) => Map::with_type(
            STRING_TO_STRING,
            annotations
                .iter()
                .map(|(k, v)| (Str::from(k.as_str()), Value::string(v.as_str())))
                .collect(),
        ),
    })
}

fn maintainers(maintainers: &[Option<Maintainer>], compat: Compat) -> Value {
    let items = maintainers.iter().flatten().map(|m| {
        let field = |name, json, value: &str| Field {
            name,
            value: Value::string(value),
            tag: Tag::OmitEmpty(json),
        };
        let fields = vec![
            field("Name", "name", &m.name),
            field("Email", "email", &m.email),
            field("URL", "url", &m.url),
        ];
        element("chart.Maintainer", fields, compat)
    });
    slice(&MAINTAINERS, items.collect(), compat)
}

fn dependencies(chart: &ChartNode<'_>, compat: Compat) -> Value {
    let entries = chart.entries().unwrap_or_default();
    let items = entries.iter().map(|entry| {
        let fields = dependency_fields(&entry.borrow(), compat);
        element("chart.Dependency", fields, compat)
    });
    slice(&DEPENDENCIES, items.collect(), compat)
}

fn dependency_fields(dependency: &Dependency, compat: Compat) -> Vec<Field> {
    let text = |name, tag, value: &str| Field { name, value: Value::string(value), tag };
    let imports: Vec<Value> = dependency.import_values.iter().map(import_value).collect();
    vec![
        text("Name", Tag::Always("name"), &dependency.name),
        text("Version", Tag::OmitEmpty("version"), &dependency.version),
        text("Repository", Tag::Always("repository"), &dependency.repository),
        text("Condition", Tag::OmitEmpty("condition"), &dependency.condition),
        Field {
            name: "Tags",
            value: strings(&dependency.tags, compat),
            tag: Tag::OmitEmpty("tags"),
        },
        Field {
            name: "Enabled",
            value: Value::Bool(dependency.enabled),
            tag: Tag::OmitEmpty("enabled"),
        },
        Field {
            name: "ImportValues",
            value: slice(&LIST, imports, compat),
            tag: Tag::OmitEmpty("import-values"),
        },
        text("Alias", Tag::OmitEmpty("alias"), &dependency.alias),
    ]
}

/// Processed imports are `map[string]string`.
fn import_value(node: &Node) -> Value {
    match node.to_value() {
        Value::Map(map) => Value::Map(map.cast(STRING_TO_STRING)),
        other => other,
    }
}

/// A pointer to a struct in Helm 3, a map in Helm 4.
fn element(type_name: &'static str, fields: Vec<Field>, compat: Compat) -> Value {
    match compat {
        Compat::V3 => GoStruct { type_name, pointer: true, fields }.into_value(),
        Compat::V4 => Value::map(fields.into_iter().map(|f| (Str::from(f.name), f.value))),
    }
}
