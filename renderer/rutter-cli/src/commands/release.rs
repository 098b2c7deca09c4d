//! `rutter release`: publishes what is new of a folder of charts, and nothing twice.

use std::path::{Path, PathBuf};

use crate::commands::push::artifact;
use crate::download::OCI_SCHEME;
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::network::{Registry, Subject, Wanted};
use crate::output::Output;
use crate::release::{BILL, Candidate, State, bill_of_images, find_charts};
use crate::settings::Settings;
use crate::table::Table;
use crate::{clock, package_options, signing, whole_file};
use rutter::chart::go_path_error;
use rutter_repository::IndexFile;

/// Runs the command: checks every chart before the first is published.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let place = place(flags)?;
    let times = package_options::file_times(flags, settings.compat)?;
    let registry = Registry::new(flags, settings.compat)?;
    let mut candidates = Vec::new();
    let mut problems = Vec::new();
    for path in find_charts(&flags.arguments, settings.compat)? {
        match Candidate::prepare(&path, times, settings.compat) {
            Ok(candidate) => candidates.push(candidate),
            Err(error) => problems.push(format!("{}: {error}", path.display())),
        }
    }
    let mut states = Vec::new();
    for candidate in &candidates {
        let state = candidate.state(&registry, &place)?;
        problems.extend(objection(candidate, &state, flags));
        states.push(state);
    }
    let charts: Vec<(&Candidate, &State)> = candidates.iter().zip(&states).collect();
    list(&charts, output);
    output.flush()?;
    if !problems.is_empty() {
        return Err(Failure::text(format!("nothing was published:\n{}", problems.join("\n"))));
    }
    if flags.is_set("dry-run") {
        return Ok(());
    }
    let publisher = Publisher { flags, settings, registry: &registry, place: &place };
    publisher.publish(&charts, output)
}

/// The registry and path to publish to, without scheme.
fn place(flags: &Parsed) -> Result<String, Failure> {
    if flags.arguments.is_empty() {
        return Err(Failure::text(
            "name a chart or a folder of charts\n\nUsage:  rutter release CHARTS... --to oci://REGISTRY/PATH [flags]",
        ));
    }
    if flags.is_set("sign") && flags.text("key").unwrap_or_default().is_empty() {
        return Err(Failure::text("--key is required for signing a package"));
    }
    let to = flags.text("to").unwrap_or_default();
    match to.strip_prefix(OCI_SCHEME).filter(|place| !place.is_empty()) {
        Some(place) => Ok(place.trim_end_matches('/').to_string()),
        None => Err(Failure::text(format!(
            "--to {to:?}: expected where to publish to, such as oci://registry.example.com/charts"
        ))),
    }
}

/// Why a chart must not be published.
fn objection(candidate: &Candidate, state: &State, flags: &Parsed) -> Option<String> {
    let (path, version) = (candidate.path.display(), candidate.version());
    match state {
        State::Changed => Some(format!(
            "{path}: version {version} is published with other content; raise the version in Chart.yaml"
        )),
        State::Older { newest } if !flags.is_set("allow-older") => Some(format!(
            "{path}: version {version} is older than {newest}, which is published; raise the version in Chart.yaml, or pass --allow-older"
        )),
        _ => None,
    }
}

fn list(charts: &[(&Candidate, &State)], output: &mut Output) {
    let mut table = Table::new(0);
    table.row(&["CHART", "VERSION", "PUBLISHED", "STATE"]);
    for (candidate, state) in charts {
        let (newest, word) = match state {
            State::New { newest } => (newest.as_deref().unwrap_or("-"), "new"),
            State::Published => (candidate.version(), "unchanged"),
            State::Changed => (candidate.version(), "changed without a new version"),
            State::Older { newest } => (newest.as_str(), "older"),
        };
        table.row(&[candidate.name(), candidate.version(), newest, word]);
    }
    output.write(&table.text());
}

struct Publisher<'a> {
    flags: &'a Parsed,
    settings: &'a Settings,
    registry: &'a Registry,
    place: &'a str,
}

