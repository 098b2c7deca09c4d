//! `charts/` and the lock of a chart. Helm: pkg/downloader/manager.go.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rutter_chart::{
    Chart, Compat, Dependency, Error, FileTimes, Loaded, Lock, Notice, go_path_error,
    lock_digest_text, old_lock_digest_text,
};
use rutter_go::semver::{Constraints, Version};
use rutter_go::world::World;
use sha2::{Digest, Sha256};

use crate::address;
use crate::cache::{IndexCache, WriteFile};
use crate::index::ChartVersion;
use crate::remote::{Package, Remote};
use crate::repositories::{Entry, Repositories};
use crate::resolver::{
    FILE_SCHEME, Names, Resolver, UNMANAGED, is_registry, local_path, resolve_names, unmanaged_name,
};

/// Downloads that run at the same time.
const PARALLEL: usize = 4;
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
    fn added(&self, address: &str) -> Option<&Entry> {
        let address = address.strip_suffix('/').unwrap_or(address);
        self.repositories.entries.iter().find(|entry| address::same(&entry.url, address))
    }

    /// Helm: `ensureMissingRepos`.
    fn refresh_unmanaged(
        &self,
        wanted: &[Dependency],
        names: &mut Names,
        tell: &mut dyn FnMut(Message),
    ) {
        let mut entries: Vec<Entry> = Vec::new();
        for dependency in wanted.iter().filter(|d| !d.repository.is_empty()) {
            if names.contains_key(&dependency.name) {
                continue;
            }
            let name = unmanaged_name(&dependency.repository);
            names.insert(dependency.name.clone(), name.clone());
            if entries.iter().all(|entry| entry.name != name) {
                let url = dependency.repository.clone();
                entries.push(Entry { name, url, ..Entry::default() });
            }
        }
        if !self.skip_refresh && !entries.is_empty() {
            let line = "Getting updates for unmanaged Helm repositories...";
            tell(Message::Line(line.to_string()));
            self.refresh(&entries, tell);
        }
    }

    /// Refreshes the added repositories that the dependencies name, and no other.
    fn refresh_needed(&self, wanted: &[Dependency], tell: &mut dyn FnMut(Message)) {
        let mut needed: Vec<Entry> = Vec::new();
        for dependency in wanted.iter().filter(|d| is_http(&d.repository)) {
            let Some(entry) = self.added(&dependency.repository) else { continue };
            if !needed.contains(entry) {
                needed.push(entry.clone());
            }
        }
        if self.skip_refresh || needed.is_empty() {
            return;
        }
        let line = "Hang tight while we grab the latest from your chart repositories...";
        tell(Message::Line(line.to_string()));
        self.refresh(&needed, tell);
        tell(Message::Line("Update Complete. ⎈Happy Helming!⎈".to_string()));
    }

    /// Helm: `parallelRepoUpdate`.
    fn refresh(&self, entries: &[Entry], tell: &mut dyn FnMut(Message)) {
        for (entry, result) in entries.iter().zip(refresh_all(self.cache, self.remote, entries)) {
            let is_unmanaged = entry.name.starts_with(UNMANAGED);
            let (name, place) = match is_unmanaged {
                true => (&entry.url, String::new()),
                false => (&entry.name, format!(" ({})", entry.url)),
            };
            tell(Message::Line(match result {
                Ok(_) => {
                    format!("...Successfully got an update from the {name:?} chart repository")
                }
                Err(error) => format!(
                    "...Unable to get an update from the {name:?} chart repository{place}:\n\t{error}"
                ),
            }));
        }
    }

    /// Helm: `downloadAll`.
    fn download_all(
        &self,
        path: &str,
        locked: &[Dependency],
        tell: &mut dyn FnMut(Message),
    ) -> Result<Vec<Dependency>, String> {
        let charts = join(path, "charts");
        prepare(&charts)?;
        // Below `charts/`, where Helm reads nothing whose name begins with a dot.
        let temporary = (self.make_directory)(&charts)?;
        let temporary = (*temporary).as_ref();
        tell(Message::Line(format!("Saving {} charts", locked.len())));
        let saved = self.save_all(path, locked, temporary, tell);
        let saved = saved.map_err(|failed| match failed {
            SaveError::At(error) => {
                tell(Message::Line(format!("Save error occurred:  {error}")));
                error
            }
            SaveError::Local(error) => error,
        })?;
        self.move_all(locked, temporary, &charts, tell)?;
        Ok(saved)
    }

    fn save_all(
        &self,
        path: &str,
        locked: &[Dependency],
        directory: &Path,
        tell: &mut dyn FnMut(Message),
    ) -> Result<Vec<Dependency>, SaveError> {
        let jobs: Vec<Job> = self.jobs(locked);
        let results = self.run(&jobs, directory);
        let mut saved = locked.to_vec();
        for ((dependency, job), result) in saved.iter_mut().zip(jobs).zip(results) {
            match job {
                Job::Local => self.check_local(path, dependency, tell)?,
                Job::Archive => {
                    if self.debug {
                        let Dependency { name, repository, .. } = &dependency;
                        tell(Message::Line(format!("Archiving {name} from repo {repository}")));
                    }
                    dependency.version =
                        self.archive(path, dependency, directory, tell).map_err(SaveError::At)?;
                }
                Job::Again => {
                    let Dependency { name, repository, .. } = &dependency;
                    let line = format!("Already downloaded {name} from repo {repository}");
                    tell(Message::Line(line));
                }
                Job::Failed(error) => return Err(SaveError::At(error)),
                Job::Download(package) => {
                    let Dependency { name, repository, .. } = &dependency;
                    tell(Message::Line(format!("Downloading {name} from repo {repository}")));
                    let Downloaded { lines, result } = result.unwrap_or_default();
                    lines.into_iter().for_each(|line| tell(Message::Transfer(line)));
                    result.map_err(|error| {
                        SaveError::At(format!("could not download {}: {error}", package.url))
                    })?;
                }
            }
        }
        Ok(saved)
    }

    fn jobs(&self, locked: &[Dependency]) -> Vec<Job> {
        let mut urls = BTreeSet::new();
        let job = |dependency: &Dependency| {
            let repository = dependency.repository.as_str();
            if repository.is_empty() {
                return Job::Local;
            }
            if repository.starts_with(FILE_SCHEME) {
                return Job::Archive;
            }
            match self.package(dependency) {
                Err(error) => Job::Failed(format!("could not find : {error}")),
                Ok(package) if is_registry(repository) => Job::Download(Box::new(package)),
                Ok(package) if urls.insert(package.url.clone()) => Job::Download(Box::new(package)),
                Ok(_) => Job::Again,
            }
        };
        locked.iter().map(job).collect()
    }

    /// Downloads, several at a time; one result for each job that is a download. Those after
    /// one that failed may be left out.
    fn run(&self, jobs: &[Job], directory: &Path) -> Vec<Option<Downloaded>> {
        let next = std::sync::atomic::AtomicUsize::new(0);
        let failed = std::sync::atomic::AtomicBool::new(false);
        let results: Vec<std::sync::Mutex<Option<_>>> =
            jobs.iter().map(|_| std::sync::Mutex::new(None)).collect();
        let order = std::sync::atomic::Ordering::SeqCst;
        let work = || {
            while let Some(job) = jobs.get(next.fetch_add(1, order)) {
                let Job::Download(package) = job else { continue };
                if failed.load(order) {
                    break;
                }
                let mut lines = Vec::new();
                let mut keep = |line| lines.push(line);
                let result = self.remote.download(package, directory, &mut keep);
                failed.fetch_or(result.is_err(), order);
                let place = jobs.iter().position(|other| std::ptr::eq(other, job));
                if let Some(mut place) = place.and_then(|at| results.get(at)?.lock().ok()) {
                    *place = Some(Downloaded { lines, result });
                }
            }
        };
        std::thread::scope(|scope| {
            (0..PARALLEL.min(jobs.len())).for_each(|_| drop(scope.spawn(work)));
        });
        results.into_iter().map(|result| result.into_inner().ok().flatten()).collect()
    }

    /// A dependency without a repository must be in `charts/` already.
    fn check_local(
        &self,
        path: &str,
        dependency: &Dependency,
        tell: &mut dyn FnMut(Message),
    ) -> Result<(), SaveError> {
        let Dependency { name, version, .. } = dependency;
        tell(Message::Line(format!(
            "Dependency {name} did not declare a repository. Assuming it exists in the charts directory"
        )));
        let directory = join(&join(path, "charts").to_string_lossy(), name);
        let loaded = Chart::load(self.world, &directory, self.compat).map_err(|error| {
            SaveError::Local(format!("unable to load chart '{}': {error}", directory.display()))
        })?;
        let found = loaded.chart.metadata.version;
        match satisfies(name, version, &found).map_err(SaveError::Local)? {
            true => Ok(()),
            false => Err(SaveError::At(format!(
                "dependency {name} at version {found} does not satisfy the constraint {version}"
            ))),
        }
    }

    /// Packs a chart beside this one. Helm: `tarFromLocalDir`.
    fn archive(
        &self,
        path: &str,
        dependency: &Dependency,
        directory: &Path,
        tell: &mut dyn FnMut(Message),
    ) -> Result<String, String> {
        let chart = local_path(&dependency.repository, path)?;
        let chart = std::path::absolute(&chart).map_err(|e| e.to_string())?;
        let loaded = Chart::load(self.world, &chart, self.compat).map_err(|e| e.to_string())?;
        for notice in &loaded.notices {
            if let Notice::Symlink { path: link, resolved } = notice {
                (self.check_link)(&chart, link, resolved)?;
            }
            tell(Message::Notice(notice.clone()));
        }
        let version = &loaded.chart.metadata.version;
        if !satisfies(&dependency.name, &dependency.version, version)? {
            return Err(format!("can't get a valid version for dependency {}", dependency.name));
        }
        let data = loaded.chart.package(self.times, self.compat).map_err(|e| e.to_string())?;
        (self.cache.write)(&directory.join(loaded.chart.package_name()), &data)?;
        Ok(version.clone())
    }

    /// Helm: `findChartURL`.
    fn package(&self, dependency: &Dependency) -> Result<Package, String> {
        let Dependency { name, version, repository, .. } = dependency;
        if is_registry(repository) {
            return Ok(Package {
                url: format!("{}/{name}", repository.trim_end_matches('/')),
                version: version.clone(),
                digest: String::new(),
                repository: None,
            });
        }
        let added = self.added(repository);
        let cached = added.map_or_else(|| unmanaged_name(repository), |entry| entry.name.clone());
        let (index, _) = self.cache.load(&cached)?;
        let versions = index.entries.get(name).ok_or("entry not found")?;
        let is_wanted = |found: &&ChartVersion| {
            !found.urls.is_empty() && same_version(version, &found.metadata.version)
        };
        let found = versions.iter().find(is_wanted).ok_or("no matching version")?;
        let reference = found.urls.first().map(String::as_str).unwrap_or_default();
        Ok(Package {
            url: address::resolve(repository, reference)?,
            version: String::new(),
            digest: found.digest.clone(),
            repository: added.cloned(),
        })
    }

    /// Helm: `safeMoveDeps`.
    fn move_all(
        &self,
        locked: &[Dependency],
        source: &Path,
        charts: &Path,
        tell: &mut dyn FnMut(Message),
    ) -> Result<(), String> {
        let new = names(source)?;
        let old = names(charts)?;
        for name in &new {
            let from = source.join(name);
            if let Err(error) = load_file(&from, self.compat) {
                let shown = from.display();
                let text = format!("Could not verify {shown} for moving: {error} (Skipping)");
                tell(Message::Text(text));
                continue;
            }
            let to = charts.join(name);
            fs::rename(&from, &to).map_err(|e| go_path_error("rename", &from, &e))?;
        }
        tell(Message::Line("Deleting outdated charts".to_string()));
        for name in old.difference(&new) {
            let path = charts.join(name);
            let loaded = match load_file(&path, self.compat) {
                Ok(chart) => chart,
                Err(error) => {
                    let shown = path.display();
                    tell(Message::Line(format!(
                        "Could not verify {shown} for deletion: {error} (Skipping)"
                    )));
                    continue;
                }
            };
            let is_local = |dependency: &Dependency| {
                dependency.repository.is_empty() && dependency.name == loaded.name()
            };
            if !locked.iter().any(is_local) {
                remove(&path)?;
            }
        }
        Ok(())
    }
}

