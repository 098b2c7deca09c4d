//! Charts, values and schemas from elsewhere. Helm: pkg/downloader/chart_downloader.go.

use std::path::{Path, PathBuf};

use rutter::Compat;
use rutter::go::url;
use rutter_provenance::Verification;
use rutter_repository::{ChartVersion, Entry, IndexFile, Package, Repositories};

use crate::content_cache::ContentCache;
use crate::flags::Parsed;
use crate::homes::Homes;
use crate::network::{Access, Http, Network, Wanted};
use crate::repositories::RepositoryFiles;
use crate::{signing, whole_file};

/// Scheme of charts in a registry.
pub const OCI_SCHEME: &str = "oci://";
/// What a server is asked for.
const ACCEPT: &str = "application/gzip,application/octet-stream";
/// Largest package that is downloaded.
const MAX_PACKAGE: u64 = 256 << 20;
/// Largest signature that is downloaded.
const MAX_PROVENANCE: u64 = 4 << 20;

/// Downloads a text of at most `limit` bytes.
///
/// # Errors
/// When the server does not answer with success, or with more than the limit.
pub fn get(url: &str, limit: u64) -> Result<Vec<u8>, String> {
    let access = Access { url: url.to_string(), ..Access::default() };
    Http::default().get(url, &access, limit, None)
}

/// What is done about signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provenance {
    /// Nothing.
    None,
    /// It is downloaded if there is one.
    Kept,
    /// It is downloaded and must hold.
    Verified,
}

/// Where a chart is.
#[derive(Clone, Debug)]
pub enum Place {
    /// In a registry, by tag or digest, without a scheme.
    Registry {
        /// The reference.
        reference: String,
        /// Whether an index has named it, and not somebody here.
        is_named: bool,
    },
    /// At an address.
    Url {
        /// The address.
        url: String,
        /// Who we are there.
        access: Access,
        /// SHA-256 that the index gives, in hexadecimal; empty when it gives none.
        digest: String,
    },
}

impl Place {
    /// What a package from there is called.
    pub fn file_name(&self) -> String {
        match self {
            Place::Url { url, .. } => {
                let path = url::parse(url.as_bytes()).map(|url| url.path).unwrap_or_default();
                let name = rutter::go::path::base(&path);
                String::from_utf8_lossy(name).into_owned()
            }
            Place::Registry { reference, .. } => {
                let name = reference.rsplit('/').next().unwrap_or(reference);
                let (name, version) = name.rsplit_once(':').unwrap_or((name, ""));
                // By digest Helm's name keeps the algorithm: `demo@sha256-HEX.tgz`.
                format!("{name}-{version}.tgz")
            }
        }
    }

    /// How messages name it.
    fn shown(&self) -> String {
        match self {
            Place::Registry { reference, .. } => format!("{OCI_SCHEME}{reference}"),
            Place::Url { url, .. } => url.clone(),
        }
    }
}

/// A package that was saved.
pub struct Saved {
    /// Its file.
    pub file: PathBuf,
    /// What its signature says, where that was asked for.
    pub verification: Option<Verification>,
    /// Why there is no signature, where there may be none.
    pub unsigned: Option<String>,
}

/// Downloads charts as flags and settings want it.
pub struct Downloader {
    /// The Helm to equal.
    pub compat: Compat,
    /// Whether signatures must hold.
    pub verifies: bool,
    flags: Parsed,
    cache: ContentCache,
    files: RepositoryFiles,
}

impl Downloader {
    /// From flags.
    pub fn new(flags: &Parsed, compat: Compat) -> Downloader {
        Downloader {
            compat,
            verifies: flags.is_set("verify"),
            flags: flags.clone(),
            cache: ContentCache { directory: PathBuf::from(Homes::new(flags).content_cache) },
            files: RepositoryFiles::new(flags, compat),
        }
    }

    /// The version that is asked for.
    pub fn version(&self) -> &str {
        match self.flags.text("version").filter(|version| !version.is_empty()) {
            Some(version) => version,
            None if self.flags.is_set("devel") => ">0.0.0-0",
            None => "",
        }
    }

