//! Indexes that were downloaded before. Helm: pkg/helmpath, `DownloadIndexFile`.

use std::io;
use std::path::{Path, PathBuf};

use rutter_chart::{Compat, go_path_error};

use crate::index::{IndexFile, Skipped};
use crate::remote::Remote;
use crate::repositories::Entry;

/// Largest index that is read.
pub const MAX_INDEX: u64 = 64 << 20;

/// Writes a file as a whole.
pub type WriteFile = fn(&Path, &[u8]) -> Result<(), String>;

/// The directory of indexes.
#[derive(Clone, Debug)]
pub struct IndexCache {
    /// Where they are.
    pub directory: PathBuf,
    /// Whose indexes they are read as.
    pub compat: Compat,
    /// How files are written.
    pub write: WriteFile,
}

impl IndexCache {
    /// The file of a repository's index.
    pub fn index_file(&self, name: &str) -> PathBuf {
        self.directory.join(format!("{name}-index.yaml"))
    }

    /// The file with the names of a repository's charts.
    pub fn charts_file(&self, name: &str) -> PathBuf {
        self.directory.join(format!("{name}-charts.txt"))
    }

    /// Reads an index.
    ///
    /// # Errors
    /// Go's text for a file that cannot be read, Helm's for one that is no index.
    pub fn load(&self, name: &str) -> Result<(IndexFile, Vec<Skipped>), String> {
        let path = self.index_file(name);
        let size = path.metadata().map_err(|e| go_path_error("open", &path, &e))?.len();
        if size > MAX_INDEX {
            let shown = path.display();
            return Err(format!(
                "{shown} is larger than {MAX_INDEX} bytes, the limit for an index"
            ));
        }
        let data = std::fs::read(&path).map_err(|e| go_path_error("open", &path, &e))?;
        let index = IndexFile::parse(&data, self.compat);
        index.map_err(|e| format!("error loading {}: {e}", path.display()))
    }

    /// Downloads the index of a repository and keeps it.
    ///
    /// # Errors
    /// Why there is no index now; the old one stays.
    pub fn refresh(&self, entry: &Entry, remote: &dyn Remote) -> Result<Vec<Skipped>, String> {
        let data = remote.index(entry)?;
        let (index, skipped) = IndexFile::parse(&data, self.compat).map_err(|e| e.to_string())?;
        let names: String = index.entries.keys().map(|name| format!("{name}\n")).collect();
        std::fs::create_dir_all(&self.directory)
            .map_err(|e| go_path_error("mkdir", &self.directory, &e))?;
        (self.write)(&self.charts_file(&entry.name), names.as_bytes())?;
        (self.write)(&self.index_file(&entry.name), &data)?;
        Ok(skipped)
    }

    /// Forgets a repository.
    ///
    /// # Errors
    /// When a file cannot be removed.
    pub fn forget(&self, name: &str) -> Result<(), String> {
        for path in [self.index_file(name), self.charts_file(name)] {
            match std::fs::remove_file(&path) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => {
                    return Err(go_path_error("remove", &path, &e));
                }
                _ => {}
            }
        }
        Ok(())
    }
}