/// Refreshes several indexes at the same time; a result for each.
pub fn refresh_all(
    cache: &IndexCache,
    remote: &dyn Remote,
    entries: &[Entry],
) -> Vec<Result<Vec<crate::index::Skipped>, String>> {
    std::thread::scope(|scope| {
        let threads: Vec<_> =
            entries.iter().map(|entry| scope.spawn(move || cache.refresh(entry, remote))).collect();
        let results = threads.into_iter().map(|thread| thread.join());
        results.map(|result| result.unwrap_or_else(|_| Err("stopped".to_string()))).collect()
    })
}

/// What is done for a dependency.
enum Job {
    /// It is in `charts/`.
    Local,
    /// It is packed from a directory.
    Archive,
    /// It is downloaded.
    Download(Box<Package>),
    /// It was downloaded for another dependency.
    Again,
    /// It is not to be found.
    Failed(String),
}

/// What came of a download.
struct Downloaded {
    /// Lines to print.
    lines: Vec<String>,
    result: Result<(), String>,
}

impl Default for Downloaded {
    fn default() -> Downloaded {
        Downloaded { lines: Vec::new(), result: Ok(()) }
    }
}

enum SaveError {
    /// Announced as an error of saving.
    At(String),
    /// Not announced.
    Local(String),
}