    /// Finds a chart by what somebody typed: `oci://…`, an address or `REPOSITORY/CHART`.
    ///
    /// # Errors
    /// Helm's text when there is no such chart.
    pub fn find(&self, network: &Network, name: &str) -> Result<Place, String> {
        if let Some(repository) = self.flags.text("repo").filter(|url| !url.is_empty()) {
            return self.find_in(network, repository, name);
        }
        let invalid = |_| format!("invalid chart URL format: {name}");
        let parsed = url::parse(name.as_bytes()).map_err(invalid)?;
        if parsed.scheme == b"oci" {
            return self.registry_place(network, name, self.version());
        }
        if !parsed.scheme.is_empty() && !parsed.host.is_empty() && !parsed.path.is_empty() {
            let scheme = String::from_utf8_lossy(&parsed.scheme).into_owned();
            if scheme != "http" && scheme != "https" {
                return Err(format!("scheme {scheme:?} not supported"));
            }
            return self.address_place(name);
        }
        let path = String::from_utf8_lossy(&parsed.path).into_owned();
        let Some((repository, chart)) = path.split_once('/') else {
            return Err(format!(
                "non-absolute URLs should be in form of repo_name/path_to_chart, got: {name}"
            ));
        };
        self.find_added(name, repository, chart)
    }

    /// `REPOSITORY/CHART` of a repository that was added.
    fn find_added(&self, name: &str, repository: &str, chart: &str) -> Result<Place, String> {
        let repositories = self.repositories()?;
        let entry =
            repositories.get(repository).ok_or_else(|| format!("repo {repository} not found"))?;
        if entry.url.is_empty() {
            return Err(format!("no URL found for repository {repository}"));
        }
        let index = self.index(entry)?;
        let version = self.version();
        let found = index.get(chart, version).map_err(|error| {
            format!(
                "chart {chart:?} matching {version} not found in {repository} index. (try 'helm repo update'): {error}"
            )
        })?;
        self.warn_of_other(chart, found);
        let reference =
            found.urls.first().ok_or_else(|| format!("chart {name:?} has no downloadable URLs"))?;
        let url = rutter_repository::resolve(&entry.url, reference)
            .map_err(|_| format!("invalid chart URL format: {name}"))?;
        Ok(self.url_place(&Package {
            url,
            version: String::new(),
            digest: found.digest.clone(),
            repository: Some(entry.clone()),
        }))
    }

    fn repositories(&self) -> Result<Repositories, String> {
        Ok(self.files.load().map_err(|failure| failure.text)?.unwrap_or_default())
    }

    fn index(&self, entry: &Entry) -> Result<IndexFile, String> {
        let loaded = self.files.cache.load(&entry.name);
        let (index, skipped) = loaded
            .map_err(|error| format!("no cached repo found. (try 'helm repo update'): {error}"))?;
        let source = self.files.cache.index_file(&entry.name);
        self.files.warn_of_skipped(&skipped, &source.to_string_lossy());
        Ok(index)
    }

    /// Helm 4 says so when it takes another version than the one that was asked for.
    fn warn_of_other(&self, chart: &str, found: &ChartVersion) {
        let asked = self.version();
        let found = &found.metadata.version;
        let is_range = asked.is_empty() || rutter_repository::is_version_range(asked);
        if self.compat == Compat::V4 && !is_range && asked != found {
            crate::output::complain(&format!(
                "level=WARN msg=\"unable to find exact version requested; falling back to closest available version\" chart={} requested={} selected={}",
                rutter::slog_quote(chart),
                rutter::slog_quote(asked),
                rutter::slog_quote(found)
            ));
        }
    }

    /// A package at an address; the index of a repository may name a registry.
    pub fn url_place(&self, package: &Package) -> Place {
        if let Some(reference) = package.url.strip_prefix(OCI_SCHEME) {
            return Place::Registry { reference: reference.to_string(), is_named: true };
        }
        let access = match &package.repository {
            Some(entry) => Access::of_repository(entry),
            None => Access::of_flags(&self.flags, &package.url),
        };
        let digest = package.digest.strip_prefix("sha256:").unwrap_or(&package.digest);
        Place::Url { url: package.url.clone(), access, digest: digest.to_string() }
    }

    /// An address that somebody typed; if a repository names it, its credentials are used.
    fn address_place(&self, address: &str) -> Result<Place, String> {
        for entry in &self.repositories()?.entries {
            let index = self.index(entry)?;
            let named = index.entries.values().flatten().flat_map(|version| &version.urls);
            let is_it = |url: &String| {
                rutter_repository::resolve(&entry.url, url)
                    .is_ok_and(|url| rutter_repository::same(&url, address))
            };
            if named.into_iter().any(is_it) {
                let access = Access::of_repository(entry);
                return Ok(Place::Url { url: address.into(), access, digest: String::new() });
            }
        }
        let access = Access::of_flags(&self.flags, address);
        Ok(Place::Url { url: address.to_string(), access, digest: String::new() })
    }

