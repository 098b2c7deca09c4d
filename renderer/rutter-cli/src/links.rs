//! Which symbolic links of a chart are followed into its package.

use std::path::Path;

use rutter::Compat;
use rutter::chart::Metadata;

use crate::failure::Failure;

/// Prefix of a repository that is a path beside the chart.
const FILE_SCHEME: &str = "file://";

/// Accepts a link that stays inside the chart, and one below `charts/` that leads where the
/// chart's own Chart.yaml says its dependency is.
///
/// # Errors
/// For any other link: what it would pack may be anything on this machine.
pub fn check(chart: &Path, link: &Path, target: &Path, compat: Compat) -> Result<(), Failure> {
    let root = chart.canonicalize().unwrap_or_else(|_| chart.to_path_buf());
    if target.starts_with(&root) || is_declared(link, target, compat) {
        return Ok(());
    }
    Err(Failure::text(format!(
        "{} is a symbolic link to {}, outside of the chart and no file:// dependency of it; replace it by a copy, or follow it with --follow-links",
        link.display(),
        target.display()
    )))
}

/// Whether the chart that holds the link declares its target as a dependency.
fn is_declared(link: &Path, target: &Path, compat: Compat) -> bool {
    let Some(owner) = link.parent().filter(|charts| charts.ends_with("charts")) else {
        return false;
    };
    let owner = owner.parent().unwrap_or(owner);
    let Some(metadata) = metadata(owner, compat) else { return false };
    let Ok(owner) = owner.canonicalize() else { return false };
    metadata.dependency_list().any(|dependency| {
        let declared = dependency.repository.strip_prefix(FILE_SCHEME);
        declared
            .is_some_and(|path| owner.join(path).canonicalize().is_ok_and(|path| path == target))
    })
}

fn metadata(chart: &Path, compat: Compat) -> Option<Metadata> {
    let text = std::fs::read(chart.join("Chart.yaml")).ok()?;
    Metadata::parse(&text, compat).ok()
}
