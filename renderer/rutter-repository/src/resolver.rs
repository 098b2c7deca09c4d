//! From requirements to exact versions. Helm: internal/resolver, `Manager.resolveRepoNames`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rutter_chart::{Chart, Compat, Dependency, Notice, go_path_error};
use rutter_go::semver::{Constraints, Version};
use rutter_go::world::World;
use sha2::{Digest, Sha256};

use crate::address;
use crate::cache::IndexCache;
use crate::remote::Remote;
use crate::repositories::Repositories;

/// Scheme of charts beside the chart.
pub const FILE_SCHEME: &str = "file://";
/// Scheme of charts in a registry.
pub const OCI_SCHEME: &str = "oci://";
/// Prefix of the names of repositories that nobody has added.
pub const UNMANAGED: &str = "helm-manager-";

/// Where each dependency comes from: names of repositories by names of charts.
pub type Names = BTreeMap<String, String>;

/// A repository of a dependency: an added one or an address.
pub fn is_registry(repository: &str) -> bool {
    repository.starts_with(OCI_SCHEME)
}

/// The name under which the index of an address is kept that nobody has added.
pub fn unmanaged_name(url: &str) -> String {
    let hash: String = Sha256::digest(url).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{UNMANAGED}{hash}")
}

/// The directory that a `file://` repository of a chart means. Helm: `GetLocalPath`.
///
/// # Errors
/// Helm's text when there is none.
pub fn local_path(repository: &str, chart: &str) -> Result<PathBuf, String> {
    let path = repository.strip_prefix(FILE_SCHEME).unwrap_or(repository);
    let path = match path.starts_with('/') {
        true => rutter_go::path::clean(path.as_bytes()),
        false => rutter_go::path::join(&[chart, path]),
    };
    let path = PathBuf::from(String::from_utf8_lossy(&path).into_owned());
    match path.metadata() {
        Ok(_) => Ok(path),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            Err(format!("directory {} not found", path.display()))
        }
        Err(e) => Err(go_path_error("stat", &path, &e)),
    }
}

/// Replaces names of repositories by their addresses and says which are known.
///
/// # Errors
/// Helm's text with what is neither known nor an address.
pub fn resolve_names(
    dependencies: &mut [Dependency],
    repositories: &Repositories,
    chart: &str,
    say: &mut dyn FnMut(String),
) -> Result<Names, String> {
    let mut names = Names::new();
    let mut missing = Vec::new();
    for dependency in dependencies.iter_mut().filter(|d| !d.repository.is_empty()) {
        let repository = dependency.repository.clone();
        if repository.starts_with(FILE_SCHEME) {
            local_path(&repository, chart)?;
            say(format!("Repository from local path: {repository}"));
            names.insert(dependency.name.clone(), repository);
            continue;
        }
        if is_registry(&repository) {
            names.insert(dependency.name.clone(), repository);
            continue;
        }
        let alias = repository.strip_prefix('@').or_else(|| repository.strip_prefix("alias:"));
        let found = repositories.entries.iter().find(|entry| {
            alias == Some(entry.name.as_str()) || address::same(&entry.url, &repository)
        });
        match found {
            Some(entry) => {
                if alias == Some(entry.name.as_str()) {
                    dependency.repository = entry.url.clone();
                }
                names.insert(dependency.name.clone(), entry.name.clone());
            }
            None if is_address(&repository) => {}
            None => missing.push(repository),
        }
    }
    match missing.is_empty() {
        true => Ok(names),
        false => Err(no_definition(&missing)),
    }
}

/// Go: `url.ParseRequestURI`.
fn is_address(text: &str) -> bool {
    let parsed = rutter_go::url::parse(text.as_bytes());
    text.starts_with('/') || parsed.is_ok_and(|url| !url.scheme.is_empty())
}

fn no_definition(missing: &[String]) -> String {
    let mut text = format!(
        "no repository definition for {}. Please add them via 'helm repo add'",
        missing.join(", ")
    );
    let is_plain = |name: &String| {
        !name.contains("//") && !name.starts_with('@') && !name.starts_with("alias:")
    };
    if missing.iter().any(is_plain) {
        text.push_str("\nNote that repositories must be URLs or aliases. For example, to refer to the \"example\"\nrepository, use \"https://charts.example.com/\" or \"@example\" instead of\n\"example\". Don't forget to add the repo, too ('helm repo add').");
    }
    text
}

