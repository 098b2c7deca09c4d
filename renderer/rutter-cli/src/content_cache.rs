//! Packages that were downloaded before, by what is in them. Helm 4: pkg/downloader/cache.go.

use std::path::PathBuf;

use rutter::chart::go_path_error;
use rutter_provenance::digest;

use crate::whole_file;

/// The directory of packages.
pub struct ContentCache {
    /// Where it is.
    pub directory: PathBuf,
}

impl ContentCache {
    fn path(&self, hash: &str, ending: &str) -> PathBuf {
        let folder = hash.get(..2).unwrap_or(hash);
        self.directory.join(folder).join(format!("{hash}{ending}"))
    }

    /// The file of a package, if it is there and still what its name says.
    pub fn find(&self, hash: &str) -> Option<PathBuf> {
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let path = self.path(hash, ".chart");
        let data = is_hash.then(|| std::fs::read(&path).ok())??;
        (digest(&data) == format!("sha256:{hash}")).then_some(path)
    }

    /// Keeps a package; gives its file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep(&self, data: &[u8]) -> Result<PathBuf, String> {
        let hash = digest(data);
        let path = self.path(hash.trim_start_matches("sha256:"), ".chart");
        let folder = path.parent().unwrap_or(&self.directory);
        std::fs::create_dir_all(folder).map_err(|error| go_path_error("mkdir", folder, &error))?;
        whole_file::write(&path, data)?;
        Ok(path)
    }
}
