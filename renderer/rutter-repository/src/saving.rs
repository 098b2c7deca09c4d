//! Getting every dependency into a directory, and then into `charts/`. Helm:
//! `Manager.downloadAll`.

use std::collections::BTreeSet;
use std::path::Path;

use rutter_chart::{Chart, Dependency, Notice};
use rutter_go::semver::{Constraints, Version};

use crate::address;
use crate::charts_directory::{join, prepare};
use crate::index::ChartVersion;
use crate::manager::{Manager, Message};
use crate::remote::Package;
use crate::resolver::{FILE_SCHEME, is_registry, local_path, unmanaged_name};

/// Downloads that run at the same time.
const PARALLEL: usize = 4;

impl Manager<'_> {
    /// Helm: `downloadAll`.
    pub(crate) fn download_all(
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
