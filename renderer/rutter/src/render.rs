//! Chart and values to a release: the order of steps is Helm's, so that the first thing that is
//! wrong is the one Helm reports.
//!
//! Helm: cmd/helm/install.go `runInstall`, pkg/action/install.go, pkg/action/action.go
//! `renderResources`.

use std::collections::BTreeMap;
use std::rc::Rc;

use rutter_chart::{Chart, Compat};
use rutter_go::World;
use rutter_go::value::Map;
use rutter_template::{Execution, MissingKey, Position};

use crate::context::capabilities::{Capabilities, KubeVersion};
use crate::context::{ReleaseInfo, Renderable, renderables};
use crate::dependencies::{check_dependencies, is_compatible_range, process_dependencies};
use crate::engine::{EngineError, RenderedFile, compile, execute};
use crate::error::{Error, Problem, Stage};
use crate::explain::{
    ExplainedFiles, Explanation, Inputs, Recorder, Recording, Sources, ValuesIndex, explained,
};
use crate::functions::HelmHost;
use crate::manifest::manifests::{Manifest, ManifestError, Sorted, Unsorted, sort_manifests};
use crate::manifest::text::Text;
use crate::options::Options;
use crate::release::{Crd, Release};
use crate::rules::Rule;
use crate::schema::Sources as SchemaSources;
use crate::tree::ChartNode;
use crate::values::coalesce::{Nulls, coalesce_values};
use crate::values::user_values::UserValues;
use crate::warning::Warnings;

/// Native stack of a render: `{{template}}` may nest 100,000 levels, as in Go.
#[cfg(not(target_family = "wasm"))]
const RENDER_STACK: usize = 1 << 30;

/// Renders a chart.
///
/// # Errors
/// Whatever Helm would stop at, with Helm's text; and limits that Helm does not have.
///
/// ```
/// use rutter::{Chart, Compat, Options, UserValues, SystemWorld};
/// use rutter::chart::BufferedFile;
///
/// let file = |name: &str, text: &str| {
///     BufferedFile::new(name.to_string(), text.as_bytes().to_vec(), None)
/// };
/// let files = vec![
///     file("Chart.yaml", "apiVersion: v2\nname: demo\nversion: 0.1.0\n"),
///     file("values.yaml", "replicas: 1\n"),
///     file("templates/a.yaml", "kind: A\nreplicas: {{ .Values.replicas }}\n"),
/// ];
/// let chart = Chart::load_files(files, Compat::V4).unwrap().chart;
/// let mut values = UserValues::new();
/// values.add_set(rutter::SetKind::Typed, "replicas=3");
/// let release = rutter::render(&chart, &values, &Options::default(), &SystemWorld).unwrap();
/// assert!(release.manifests[0].content.contains("replicas: 3"));
/// ```
pub fn render(
    chart: &Chart,
    values: &UserValues,
    options: &Options,
    world: &dyn World,
) -> Result<Release, Error> {
    on_render_stack(|| render_here(chart, values, options, world, false).map(|e| e.release))
}

/// Runs `work` on a stack that deep recursion fits in: the same thread, so that the allocator
/// keeps to its one main arena.
#[cfg(not(target_family = "wasm"))]
pub fn on_render_stack<T>(work: impl FnOnce() -> T) -> T {
    stacker::grow(RENDER_STACK, work)
}

/// Runs `work` on the stack there is.
#[cfg(target_family = "wasm")]
pub fn on_render_stack<T>(work: impl FnOnce() -> T) -> T {
    work()
}

fn render_here(
    chart: &Chart,
    values: &UserValues,
    options: &Options,
    world: &dyn World,
    is_traced: bool,
) -> Result<Explanation, Error> {
    let warnings = Rc::new(Warnings::new(options.answers()));
    let render = Render { chart, options, world, warnings: warnings.clone(), is_traced };
    match render.run(values) {
        Ok(mut explanation) => {
            explanation.release.warnings = warnings.take();
            Ok(explanation)
        }
        Err(error) => Err(render.with_partial(error).with_warnings(warnings.take())),
    }
}

/// [`crate::explain()`].
pub(crate) fn explain_on_render_stack(
    chart: &Chart,
    values: &UserValues,
    options: &Options,
    world: &dyn World,
) -> Result<Explanation, Error> {
    on_render_stack(|| render_here(chart, values, options, world, true))
}

/// Templates that did not all give text.
struct Failed {
    error: Error,
    rendered: Vec<RenderedFile>,
}

impl Failed {
    fn new(error: Error) -> Failed {
        Failed { error, rendered: Vec::new() }
    }
}

struct Render<'a> {
    chart: &'a Chart,
    options: &'a Options,
    world: &'a dyn World,
    warnings: Rc<Warnings>,
    /// Whether to remember where output comes from.
    is_traced: bool,
}

