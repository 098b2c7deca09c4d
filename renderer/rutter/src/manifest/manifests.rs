//! Rendered files to sorted manifests and hooks. Helm: `SortManifests`.

use std::ops::Range;

use rutter_chart::Compat;
use rutter_go::strconv::quote;
use rutter_yaml::Head;

use super::hook::{Hook, HookEvent};
use super::sort::sort_by_kind;
use super::split::split_manifests;
use super::text::Text;
use crate::engine::{RenderedFile, RenderedText};
use crate::rules::Rule;
use crate::warning::Warnings;

/// A document that is installed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Template it comes from, such as `redis/templates/service.yaml`.
    pub path: String,
    /// The document.
    pub content: Text,
    /// `apiVersion`, empty when missing.
    pub api_version: String,
    /// `kind`, empty when missing.
    pub kind: String,
    /// `metadata.name`, empty when missing.
    pub name: String,
    /// Byte offset of the document in its rendered file.
    pub offset: usize,
}

/// A document that is not what Helm can read.
#[derive(Clone, Debug)]
pub struct ManifestError {
    /// Template the document comes from.
    pub path: String,
    /// The text after `YAML parse error on PATH: `.
    pub message: String,
    /// Byte offset of the document in its rendered file.
    pub offset: usize,
    /// Bytes of the document.
    pub length: usize,
    /// Line inside the document, if the error has one.
    pub line: Option<usize>,
}

/// Manifests and hooks in output order.
#[derive(Debug, Default)]
pub struct Sorted {
    /// What is installed.
    pub manifests: Vec<Manifest>,
    /// What runs at events.
    pub hooks: Vec<Hook>,
}

/// The Go type that a mismatch names.
fn head_type(compat: Compat) -> &'static str {
    match compat {
        Compat::V3 => "releaseutil.SimpleHead",
        Compat::V4 => "util.SimpleHead",
    }
}

/// Files of which not all documents can be read.
#[derive(Debug, Default)]
pub struct Unsorted {
    /// Every document that cannot be read; Helm reports the first.
    pub errors: Vec<ManifestError>,
    /// The hooks before the first of them.
    pub hooks: Vec<Hook>,
}

/// Splits, checks and sorts rendered files given in path order.
///
/// # Errors
/// What cannot be read, and the hooks Helm knows of by then.
pub fn sort_manifests(files: &[RenderedFile], warnings: &Warnings) -> Result<Sorted, Unsorted> {
    let mut sorted = Sorted::default();
    let mut errors = Vec::new();
    for file in files {
        sort_file(file, &mut sorted, &mut errors, warnings);
    }
    if !errors.is_empty() {
        return Err(Unsorted { errors, hooks: sorted.hooks });
    }
    let compat = warnings.compat_of(Rule::KindOrder);
    sort_by_kind(&mut sorted.manifests, compat, |m| &m.kind);
    sort_by_kind(&mut sorted.hooks, compat, |h| &h.kind);
    Ok(sorted)
}

/// Sorts the documents of a file, up to the first one of all that cannot be read; those behind it
/// are only checked.
fn sort_file(
    file: &RenderedFile,
    sorted: &mut Sorted,
    errors: &mut Vec<ManifestError>,
    warnings: &Warnings,
) {
    let compat = warnings.compat();
    let check = |document: &[u8]| rutter_yaml::check_manifest_head(document, head_type(compat));
    let text = match &file.text {
        RenderedText::Utf8(text) => text,
        // Text that is not UTF-8 is not YAML either; the reader says at which byte.
        RenderedText::Other(bytes) => {
            errors.extend(check(bytes).err().map(|error| unreadable(file, 0..bytes.len(), &error)));
            return;
        }
    };
    for content in split_manifests(text, warnings.compat_of(Rule::Separators)) {
        let offset = content.as_ptr() as usize - text.as_ptr() as usize;
        let range = offset..offset + content.len();
        match check(content.as_bytes()) {
            Ok(head) if errors.is_empty() => {
                let content = Text::new(text.clone(), range);
                add(sorted, &file.path, content, offset, head, warnings);
            }
            Ok(_) => {}
            Err(error) => errors.push(unreadable(file, range, &error)),
        }
    }
}

fn unreadable(
    file: &RenderedFile,
    range: Range<usize>,
    error: &rutter_yaml::Error,
) -> ManifestError {
    ManifestError {
        path: file.path.clone(),
        message: error.to_string(),
        offset: range.start,
        length: range.len(),
        line: error.line().map(|line| line as usize),
    }
}

fn add(
    sorted: &mut Sorted,
    path: &str,
    content: Text,
    offset: usize,
    head: Head,
    warnings: &Warnings,
) {
    let annotation = |name: &str| {
        head.annotations.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    };
    let Some(hook) = annotation("helm.sh/hook") else {
        sorted.manifests.push(Manifest {
            path: path.to_string(),
            content,
            api_version: head.api_version,
            kind: head.kind,
            name: head.name,
            offset,
        });
        return;
    };
    let Some(events) = HookEvent::parse_list(hook) else {
        return warn_unknown_hook(hook, warnings);
    };
    let weight = annotation("helm.sh/hook-weight").unwrap_or_default();
    sorted.hooks.push(Hook {
        weight: rutter_go::strconv::atoi(weight).unwrap_or(0),
        name: head.name,
        kind: head.kind,
        path: path.to_string(),
        content,
        events,
        offset,
    });
}

fn warn_unknown_hook(hook: &str, warnings: &Warnings) {
    match warnings.compat() {
        Compat::V3 => {
            let text = format!("info: skipping unknown hook: {}", quote(hook.as_bytes()));
            warnings.log("manifest_sorter.go", 199, text);
        }
        Compat::V4 => {
            warnings.slog("INFO", "skipping unknown hooks", &[("hookTypes", hook.to_string())]);
        }
    }
}
