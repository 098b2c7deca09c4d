//! The objects of a rendered text.

use std::collections::BTreeMap;

use rutter_yaml::{Data, Node};

use crate::{json, plain_yaml};

/// Hooks that helm-diff leaves out unless asked.
const TESTS: [&str; 2] = ["test", "test-success"];

/// An object of one side.
#[derive(Clone, Debug)]
pub struct Object {
    /// What it is of: `Deployment`.
    pub kind: String,
    /// Group and version: `apps/v1`.
    pub api_version: String,
    /// Its own namespace, or that of the release.
    pub namespace: String,
    /// Its name.
    pub name: String,
    /// Its text, comments included, without blanks around it.
    pub content: String,
    /// What the text says.
    pub document: Node,
}

impl Object {
    /// The object that a text of one document says, without a namespace unless it names one;
    /// nothing where it says none.
    ///
    /// # Errors
    /// The YAML library's text.
    pub fn parse(text: &str) -> Result<Option<Object>, String> {
        let document =
            rutter_yaml::parse_node(text.as_bytes()).map_err(|error| error.to_string())?;
        Ok(object(document, text, ""))
    }

    /// The group without its version: `apps`; the version where there is no group.
    pub fn group(&self) -> &str {
        self.api_version.rsplit_once('/').map_or(&self.api_version, |(group, _)| group)
    }

    /// What makes an object one and the same on both sides.
    pub fn key(&self) -> String {
        format!("{}, {}, {} ({})", self.namespace, self.name, self.kind, self.group())
    }

    /// The template that its comment names.
    pub fn source(&self) -> Option<&str> {
        self.content.lines().next()?.strip_prefix("# Source: ")
    }

    /// What the text says, as JSON.
    pub fn json(&self) -> serde_json::Value {
        json::of(&self.document, &self.content)
    }

    /// An annotation of its metadata.
    pub fn annotation(&self, name: &str) -> Option<String> {
        text(self.document.get("metadata")?.get("annotations")?.get(name))
    }
}

/// The objects of one side.
#[derive(Clone, Debug, Default)]
pub struct Manifests {
    /// Objects by [`Object::key`].
    pub objects: BTreeMap<String, Object>,
    /// Keys that stand twice; the first counts.
    pub duplicates: Vec<String>,
}

impl Manifests {
    /// Takes a rendered text apart. `namespace` is that of objects without one; tests that Helm runs
    /// are left out unless they are wanted. Documents without kind or apiVersion are none.
    ///
    /// # Errors
    /// The YAML library's text, with the beginning of the document.
    pub fn parse(text: &str, namespace: &str, with_tests: bool) -> Result<Manifests, String> {
        let mut manifests = Manifests::default();
        for document in format!("\n{text}").split("\n---\n") {
            let document = document.trim();
            let document = document.strip_prefix("---\n").unwrap_or(document);
            manifests.add_text(document, namespace, with_tests)?;
        }
        Ok(manifests)
    }

    fn add_text(&mut self, text: &str, namespace: &str, with_tests: bool) -> Result<(), String> {
        let document = rutter_yaml::parse_node(text.as_bytes()).map_err(|error| {
            format!("{error}, in the document that begins with {:?}", head(text))
        })?;
        let Some(object) = object(document, text, namespace) else { return Ok(()) };
        let is_test = object.annotation("helm.sh/hook").is_some_and(|hook| TESTS.contains(&&*hook));
        if is_test && !with_tests {
            return Ok(());
        }
        let items = object.document.get("items").and_then(Node::items);
        if let Some(items) = items.filter(|_| object.kind.ends_with("List")) {
            return items.iter().try_for_each(|item| self.add_item(item, namespace, with_tests));
        }
        self.add(object);
        Ok(())
    }

    /// An item of a list has a text of its own.
    fn add_item(&mut self, item: &Node, namespace: &str, with_tests: bool) -> Result<(), String> {
        self.add_text(&plain_yaml::write(item), namespace, with_tests)
    }

    fn add(&mut self, object: Object) {
        let key = object.key();
        match self.objects.contains_key(&key) {
            true => self.duplicates.push(key),
            false => {
                self.objects.insert(key, object);
            }
        }
    }
}

fn object(document: Node, text_of: &str, namespace: &str) -> Option<Object> {
    let metadata = document.get("metadata");
    let kind = text(document.get("kind")).unwrap_or_default();
    let api_version = text(document.get("apiVersion")).unwrap_or_default();
    if kind.is_empty() && api_version.is_empty() {
        return None;
    }
    let field = |name: &str| text(metadata.and_then(|metadata| metadata.get(name)));
    let own = field("namespace").filter(|namespace| !namespace.is_empty());
    let mut object = Object {
        kind,
        api_version,
        namespace: own.unwrap_or_else(|| namespace.to_string()),
        name: field("name").unwrap_or_default(),
        content: text_of.to_string(),
        document,
    };
    if let Some(name) = object.annotation("helm-diff/base-name") {
        object.name = name;
    }
    Some(object)
}

fn text(node: Option<&Node>) -> Option<String> {
    match &node?.data {
        Data::String(text) => Some(text.to_str_lossy().into_owned()),
        _ => None,
    }
}

fn head(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(60).collect()
}