fn join(path: &str, part: &str) -> PathBuf {
    let joined = rutter_go::path::join(&[path, part]);
    PathBuf::from(String::from_utf8_lossy(&joined).into_owned())
}

fn prepare(charts: &Path) -> Result<(), String> {
    match charts.metadata() {
        Ok(found) if found.is_dir() => Ok(()),
        Ok(_) => Err(format!("{:?} is not a directory", charts.display().to_string())),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            fs::create_dir_all(charts).map_err(|e| go_path_error("mkdir", charts, &e))
        }
        Err(e) => Err(format!(
            "unable to retrieve file info for '{}': {}",
            charts.display(),
            go_path_error("stat", charts, &e)
        )),
    }
}

/// Names of the files in a directory.
fn names(directory: &Path) -> Result<BTreeSet<String>, String> {
    let entries = directory.read_dir().map_err(|e| go_path_error("open", directory, &e))?;
    let files = entries.flatten().filter(|entry| entry.file_type().is_ok_and(|t| !t.is_dir()));
    Ok(files.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect())
}

/// Removes a file; another run may have done so before.
fn remove(path: &Path) -> Result<(), String> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
            Err(go_path_error("remove", path, &e))
        }
        _ => Ok(()),
    }
}

/// Helm: `loader.LoadFile`.
fn load_file(path: &Path, compat: Compat) -> Result<Chart, String> {
    if path.is_dir() {
        return Err("cannot load a directory".to_string());
    }
    let data = fs::read(path).map_err(|e| go_path_error("open", path, &e))?;
    if !rutter_chart::is_gzip(&data) {
        return Err(rutter_chart::not_an_archive(&path.to_string_lossy(), &data).to_string());
    }
    Chart::load_archive(&data, compat).map(|loaded| loaded.chart).map_err(|e| e.to_string())
}