    /// A chart of a repository that nobody has added. Helm: `FindChartInRepoURL`.
    fn find_in(&self, network: &Network, repository: &str, name: &str) -> Result<Place, String> {
        let access = Access::of_flags(&self.flags, repository);
        let unreachable = |error: String| {
            format!(
                "looks like {repository:?} is not a valid chart repository or cannot be reached: {error}"
            )
        };
        if repository.starts_with(OCI_SCHEME) {
            let reason = "failed to perform \"FetchReference\" on source: invalid reference";
            return Err(unreachable(reason.to_string()));
        }
        let index = rutter_repository::resolve(repository, "index.yaml")?;
        let data = network.http.get(&index, &access, rutter_repository::MAX_INDEX, None);
        let (index, skipped) = IndexFile::parse(&data.map_err(unreachable)?, self.compat)
            .map_err(|error| unreachable(error.to_string()))?;
        self.files.warn_of_skipped(&skipped, repository);
        let version = self.version();
        let shown = match version {
            "" => format!("chart {name:?}"),
            version => format!("chart {name:?} version {version:?}"),
        };
        let found = index
            .get(name, version)
            .map_err(|_| format!("{shown} not found in {repository} repository"))?;
        self.warn_of_other(name, found);
        let reference =
            found.urls.first().ok_or_else(|| format!("{shown} has no downloadable URLs"))?;
        let url = rutter_repository::resolve(repository, reference)?;
        let digest = found.digest.strip_prefix("sha256:").unwrap_or(&found.digest).to_string();
        match url.strip_prefix(OCI_SCHEME) {
            Some(reference) => {
                Ok(Place::Registry { reference: reference.to_string(), is_named: true })
            }
            None => Ok(Place::Url { url, access, digest }),
        }
    }

    /// A chart in a registry. Helm: `ValidateReference`.
    ///
    /// # Errors
    /// Helm's text when tag, digest and version do not go together or no version is there.
    pub fn registry_place(
        &self,
        network: &Network,
        name: &str,
        version: &str,
    ) -> Result<Place, String> {
        let place = name.get(OCI_SCHEME.len()..).unwrap_or_default();
        let parsed = rutter_oci::Reference::parse(place).map_err(|e| e.to_string())?;
        let plain = format!("{}/{}", parsed.registry, parsed.repository);
        let digest = parsed.digest().map(|digest| digest.to_string());
        let tag = tag_of(place, digest.is_some());
        let version = match (version, tag) {
            ("", tag) => tag.unwrap_or_default().to_string(),
            (version, Some(tag)) if tag != version => {
                return Err(format!(
                    "chart reference and version mismatch: {version} is not {tag}"
                ));
            }
            (version, _) => version.to_string(),
        };
        if let Some(digest) = digest {
            if !version.is_empty() {
                let found = network.registry.digest(&format!("{plain}:{version}"));
                if let Some(found) = found.filter(|found| *found != digest) {
                    return Err(format!(
                        "chart reference digest mismatch: {found} is not {digest}"
                    ));
                }
            }
            return Ok(Place::Registry { reference: format!("{plain}@{digest}"), is_named: false });
        }
        let tag = network.registry.tag(&plain, &version)?;
        Ok(Place::Registry { reference: format!("{plain}:{tag}"), is_named: false })
    }

    /// Puts a package into a directory; tells lines to print.
    ///
    /// # Errors
    /// Helm's text; the package may stay without the signature that was wanted.
    pub fn save(
        &self,
        network: &Network,
        place: &Place,
        directory: &Path,
        wants: Provenance,
        tell: &mut dyn FnMut(String),
    ) -> Result<Saved, String> {
        let name = place.file_name();
        check_file_name(&name, place)?;
        let data = self.fetch(network, place, tell)?;
        let file = directory.join(name);
        whole_file::write(&file, &data)?;
        let mut saved = Saved { file, verification: None, unsigned: None };
        if wants == Provenance::None {
            return Ok(saved);
        }
        match self.fetch_provenance(network, place, tell) {
            Ok(provenance) => {
                whole_file::write(&signing::provenance_path(&saved.file), &provenance)?;
            }
            Err(_) if wants == Provenance::Verified => {
                return Err(format!("failed to fetch provenance \"{}.prov\"", place.shown()));
            }
            Err(error) => {
                saved.unsigned = Some(error);
                return Ok(saved);
            }
        }
        if wants == Provenance::Verified {
            saved.verification = Some(signing::check(&saved.file, &self.flags, self.compat)?);
        }
        Ok(saved)
    }

