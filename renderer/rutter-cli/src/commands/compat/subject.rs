//! A chart with its values, as each Helm reads and renders it.

use rutter::{
    Chart, Compat, ExplainedDocument, Inputs, KubeVersion, Options, Parts, Release, Rule,
    SeededWorld, Stage, SystemWorld, UserValues, explain,
};

use crate::commands::template;
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::settings::Settings;
use crate::source;

/// What both renders draw their random values from.
const SEED: u64 = 1;

/// What one Helm reads.
struct Reading {
    chart: Chart,
    values: UserValues,
}

/// A chart with its values.
pub struct Subject {
    readings: [Result<Reading, String>; 2],
    options: Options,
    /// `.Capabilities.KubeVersion`, as each Helm reads the flag.
    kube_versions: [Option<KubeVersion>; 2],
    parts: Parts,
}

/// A render that is made of both Helms.
#[derive(Clone, Copy)]
pub struct Trial<'a> {
    /// The Helm whose way to read files it takes.
    pub reading: Compat,
    /// The Helm that renders.
    pub compat: Compat,
    /// The rules that the other one answers.
    pub exchanged: &'a [Rule],
}

impl Trial<'_> {
    /// All by this Helm.
    pub fn of(compat: Compat) -> Trial<'static> {
        Trial { reading: compat, compat, exchanged: &[] }
    }
}

/// What comes of a render.
pub enum Outcome {
    /// Manifests and hooks, as `template` prints them.
    Rendered {
        /// The release.
        release: Box<Release>,
        /// What is printed.
        text: String,
        /// Where its documents come from.
        explained: Vec<ExplainedDocument>,
        /// What they were rendered from.
        inputs: Box<Inputs>,
    },
    /// Nothing.
    Failed {
        /// At which step; `None` while files are read.
        stage: Option<Stage>,
        /// Helm's words.
        text: String,
    },
}

impl Outcome {
    /// Whether nothing but the words of a failure differ.
    pub fn is_as(&self, other: &Outcome) -> bool {
        match (self, other) {
            (Outcome::Rendered { text: a, .. }, Outcome::Rendered { text: b, .. }) => a == b,
            (Outcome::Failed { stage: a, .. }, Outcome::Failed { stage: b, .. }) => a == b,
            _ => false,
        }
    }
}

impl Subject {
    /// Reads the chart and what the flags name.
    ///
    /// # Errors
    /// A chart that is not found, and flags that cannot be read.
    pub fn read(place: &str, flags: &Parsed, settings: &Settings) -> Result<Subject, Failure> {
        let path = source::locate_chart(place, flags, settings.compat)?;
        let kube_versions = [
            template::kube_version(flags, Compat::V3)?,
            template::kube_version(flags, Compat::V4)?,
        ];
        let reading =
            |chart, compat| Ok(Reading { chart, values: source::user_values(flags, compat)? });
        let options = Options {
            release_name: flags.text("release").unwrap_or("release").to_string(),
            namespace: settings.namespace(),
            is_upgrade: flags.is_set("is-upgrade"),
            api_versions: flags.list("api-versions").to_vec(),
            skip_schema_validation: flags.is_set("skip-schema-validation"),
            schema_reader: source::schema_reader(flags),
            budget: source::budget(flags)?,
            ..Options::default()
        };
        // What there is to say about the chart's files is said once.
        let new = source::load_chart(&path, Compat::V4);
        let old = source::load_with_notices(&path, Compat::V3).map(|loaded| loaded.chart);
        let readings = [
            old.and_then(|chart| reading(chart, Compat::V3)),
            new.and_then(|chart| reading(chart, Compat::V4)),
        ];
        Ok(Subject { readings, options, kube_versions, parts: Parts::default() })
    }

    /// Whether exactly one of the Helms can read the files.
    pub fn is_read_by_one(&self) -> bool {
        self.readings[0].is_ok() != self.readings[1].is_ok()
    }

    /// Renders.
    pub fn render(&self, trial: Trial<'_>) -> Outcome {
        let [old, new] = &self.readings;
        let reading = match trial.reading {
            Compat::V3 => old,
            Compat::V4 => new,
        };
        let reading = match reading {
            Ok(reading) => reading,
            Err(text) => return Outcome::Failed { stage: None, text: text.clone() },
        };
        let mut options = Options {
            compat: trial.compat,
            exchanged: trial.exchanged.to_vec(),
            ..self.options.clone()
        };
        let [old_version, new_version] = &self.kube_versions;
        options.kube_version = match options.answers().of(Rule::Capabilities) {
            Compat::V3 => old_version.clone(),
            Compat::V4 => new_version.clone(),
        };
        let world = SeededWorld::new(SystemWorld).with_seed(SEED);
        match explain(&reading.chart, &reading.values, &options, &world) {
            Ok(explanation) => {
                let mut text = explanation.release.manifest_text(self.parts);
                explanation.release.push_hooks(&mut text, self.parts);
                let explained = explanation.documents(self.parts);
                let (release, inputs) =
                    (Box::new(explanation.release), Box::new(explanation.inputs));
                Outcome::Rendered { release, text, explained, inputs }
            }
            Err(error) => Outcome::Failed { stage: Some(error.stage()), text: error.to_string() },
        }
    }
}
