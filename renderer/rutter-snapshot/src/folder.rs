//! The folder with a chart's snapshots.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::difference::{Files, Place};

/// The folder with the snapshots of a chart.
pub const SNAPSHOTS: &str = "snapshots";
/// The file in it that says which cases there are.
pub const CONFIG: &str = "config.yaml";
/// The folder in it with what waits for a decision.
pub const PENDING: &str = ".pending";

/// Largest snapshot that is read, as large as what a render may write.
const MAX_FILE: u64 = 256 << 20;

/// The snapshots of a chart.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Those of the chart in a folder.
    pub fn of(chart: &Path) -> Folder {
        Folder { path: chart.join(SNAPSHOTS) }
    }

    /// The file of a snapshot.
    pub fn file(&self, place: &Place) -> PathBuf {
        self.path.join(&place.case).join(&place.file)
    }

    /// Every snapshot there is, by case and file.
    ///
    /// # Errors
    /// Which file or folder cannot be read.
    pub fn read(&self) -> Result<BTreeMap<String, Files>, String> {
        let mut cases = BTreeMap::new();
        for name in names(&self.path)? {
            let folder = self.path.join(&name);
            if !folder.is_dir() {
                continue;
            }
            let mut files = Files::new();
            for file in names(&folder)? {
                if let Some(text) = read_text(&folder.join(&file))? {
                    files.insert(file, text);
                }
            }
            if !files.is_empty() {
                cases.insert(name, files);
            }
        }
        Ok(cases)
    }
}

/// Names in a folder without hidden ones, sorted; none where there is no folder.
///
/// # Errors
/// When it cannot be read.
pub fn names(folder: &Path) -> Result<Vec<String>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// The text of a file; nothing where there is no file.
///
/// # Errors
/// When it cannot be read or is far too large.
pub fn read_text(path: &Path) -> Result<Option<String>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    let found = match path.metadata() {
        Ok(found) if found.is_file() => found,
        Ok(_) => return Ok(None),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    if found.len() > MAX_FILE {
        return Err(format!("{}: larger than {MAX_FILE} bytes", path.display()));
    }
    let text = std::fs::read(path).map_err(failed)?;
    Ok(Some(String::from_utf8_lossy(&text).into_owned()))
}

/// Removes a file that may be gone already.
///
/// # Errors
/// When it cannot be removed.
pub fn remove(path: &Path) -> Result<(), String> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(format!("{}: {error}", path.display()))
        }
        _ => Ok(()),
    }
}