impl Publisher<'_> {
    fn publish(&self, charts: &[(&Candidate, &State)], output: &mut Output) -> Result<(), Failure> {
        let temporary = tempfile::tempdir().map_err(|error| error.to_string())?;
        let directory = match self.flags.text("destination").filter(|path| !path.is_empty()) {
            Some(path) => PathBuf::from(path),
            None => temporary.path().to_path_buf(),
        };
        std::fs::create_dir_all(&directory)
            .map_err(|error| go_path_error("mkdir", &directory, &error))?;
        for (candidate, state) in charts {
            let file = directory.join(candidate.chart.package_name());
            whole_file::write(&file, &candidate.package)?;
            let subject = match state {
                // A run that was cut short may have left its bill out.
                State::Published => self.registry.subject(&self.reference(candidate))?,
                _ => self.push(candidate, &file, output)?,
            };
            let images = candidate.images(self.settings.compat)?;
            let bill = bill_of_images(candidate.name(), candidate.version(), &images)?;
            self.registry.attach(&subject, BILL, &bill)?;
            if *state != &State::Published {
                output.write(&format!(
                    "published {} {}: {} ({} images)\n",
                    candidate.name(),
                    candidate.version(),
                    subject.digest(),
                    images.len()
                ));
                output.flush()?;
            }
        }
        self.index(&directory)
    }

    fn reference(&self, candidate: &Candidate) -> String {
        format!("{}/{}:{}", self.place, candidate.name(), candidate.version())
    }

    /// Signs, pushes and reads everything back.
    fn push(
        &self,
        candidate: &Candidate,
        file: &Path,
        output: &mut Output,
    ) -> Result<Subject, Failure> {
        let compat = self.settings.compat;
        if self.flags.is_set("sign") {
            signing::sign(file, self.flags, compat, output)?;
        }
        let (subject, _) = self.registry.push(self.place, &artifact(file, compat)?)?;
        self.verify(candidate, &subject.digest(), file)?;
        Ok(subject)
    }

    /// What was pushed must come back as it was.
    fn verify(&self, candidate: &Candidate, digest: &str, file: &Path) -> Result<(), Failure> {
        let repository = format!("{}/{}", self.place, candidate.name());
        let tag = self.reference(candidate);
        let differs = || {
            let shown = format!("{OCI_SCHEME}{tag}");
            Failure::text(format!("{shown} is not what was pushed; look at the registry"))
        };
        if self.registry.digest(&tag).as_deref() != Some(digest) {
            return Err(differs());
        }
        let reference = format!("{repository}@{digest}");
        let chart = self.registry.pull(&reference, Wanted::Chart, &mut |_| ())?;
        if chart != candidate.package {
            return Err(differs());
        }
        if self.flags.is_set("sign") {
            let path = signing::provenance_path(file);
            let signature =
                std::fs::read(&path).map_err(|error| go_path_error("open", &path, &error))?;
            let provenance = self.registry.pull(&reference, Wanted::Provenance, &mut |_| ())?;
            if provenance != signature {
                return Err(differs());
            }
        }
        Ok(())
    }

    /// An index of the packages, for those who serve them as files.
    fn index(&self, directory: &Path) -> Result<(), Failure> {
        let Some(url) = self.flags.text("index-url").filter(|url| !url.is_empty()) else {
            return Ok(());
        };
        let compat = self.settings.compat;
        let now = clock::now();
        let mut index = IndexFile::of_directory(directory, url, &now, compat)?;
        let path = directory.join("index.yaml");
        if let Ok(data) = std::fs::read(&path) {
            let (old, _) = IndexFile::parse(&data, compat)
                .map_err(|error| format!("error loading {}: {error}", path.display()))?;
            index.keep_times(&old);
            index.merge(old);
        }
        index.sort();
        let text = index.to_yaml(&now).map_err(|error| error.to_string())?;
        Ok(whole_file::write(&path, &text)?)
    }
}
