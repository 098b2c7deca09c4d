//! A render as files.

use std::collections::{BTreeMap, BTreeSet};

use rutter_diff::Object;

use crate::file_name::stem;

/// The file of what a chart says after an installation.
pub const NOTES: &str = "NOTES.txt";

/// A document that was rendered.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The template that wrote it, such as `redis/templates/service.yaml`.
    pub source: &'a str,
    /// Its text.
    pub content: &'a str,
}

/// The documents of a text, such as a file of definitions below `crds/`.
pub fn documents<'a>(source: &'a str, text: &'a str) -> impl Iterator<Item = Document<'a>> {
    let text = text.strip_prefix("---\n").unwrap_or(text);
    text.split("\n---\n").map(move |content| Document { source, content })
}

/// The snapshot of a render: texts by file name. Each begins with the line `# Source: TEMPLATE`, as
/// Helm prints it, and ends with a line feed. Objects that would have one name are numbered from 2
/// in their order, names that differ in case alone among them; `namespace` is that of the release.
pub fn files<'a>(
    documents: impl IntoIterator<Item = Document<'a>>,
    namespace: &str,
    notes: Option<&str>,
) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for document in documents {
        let content = document.content.trim_matches('\n');
        let content = content.strip_prefix("---\n").unwrap_or(content);
        if content.trim().is_empty() {
            continue;
        }
        let stem = stem_of(content, namespace);
        let numbered = (2..).map(|number| format!("{stem}.{number}"));
        let mut names = std::iter::once(stem.clone()).chain(numbered);
        let Some(name) = names.find(|name| taken.insert(name.to_lowercase())) else { continue };
        files.insert(format!("{name}.yaml"), format!("# Source: {}\n{content}\n", document.source));
    }
    if let Some(notes) = notes.map(str::trim_end).filter(|notes| !notes.is_empty()) {
        files.insert(NOTES.to_string(), format!("{notes}\n"));
    }
    files
}

fn stem_of(content: &str, release: &str) -> String {
    match Object::parse(content) {
        Ok(Some(object)) => {
            let namespace = Some(object.namespace.as_str()).filter(|name| *name != release);
            stem(&object.kind, &object.name, namespace)
        }
        _ => stem("", "", None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_object_has_a_file() {
        let texts = [
            "kind: A\nmetadata: {name: x}",
            "---\nkind: A\nmetadata: {name: x, namespace: data}\n",
            "kind: A\nmetadata: {name: x}\nsecond: true",
            "kind: a\nmetadata: {name: x}",
            "some: text",
            "other: text",
            "  \n",
        ];
        let documents = texts.map(|content| Document { source: "c/t.yaml", content });
        let files = files(documents, "here", Some("Thank you.\n\n"));
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        let expected = [
            "A.x.2.yaml",
            "A.x.data.yaml",
            "A.x.yaml",
            "NOTES.txt",
            "a.x.3.yaml",
            "unnamed.2.yaml",
            "unnamed.yaml",
        ];
        assert_eq!(names, expected);
        assert_eq!(
            files["A.x.data.yaml"],
            "# Source: c/t.yaml\nkind: A\nmetadata: {name: x, namespace: data}\n"
        );
        assert_eq!(files["NOTES.txt"], "Thank you.\n");
    }
}
