//! What dependencies need of the network.

use std::path::Path;

use crate::repositories::Entry;

/// A package to download.
#[derive(Clone, Debug)]
pub struct Package {
    /// `oci://HOST/PATH/NAME` or the URL of an archive.
    pub url: String,
    /// The version, for a registry.
    pub version: String,
    /// SHA-256 that the index gives.
    pub digest: String,
    /// The repository it belongs to, for its credentials.
    pub repository: Option<Entry>,
}

/// Repositories and registries. Calls come from several threads at once.
pub trait Remote: Sync {
    /// The index of a repository.
    ///
    /// # Errors
    /// Why there is none, in Helm's words.
    fn index(&self, repository: &Entry) -> Result<Vec<u8>, String>;

    /// The versions of a chart in a registry, newest first; `reference` is without `oci://`.
    ///
    /// # Errors
    /// Why there are none, in Helm's words.
    fn tags(&self, reference: &str) -> Result<Vec<String>, String>;

    /// Puts a package into a directory, with its signature when it is verified; tells lines to
    /// print.
    ///
    /// # Errors
    /// Why it is not there, in Helm's words.
    fn download(
        &self,
        package: &Package,
        directory: &Path,
        tell: &mut dyn FnMut(String),
    ) -> Result<(), String>;
}