impl<'a> Render<'a> {
    fn run(&self, given: &UserValues) -> Result<Explanation, Error> {
        let user_values =
            given.merge(self.answers(Rule::SetFlags)).map_err(|e| Error::new(Stage::Values, e))?;
        self.check_chart()?;
        self.check_name()?;
        let root = ChartNode::root(self.chart);
        let values = self.prepare_values(&root, &user_values)?;
        let capabilities = self.capabilities();
        self.check_schema(&root, &values)?;
        self.check_kube_version(&capabilities.kube_version)?;
        let mut recording = None;
        let result = self.execute(&root, &values, &capabilities, &mut recording);
        let rendered = match &result {
            Ok(rendered) => rendered,
            Err(failed) => &failed.rendered,
        };
        let files = match recording {
            Some(recording) => {
                let texts = rendered.iter().map(|f| (f.path.as_str(), f.text.as_bytes())).collect();
                explained(
                    &recording,
                    &Sources::new(&root, given, self.answers(Rule::SetFlags)),
                    &texts,
                )
            }
            None => ExplainedFiles::new(),
        };
        match result {
            Ok(rendered) => {
                if let Some(failure) = self.chart.read_failure() {
                    return Err(Error::new(Stage::Chart, failure));
                }
                let release = self.release(&root, rendered, &files)?;
                let inputs = match self.is_traced {
                    true => Inputs::new(values.clone(), given, self.answers(Rule::SetFlags)),
                    false => Inputs::default(),
                };
                self.discard((root.clone(), values, user_values));
                Ok(Explanation { release, inputs, files })
            }
            Err(failed) => Err(self.failure(failed, &files)),
        }
    }

    /// The Helm that answers a rule.
    fn answers(&self, rule: Rule) -> Compat {
        self.warnings.compat_of(rule)
    }

    /// Lets go of what is no longer needed.
    fn discard<T>(&self, built: T) {
        if self.options.leave_memory {
            std::mem::forget(built);
        }
    }

    fn check_chart(&self) -> Result<(), Error> {
        let metadata = &self.chart.metadata;
        if !matches!(metadata.chart_type.as_str(), "" | "application") {
            let text = format!("{} charts are not installable", metadata.chart_type);
            return Err(Error::new(Stage::Chart, text));
        }
        if metadata.deprecated {
            match self.options.compat {
                Compat::V3 => self.warnings.push("WARNING: This chart is deprecated".to_string()),
                Compat::V4 => self.warnings.slog("WARN", "this chart is deprecated", &[]),
            }
        }
        if self.answers(Rule::ChartV3) == Compat::V4 && metadata.api_version == "v3" {
            return Err(self.chart_v3());
        }
        check_dependencies(self.chart, self.options.compat).map_err(|e| Error::new(Stage::Chart, e))
    }

    /// Helm 4 loads charts of API version v3 but does not install them; with dependencies it
    /// stops even earlier, and where entries outnumber charts it crashes.
    fn chart_v3(&self) -> Error {
        let entries = self.chart.metadata.dependency_list().count();
        let charts = self.chart.dependencies.len();
        if entries > charts {
            return Error::new(
                Stage::Crash,
                format!(
                    "index out of range [{charts}] with length {charts}: Helm 4.3 crashes on this chart of apiVersion v3"
                ),
            );
        }
        if entries < charts {
            return Error::new(
                Stage::Chart,
                "an error occurred while checking for chart dependencies. You may need to run 'helm dependency build' to fetch missing dependencies: unsupported chart dependency type",
            );
        }
        match check_dependencies(self.chart, self.options.compat) {
            Err(e) => Error::new(Stage::Chart, e),
            Ok(()) => Error::new(Stage::Chart, "invalid chart apiVersion"),
        }
    }

    fn check_name(&self) -> Result<(), Error> {
        check_release_name(&self.options.release_name, self.options.compat)
            .map_err(|e| Error::new(Stage::Name, e))
    }

    fn prepare_values(&self, root: &ChartNode<'_>, user_values: &Map) -> Result<Map, Error> {
        process_dependencies(root, user_values, &self.warnings)
            .map_err(|e| Error::new(Stage::Values, e.0))?;
        coalesce_values(root, user_values, Nulls::Delete, &self.warnings)
            .map_err(|e| Error::new(Stage::Values, e.0))
    }

    fn capabilities(&self) -> Capabilities {
        let mut capabilities = Capabilities::default();
        if let Some(version) = &self.options.kube_version {
            capabilities.kube_version = version.clone();
        }
        capabilities.api_versions.extend(self.options.api_versions.iter().cloned());
        capabilities
    }

