//! What waits for a decision: in `snapshots/.pending/files/CASE`, the new text of each file that
//! differs, `FILE.obsolete` for one that is rendered no more, and `.whole` in a case of which all
//! files are new or obsolete.

use std::path::{Path, PathBuf};

use crate::difference::{Difference, Place};
use crate::folder::{Folder, PENDING, SNAPSHOTS, names, read_text, remove};

const FILES: &str = "files";
const OBSOLETE: &str = ".obsolete";
const WHOLE: &str = ".whole";

/// What waits for a decision about a chart.
#[derive(Clone, Debug)]
pub struct Pending {
    chart: PathBuf,
    folder: PathBuf,
}

impl Pending {
    /// That of the chart in a folder.
    pub fn of(chart: &Path) -> Pending {
        Pending {
            chart: chart.to_path_buf(),
            folder: chart.join(SNAPSHOTS).join(PENDING).join(FILES),
        }
    }

    /// Whether there may be something.
    pub fn exists(&self) -> bool {
        self.folder.exists()
    }

    /// Puts these differences in the place of all that waited. A run that is stopped leaves what was
    /// there before, or nothing. The lock of the chart is held.
    ///
    /// # Errors
    /// What cannot be written.
    pub fn write(&self, differences: &[Difference]) -> Result<(), String> {
        let beside = |ending: &str| self.folder.with_file_name(format!("{FILES}{ending}"));
        let (fresh, stale) = (beside(".new"), beside(".old"));
        for left in [&fresh, &stale] {
            remove_folder(left)?;
        }
        for difference in differences {
            let folder = fresh.join(&difference.place.case);
            create_folder(&folder)?;
            let file = folder.join(&difference.place.file);
            match &difference.new {
                Some(text) => write(&file, text)?,
                None => write(&obsolete(&file), "")?,
            }
            if difference.is_whole_case {
                write(&folder.join(WHOLE), "")?;
            }
        }
        if self.folder.exists() {
            rename(&self.folder, &stale)?;
        }
        if fresh.exists() {
            rename(&fresh, &self.folder)?;
        }
        remove_folder(&stale)
    }

    /// What waits, but for files that are as they shall be by now.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn read(&self) -> Result<Vec<Difference>, String> {
        let snapshots = Folder::of(&self.chart);
        let mut differences = Vec::new();
        for case in names(&self.folder)? {
            let folder = self.folder.join(&case);
            let is_whole_case = folder.join(WHOLE).exists();
            for name in names(&folder)? {
                let (file, new) = match name.strip_suffix(OBSOLETE) {
                    Some(file) => (file.to_string(), None),
                    None => (name.clone(), read_text(&folder.join(&name))?),
                };
                let place = Place { chart: self.chart.clone(), case: case.clone(), file };
                let old = read_text(&snapshots.file(&place))?;
                if old != new {
                    differences.push(Difference { place, old, new, is_whole_case });
                }
            }
        }
        Ok(differences)
    }

    /// Where the new text of a file waits.
    pub fn file(&self, place: &Place) -> PathBuf {
        self.folder.join(&place.case).join(&place.file)
    }

    /// Takes away what waits for a file.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn remove(&self, place: &Place) -> Result<(), String> {
        let file = self.file(place);
        remove(&file)?;
        remove(&obsolete(&file))
    }

    /// Takes away what waits although it is done, and cases of which nothing waits.
    ///
    /// # Errors
    /// What cannot be read or removed.
    pub fn tidy(&self) -> Result<(), String> {
        let left = self.read()?;
        let is_left = |case: &str, file: &str| {
            left.iter().any(|one| one.place.case == case && one.place.file == file)
        };
        for case in names(&self.folder)? {
            let folder = self.folder.join(&case);
            for name in names(&folder)? {
                if !is_left(&case, name.strip_suffix(OBSOLETE).unwrap_or(&name)) {
                    remove(&folder.join(&name))?;
                }
            }
            if names(&folder)?.is_empty() {
                remove_folder(&folder)?;
            }
        }
        Ok(())
    }
}

fn obsolete(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_os_string();
    name.push(OBSOLETE);
    file.with_file_name(name)
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

fn create_folder(path: &Path) -> Result<(), String> {
    std::fs::create_dir_all(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn rename(from: &Path, to: &Path) -> Result<(), String> {
    std::fs::rename(from, to).map_err(|error| format!("{}: {error}", from.display()))
}

fn remove_folder(path: &Path) -> Result<(), String> {
    match std::fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("{}: {error}", path.display()))
        }
        _ => Ok(()),
    }
}
