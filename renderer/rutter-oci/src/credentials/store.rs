//! Files and helpers together.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::config_file::ConfigFile;
use super::helper::{Helper, PATIENCE};
use super::server_address;
use crate::{Credential, CredentialSource};

/// A file of credentials with the helpers it names. Where it names none and has none itself, the
/// helper of the system is used if its program is there.
#[derive(Debug, Clone)]
pub struct Store {
    path: PathBuf,
    patience: Duration,
}

impl Store {
    /// The store of a file, which need not be there.
    ///
    /// # Errors
    /// When the file is not what it should be.
    pub fn open(path: &Path) -> Result<Self, String> {
        Store { path: path.to_path_buf(), patience: PATIENCE }.checked()
    }

    fn checked(self) -> Result<Self, String> {
        ConfigFile::load(&self.path)?;
        Ok(self)
    }

    /// Another time within which helpers must end.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// The credential for a registry; an empty one when there is none.
    ///
    /// # Errors
    /// When the file or the helper fails.
    pub fn get(&self, registry: &str) -> Result<Credential, String> {
        let server = server_address(registry);
        let file = ConfigFile::load(&self.path)?;
        match self.helper(&file, server) {
            Some((helper, _)) => helper.get(server),
            None => file.get(server),
        }
    }

    /// Keeps the credential for a registry.
    ///
    /// # Errors
    /// When the file or the helper fails.
    pub fn put(&self, registry: &str, credential: &Credential) -> Result<(), String> {
        let server = server_address(registry);
        let mut file = ConfigFile::load(&self.path)?;
        match self.helper(&file, server) {
            None => file.put(server, credential),
            Some((helper, of_system)) => {
                helper.store(server, credential)?;
                let Some(name) = of_system else { return Ok(()) };
                file.creds_store = name.to_string();
                file.save().map_err(|error| format!("failed to set credsStore: {error}"))
            }
        }
    }

    /// Forgets the credential for a registry.
    ///
    /// # Errors
    /// When the file or the helper fails: `failed to delete the credential for HOST: …`.
    pub fn remove(&self, registry: &str) -> Result<(), String> {
        let server = server_address(registry);
        let mut file = ConfigFile::load(&self.path)?;
        let removed = match self.helper(&file, server) {
            Some((helper, _)) => helper.erase(server),
            None => file.remove(server),
        };
        removed.map_err(|error| format!("failed to delete the credential for {server}: {error}"))
    }

    /// The helper for a server, and its name where it is only the one of the system.
    fn helper(&self, file: &ConfigFile, server: &str) -> Option<(Helper, Option<&'static str>)> {
        if let Some(name) = file.helper(server) {
            return Some((Helper::new(name, self.patience), None));
        }
        if file.is_configured() {
            return None;
        }
        let name = Helper::of_system()?;
        Some((Helper::new(name, self.patience), Some(name)))
    }
}

/// Helm's own store, and that of Docker for what is not in it.
#[derive(Debug, Clone)]
pub struct Stores {
    own: Store,
    docker: Option<Store>,
}

impl Stores {
    /// Helm's file, and Docker's where there is one. A Docker file that cannot be read counts as
    /// none.
    ///
    /// # Errors
    /// When Helm's file is not what it should be.
    pub fn open(own: &Path, docker: Option<&Path>) -> Result<Self, String> {
        let docker = docker.and_then(|path| Store::open(path).ok());
        Ok(Stores { own: Store::open(own)?, docker })
    }

    /// Helm's own store, the only one that is written.
    pub fn own(&self) -> &Store {
        &self.own
    }
}

impl CredentialSource for Stores {
    fn get(&self, host: &str) -> Result<Credential, String> {
        let found = self.own.get(host)?;
        match &self.docker {
            Some(docker) if found.is_empty() => docker.get(host),
            _ => Ok(found),
        }
    }
}