    fn check_schema(&self, root: &ChartNode<'_>, values: &Map) -> Result<(), Error> {
        if self.options.skip_schema_validation {
            return Ok(());
        }
        let sources =
            SchemaSources { warnings: &self.warnings, reader: self.options.schema_reader };
        check_schema(root, values, sources).map_err(|e| Error::new(Stage::Schema, e))
    }

    fn check_kube_version(&self, version: &KubeVersion) -> Result<(), Error> {
        let constraint = &self.chart.metadata.kube_version;
        if constraint.is_empty() || is_compatible_range(constraint, &version.normalized) {
            return Ok(());
        }
        let shown = match self.options.compat {
            Compat::V3 => &version.normalized,
            Compat::V4 => &version.version,
        };
        let text = format!(
            "chart requires kubeVersion: {constraint} which is incompatible with Kubernetes {shown}"
        );
        Err(Error::new(Stage::KubeVersion, text))
    }

    fn execute(
        &self,
        root: &ChartNode<'a>,
        values: &Map,
        capabilities: &Capabilities,
        recording: &mut Option<Recording>,
    ) -> Result<Vec<RenderedFile>, Failed> {
        let options = self.options;
        let release = ReleaseInfo {
            name: &options.release_name,
            namespace: &options.namespace,
            is_upgrade: options.is_upgrade,
            is_install: !options.is_upgrade,
            revision: options.revision,
        };
        let capabilities = capabilities.to_value(self.answers(Rule::Capabilities));
        let dots = self.answers(Rule::ChartObject);
        let templates = renderables(root, values, &release, capabilities, dots);
        let missing_key = if options.strict { MissingKey::Error } else { MissingKey::Zero };
        let (set, mut errors) = compile(&templates, self.answers(Rule::Functions), missing_key);
        let stage = if errors.is_empty() { Stage::Execute } else { Stage::Parse };
        if stage == Stage::Parse && !options.all_errors {
            return Err(Failed::new(engine_error(stage, errors, &templates)));
        }
        let mut host = HelmHost::new(options.compat, self.warnings.clone());
        host.enable_dns = options.enable_dns;
        let mut execution = Execution::new(self.world, options.budget.clone(), Box::new(host));
        if self.is_traced {
            let sources = templates
                .iter()
                .map(|(name, t)| (name.clone(), t.file.data.text().clone()))
                .collect();
            let (recorder, recorded) = Recorder::new(ValuesIndex::new(values), sources);
            execution.set_trace(Box::new(recorder));
            *recording = Some(recorded);
        }
        let (rendered, mut failed) =
            execute(&set, &templates, &mut execution, options.answers(), options.all_errors);
        if stage == Stage::Parse {
            failed.retain(|error| !misses_template(error, &errors));
        }
        errors.append(&mut failed);
        if errors.is_empty() {
            drop(execution);
            self.discard((set, templates));
            return Ok(rendered);
        }
        let error = engine_error(stage, errors, &templates);
        Err(Failed { error, rendered })
    }

    /// With all errors asked for, what is wrong with the output of the templates that did not fail
    /// follows what did.
    fn failure(&self, failed: Failed, files: &ExplainedFiles) -> Error {
        let Failed { error, mut rendered } = failed;
        if !self.options.all_errors {
            return error;
        }
        rendered.retain(|f| !f.path.ends_with("NOTES.txt"));
        rendered.sort_by(|a, b| a.path.cmp(&b.path));
        match sort_manifests(&rendered, &Warnings::new(self.options.answers())) {
            Ok(_) => error,
            Err(unsorted) => error.followed_by(self.manifest_error(&rendered, unsorted, files)),
        }
    }

    fn release(
        &self,
        root: &ChartNode<'_>,
        mut rendered: Vec<RenderedFile>,
        explained: &ExplainedFiles,
    ) -> Result<Release, Error> {
        rendered.sort_by(|a, b| a.path.cmp(&b.path));
        let (notes, files): (Vec<_>, Vec<_>) =
            rendered.into_iter().partition(|f| f.path.ends_with("NOTES.txt"));
        let own_notes = format!("{}/templates/NOTES.txt", root.name());
        let notes = notes.iter().find(|f| f.path == own_notes);
        let sorted = sort_manifests(&files, &self.warnings)
            .map_err(|unsorted| self.manifest_error(&files, unsorted, explained))?;
        let crds =
            root.crds().into_iter().map(|(path, file)| Crd { path, data: file.data.clone() });
        Ok(Release {
            crds: crds.collect(),
            notes: notes.map(|f| f.text.to_str_lossy().into_owned()).unwrap_or_default(),
            ..self.release_of(sorted)
        })
    }

