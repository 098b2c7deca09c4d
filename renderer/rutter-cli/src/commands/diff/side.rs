//! The two sides of a comparison: charts, archives, references, rendered files, revisions.

use std::path::Path;

use rutter::values::user_values::SetKind;
use rutter::{ExplainedDocument, Inputs, Options, Parts, SystemWorld, UserValues, explain, render};
use rutter_diff::Manifests;

use super::revision::Revisions;
use crate::commands::template;
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::settings::Settings;
use crate::source;

/// One side.
pub struct Side {
    /// Its objects.
    pub manifests: Manifests,
    /// Where they come from, if they were rendered here and that was asked.
    pub explained: Vec<ExplainedDocument>,
    /// What they were rendered from, likewise.
    pub inputs: Option<Inputs>,
}

/// Standard input.
const INPUT: &str = "-";

/// Renders or reads what the arguments name: two sides, or one that is compared with itself under
/// other values or in another revision.
///
/// # Errors
/// Which side cannot be had, and why; and arguments that name one side only.
pub fn both(
    flags: &Parsed,
    settings: &Settings,
    is_explained: bool,
) -> Result<(Side, Side), Failure> {
    let loader = Loader { flags, settings, is_explained };
    if let Some(revisions) = flags.text("rev") {
        let [path] = &flags.arguments[..] else {
            return Err(Failure::text("--rev compares one chart with itself: give one path"));
        };
        let revisions = Revisions::open(revisions, path)?;
        return Ok((loader.side(&revisions.old, "old")?, loader.side(&revisions.new, "new")?));
    }
    let has_own_values = ["old-values", "new-values", "old-set", "new-set"]
        .iter()
        .any(|name| !flags.list(name).is_empty());
    match &flags.arguments[..] {
        [old, new] => Ok((loader.side(old, "old")?, loader.side(new, "new")?)),
        [path] if has_own_values => Ok((loader.side(path, "old")?, loader.side(path, "new")?)),
        _ => Err(Failure::text(
            "\"rutter diff\" compares two things: OLD NEW, or one chart with --rev A..B, or with --old-values or --new-values\n\nUsage:  rutter diff OLD NEW [flags]",
        )),
    }
}

struct Loader<'a> {
    flags: &'a Parsed,
    settings: &'a Settings,
    is_explained: bool,
}

impl Loader<'_> {
    fn side(&self, place: &str, side: &str) -> Result<Side, Failure> {
        let named = |failure: Failure| Failure {
            text: format!("{side} side, {}: {}", rutter::quote(place), failure.text),
            ..failure
        };
        let text = match is_rendered(place) {
            true => read(place).map_err(Failure::text).map(|text| (text, Vec::new(), None)),
            false => self.rendered(place, side),
        };
        let (text, explained, inputs) = text.map_err(named)?;
        let manifests =
            Manifests::parse(&text, &self.settings.namespace(), self.flags.is_set("include-tests"));
        let manifests = manifests.map_err(|error| named(Failure::text(error)))?;
        Ok(Side { manifests, explained, inputs })
    }

    /// The text of a chart's release, and where it comes from.
    fn rendered(
        &self,
        place: &str,
        side: &str,
    ) -> Result<(String, Vec<ExplainedDocument>, Option<Inputs>), Failure> {
        let (flags, settings) = (self.flags, self.settings);
        let path = source::locate_chart(place, flags, settings.compat)?;
        let values = self.values(side)?;
        let chart = source::load_chart(&path, settings.compat)?;
        let options = Options {
            compat: settings.compat,
            release_name: flags.text("release").unwrap_or("release").to_string(),
            namespace: settings.namespace(),
            kube_version: template::kube_version(flags, settings.compat)?,
            api_versions: flags.list("api-versions").to_vec(),
            skip_schema_validation: flags.is_set("skip-schema-validation"),
            schema_reader: source::schema_reader(flags),
            budget: source::budget(flags)?,
            ..Options::default()
        };
        let parts = Parts { crds: flags.is_set("include-crds"), ..Parts::default() };
        let failed = |error: rutter::Error| Failure::text(error.to_string());
        let (release, explained, inputs) = match self.is_explained {
            true => {
                let explanation =
                    explain(&chart, &values, &options, &SystemWorld).map_err(failed)?;
                let documents = explanation.documents(parts);
                (explanation.release, documents, Some(explanation.inputs))
            }
            false => {
                (render(&chart, &values, &options, &SystemWorld).map_err(failed)?, Vec::new(), None)
            }
        };
        source::check_reads(&chart)?;
        let mut text = release.manifest_text(parts);
        release.push_hooks(&mut text, parts);
        Ok((text, explained, inputs))
    }

    /// The values of both sides, then those of this side.
    fn values(&self, side: &str) -> Result<UserValues, Failure> {
        let compat = self.settings.compat;
        let mut values = source::user_values(self.flags, compat)?;
        for name in self.flags.list(&format!("{side}-values")) {
            values.add_file(name, source::read_input(name)?, compat)?;
        }
        for text in self.flags.list(&format!("{side}-set")) {
            values.add_set(SetKind::Typed, text.as_str());
        }
        Ok(values)
    }
}

/// Whether a place holds manifests, and no chart.
fn is_rendered(place: &str) -> bool {
    let path = Path::new(place);
    let is_archive = [".tgz", ".tar.gz"].iter().any(|end| place.ends_with(end));
    match path.is_dir() {
        true => !path.join("Chart.yaml").exists(),
        false => place == INPUT || (path.is_file() && !is_archive),
    }
}

/// A file, standard input, or every YAML file of a folder, one after the other.
fn read(place: &str) -> Result<String, String> {
    let path = Path::new(place);
    if !path.is_dir() {
        return source::read_input(place).map(|text| String::from_utf8_lossy(&text).into_owned());
    }
    let mut text = String::new();
    for file in yaml_files(path)? {
        let content = source::read_input(&file)?;
        text.push_str(&format!("---\n{}\n", String::from_utf8_lossy(&content)));
    }
    Ok(text)
}

fn yaml_files(folder: &Path) -> Result<Vec<String>, String> {
    let mut open = vec![folder.to_path_buf()];
    let mut files = Vec::new();
    while let Some(folder) = open.pop() {
        let failed = |error| rutter::chart::go_path_error("open", &folder, &error);
        for entry in std::fs::read_dir(&folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let is_yaml = path.extension().is_some_and(|end| end == "yaml" || end == "yml");
            match path.is_dir() {
                true if !path.is_symlink() => open.push(path),
                false if is_yaml => files.push(path.to_string_lossy().into_owned()),
                _ => {}
            }
        }
    }
    files.sort();
    Ok(files)
}