/// Finds exact versions.
pub struct Resolver<'a> {
    /// The chart's path as typed.
    pub chart: &'a str,
    /// The indexes.
    pub cache: &'a IndexCache,
    /// Registries.
    pub remote: &'a dyn Remote,
    /// Disk.
    pub world: &'a dyn World,
    /// The Helm to equal.
    pub compat: Compat,
}

impl Resolver<'_> {
    /// The version of each dependency; tells what loading charts beside this one has to say.
    ///
    /// # Errors
    /// Helm's text for a constraint that is none or that nothing satisfies.
    pub fn resolve(
        &self,
        dependencies: &[Dependency],
        names: &Names,
        tell: &mut dyn FnMut(Notice),
    ) -> Result<Vec<Dependency>, String> {
        let mut missing = Vec::new();
        let mut locked = Vec::new();
        for dependency in dependencies {
            let version = self.version(dependency, names, tell)?;
            if version.is_none() {
                let Dependency { name, repository, version, .. } = dependency;
                missing.push(format!("{name:?} (repository {repository:?}, version {version:?})"));
            }
            locked.push(Dependency {
                name: dependency.name.clone(),
                repository: dependency.repository.clone(),
                version: version.unwrap_or_default(),
                ..Dependency::default()
            });
        }
        match missing.is_empty() {
            true => Ok(locked),
            false => Err(format!(
                "can't get a valid version for {} subchart(s): {}. Make sure a matching chart version exists in the repo, or change the version constraint in Chart.yaml",
                missing.len(),
                missing.join(", ")
            )),
        }
    }

    fn version(
        &self,
        wanted: &Dependency,
        names: &Names,
        tell: &mut dyn FnMut(Notice),
    ) -> Result<Option<String>, String> {
        let constraint = Constraints::parse(wanted.version.as_bytes()).map_err(|error| {
            format!(
                "dependency {:?} has an invalid version/constraint format: {error}",
                wanted.name
            )
        })?;
        let repository = wanted.repository.as_str();
        if repository.is_empty() {
            local_path(&format!("charts/{}", wanted.name), self.chart)?;
            return Ok(Some(wanted.version.clone()));
        }
        if repository.starts_with(FILE_SCHEME) {
            let path = local_path(repository, self.chart)?;
            let path = std::path::absolute(&path).map_err(|e| e.to_string())?;
            let loaded = Chart::load(self.world, &path, self.compat).map_err(|e| e.to_string())?;
            loaded.notices.into_iter().for_each(tell);
            let version = loaded.chart.metadata.version;
            return Ok(satisfies(&constraint, &version).then_some(version));
        }
        if is_registry(repository) {
            return self.registry_version(wanted, &constraint).map(Some);
        }
        let Some(name) = names.get(&wanted.name) else { return Ok(Some(wanted.version.clone())) };
        let index = self.cache.load(name).map_err(|error| {
            format!("no cached repository for {name} found. (try 'helm repo update'): {error}")
        })?;
        let versions = index.0.entries.get(&wanted.name);
        let versions = versions
            .ok_or_else(|| format!("{} chart not found in repo {repository}", wanted.name))?;
        let mut usable = versions.iter().filter(|version| !version.urls.is_empty());
        let found = usable.find(|version| satisfies(&constraint, &version.metadata.version));
        Ok(found.map(|version| version.metadata.version.clone()))
    }

    /// An exact version is taken as it is; what nothing satisfies fails at the download.
    fn registry_version(
        &self,
        wanted: &Dependency,
        constraint: &Constraints,
    ) -> Result<String, String> {
        if Version::parse(wanted.version.as_bytes()).is_ok() {
            return Ok(wanted.version.clone());
        }
        let repository = &wanted.repository;
        let place = repository.strip_prefix(OCI_SCHEME).unwrap_or(repository);
        let tags = self.remote.tags(&format!("{place}/{}", wanted.name)).map_err(|error| {
            format!("could not retrieve list of tags for repository {repository}: {error}")
        })?;
        let found = tags.into_iter().find(|tag| satisfies(constraint, tag));
        Ok(found.unwrap_or_else(|| wanted.version.clone()))
    }
}

fn satisfies(constraint: &Constraints, version: &str) -> bool {
    Version::parse(version.as_bytes()).is_ok_and(|version| constraint.check(&version))
}
