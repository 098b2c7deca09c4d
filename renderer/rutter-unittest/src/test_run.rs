//! One test: render, then hold every assertion against it. helm-unittest: test_job.go.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use rutter::{
    Budget, Capabilities, Compat, KubeVersion, PreparedChart, PreparedOptions, ReleaseInfo, Stage,
};

use crate::assertion::{Assertion, Filter, Rendered};
use crate::documents::{self, Document};
use crate::host::Host;
use crate::outcome::TestOutcome;
use crate::post_render;
use crate::render_failure;
use crate::render_set::{RenderSet, join, template_path};
use crate::run::Options;
use crate::snapshot_file::Snapshots;
use crate::snapshot_text::snapshot_text;
use crate::suite::{ApiVersions, Release, Suite, Test, Versions};
use crate::test_world::{Primes, TestWorld};
use crate::user_values::{ValuesFiles, user_values};
use crate::value::Value;

/// What the tests of a suite share.
pub(crate) struct SuiteContext<'c> {
    pub chart: &'c PreparedChart<'c>,
    pub compat: Compat,
    pub suite: &'c Suite,
    pub render_set: &'c RenderSet,
    pub values_files: &'c ValuesFiles,
    pub primes: &'c Primes,
    pub options: &'c Options,
    pub host: &'c dyn Host,
}

/// The files a render gave.
type Files = BTreeMap<String, String>;

/// What came of rendering.
struct Output {
    files: Files,
    succeeded: bool,
    /// Why nothing could be rendered at all.
    error: Option<String>,
    /// The suite's templates, as far as the plugin has come to look at them.
    templates: Vec<String>,
}

impl SuiteContext<'_> {
    /// Runs a test that is not skipped.
    pub fn run(&self, index: usize, test: &Test, snapshots: &mut Snapshots) -> TestOutcome {
        let start = Instant::now();
        snapshots.begin_test(&test.name);
        let mut outcome = TestOutcome { name: test.name.clone(), index, ..TestOutcome::default() };
        if let Err(error) = self.judge(test, snapshots, &mut outcome) {
            outcome.error = Some(error);
        }
        outcome.duration = start.elapsed();
        outcome
    }

    /// # Errors
    /// Why no assertion can be looked at.
    fn judge(
        &self,
        test: &Test,
        snapshots: &mut Snapshots,
        outcome: &mut TestOutcome,
    ) -> Result<(), String> {
        let mut output = self.render(test)?;
        self.keep_files(&output.files)?;
        outcome.error.clone_from(&output.error);
        let names: Vec<String> = output.files.keys().cloned().collect();
        let renderer = match test.post_renderer.program.is_empty() {
            true => &self.suite.post_renderer,
            false => &test.post_renderer,
        };
        let was_post_rendered = !renderer.program.is_empty();
        if was_post_rendered {
            output.files = post_render::run(&output.files, renderer, self.host)?;
        }
        let files = self.documents(&output)?;
        let selector = test.document_selector.as_ref();
        let rendered = Rendered {
            files: &files,
            succeeded: output.succeeded,
            error: output.error.as_deref(),
            was_post_rendered,
            skips_empty_templates: selector.is_some_and(|s| s.skip_empty_templates),
            fails_fast: self.options.fails_fast,
        };
        let assertions = Assertions { context: self, test, names, templates: output.templates };
        assertions.evaluate(&rendered, snapshots, outcome);
        Ok(())
    }

    fn render(&self, test: &Test) -> Result<Output, String> {
        let requires_success = test.assertions.iter().flatten().all(Assertion::expects_success);
        let values = user_values(self.suite, test, self.values_files, self.host)?;
        let own = self.suite.templates.clone();
        let failed = |error: String, templates: Vec<String>| Output {
            files: Files::new(),
            succeeded: false,
            error: Some(error),
            templates,
        };
        let release = test.release.or(&self.suite.release);
        if let Some(error) = wrong_name(&release.name) {
            return Ok(failed(error, own));
        }
        let all = if own.is_empty() { vec!["**".to_string()] } else { own.clone() };
        let versions = test.chart.or(&self.suite.chart);
        let world = TestWorld::new(self.host.world(), self.primes);
        let selects = |name: &str| self.render_set.selects(name);
        let prepared = self.prepared(test, &release, &versions, &selects);
        let rendered = self.chart.render(&values, prepared, &world);
        match rendered {
            Ok(files) => Ok(Output {
                files: files
                    .into_iter()
                    .map(|file| (file.path, file.text.to_str_lossy().into_owned()))
                    .collect(),
                succeeded: true,
                error: None,
                templates: all,
            }),
            Err(error) if !matches!(error.stage(), Stage::Parse | Stage::Execute) => {
                Ok(failed(error.to_string(), own))
            }
            Err(error) => {
                let message = error.to_string();
                let failure = render_failure::parse(&message).filter(|_| !requires_success);
                Ok(match failure {
                    None => failed(message, all),
                    Some(failure) => Output {
                        files: self.failed_files(&failure, &all),
                        succeeded: false,
                        error: None,
                        templates: all,
                    },
                })
            }
        }
    }

    fn prepared<'p>(
        &'p self,
        test: &'p Test,
        release: &'p Release,
        versions: &'p Versions,
        selects: &'p dyn Fn(&str) -> bool,
    ) -> PreparedOptions<'p> {
        let text = |text: &'p str| Some(text).filter(|text| !text.is_empty());
        PreparedOptions {
            release: ReleaseInfo {
                name: text(&release.name).unwrap_or("RELEASE-NAME"),
                namespace: text(&release.namespace).unwrap_or("NAMESPACE"),
                is_upgrade: release.is_upgrade,
                is_install: !release.is_upgrade,
                revision: release.revision,
            },
            capabilities: self.capabilities(test),
            version: text(&versions.version),
            app_version: text(&versions.app_version),
            selects,
            skip_schema_validation: self.options.skip_schema_validation,
            schema_reader: self.options.schema_reader,
            lookup: test.cluster.with(&self.suite.cluster).into_lookup(),
            budget: Budget::default(),
        }
    }

    /// Helm's library assumes Kubernetes 1.20, and no API versions at all.
    fn capabilities(&self, test: &Test) -> Capabilities {
        let wanted = test.capabilities.or(&self.suite.capabilities);
        let or = |text: String, default: &str| {
            if text.is_empty() { default.to_string() } else { text }
        };
        let major = or(wanted.major_version, "1");
        let minor = or(wanted.minor_version, "20");
        let version = format!("v{major}.{minor}.0");
        Capabilities {
            kube_version: KubeVersion { normalized: version.clone(), version, major, minor },
            api_versions: match wanted.api_versions {
                ApiVersions::List(list) => list,
                _ => Vec::new(),
            },
            helm_version: (self.compat == Compat::V3).then(|| "v3.20".to_string()),
        }
    }

    /// The message of a failed template in its place; that of a partial in every template's.
    fn failed_files(&self, failure: &render_failure::RenderFailure, templates: &[String]) -> Files {
        let entries = [("raw".to_string(), Value::String(failure.text.clone()))];
        let text = snapshot_text(&Value::Map(BTreeMap::from(entries)));
        let base = rutter_go::path::base(failure.file.as_bytes());
        if !base.starts_with(b"_") {
            return Files::from([(failure.file.clone(), text)]);
        }
        templates.iter().map(|name| (self.file_name(name), text.clone())).collect()
    }

    /// The name of the file that a template of the chart at hand becomes.
    fn file_name(&self, template: &str) -> String {
        join(&[&self.suite.route, &template_path(template)])
    }

    /// Writes what was rendered where it can be looked at.
    fn keep_files(&self, files: &Files) -> Result<(), String> {
        let Some(folder) = &self.options.debug_directory else { return Ok(()) };
        for (name, text) in files {
            let path = folder.join(name);
            self.host.create_directory(path.parent().unwrap_or(Path::new("")))?;
            self.host.write_file(&path, text)?;
        }
        Ok(())
    }

    fn documents(&self, output: &Output) -> Result<BTreeMap<String, Vec<Document>>, String> {
        let mut files = BTreeMap::new();
        if self.suite.include_crds {
            for (name, text) in self.chart.crds() {
                files.insert(name, documents::parse(&text)?);
            }
        }
        let chart = self.chart.chart().name();
        for (name, text) in &output.files {
            let full = if name.starts_with(chart) { name.clone() } else { join(&[chart, name]) };
            let extension = match output.succeeded {
                true => rutter_go::path::ext(name.as_bytes()),
                false => b".yaml",
            };
            match extension {
                b".yaml" | b".yml" | b".tpl" => {
                    files.insert(full, documents::parse(text)?);
                }
                b".txt" => {
                    files.insert(full, vec![Document::raw(text)]);
                }
                _ => {}
            }
        }
        Ok(files)
    }
}

