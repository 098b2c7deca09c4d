//! `rutter lint`: Helm's `lint`, rule by rule. Helm: cmd/helm/lint.go, pkg/action/lint.go.

use std::path::{Path, PathBuf};

use rutter::chart::{BufferedFile, Metadata, go_path_error};
use rutter::lint::{Report, Severity};
use rutter::{Compat, Options, SystemWorld, World};
use tempfile::TempDir;

use crate::commands::template;
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::settings::Settings;
use crate::source;

/// Largest archive that is unpacked to be linted.
const MAX_ARCHIVE: u64 = 100 * 1024 * 1024;

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let mut paths = match flags.arguments.is_empty() {
        true => vec![".".to_string()],
        false => flags.arguments.clone(),
    };
    let kube_version = template::kube_version(flags, settings.compat)?;
    if flags.is_set("with-subcharts") {
        let subcharts: Vec<String> = paths.iter().flat_map(|path| find_subcharts(path)).collect();
        paths.extend(subcharts);
    }
    let values = source::user_values(flags, settings.compat)?;
    let options = Options {
        compat: settings.compat,
        namespace: settings.namespace(),
        kube_version,
        skip_schema_validation: flags.is_set("skip-schema-validation"),
        schema_reader: source::schema_reader(flags),
        budget: source::budget(flags)?,
        ..Options::default()
    };
    let targets: Vec<_> = paths.iter().map(|path| Target::open(path, settings.compat)).collect();
    let directories: Vec<PathBuf> =
        targets.iter().flatten().map(|target| target.directory.clone()).collect();
    let mut reports =
        rutter::lint::lint(&directories, &values, &options, &SystemWorld)?.into_iter();
    let mut summary = Summary::new(flags);
    for (path, target) in paths.iter().zip(&targets) {
        match target {
            Ok(_) => summary.add(path, &reports.next().unwrap_or_default(), output),
            Err(error) => summary.add_unreadable(path, error, output),
        }
    }
    summary.finish(output)
}

/// Charts and archives below `charts/`, in lexical order.
fn find_subcharts(chart: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::from(rutter::clean_path(&format!("{chart}/charts")))];
    while let Some(path) = open.pop() {
        let Ok(metadata) = path.symlink_metadata() else { continue };
        let shown = path.display().to_string();
        if path.file_name().is_some_and(|name| name == "Chart.yaml") {
            let parent = path.parent().unwrap_or(Path::new("."));
            found.push(parent.display().to_string());
        } else if is_archive(&shown) {
            found.push(shown);
        }
        if metadata.is_dir() {
            let entries = SystemWorld.read_directory(&path).unwrap_or_default();
            open.extend(entries.iter().rev().map(|entry| path.join(&entry.name)));
        }
    }
    found
}

fn is_archive(path: &str) -> bool {
    path.ends_with(".tgz") || path.ends_with(".tar.gz")
}

/// A chart directory, perhaps one that was unpacked for now.
struct Target {
    directory: PathBuf,
    _unpacked: Option<TempDir>,
}

impl Target {
    /// Helm: `lintChart`.
    fn open(path: &str, compat: Compat) -> Result<Target, String> {
        let unpacked = match is_archive(path) {
            true => Some(unpack(Path::new(path), compat)?),
            false => None,
        };
        let shown = match &unpacked {
            Some((_, directory)) => directory.display().to_string(),
            None => path.to_string(),
        };
        let chart_yaml = rutter::clean_path(&format!("{shown}/Chart.yaml"));
        let chart_yaml = match path.is_empty() {
            true => "Chart.yaml".to_string(),
            false => chart_yaml,
        };
        SystemWorld.metadata(Path::new(&chart_yaml)).map_err(|e| {
            let error = go_path_error("stat", Path::new(&chart_yaml), &e);
            format!("unable to check Chart.yaml file in chart: {error}")
        })?;
        let absolute = std::path::absolute(if shown.is_empty() { "." } else { &shown })
            .map_err(|e| e.to_string())?;
        Ok(Target {
            directory: PathBuf::from(rutter::clean_path(&absolute.to_string_lossy())),
            _unpacked: unpacked.map(|(directory, _)| directory),
        })
    }
}

