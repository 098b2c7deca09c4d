//! `kubernetesProvider`: the objects that the function `lookup` finds. helm-unittest:
//! k8s_fake_client.go, over client-go's dynamic/fake.

use std::collections::BTreeMap;
use std::rc::Rc;

use rutter::Lookup;
use rutter_go::value::{Map, Str, Value as GoValue};

use crate::value::Value;

/// Objects, and which resource each kind is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cluster {
    /// By `apiVersion/Kind`.
    pub scheme: BTreeMap<String, Resource>,
    pub objects: Vec<BTreeMap<String, Value>>,
}

/// What a kind is served as.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resource {
    pub group: String,
    pub version: String,
    pub name: String,
    pub namespaced: bool,
}

impl Cluster {
    /// A test's objects before its suite's; the kinds of the suite win.
    pub fn with(&self, suite: &Cluster) -> Cluster {
        let mut scheme = self.scheme.clone();
        scheme.extend(suite.scheme.clone());
        Cluster { scheme, objects: [self.objects.as_slice(), &suite.objects].concat() }
    }

    /// What `lookup` finds; nothing at all without objects.
    pub fn into_lookup(self) -> Option<Rc<Lookup>> {
        if self.objects.is_empty() {
            return None;
        }
        Some(Rc::new(move |api_version, kind, namespace, name| {
            Ok(self.find(api_version, kind, namespace, name))
        }))
    }

    fn find(&self, api_version: &str, kind: &str, namespace: &str, name: &str) -> Map {
        let key = crate::render_set::join(&[api_version, kind]);
        let Some(resource) = self.scheme.get(&key) else { return Map::new() };
        let namespace = if resource.namespaced { namespace } else { "" };
        let mut found = self.objects.iter().filter(|object| is_of(object, resource));
        if name.is_empty() {
            let objects =
                found.filter(|o| namespace.is_empty() || field(o, "namespace") == namespace);
            return list(objects);
        }
        let is_it = |object: &&BTreeMap<String, Value>| {
            field(object, "namespace") == namespace && field(object, "name") == name
        };
        found.find(is_it).map(object).unwrap_or_default()
    }
}

/// Whether an object is of the resource that client-go guesses for its kind.
fn is_of(object: &BTreeMap<String, Value>, resource: &Resource) -> bool {
    let text = |name: &str| object.get(name).and_then(Value::as_str).unwrap_or_default();
    let (group, version) = text("apiVersion").rsplit_once('/').unwrap_or(("", text("apiVersion")));
    group == resource.group && version == resource.version && plural(text("kind")) == resource.name
}

/// apimachinery: `UnsafeGuessKindToResource`.
fn plural(kind: &str) -> String {
    let name = kind.to_lowercase();
    match name.chars().last() {
        _ if name.ends_with("endpoints") => name,
        Some('s') => format!("{name}es"),
        Some('y') => format!("{}ies", name.trim_end_matches('y')),
        _ => format!("{name}s"),
    }
}

/// A field of an object's metadata.
fn field<'o>(object: &'o BTreeMap<String, Value>, name: &str) -> &'o str {
    object.get("metadata").and_then(|m| m.get(name)).and_then(Value::as_str).unwrap_or_default()
}

/// Objects as a list of Kubernetes has them, by namespace and name.
fn list<'o>(objects: impl Iterator<Item = &'o BTreeMap<String, Value>>) -> Map {
    let mut objects: Vec<_> = objects.collect();
    objects.sort_by_key(|object| (field(object, "namespace"), field(object, "name")));
    let first = |name: &str| objects.first().and_then(|o| o.get(name)).and_then(Value::as_str);
    let empty = ["continue", "resourceVersion"];
    let entries = [
        ("apiVersion", GoValue::string(first("apiVersion").unwrap_or_default())),
        ("kind", GoValue::from(format!("{}List", first("kind").unwrap_or_default()))),
        ("items", GoValue::list(objects.iter().map(|o| GoValue::Map(object(o))).collect())),
        ("metadata", GoValue::map(empty.map(|name| (Str::from(name), GoValue::string(""))))),
    ];
    entries.into_iter().map(|(key, value)| (Str::from(key), value)).collect()
}

fn object(object: &BTreeMap<String, Value>) -> Map {
    object.iter().map(|(key, value)| (Str::from(key.as_str()), value.to_object())).collect()
}
