//! Whether dependencies are there. Helm: pkg/action/dependency.go.

use std::path::{Path, PathBuf};

use rutter_chart::{Chart, Compat, Dependency, Metadata};
use rutter_go::semver::{Constraints, Version};
use rutter_go::world::World;

/// The state of a dependency of a chart that lies in `directory`, in Helm's words.
pub fn status(directory: &Path, dependency: &Dependency, chart: &Chart, compat: Compat) -> String {
    let archives = archives(directory, &dependency.name);
    let chosen = match &archives[..] {
        [] => None,
        [one] => Some(one),
        several => {
            let strict = |path: &&PathBuf| is_strict(path, &dependency.name);
            let mut strict = several.iter().filter(strict);
            match (strict.next(), strict.next()) {
                (Some(one), None) => Some(one),
                (Some(_), Some(_)) => return "too many matches".to_string(),
                _ => None,
            }
        }
    };
    match chosen {
        Some(archive) => archive_status(archive, dependency, compat),
        None => {
            let found = chart.dependencies.iter().rfind(|c| c.name() == dependency.name);
            let found = found.map(|chart| version_problem(&chart.metadata, dependency));
            found.map_or("missing", |problem| problem.unwrap_or("unpacked"))
        }
    }
    .to_string()
}

/// `charts/NAME-*.tgz`
fn archives(directory: &Path, name: &str) -> Vec<PathBuf> {
    let begin = format!("{name}-");
    let entries = directory.join("charts").read_dir().into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(&begin) && name.ends_with(".tgz")
        })
        .collect();
    paths.sort();
    paths
}

fn is_strict(path: &Path, name: &str) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let version = stem.strip_prefix(name).and_then(|rest| rest.strip_prefix('-'));
    version.is_some_and(|version| Version::parse_strict(version.as_bytes()).is_ok())
}

fn archive_status(path: &Path, dependency: &Dependency, compat: Compat) -> &'static str {
    let loaded = std::fs::read(path).map(|data| Chart::load_archive(&data, compat));
    let Ok(Ok(loaded)) = loaded else { return "corrupt" };
    match loaded.chart.name() == dependency.name {
        true => version_problem(&loaded.chart.metadata, dependency).unwrap_or("ok"),
        false => "misnamed",
    }
}

fn version_problem(found: &Metadata, dependency: &Dependency) -> Option<&'static str> {
    if found.version == dependency.version {
        return None;
    }
    let constraint = Constraints::parse(dependency.version.as_bytes());
    let version = Version::parse(found.version.as_bytes());
    match (constraint, version) {
        (Ok(constraint), Ok(version)) if constraint.check(&version) => None,
        (Ok(_), Ok(_)) => Some("wrong version"),
        _ => Some("invalid version"),
    }
}

/// What lies in `charts/` and is no dependency, as Helm's warnings.
pub fn strays(
    directory: &Path,
    shown: &str,
    metadata: &Metadata,
    world: &dyn World,
    compat: Compat,
) -> Vec<String> {
    let entries = directory.join("charts").read_dir().into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    let candidates = paths.iter().filter(|path| {
        let hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
        !hidden && (path.is_dir() || path.extension().is_some_and(|end| end == "tgz"))
    });
    candidates
        .filter_map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let shown = format!("{shown}/charts/{name}");
            let Ok(loaded) = Chart::load(world, path, compat) else {
                return Some(format!("WARNING: {shown:?} is not a chart."));
            };
            let known = metadata.dependency_list().any(|d| d.name == loaded.chart.name());
            (!known).then(|| format!("WARNING: {shown:?} is not in Chart.yaml."))
        })
        .collect()
}