    fn release_of(&self, Sorted { manifests, hooks }: Sorted) -> Release {
        Release {
            name: self.options.release_name.clone(),
            namespace: self.options.namespace.clone(),
            manifests,
            hooks,
            crds: Vec::new(),
            notes: String::new(),
            warnings: Vec::new(),
            compat: self.answers(Rule::Separators),
        }
    }

    /// From the moment Helm has a release, errors come with what there is of it.
    fn with_partial(&self, error: Error) -> Error {
        let has_release =
            matches!(error.stage(), Stage::KubeVersion | Stage::Parse | Stage::Execute);
        match has_release {
            true => error.with_partial(self.release_of(Sorted::default())),
            false => error,
        }
    }

    fn manifest_error(
        &self,
        files: &[RenderedFile],
        unsorted: Unsorted,
        explained: &ExplainedFiles,
    ) -> Error {
        let problem = |error: ManifestError| {
            let text = files.iter().find(|f| f.path == error.path).map(|f| f.text.to_str_lossy());
            let range = error.offset..error.offset + error.length;
            let document = text.map(|text| text.get(range).unwrap_or(&text).to_string());
            let origin = explained.get(&error.path).zip(error.line).and_then(|(file, line)| {
                // What is missing at the end is reported behind the last line.
                let lines = document.as_ref().map_or(0, |document| document.lines().count());
                let index = line.min(lines).saturating_sub(1);
                file.origins.get(file.line_of(error.offset) + index)?.first().cloned()
            });
            Problem {
                message: format!("YAML parse error on {}: {}", error.path, error.message),
                document: document.map(|document| (document, error.line)),
                file: Some(error.path),
                origin,
                ..Problem::text("")
            }
        };
        let problems = unsorted.errors.into_iter().map(problem).collect();
        let manifests = files.iter().filter_map(as_manifest).collect();
        let partial = self.release_of(Sorted { manifests, hooks: unsorted.hooks });
        Error::from_problems(Stage::Manifest, problems).with_partial(partial)
    }
}

/// A whole file in place of the documents in it; nothing for a blank one.
fn as_manifest(file: &RenderedFile) -> Option<Manifest> {
    let content = Text::from(file.text.to_str_lossy().into_owned());
    let is_blank = crate::host::trim_space(&content).is_empty();
    (!is_blank).then(|| Manifest { path: file.path.clone(), content, ..Manifest::default() })
}

/// Holds values against the schemas of the chart tree. Helm: `ToRenderValues`.
pub(crate) fn check_schema(
    root: &ChartNode<'_>,
    values: &Map,
    sources: SchemaSources<'_>,
) -> Result<(), String> {
    crate::schema::validate_values(root, values, sources).map_err(|text| schema_error(&text))
}

/// Helm: `ToRenderValues`.
pub(crate) fn schema_error(text: &str) -> String {
    format!(
        "values don't meet the specifications of the schema(s) in the following chart(s):\n{text}"
    )
}

/// Whether a template failed because another one that it names did not parse.
fn misses_template(error: &EngineError, unparsed: &[EngineError]) -> bool {
    let file = &error.file;
    unparsed.iter().any(|e| e.file == *file)
        || error.message.contains("no template ")
        || error.message.contains("\" not defined")
}

fn engine_error(
    stage: Stage,
    errors: Vec<EngineError>,
    templates: &BTreeMap<String, Renderable<'_>>,
) -> Error {
    let source = |position: &Position| {
        templates.get(&position.file).map(|template| template.file.data.text().clone())
    };
    let problems = errors.into_iter().map(|e| Problem {
        message: e.message,
        file: Some(e.file),
        source: e.position.as_ref().and_then(source),
        position: e.position,
        includes: e.includes,
        document: None,
        origin: None,
    });
    Error::from_problems(stage, problems.collect())
}

/// Longest release name. Helm: `maxReleaseNameLen`.
const MAX_RELEASE_NAME: usize = 53;

/// Helm: `chartutil.ValidateReleaseName`.
fn check_release_name(name: &str, compat: Compat) -> Result<(), String> {
    let valid_label = |label: &str| {
        let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        !label.is_empty()
            && label.chars().all(inner)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let prefix = match compat {
        Compat::V3 => "",
        Compat::V4 => "release name check failed: ",
    };
    let quoted = rutter_go::strconv::quote(name.as_bytes());
    if name.is_empty() {
        return Err(format!("{prefix}release name {quoted}: no name provided"));
    }
    if name.len() <= MAX_RELEASE_NAME && name.split('.').all(valid_label) {
        return Ok(());
    }
    Err(format!(
        "{prefix}release name {quoted}: invalid release name, must match regex ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$ and the length must not be longer than {MAX_RELEASE_NAME}"
    ))
}