fn satisfies(name: &str, constraint: &str, version: &str) -> Result<bool, String> {
    let constraint = Constraints::parse(constraint.as_bytes()).map_err(|error| {
        format!("dependency {name} has an invalid version/constraint format: {error}")
    })?;
    Ok(constraint.check(&Version::parse(version.as_bytes())?))
}

/// Helm: `versionEquals`.
fn same_version(wanted: &str, found: &str) -> bool {
    match (Version::parse(wanted.as_bytes()), Version::parse(found.as_bytes())) {
        (Ok(wanted), Ok(found)) => wanted.compare(&found).is_eq(),
        (Err(_), _) => wanted == found,
        _ => false,
    }
}

fn is_http(repository: &str) -> bool {
    !repository.is_empty() && !repository.starts_with(FILE_SCHEME) && !is_registry(repository)
}

fn digest_of(wanted: &[Dependency], locked: &[Dependency]) -> Result<String, String> {
    let plain = |dependency: &Dependency| Dependency {
        name: dependency.name.clone(),
        version: dependency.version.clone(),
        repository: dependency.repository.clone(),
        ..Dependency::default()
    };
    let locked: Vec<Dependency> = locked.iter().map(plain).collect();
    digest(lock_digest_text(&wanted.iter().collect::<Vec<_>>(), &locked))
}

fn digest(text: Result<Vec<u8>, Error>) -> Result<String, String> {
    let text = text.map_err(|e| e.to_string())?;
    let hash: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("sha256:{hash}"))
}

/// Helm: `writeLock`.
fn write_lock(path: &str, lock: &Lock, is_old: bool, write: WriteFile) -> Result<(), String> {
    let name = if is_old { "requirements.lock" } else { "Chart.lock" };
    let file = join(path, name);
    if let Ok(target) = file.read_link() {
        let target = target.display().to_string();
        return Err(format!("the {name} file is a symlink to {target:?}"));
    }
    write(&file, &lock.to_yaml().map_err(|e| e.to_string())?)
}