    /// The file of a chart that is only read: in a cache, downloaded unless it is there.
    ///
    /// # Errors
    /// Helm's text.
    pub fn cached(
        &self,
        network: &Network,
        place: &Place,
        tell: &mut dyn FnMut(String),
    ) -> Result<PathBuf, String> {
        let wants = if self.verifies { Provenance::Verified } else { Provenance::None };
        let directory = &self.files.cache.directory;
        std::fs::create_dir_all(directory)
            .map_err(|error| rutter::chart::go_path_error("mkdir", directory, &error))?;
        if self.compat == Compat::V3 || self.verifies {
            return Ok(self.save(network, place, directory, wants, tell)?.file);
        }
        if let Place::Url { digest, .. } = place
            && let Some(file) = self.cache.find(digest)
        {
            return Ok(file);
        }
        self.cache.keep(&self.fetch(network, place, tell)?)
    }

    fn fetch(
        &self,
        network: &Network,
        place: &Place,
        tell: &mut dyn FnMut(String),
    ) -> Result<Vec<u8>, String> {
        match place {
            Place::Registry { reference, is_named } => {
                pull(network, reference, *is_named, Wanted::Chart, tell)
            }
            Place::Url { url, access, digest } => {
                let kept = self.cached_package(digest).and_then(|file| std::fs::read(file).ok());
                if let Some(data) = kept {
                    return Ok(data);
                }
                let data = network.http.get(url, access, MAX_PACKAGE, Some(ACCEPT))?;
                check_digest(url, &data, digest)?;
                Ok(data)
            }
        }
    }

    fn fetch_provenance(
        &self,
        network: &Network,
        place: &Place,
        tell: &mut dyn FnMut(String),
    ) -> Result<Vec<u8>, String> {
        match place {
            Place::Registry { reference, is_named } => {
                pull(network, reference, *is_named, Wanted::Provenance, tell)
            }
            Place::Url { url, access, .. } => {
                network.http.get(&format!("{url}.prov"), access, MAX_PROVENANCE, Some(ACCEPT))
            }
        }
    }

    fn cached_package(&self, digest: &str) -> Option<PathBuf> {
        (self.compat == Compat::V4).then(|| self.cache.find(digest)).flatten()
    }
}

/// Pulls with the credentials that may go there.
fn pull(
    network: &Network,
    reference: &str,
    is_named: bool,
    wanted: Wanted,
    tell: &mut dyn FnMut(String),
) -> Result<Vec<u8>, String> {
    match is_named {
        true => network.registry.pull_named(reference, wanted, tell),
        false => network.registry.pull(reference, wanted, tell),
    }
}

/// The tag as it was typed, with its `+`.
fn tag_of(place: &str, has_digest: bool) -> Option<&str> {
    let place = match has_digest {
        true => place.rsplit_once('@').map_or(place, |(place, _)| place),
        false => place,
    };
    let name = place.rsplit('/').next().unwrap_or(place);
    name.split_once(':').map(|(_, tag)| tag)
}

/// A server does not choose names that lead elsewhere or do something to a terminal.
fn check_file_name(name: &str, place: &Place) -> Result<(), String> {
    let leads_elsewhere = matches!(name, "" | "." | "..") || name.contains(['/', '\\']);
    match leads_elsewhere || name.chars().any(char::is_control) {
        true => Err(format!("{} ends with no name for a file", place.shown())),
        false => Ok(()),
    }
}

/// Helm does not look at what the index says about a package.
fn check_digest(url: &str, data: &[u8], wanted: &str) -> Result<(), String> {
    let found = rutter_provenance::digest(data);
    let found = found.trim_start_matches("sha256:");
    match wanted.is_empty() || wanted.eq_ignore_ascii_case(found) {
        true => Ok(()),
        false => Err(format!(
            "sha256 of {url} does not match the index: {found:?} != {wanted:?}; run 'repo update', or ask who keeps the repository"
        )),
    }
}
