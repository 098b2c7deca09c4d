//! The index of a directory of packages. Helm: `IndexDirectory`.

use std::path::{Path, PathBuf};

use rutter_chart::{Chart, Compat, go_path_error};
use sha2::{Digest, Sha256};

use crate::address;
use crate::index::{ChartVersion, IndexFile};

impl IndexFile {
    /// Every package in a directory and in those directly below it; what is no chart is passed
    /// over. `created` is the time of this call.
    ///
    /// # Errors
    /// A chart that nobody could install; a file that cannot be read.
    pub fn of_directory(
        directory: &Path,
        base_url: &str,
        created: &str,
        compat: Compat,
    ) -> Result<IndexFile, String> {
        let mut index = IndexFile::default();
        for file in packages(directory) {
            let data = std::fs::read(&file).map_err(|e| go_path_error("open", &file, &e))?;
            let Ok(loaded) = Chart::load_archive(&data, compat) else { continue };
            let metadata = loaded.chart.metadata;
            let version = ChartVersion {
                urls: vec![url_of(directory, &file, base_url)],
                created: created.to_string(),
                removed: false,
                digest: Sha256::digest(&data).iter().map(|byte| format!("{byte:02x}")).collect(),
                metadata,
            };
            index.entries.entry(version.metadata.name.clone()).or_default().push(version);
        }
        index.sort();
        Ok(index)
    }
}

/// Go: `filepath.Glob` of `*.tgz` and `**/*.tgz`.
fn packages(directory: &Path) -> Vec<PathBuf> {
    let list = |directory: &Path| {
        let entries = directory.read_dir().into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        paths
    };
    let is_package = |path: &PathBuf| path.extension().is_some_and(|end| end == "tgz");
    let top = list(directory);
    let below: Vec<PathBuf> =
        top.iter().filter(|path| path.is_dir()).flat_map(|path| list(path)).collect();
    top.into_iter().chain(below).filter(is_package).collect()
}

fn url_of(directory: &Path, file: &Path, base_url: &str) -> String {
    let relative = file.strip_prefix(directory).unwrap_or(file);
    let parent = relative.parent().unwrap_or(Path::new("")).to_string_lossy();
    let name = relative.file_name().unwrap_or_default().to_string_lossy();
    let joined = |base: &str, part: &str| {
        address::join(base, part).unwrap_or_else(|_| {
            let path = rutter_go::path::join(&[base.as_bytes(), part.as_bytes()]);
            String::from_utf8_lossy(&path).into_owned()
        })
    };
    match joined(base_url, &parent) {
        base if base.is_empty() => name.into_owned(),
        base => joined(&base, &name),
    }
}
