//! Cases, rendered.

use std::path::{Path, PathBuf};

use rutter::chart::Compat;
use rutter::values::user_values::SetKind;
use rutter::{
    Chart, ExplainedDocument, Inputs, KubeVersion, Options, Parts, Release, SeededWorld,
    SystemWorld, UserValues,
};
use rutter_snapshot::{Case, Document, documents, files};

use crate::source;

/// A chart whose cases are rendered; each Helm's way to load it is taken once.
pub struct Rendering {
    folder: PathBuf,
    compat: Compat,
    loaded: Vec<(Compat, Chart)>,
}

/// What a case renders, by file name.
pub type Files = std::collections::BTreeMap<String, String>;

impl Rendering {
    /// Loads the chart in a folder.
    ///
    /// # Errors
    /// Helm's text.
    pub fn of(folder: &Path, compat: Compat) -> Result<Rendering, String> {
        let mut rendering = Rendering { folder: folder.to_path_buf(), compat, loaded: Vec::new() };
        rendering.load(compat)?;
        Ok(rendering)
    }

    /// Whether the chart is a library, which renders nothing by itself.
    pub fn is_library(&self) -> bool {
        self.loaded.iter().any(|(_, chart)| chart.metadata.is_library())
    }

    /// The files that a case renders.
    ///
    /// # Errors
    /// Why it cannot be rendered.
    pub fn files(&mut self, case: &Case) -> Result<Files, String> {
        let request = self.request(case)?;
        let chart = self.load(request.options.compat)?;
        let release = rutter::render(chart, &request.values, &request.options, &request.world);
        let release = release.map_err(|error| error.to_string())?;
        let files = files_of(&release, case);
        source::check_reads(chart)?;
        Ok(files)
    }

    /// The documents that a case renders, with where each line comes from.
    ///
    /// # Errors
    /// Why it cannot be rendered.
    pub fn explained(&mut self, case: &Case) -> Result<(Vec<ExplainedDocument>, Inputs), String> {
        let request = self.request(case)?;
        let chart = self.load(request.options.compat)?;
        let result = rutter::explain(chart, &request.values, &request.options, &request.world);
        let explanation = result.map_err(|error| error.to_string())?;
        Ok((explanation.documents(parts(case)), explanation.inputs))
    }

    fn load(&mut self, compat: Compat) -> Result<&Chart, String> {
        let at = match self.loaded.iter().position(|(known, _)| *known == compat) {
            Some(at) => at,
            None => {
                let path = source::absolute(&self.folder.to_string_lossy())?;
                self.loaded.push((compat, source::load_with_notices(&path, compat)?.chart));
                self.loaded.len() - 1
            }
        };
        Ok(&self.loaded[at].1)
    }

    fn request(&self, case: &Case) -> Result<Request, String> {
        let how = &case.circumstances;
        let compat = match how.compat {
            Some(3) => Compat::V3,
            Some(_) => Compat::V4,
            None => self.compat,
        };
        let kube_version = how.kube_version.as_deref().map(|text| {
            KubeVersion::parse(text, compat)
                .map_err(|error| format!("invalid kubeVersion {}: {error}", rutter::quote(text)))
        });
        let mut world = SeededWorld::new(SystemWorld).with_seed(how.seed);
        if let Some(text) = &how.clock {
            let clock = rutter::parse_clock(text);
            let clock = clock.map_err(|error| format!("clock {text} is no time: {error}"))?;
            world = world.with_clock(clock);
        }
        let options = Options {
            compat,
            release_name: how.release.clone(),
            namespace: how.namespace.clone(),
            is_upgrade: how.is_upgrade,
            kube_version: kube_version.transpose()?,
            api_versions: how.api_versions.clone(),
            ..Options::default()
        };
        Ok(Request { values: self.values(case, compat)?, options, world })
    }

    fn values(&self, case: &Case, compat: Compat) -> Result<UserValues, String> {
        let mut values = UserValues::new();
        for file in &case.values {
            let path = self.folder.join(file);
            let name = path.to_string_lossy();
            values.add_file(name.as_ref(), source::read_input(&name)?, compat)?;
        }
        case.set.iter().for_each(|text| values.add_set(SetKind::Typed, text.as_str()));
        case.set_string.iter().for_each(|text| values.add_set(SetKind::String, text.as_str()));
        Ok(values)
    }
}

struct Request {
    values: UserValues,
    options: Options,
    world: SeededWorld<SystemWorld>,
}

fn parts(case: &Case) -> Parts {
    Parts { crds: case.circumstances.with_crds, ..Parts::default() }
}

fn files_of(release: &Release, case: &Case) -> Files {
    let how = &case.circumstances;
    let crds: Vec<(&str, std::borrow::Cow<'_, str>)> = match how.with_crds {
        true => release.crds.iter().map(|crd| (crd.path.as_str(), crd.content())).collect(),
        false => Vec::new(),
    };
    let definitions = crds.iter().flat_map(|(source, text)| documents(source, text));
    let manifests = release
        .manifests
        .iter()
        .map(|manifest| Document { source: &manifest.path, content: &manifest.content });
    let hooks =
        release.hooks.iter().map(|hook| Document { source: &hook.path, content: &hook.content });
    let notes = how.with_notes.then_some(release.notes.as_str());
    files(definitions.chain(manifests).chain(hooks), &how.namespace, notes)
}
