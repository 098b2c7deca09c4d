//! Repositories and registries over the network.

mod artifact;
mod http;
mod registry;

use std::path::Path;

use rutter::Compat;
use rutter_repository::{Entry, Package, Remote};

pub use artifact::Artifact;
pub use http::{Access, Http};
pub use registry::{Registry, Subject, Wanted, client, unreadable};

use crate::download::{self, Downloader, Provenance};
use crate::failure::Failure;
use crate::flags::Parsed;

/// Largest index of a repository.
const MAX_INDEX: u64 = rutter_repository::MAX_INDEX;

/// The network as flags and settings want it.
pub struct Network {
    /// Plain servers.
    pub http: Http,
    /// Registries.
    pub registry: Registry,
    /// How packages of dependencies are downloaded.
    downloader: Downloader,
}

impl Network {
    /// From flags.
    ///
    /// # Errors
    /// When a certificate cannot be used or credentials cannot be read.
    pub fn new(flags: &Parsed, compat: Compat) -> Result<Network, Failure> {
        Ok(Network {
            http: Http::new(flags),
            registry: Registry::new(flags, compat)?,
            downloader: Downloader::new(flags, compat),
        })
    }
}

impl Remote for Network {
    fn index(&self, repository: &Entry) -> Result<Vec<u8>, String> {
        if repository.url.starts_with(download::OCI_SCHEME) {
            let reason = "failed to perform \"FetchReference\" on source: invalid reference";
            return Err(reason.to_string());
        }
        let url = rutter_repository::resolve(&repository.url, "index.yaml")?;
        self.http.get(&url, &Access::of_repository(repository), MAX_INDEX, None)
    }

    fn tags(&self, reference: &str) -> Result<Vec<String>, String> {
        self.registry.versions(reference)
    }

    fn download(
        &self,
        package: &Package,
        directory: &Path,
        tell: &mut dyn FnMut(String),
    ) -> Result<(), String> {
        let wants = match self.downloader.verifies {
            true => Provenance::Verified,
            false => Provenance::None,
        };
        let found = match package.url.starts_with(download::OCI_SCHEME) {
            true => self.downloader.registry_place(self, &package.url, &package.version)?,
            false => self.downloader.url_place(package),
        };
        self.downloader.save(self, &found, directory, wants, tell).map(|_| ())
    }
}
