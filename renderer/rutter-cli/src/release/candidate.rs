//! A chart that may be published, and how it stands to what is published.

use std::path::{Path, PathBuf};

use rutter::chart::{FileTimes, Notice};
use rutter::go::semver::Version;
use rutter::lint::Severity;
use rutter::{Chart, Compat, Options, SystemWorld, UserValues};
use rutter_provenance::digest;

use crate::network::{Registry, Wanted};
use crate::{links, source};

/// A chart, checked and packed.
pub struct Candidate {
    /// Its directory.
    pub path: PathBuf,
    /// The chart.
    pub chart: Chart,
    /// Its package.
    pub package: Vec<u8>,
}

/// How a chart stands to the registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Its version is not published.
    New {
        /// The newest version that is.
        newest: Option<String>,
    },
    /// This very package is published.
    Published,
    /// Another package is published under its version.
    Changed,
    /// A newer version is published.
    Older {
        /// That version.
        newest: String,
    },
}

impl Candidate {
    /// Lints a chart with its defaults and every scenario, and packs it.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn prepare(path: &Path, times: FileTimes, compat: Compat) -> Result<Candidate, String> {
        let directory = source::absolute(&path.to_string_lossy())?;
        let loaded = source::load_with_notices(&directory, compat)?;
        for notice in &loaded.notices {
            if let Notice::Symlink { path: link, resolved } = notice {
                links::check(&directory, link, resolved, compat).map_err(|e| e.text)?;
            }
        }
        let chart = loaded.chart;
        rutter::missing_dependencies(&chart)?;
        let problems = lint(&directory, compat)?;
        if !problems.is_empty() {
            return Err(problems.join("\n"));
        }
        let package = chart.package(times, compat).map_err(|error| error.to_string())?;
        Ok(Candidate { path: path.to_path_buf(), chart, package })
    }

    /// The chart's name.
    pub fn name(&self) -> &str {
        self.chart.name()
    }

    /// The chart's version.
    pub fn version(&self) -> &str {
        &self.chart.metadata.version
    }

    /// Asks the registry what there is of the chart.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn state(&self, registry: &Registry, place: &str) -> Result<State, String> {
        let repository = format!("{place}/{}", self.name());
        let versions = registry.known_versions(&repository)?;
        if versions.iter().any(|version| version == self.version()) {
            let reference = format!("{repository}:{}", self.version());
            let published = registry.pull(&reference, Wanted::Chart, &mut |_| ())?;
            return Ok(match digest(&published) == digest(&self.package) {
                true => State::Published,
                false => State::Changed,
            });
        }
        let newest = versions.into_iter().next();
        let is_older = newest.as_ref().is_some_and(|newest| is_before(self.version(), newest));
        Ok(match newest {
            Some(newest) if is_older => State::Older { newest },
            newest => State::New { newest },
        })
    }

    /// The images that the chart runs with its defaults and in every scenario.
    ///
    /// # Errors
    /// When it does not render.
    pub fn images(&self, compat: Compat) -> Result<Vec<String>, String> {
        if self.chart.metadata.is_library() {
            return Ok(Vec::new());
        }
        let mut images = std::collections::BTreeSet::new();
        for (name, values) in scenarios(&self.path, compat)? {
            let options = Options {
                compat,
                release_name: self.name().to_string(),
                namespace: "default".to_string(),
                ..Options::default()
            };
            let release = rutter::render(&self.chart, &values, &options, &SystemWorld)
                .map_err(|error| format!("{name}: {error}"))?;
            images.extend(rutter::images(&release));
        }
        Ok(images.into_iter().collect())
    }
}

fn is_before(one: &str, other: &str) -> bool {
    match (Version::parse(one.as_bytes()), Version::parse(other.as_bytes())) {
        (Ok(one), Ok(other)) => one.compare(&other).is_lt(),
        _ => false,
    }
}

/// No values, those of every preset, and those of every file for CI.
fn scenarios(path: &Path, compat: Compat) -> Result<Vec<(String, UserValues)>, String> {
    let files = |folder: &str, ending: &str| {
        let entries = path.join(folder).read_dir().into_iter().flatten().flatten();
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        files.retain(|file| file.to_string_lossy().ends_with(ending));
        files.sort();
        files
    };
    let mut scenarios = vec![(path.display().to_string(), UserValues::new())];
    for file in files("ci", "-values.yaml").into_iter().chain(files("presets", ".yaml")) {
        let name = file.display().to_string();
        let mut values = UserValues::new();
        values.add_file(&name, source::read_input(&name)?, compat)?;
        scenarios.push((name, values));
    }
    Ok(scenarios)
}

/// Every warning and error of `lint --strict`, with the scenario it belongs to.
fn lint(directory: &Path, compat: Compat) -> Result<Vec<String>, String> {
    let options = Options { compat, namespace: "default".to_string(), ..Options::default() };
    let mut problems = Vec::new();
    for (name, values) in scenarios(directory, compat)? {
        let directories = [directory.to_path_buf()];
        for report in rutter::lint::lint(&directories, &values, &options, &SystemWorld)? {
            let bad = report.messages.iter().filter(|message| message.severity > Severity::Info);
            problems.extend(bad.map(|message| format!("{name}: {message}")));
        }
    }
    Ok(problems)
}
