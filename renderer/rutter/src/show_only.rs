//! `--show-only`: some documents of a finished manifest. Helm: cmd/helm/template.go.

use rutter_chart::Compat;
use rutter_go::path::matches;

use crate::manifest::split::split_manifests;

/// The documents of `text` whose source matches one of `patterns`, pattern by pattern.
///
/// # Errors
/// `could not find template PATTERN in chart`.
pub fn show_only(text: &str, patterns: &[String], compat: Compat) -> Result<String, String> {
    let documents = split_manifests(text, compat);
    let mut shown = String::new();
    for pattern in patterns {
        let mut missing = true;
        for document in &documents {
            let Some(source) = source(document) else { continue };
            if matches(pattern.as_bytes(), source.as_bytes()).unwrap_or(false) {
                shown.push_str(&format!("---\n{document}\n"));
                missing = false;
            }
        }
        if missing {
            return Err(format!("could not find template {pattern} in chart"));
        }
    }
    Ok(shown)
}

/// The path behind the first `# Source: CHART/` of a document.
fn source(document: &str) -> Option<&str> {
    const MARK: &str = "# Source: ";
    let mut rest = document;
    while let Some(at) = rest.find(MARK) {
        rest = &rest[at + MARK.len()..];
        let (chart, path) = rest.split_once('/')?;
        let path = path.lines().next().unwrap_or_default();
        if !chart.is_empty() && !path.is_empty() {
            return Some(path);
        }
    }
    None
}
