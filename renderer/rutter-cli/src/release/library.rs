//! The charts of a folder, those that others need first.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rutter::Compat;
use rutter::chart::{Metadata, go_path_error};

use crate::failure::Failure;

/// Charts by their paths: each argument is a chart, or a folder of charts.
///
/// # Errors
/// When there is no chart, or charts need each other.
pub fn find_charts(arguments: &[String], compat: Compat) -> Result<Vec<PathBuf>, Failure> {
    let mut charts = BTreeMap::new();
    for argument in arguments {
        let before = charts.len();
        for path in candidates(Path::new(argument))? {
            let metadata = metadata(&path, compat)?;
            let real = path.canonicalize().map_err(|e| go_path_error("stat", &path, &e))?;
            charts.insert(real, (path, metadata));
        }
        if charts.len() == before {
            return Err(Failure::text(format!(
                "{argument}: there is no chart here; name a chart or a folder of charts"
            )));
        }
    }
    in_order(charts)
}

fn candidates(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if path.join("Chart.yaml").is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let entries = path.read_dir().map_err(|error| go_path_error("open", path, &error))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.join("Chart.yaml").is_file());
    paths.sort();
    Ok(paths)
}

fn metadata(path: &Path, compat: Compat) -> Result<Metadata, Failure> {
    let file = path.join("Chart.yaml");
    let text = std::fs::read(&file).map_err(|error| go_path_error("open", &file, &error))?;
    let metadata = Metadata::parse(&text, compat);
    metadata.map_err(|error| Failure::text(format!("{}: {error}", file.display())))
}

/// A chart comes after those beside it that it needs.
fn in_order(mut charts: BTreeMap<PathBuf, (PathBuf, Metadata)>) -> Result<Vec<PathBuf>, Failure> {
    let mut ordered = Vec::new();
    while !charts.is_empty() {
        let is_ready = |path: &PathBuf, metadata: &Metadata| {
            let mut needed = metadata.dependency_list().filter_map(|dependency| {
                let below = dependency.repository.strip_prefix("file://")?;
                path.join(below).canonicalize().ok()
            });
            !needed.any(|needed| charts.contains_key(&needed))
        };
        let ready = charts.iter().find(|(real, (_, metadata))| is_ready(real, metadata));
        let Some(ready) = ready.map(|(real, _)| real.clone()) else {
            let names: Vec<&str> = charts.values().map(|(_, m)| m.name.as_str()).collect();
            return Err(Failure::text(format!("charts need each other: {}", names.join(", "))));
        };
        ordered.extend(charts.remove(&ready).map(|(path, _)| path));
    }
    Ok(ordered)
}
