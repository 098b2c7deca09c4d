//! The images that a release runs.

use std::collections::BTreeSet;

use rutter_yaml::{Data, Node};

use crate::release::Release;

/// Kinds whose `image` is a text for somebody else.
const TEXTS: &[&str] = &["ConfigMap", "Secret", "CustomResourceDefinition"];

/// Every text under a key `image` in the manifests and hooks of a release: of containers, and of
/// custom resources from which an operator makes some.
pub fn images(release: &Release) -> BTreeSet<String> {
    let manifests = release.manifests.iter().map(|m| (m.kind.as_str(), &m.content));
    let hooks = release.hooks.iter().map(|hook| (hook.kind.as_str(), &hook.content));
    let mut found = BTreeSet::new();
    for (_, content) in manifests.chain(hooks).filter(|(kind, _)| !TEXTS.contains(kind)) {
        if let Ok(document) = rutter_yaml::parse_node(content.as_bytes()) {
            collect(&document, &mut found);
        }
    }
    found
}

fn collect(node: &Node, found: &mut BTreeSet<String>) {
    match &node.data {
        Data::Map(entries) => {
            for entry in entries {
                match entry.value.as_str() {
                    Some(image) if entry.key.as_bytes() == b"image" && !image.is_empty() => {
                        found.insert(image.to_str_lossy().into_owned());
                    }
                    _ => collect(&entry.value, found),
                }
            }
        }
        Data::List(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}
