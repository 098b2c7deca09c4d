//! `lint`: what Helm finds wrong with a chart directory, message by message.
//!
//! Helm: pkg/lint (v3), pkg/chart/v2/lint (v4). One module per family of rules; they see the
//! chart through a [`World`] and add to a `Linter`.

mod address;
mod chart_yaml;
mod crds;
mod dependencies;
mod deprecations;
mod names;
mod resource;
mod templates;
mod user_values;

pub use deprecations::{Deprecation, deprecation};

use std::path::{Path, PathBuf};
use std::rc::Rc;

use rutter_chart::{Chart, Compat, Loaded, go_io_error};
use rutter_go::World;
use rutter_go::value::Map;

use crate::options::Options;
use crate::values::user_values::UserValues;
use crate::warning::{Warning, Warnings};

/// Largest Chart.yaml, values.yaml or schema that is linted.
const MAX_FILE: u64 = 64 * 1024 * 1024;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Against convention, but likely to work.
    Warning,
    /// Will not work.
    Error,
}

impl Severity {
    /// The word Helm prints.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "INFO",
            Severity::Warning => "WARNING",
            Severity::Error => "ERROR",
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// How bad it is.
    pub severity: Severity,
    /// The file or directory it is about, as Helm names it.
    pub path: String,
    /// What is wrong.
    pub text: String,
}

impl std::fmt::Display for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "[{}] {}: {}", self.severity.name(), self.path, self.text)
    }
}

/// Everything found in one chart.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The findings, in Helm's order.
    pub messages: Vec<Message>,
    /// What Helm would say on standard error.
    pub warnings: Vec<Warning>,
}

/// Lints chart directories with the same values. `directories` are absolute: Helm prints them.
///
/// In Helm the values of one chart leak into the linting of the next; so they do here.
///
/// # Errors
/// The text for values that cannot be merged.
pub fn lint(
    directories: &[PathBuf],
    values: &UserValues,
    options: &Options,
    world: &dyn World,
) -> Result<Vec<Report>, String> {
    crate::render::on_render_stack(|| {
        let values = values.merge(options.compat)?;
        let reports = directories.iter().map(|d| lint_directory(d, &values, options, world));
        Ok(reports.collect())
    })
}

fn lint_directory(directory: &Path, values: &Map, options: &Options, world: &dyn World) -> Report {
    let warnings = Rc::new(Warnings::new(options.compat));
    let mut linter = Linter { directory, options, world, warnings, messages: Vec::new() };
    chart_yaml::lint(&mut linter);
    user_values::lint(&mut linter, values);
    templates::lint(&mut linter, values);
    dependencies::lint(&mut linter);
    if options.compat == Compat::V4 {
        crds::lint(&mut linter);
    }
    Report { messages: linter.messages, warnings: linter.warnings.take() }
}

/// What a rule works with.
struct Linter<'a> {
    directory: &'a Path,
    options: &'a Options,
    world: &'a dyn World,
    warnings: Rc<Warnings>,
    messages: Vec<Message>,
}

impl Linter<'_> {
    fn compat(&self) -> Compat {
        self.options.compat
    }

    /// Takes down what a rule found; says whether it found nothing. Helm: `RunLinterRule`.
    fn check(
        &mut self,
        severity: Severity,
        path: &str,
        result: Result<(), impl Into<String>>,
    ) -> bool {
        match result {
            Ok(()) => true,
            Err(text) => {
                let (path, text) = (path.to_string(), text.into());
                self.messages.push(Message { severity, path, text });
                false
            }
        }
    }

    fn error(&mut self, path: &str, result: Result<(), impl Into<String>>) -> bool {
        self.check(Severity::Error, path, result)
    }

    fn warning(&mut self, path: &str, result: Result<(), impl Into<String>>) -> bool {
        self.check(Severity::Warning, path, result)
    }

    /// The chart, loaded anew as each family of rules does in Helm.
    fn load(&self) -> Result<Chart, String> {
        let loaded = Chart::load_any_version(self.world, self.directory, self.compat());
        let notices = match &loaded {
            Ok(loaded) => &loaded.notices[..],
            Err(error) => error.notices(),
        };
        notices.iter().for_each(|notice| self.warnings.notice(notice));
        loaded.map(|Loaded { chart, .. }| chart).map_err(|e| e.to_string())
    }

    fn schema_sources(&self) -> crate::schema::Sources<'_> {
        let reader = self.options.schema_reader;
        crate::schema::Sources { warnings: &self.warnings, reader }
    }

    /// Go: `os.ReadFile` of a file in the chart.
    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        let path = self.directory.join(name);
        if self.is_directory(name) {
            return Err(format!("read {}: is a directory", path.display()));
        }
        let found = self.world.metadata(&path);
        if found.is_ok_and(|m| m.kind == rutter_go::world::FileKind::Irregular) {
            return Err(format!("read {}: irregular file", path.display()));
        }
        self.world
            .read_file(&path, MAX_FILE)
            .map(|data| data.as_bytes().to_vec())
            .map_err(|e| format!("open {}: {}", path.display(), go_io_error(&e)))
    }

    fn exists(&self, name: &str) -> bool {
        self.world.metadata(&self.directory.join(name)).is_ok()
    }

    fn is_directory(&self, name: &str) -> bool {
        let metadata = self.world.metadata(&self.directory.join(name));
        metadata.is_ok_and(|m| m.kind == rutter_go::world::FileKind::Directory)
    }
}
