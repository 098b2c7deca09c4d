//! The images that a release runs.

use std::collections::BTreeSet;

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
            document.texts_under(b"image", &mut |image| {
                found.insert(image.to_str_lossy().into_owned());
            });
        }
    }
    found
}
