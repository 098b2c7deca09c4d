//! `charts/` and the lock of a chart. Helm: pkg/downloader/manager.go.

use std::collections::BTreeSet;
use std::path::Path;

use rutter_chart::{
    Chart, Compat, Dependency, FileTimes, Loaded, Lock, Notice, go_path_error, old_lock_digest_text,
};
use rutter_go::world::World;

use crate::address;
use crate::cache::IndexCache;
use crate::lock::{digest, digest_of, write_lock};
use crate::remote::Remote;
use crate::repositories::{Entry, Repositories};
use crate::resolver::{FILE_SCHEME, Names, Resolver, is_registry, local_path, resolve_names};

/// Deepest chain of `file://` dependencies.
const MAX_DEPTH: usize = 32;

/// What a manager tells while it works.
pub enum Message {
    /// A line for standard output.
    Line(String),
    /// A line about a transfer.
    Transfer(String),
    /// A text for standard output without a line's end.
    Text(String),
    /// A line of Helm's log.
    Log(String),
    /// What loading the chart has to say.
    Notice(Notice),
}

/// What is done for a chart.
pub struct Manager<'a> {
    /// The repositories somebody has added.
    pub repositories: &'a Repositories,
    /// Their indexes.
    pub cache: &'a IndexCache,
    /// The network.
    pub remote: &'a dyn Remote,
    /// Disk.
    pub world: &'a dyn World,
    /// The Helm to equal.
    pub compat: Compat,
    /// Whether indexes are taken as they are.
    pub skip_refresh: bool,
    /// Whether to say more.
    pub debug: bool,
    /// Whether to do the same for the charts of `file://` dependencies first.
    pub recursive: bool,
    /// Times in packages that are made.
    pub times: FileTimes,
    /// The time now (RFC 3339).
    pub now: &'a str,
    /// How many charts this one was reached through.
    pub depth: usize,
    /// Accepts a link of a chart that is packed: the chart, the link and its target.
    pub check_link: &'a dyn Fn(&Path, &Path, &Path) -> Result<(), String>,
    /// Makes directories for packages on their way.
    pub make_directory: MakeDirectory,
}

/// Makes a new directory below another, which goes with its value.
pub type MakeDirectory = fn(&Path) -> Result<Box<dyn AsRef<Path>>, String>;

