//! `charts/` of a chart: what is moved in, and what is taken out.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rutter_chart::{Chart, Compat, Dependency, go_path_error};

use crate::manager::{Manager, Message};

impl Manager<'_> {
    /// Helm: `safeMoveDeps`.
    pub(crate) fn move_all(
        &self,
        locked: &[Dependency],
        source: &Path,
        charts: &Path,
        tell: &mut dyn FnMut(Message),
    ) -> Result<(), String> {
        let new = names(source)?;
        let old = names(charts)?;
        for name in &new {
            let from = source.join(name);
            if let Err(error) = load_file(&from, self.compat) {
                let shown = from.display();
                let text = format!("Could not verify {shown} for moving: {error} (Skipping)");
                tell(Message::Text(text));
                continue;
            }
            let to = charts.join(name);
            fs::rename(&from, &to).map_err(|e| go_path_error("rename", &from, &e))?;
        }
        tell(Message::Line("Deleting outdated charts".to_string()));
        for name in old.difference(&new) {
            let path = charts.join(name);
            let loaded = match load_file(&path, self.compat) {
                Ok(chart) => chart,
                Err(error) => {
                    let shown = path.display();
                    tell(Message::Line(format!(
                        "Could not verify {shown} for deletion: {error} (Skipping)"
                    )));
                    continue;
                }
            };
            let is_local = |dependency: &Dependency| {
                dependency.repository.is_empty() && dependency.name == loaded.name()
            };
            if !locked.iter().any(is_local) {
                remove(&path)?;
            }
        }
        Ok(())
    }
}

pub(crate) fn prepare(charts: &Path) -> Result<(), String> {
    match charts.metadata() {
        Ok(found) if found.is_dir() => Ok(()),
        Ok(_) => Err(format!("{:?} is not a directory", charts.display().to_string())),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            fs::create_dir_all(charts).map_err(|e| go_path_error("mkdir", charts, &e))
        }
        Err(e) => Err(format!(
            "unable to retrieve file info for '{}': {}",
            charts.display(),
            go_path_error("stat", charts, &e)
        )),
    }
}

/// Names of the files in a directory.
fn names(directory: &Path) -> Result<BTreeSet<String>, String> {
    let entries = directory.read_dir().map_err(|e| go_path_error("open", directory, &e))?;
    let files = entries.flatten().filter(|entry| entry.file_type().is_ok_and(|t| !t.is_dir()));
    Ok(files.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect())
}

/// Removes a file; another run may have done so before.
fn remove(path: &Path) -> Result<(), String> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
            Err(go_path_error("remove", path, &e))
        }
        _ => Ok(()),
    }
}

/// Helm: `loader.LoadFile`.
fn load_file(path: &Path, compat: Compat) -> Result<Chart, String> {
    if path.is_dir() {
        return Err("cannot load a directory".to_string());
    }
    let data = fs::read(path).map_err(|e| go_path_error("open", path, &e))?;
    if !rutter_chart::is_gzip(&data) {
        return Err(rutter_chart::not_an_archive(&path.to_string_lossy(), &data).to_string());
    }
    Chart::load_archive(&data, compat).map(|loaded| loaded.chart).map_err(|e| e.to_string())
}

/// A path below a chart's, cleaned.
pub(crate) fn join(path: &str, part: &str) -> PathBuf {
    let joined = rutter_go::path::join(&[path, part]);
    PathBuf::from(String::from_utf8_lossy(&joined).into_owned())
}