/// Writes the archive's files below a directory of the chart's name. Helm: `chartutil.Expand`.
fn unpack(path: &Path, compat: Compat) -> Result<(TempDir, PathBuf), String> {
    let data = SystemWorld
        .read_file(path, MAX_ARCHIVE)
        .map_err(|e| format!("unable to open tarball: {}", go_path_error("open", path, &e)))?;
    unpack_files(data.as_bytes(), compat).map_err(|e| format!("unable to extract tarball: {e}"))
}

fn unpack_files(data: &[u8], compat: Compat) -> Result<(TempDir, PathBuf), String> {
    let files = BufferedFile::read_archive(data, compat).map_err(|e| e.to_string())?;
    let mut name = String::new();
    for file in files.iter().filter(|f| f.name() == "Chart.yaml") {
        let metadata = Metadata::parse(file.data(), compat)
            .map_err(|e| format!("cannot load Chart.yaml: {e}"))?;
        name = metadata.name;
    }
    if name.is_empty() {
        return Err("chart name not specified".to_string());
    }
    let quoted = rutter::quote(&name);
    if name == "." || name == ".." {
        return Err(format!("chart name {quoted} is not allowed"));
    }
    if name.contains('/') {
        return Err(format!("chart name {quoted} must not contain path separators"));
    }
    let directory =
        tempfile::Builder::new().prefix("helm-lint").tempdir().map_err(|e| e.to_string())?;
    let chart = directory.path().join(&name);
    for file in &files {
        // The names were checked when the archive was read: none leads out of the directory.
        let target = chart.join(file.name());
        let parent = target.parent().unwrap_or(&chart);
        std::fs::create_dir_all(parent)
            .and_then(|()| std::fs::write(&target, file.data()))
            .map_err(|e| go_path_error("open", &target, &e))?;
    }
    Ok((directory, chart))
}

/// What is printed, and what has failed so far.
struct Summary {
    quiet: bool,
    tolerance: Severity,
    charts: usize,
    failed: usize,
    noticed: usize,
}

impl Summary {
    fn new(flags: &Parsed) -> Summary {
        Summary {
            quiet: flags.is_set("quiet"),
            tolerance: match flags.is_set("strict") {
                true => Severity::Warning,
                false => Severity::Error,
            },
            charts: 0,
            failed: 0,
            noticed: 0,
        }
    }

    fn add(&mut self, path: &str, report: &Report, output: &mut Output) {
        self.charts += 1;
        for warning in &report.warnings {
            crate::output::complain(&warning.text);
        }
        let worst = report.messages.iter().map(|message| message.severity).max();
        let is_noticed = worst > Some(Severity::Info);
        self.noticed += usize::from(is_noticed);
        self.failed += usize::from(worst >= Some(self.tolerance));
        if self.quiet && !is_noticed {
            return;
        }
        output.write(&format!("==> Linting {path}\n"));
        for message in &report.messages {
            if !self.quiet || message.severity > Severity::Info {
                output.write(&format!("{message}\n"));
            }
        }
        output.write("\n");
    }

    fn add_unreadable(&mut self, path: &str, error: &str, output: &mut Output) {
        self.charts += 1;
        self.failed += 1;
        self.noticed += 1;
        output.write(&format!("==> Linting {path}\nError {error}\n\n"));
    }

    fn finish(self, output: &mut Output) -> Result<(), Failure> {
        let text = format!("{} chart(s) linted, {} chart(s) failed", self.charts, self.failed);
        if self.failed > 0 {
            output.flush()?;
            return Err(Failure::text(text));
        }
        if !self.quiet || self.noticed > 0 {
            output.write(&format!("{text}\n"));
        }
        Ok(())
    }
}