impl Manager<'_> {
    /// Brings `charts/` to what the lock says. Helm: `Manager.Build`.
    ///
    /// # Errors
    /// Helm's text; `charts/` is as before.
    pub fn build(&self, path: &str, tell: &mut dyn FnMut(Message)) -> Result<(), String> {
        let chart = self.load(path, tell)?;
        let Some(lock) = chart.lock.as_ref() else { return self.update(path, tell) };
        for below in self.below(path, &chart)? {
            self.deeper()?.build(&below, tell)?;
        }
        let mut wanted: Vec<Dependency> = chart.metadata.dependency_list().cloned().collect();
        let old = digest(old_lock_digest_text(&wanted.iter().collect::<Vec<_>>()))?;
        self.names(&mut wanted, path, tell)?;
        let locked: Vec<Dependency> = lock.dependencies.iter().flatten().cloned().collect();
        self.check_lock(&chart, lock, &digest_of(&wanted, &locked)?, &old, tell)?;
        self.check_repositories(&locked)?;
        self.refresh_needed(&locked, tell);
        self.download_all(path, &locked, tell).map(|_| ())
    }

    /// Finds the newest versions, brings `charts/` to them and writes the lock. Helm:
    /// `Manager.Update`.
    ///
    /// # Errors
    /// Helm's text; `charts/` and the lock are as before.
    pub fn update(&self, path: &str, tell: &mut dyn FnMut(Message)) -> Result<(), String> {
        let chart = self.load(path, tell)?;
        if chart.metadata.dependencies.is_none() {
            return Ok(());
        }
        for below in self.below(path, &chart)? {
            self.deeper()?.update(&below, tell)?;
        }
        let mut wanted: Vec<Dependency> = chart.metadata.dependency_list().cloned().collect();
        let mut names = self.names(&mut wanted, path, tell)?;
        self.refresh_unmanaged(&wanted, &mut names, tell);
        self.refresh_needed(&wanted, tell);
        let resolver = Resolver {
            chart: path,
            cache: self.cache,
            remote: self.remote,
            world: self.world,
            compat: self.compat,
        };
        let locked =
            resolver.resolve(&wanted, &names, &mut |notice| tell(Message::Notice(notice)))?;
        let locked = self.download_all(path, &locked, tell)?;
        let digest = digest_of(&wanted, &locked)?;
        if chart.lock.as_ref().is_some_and(|old| old.digest == digest) {
            return Ok(());
        }
        let lock = Lock {
            generated: self.now.to_string(),
            digest,
            dependencies: locked.into_iter().map(Some).collect(),
        };
        write_lock(path, &lock, chart.metadata.api_version == "v1", self.cache.write)
    }

    /// The same manager for a chart below; charts that depend on each other have no end.
    fn deeper(&self) -> Result<Manager<'_>, String> {
        match self.depth < MAX_DEPTH {
            true => Ok(Manager { depth: self.depth + 1, ..*self }),
            false => {
                Err(format!("file:// dependencies nest deeper than {MAX_DEPTH} levels (limit)"))
            }
        }
    }

    fn load(&self, path: &str, tell: &mut dyn FnMut(Message)) -> Result<Chart, String> {
        let directory = Path::new(path);
        match directory.metadata() {
            Err(e) => {
                return Err(format!(
                    "could not find {path}: {}",
                    go_path_error("stat", directory, &e)
                ));
            }
            Ok(found) if !found.is_dir() => {
                return Err("only unpacked charts can be updated".to_string());
            }
            Ok(_) => {}
        }
        let directory = std::path::absolute(directory).map_err(|e| e.to_string())?;
        let loaded = Chart::load_any_version(self.world, &directory, self.compat);
        let Loaded { chart, notices } = loaded.map_err(|error| {
            error.notices().iter().for_each(|notice| tell(Message::Notice(notice.clone())));
            error.to_string()
        })?;
        notices.into_iter().for_each(|notice| tell(Message::Notice(notice)));
        Ok(chart)
    }

    /// The charts beside this one that come first, each once.
    fn below(&self, path: &str, chart: &Chart) -> Result<Vec<String>, String> {
        let mut seen = BTreeSet::new();
        let mut paths = Vec::new();
        let dependencies = chart.metadata.dependency_list().filter(|_| self.recursive);
        for dependency in dependencies.filter(|d| d.repository.starts_with(FILE_SCHEME)) {
            let below = local_path(&dependency.repository, path)?;
            let real = below.canonicalize().map_err(|e| go_path_error("stat", &below, &e))?;
            if seen.insert(real) {
                paths.push(below.to_string_lossy().into_owned());
            }
        }
        Ok(paths)
    }

    fn names(
        &self,
        wanted: &mut [Dependency],
        path: &str,
        tell: &mut dyn FnMut(Message),
    ) -> Result<Names, String> {
        let mut say = |line: String| {
            if self.debug {
                tell(Message::Line(line));
            }
        };
        resolve_names(wanted, self.repositories, path, &mut say)
    }

    fn check_lock(
        &self,
        chart: &Chart,
        lock: &Lock,
        digest: &str,
        old_digest: &str,
        tell: &mut dyn FnMut(Message),
    ) -> Result<(), String> {
        if lock.digest == digest {
            return Ok(());
        }
        if chart.metadata.api_version != "v1" {
            let hint = match self.compat {
                Compat::V3 => "",
                Compat::V4 => " with 'helm dependency update'",
            };
            return Err(format!(
                "the lock file (Chart.lock) is out of sync with the dependencies file (Chart.yaml). Please update the dependencies{hint}"
            ));
        }
        let log = "warning: a valid Helm v3 hash was not found. Checking against Helm v2 hash...";
        tell(Message::Log(log.to_string()));
        match lock.digest == old_digest {
            true => Ok(()),
            false => Err("the lock file (requirements.lock) is out of sync with the dependencies file (requirements.yaml). Please update the dependencies".to_string()),
        }
    }

    /// Helm: `hasAllRepos`.
    fn check_repositories(&self, locked: &[Dependency]) -> Result<(), String> {
        let missing: Vec<&str> = locked
            .iter()
            .map(|dependency| dependency.repository.as_str())
            .filter(|repository| is_http(repository) && self.added(repository).is_none())
            .collect();
        match missing.is_empty() {
            true => Ok(()),
            false => Err(format!(
                "no repository definition for {}. Please add the missing repos via 'helm repo add'",
                missing.join(", ")
            )),
        }
    }

    /// The repository that was added for an address.
    pub(crate) fn added(&self, address: &str) -> Option<&Entry> {
        let address = address.strip_suffix('/').unwrap_or(address);
        self.repositories.entries.iter().find(|entry| address::same(&entry.url, address))
    }
}

/// Whether a repository is one of files behind an address.
pub(crate) fn is_http(repository: &str) -> bool {
    !repository.is_empty() && !repository.starts_with(FILE_SCHEME) && !is_registry(repository)
}
