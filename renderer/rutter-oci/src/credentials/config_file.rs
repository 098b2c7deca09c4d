//! `config.json` of Helm and of Docker.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::value::RawValue;

use super::auth_entry::AuthEntry;
use super::indent::with_tabs;
use crate::{Credential, json, to_go_json};

type Members = BTreeMap<String, Box<RawValue>>;

/// The most bytes such a file may have.
const MOST: u64 = 16 << 20;

/// A file of credentials. Members it does not know are kept as they are.
pub(crate) struct ConfigFile {
    path: PathBuf,
    members: Members,
    auths: Members,
    pub(crate) creds_store: String,
    helpers: BTreeMap<String, String>,
}

impl ConfigFile {
    /// Reads a file. One that is missing or empty has no credentials.
    pub(crate) fn load(path: &Path) -> Result<Self, String> {
        let text = match read(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => {
                return Err(format!("failed to open config file at {}: {error}", path.display()));
            }
        };
        let blank = text.iter().all(u8::is_ascii_whitespace);
        let members = if blank { Ok(None) } else { json::read_first::<Option<Members>>(&text) };
        let members = members.map_err(|reason| {
            let path = path.display();
            format!("failed to decode config file {path}: invalid config format: {reason}")
        })?;
        let members = members.unwrap_or_default();
        Ok(ConfigFile {
            path: path.to_path_buf(),
            auths: member(&members, "auths", "auths")?,
            creds_store: member(&members, "credsStore", "creds store")?,
            helpers: member(&members, "credHelpers", "cred helpers")?,
            members,
        })
    }

    /// Whether it says anything about credentials.
    pub(crate) fn is_configured(&self) -> bool {
        !self.creds_store.is_empty() || !self.helpers.is_empty() || !self.auths.is_empty()
    }

    /// The helper for a server, by its name or for all.
    pub(crate) fn helper(&self, server: &str) -> Option<&str> {
        let named = self.helpers.get(server).map(String::as_str).filter(|name| !name.is_empty());
        named.or_else(|| Some(self.creds_store.as_str()).filter(|name| !name.is_empty()))
    }

    /// The credential in the file itself. Old files name servers with scheme and path.
    pub(crate) fn get(&self, server: &str) -> Result<Credential, String> {
        let by_host = || self.auths.iter().find(|(key, _)| hostname(key) == server).map(|(_, v)| v);
        let Some(entry) = self.auths.get(server).or_else(by_host) else {
            return Ok(Credential::default());
        };
        let entry: Option<AuthEntry> = serde_json::from_str(entry.get()).map_err(|_| {
            "failed to unmarshal auth field: invalid config format: a member has another type"
                .to_string()
        })?;
        entry.unwrap_or_default().credential()
    }

    /// Sets a credential.
    pub(crate) fn put(&mut self, server: &str, credential: &Credential) -> Result<(), String> {
        if credential.username.contains(':') {
            return Err("bad credential format: colons(:) are not allowed in username".to_string());
        }
        self.auths.insert(server.to_string(), raw(&AuthEntry::of(credential))?);
        self.save()
    }

    /// Removes a credential; one that is not there changes nothing.
    pub(crate) fn remove(&mut self, server: &str) -> Result<(), String> {
        if self.auths.remove(server).is_none() {
            return Ok(());
        }
        self.save()
    }

    /// Writes the file whole or not at all; not, when nothing changes.
    pub(crate) fn save(&mut self) -> Result<(), String> {
        self.members.insert("auths".to_string(), raw(&self.auths)?);
        if self.creds_store.is_empty() {
            self.members.remove("credsStore");
        } else {
            self.members.insert("credsStore".to_string(), raw(&self.creds_store)?);
        }
        let text = with_tabs(raw(&self.members)?.get());
        // A link to the file stays a link.
        let path = fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone());
        if fs::read(&path).is_ok_and(|old| old == text.as_bytes()) {
            return Ok(());
        }
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        make_folder(folder)
            .map_err(|error| format!("failed to make directory {}: {error}", folder.display()))?;
        write_whole(folder, &path, text.as_bytes())
            .map_err(|error| format!("failed to save config file: {error}"))
    }
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    io::Read::read_to_end(&mut io::Read::take(fs::File::open(path)?, MOST), &mut text)?;
    Ok(text)
}

fn member<T: serde::de::DeserializeOwned + Default>(
    members: &Members,
    name: &str,
    called: &str,
) -> Result<T, String> {
    let Some(value) = members.get(name) else { return Ok(T::default()) };
    let value: Option<T> = serde_json::from_str(value.get()).map_err(|_| {
        format!("failed to unmarshal {called} field: invalid config format: it has another type")
    })?;
    Ok(value.unwrap_or_default())
}

fn raw<T: serde::Serialize>(value: &T) -> Result<Box<RawValue>, String> {
    let text = String::from_utf8(to_go_json(value)).map_err(|error| error.to_string())?;
    RawValue::from_string(text).map_err(|error| format!("failed to marshal config: {error}"))
}

fn hostname(key: &str) -> &str {
    let key = key.strip_prefix("http://").unwrap_or(key);
    let key = key.strip_prefix("https://").unwrap_or(key);
    key.split('/').next().unwrap_or_default()
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Temporary files are for their owner only, and stay so when they get their name.
fn write_whole(folder: &Path, path: &Path, text: &[u8]) -> io::Result<()> {
    let mut file = tempfile::Builder::new().prefix(".config-").tempfile_in(folder)?;
    file.write_all(text)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
