//! The images that come and go.

use std::collections::{BTreeMap, BTreeSet};

use crate::manifests::Object;

/// Kinds whose `image` is a text for somebody else.
const TEXTS: &[&str] = &["ConfigMap", "Secret", "CustomResourceDefinition"];

/// The images of one repository that are on one side only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageChange {
    /// The image without its tag and digest: `docker.io/library/redis`.
    pub repository: String,
    /// What follows it on the old side, with its `:` or `@`; empty for an image without a tag.
    pub old: Vec<String>,
    /// What follows it on the new side.
    pub new: Vec<String>,
}

impl ImageChange {
    /// On one line: `redis: 8.0 -> 8.2`, `+ redis:8.2`, `- redis:8.0`.
    pub fn shown(&self) -> String {
        let tags = |list: &[String]| {
            let tags = list.iter().map(|tag| match tag.strip_prefix(':').unwrap_or(tag) {
                "" => "no tag",
                tag => tag,
            });
            tags.collect::<Vec<_>>().join(", ")
        };
        let images = |list: &[String]| {
            list.iter()
                .map(|tag| format!("{}{tag}", self.repository))
                .collect::<Vec<_>>()
                .join(", ")
        };
        match (self.old.is_empty(), self.new.is_empty()) {
            (true, _) => format!("+ {}", images(&self.new)),
            (_, true) => format!("- {}", images(&self.old)),
            _ => format!("{}: {} -> {}", self.repository, tags(&self.old), tags(&self.new)),
        }
    }
}

/// What is in the objects of one side and in none of the other, by repository.
pub fn image_changes<'a>(
    old: impl Iterator<Item = &'a Object>,
    new: impl Iterator<Item = &'a Object>,
) -> Vec<ImageChange> {
    let (old, new) = (images(old), images(new));
    let mut changes: BTreeMap<String, ImageChange> = BTreeMap::new();
    let sides = old.difference(&new).map(|image| (image, true));
    for (image, is_old) in sides.chain(new.difference(&old).map(|image| (image, false))) {
        let (repository, tag) = parts(image);
        let change = changes.entry(repository.to_string()).or_insert_with(|| ImageChange {
            repository: repository.to_string(),
            old: Vec::new(),
            new: Vec::new(),
        });
        let list = if is_old { &mut change.old } else { &mut change.new };
        list.push(tag.to_string());
    }
    changes.into_values().collect()
}

fn images<'a>(objects: impl Iterator<Item = &'a Object>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for object in objects.filter(|object| !TEXTS.contains(&object.kind.as_str())) {
        object.document.texts_under(b"image", &mut |image| {
            found.insert(image.to_str_lossy().into_owned());
        });
    }
    found
}

/// The repository, and the rest with its `:` or `@`. A colon before a slash is that of a port.
fn parts(image: &str) -> (&str, &str) {
    let name = image.rfind('/').map_or(0, |slash| slash + 1);
    let end = image[name..].find([':', '@']).map_or(image.len(), |at| name + at);
    image.split_at(end)
}
