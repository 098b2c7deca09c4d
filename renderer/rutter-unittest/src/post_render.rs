//! `postRenderer`: everything that was rendered goes through a program as one text. helm-unittest:
//! test_job.go `MergeAndPostRender`, `SplitManifests`.

use std::collections::BTreeMap;

use crate::host::{CommandError, Host};
use crate::suite::PostRenderer;

const MARK: &str = "#### file:";
const SEPARATOR: &str = "---\n#### file:";

/// The files that the program leaves; one `manifest.yaml` if it keeps no names.
///
/// # Errors
/// Helm's text.
pub(crate) fn run(
    files: &BTreeMap<String, String>,
    renderer: &PostRenderer,
    host: &dyn Host,
) -> Result<BTreeMap<String, String>, String> {
    let mut input = String::new();
    for (name, text) in files {
        input.push_str(&format!("{SEPARATOR} {name}\n{}\n", text.trim()));
    }
    let output = host.run(&renderer.program, &renderer.arguments, &input);
    output.map(|text| split(&text)).map_err(|error| match error {
        CommandError::Missing(text) => text,
        CommandError::Failed(text) => format!("post-render failed: {text}"),
    })
}

fn split(text: &str) -> BTreeMap<String, String> {
    let starts = text.match_indices(SEPARATOR).map(|(at, _)| at).filter(|at| *at > 0);
    let starts: Vec<usize> = std::iter::once(0).chain(starts).collect();
    let ends = starts.iter().copied().skip(1).chain([text.len()]);
    let mut files = BTreeMap::new();
    for (start, end) in starts.iter().zip(ends) {
        let Some(block) = text.get(*start..end) else { continue };
        let Some((mark, name)) = named(block) else { continue };
        let content = block.strip_prefix(&format!("---\n{mark}\n")).unwrap_or(block);
        files.insert(name.to_string(), content.to_string());
    }
    if files.is_empty() {
        files.insert("manifest.yaml".to_string(), text.to_string());
    }
    files
}

/// The line that names a file, and the name.
fn named(block: &str) -> Option<(&str, &str)> {
    let at = block.find("#### file: ")?;
    let line = block.get(at..)?.lines().next()?;
    Some((line, line.get(MARK.len() + 1..)?))
}
