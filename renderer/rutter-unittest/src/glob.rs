//! File patterns. Go: path/filepath `Glob`, with `**` as yargevad/filepathx has it.

use std::collections::BTreeSet;

use rutter_go::path;
use rutter_go::world::FileKind;

use crate::host::Host;

/// Most files that a pattern finds; the plugin has no limit.
const MAX_FOUND: usize = 100_000;

/// The files that patterns find, relative ones below `folder`. Equal neighbours among the patterns
/// count once; absolute names are taken as they are.
///
/// # Errors
/// A pattern that is none.
pub(crate) fn files(
    host: &dyn Host,
    folder: &str,
    patterns: &[String],
) -> Result<Vec<String>, String> {
    let mut patterns: Vec<&String> = patterns.iter().collect();
    patterns.dedup();
    let mut found = Vec::new();
    for pattern in patterns {
        if pattern.starts_with('/') {
            found.push(pattern.clone());
            continue;
        }
        let base = format!("{folder}/");
        let full = match pattern.contains(&base) {
            true => pattern.clone(),
            false => crate::render_set::join(&[&base, pattern]),
        };
        found.extend(glob(host, &full)?);
    }
    Ok(found)
}

/// The paths that a pattern matches, `**` standing for any directories.
///
/// # Errors
/// A pattern that is none.
pub(crate) fn glob(host: &dyn Host, pattern: &str) -> Result<Vec<String>, String> {
    if !pattern.contains("**") {
        return simple(host, pattern);
    }
    let mut matches = vec![String::new()];
    for part in pattern.split("**") {
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        for start in &matches {
            for path in simple(host, &format!("{start}{part}"))? {
                walk(host, &path, &mut |path| {
                    if seen.len() < MAX_FOUND && seen.insert(path.to_string()) {
                        found.push(path.to_string());
                    }
                });
            }
        }
        matches = found;
    }
    Ok(matches)
}

/// Everything below a path, itself first.
fn walk(host: &dyn Host, path: &str, visit: &mut dyn FnMut(&str)) {
    visit(path);
    let is_directory = |path: &str| {
        let found = host.world().symlink_metadata(path.as_ref());
        found.is_ok_and(|metadata| metadata.kind == FileKind::Directory)
    };
    if !is_directory(path.trim_end_matches('/')) {
        return;
    }
    for entry in host.world().read_directory(path.as_ref()).unwrap_or_default() {
        walk(host, &crate::render_set::join(&[path, &entry.name.to_string_lossy()]), visit);
    }
}

fn simple(host: &dyn Host, pattern: &str) -> Result<Vec<String>, String> {
    path::matches(pattern.as_bytes(), b"").map_err(str::to_string)?;
    if !has_meta(pattern) {
        let exists = host.world().symlink_metadata(pattern.as_ref()).is_ok();
        return Ok(exists.then(|| pattern.to_string()).into_iter().collect());
    }
    let (folder, file) = pattern.rsplit_once('/').map_or(("", pattern), |(folder, file)| {
        (if folder.is_empty() { "/" } else { folder }, file)
    });
    let folders = match has_meta(folder) {
        true => simple(host, folder)?,
        false => vec![folder.to_string()],
    };
    let mut found = Vec::new();
    for folder in folders {
        let place = if folder.is_empty() { "." } else { &folder };
        for entry in host.world().read_directory(place.as_ref()).unwrap_or_default() {
            let name = entry.name.to_string_lossy();
            if path::matches(file.as_bytes(), name.as_bytes()).map_err(str::to_string)? {
                found.push(crate::render_set::join(&[&folder, &name]));
            }
        }
    }
    Ok(found)
}

fn has_meta(pattern: &str) -> bool {
    pattern.contains(['*', '?', '[', '\\'])
}