/// The assertions of a test, with what they look at by default.
struct Assertions<'a> {
    context: &'a SuiteContext<'a>,
    test: &'a Test,
    /// What was rendered.
    names: Vec<String>,
    /// The suite's templates.
    templates: Vec<String>,
}

impl Assertions<'_> {
    fn evaluate(
        &self,
        rendered: &Rendered<'_>,
        snapshots: &mut Snapshots,
        outcome: &mut TestOutcome,
    ) {
        for (index, assertion) in self.test.assertions.iter().enumerate() {
            let Some(assertion) = assertion else { continue };
            let selector = assertion.document_selector.as_ref();
            let filter = Filter {
                selector: selector.or(self.test.document_selector.as_ref()),
                index: self.test.document_index.unwrap_or(assertion.document_index),
            };
            let files = self.files(assertion);
            let result = assertion.evaluate(index, &files, &filter, rendered, snapshots);
            // A test whose first assertion is `null` does not pass, unless one is skipped.
            let is_so_far = index == 0 || outcome.passed || result.skip_reason.is_some();
            outcome.passed = is_so_far && result.passed;
            outcome.assertions.push(result);
            if !outcome.passed && rendered.fails_fast {
                break;
            }
        }
        let all = &outcome.assertions;
        outcome.skipped = !all.is_empty() && all.iter().all(|a| a.skip_reason.is_some());
    }

    /// The files that an assertion looks at.
    fn files(&self, assertion: &Assertion) -> Vec<String> {
        let name = |template: &String| self.context.file_name(template);
        if !assertion.template.is_empty() {
            return vec![name(&assertion.template)];
        }
        if !self.test.templates.is_empty() {
            return self.test.templates.iter().map(name).collect();
        }
        if !self.test.template.is_empty() {
            return vec![name(&self.test.template)];
        }
        if !self.templates.iter().any(|template| template.contains('*')) {
            return self.templates.iter().map(name).collect();
        }
        let crds = self.context.suite.include_crds.then(|| self.context.chart.crds());
        let crds = crds.into_iter().flatten().map(|(name, _)| name);
        self.names.iter().cloned().chain(crds).collect()
    }
}

/// Why a name is none for a release. Helm: `ValidateReleaseName`.
fn wrong_name(name: &str) -> Option<String> {
    const LONGEST: usize = 53;
    let is_label = |label: &str| {
        let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        !label.is_empty()
            && label.chars().all(inner)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if name.is_empty() || (name.len() <= LONGEST && name.split('.').all(is_label)) {
        return None;
    }
    Some(format!(
        r"invalid release name, must match regex ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$ and the length must not be longer than {LONGEST}"
    ))
}
