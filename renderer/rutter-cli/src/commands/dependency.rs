//! `rutter dependency`: the charts that a chart stands on. Helm: pkg/cmd/dependency*.go,
//! pkg/action/dependency.go.

use std::path::Path;

use rutter::{Compat, SystemWorld};
use rutter_repository::{Manager, Message, status, strays};

use crate::failure::Failure;
use crate::flags::Parsed;
use crate::network::Network;
use crate::output::{Output, complain, printable};
use crate::package_options;
use crate::repositories::RepositoryFiles;
use crate::settings::Settings;
use crate::table::Table;
use crate::{clock, links, source, temporary};

/// Width at which cells are cut unless a flag says another.
const MAX_WIDTH: usize = 80;

/// `dependency build`
pub fn build(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    run(true, flags, settings, output)
}

/// `dependency update`
pub fn update(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    run(false, flags, settings, output)
}

fn chart_path(flags: &Parsed) -> String {
    match flags.arguments.first() {
        Some(path) => rutter::clean_path(path),
        None => ".".to_string(),
    }
}

fn run(
    build: bool,
    flags: &Parsed,
    settings: &Settings,
    output: &mut Output,
) -> Result<(), Failure> {
    run_for(&chart_path(flags), build, flags, settings, output)
}

/// Brings `charts/` of a chart up to date and says so. Helm: `template --dependency-update`.
///
/// # Errors
/// As `dependency update`.
pub fn update_path(
    path: &str,
    flags: &Parsed,
    settings: &Settings,
    output: &mut Output,
) -> Result<(), Failure> {
    run_for(path, false, flags, settings, output)
}

fn run_for(
    path: &str,
    build: bool,
    flags: &Parsed,
    settings: &Settings,
    output: &mut Output,
) -> Result<(), Failure> {
    let mut tell = |message: Message| {
        match message {
            Message::Line(line) => output.write(&format!("{}\n", printable(&line))),
            Message::Transfer(line) if settings.compat == Compat::V3 => complain(&line),
            Message::Transfer(line) => output.write(&format!("{}\n", printable(&line))),
            Message::Text(text) => output.write(&printable(&text)),
            Message::Log(text) => complain(&log_line(&text, settings.compat)),
            Message::Notice(notice) => source::complain_about(&[notice], settings.compat),
        }
        // What has been said stands even if the rest fails.
        let _ = output.flush();
    };
    manage(path, build, flags, settings, &mut tell)
}

/// A line of Go's own log in Helm.
fn log_line(text: &str, compat: Compat) -> String {
    match compat {
        Compat::V3 => format!("manager.go:122: {text}"),
        Compat::V4 => format!("level=INFO msg={}", rutter::slog_quote(text)),
    }
}

/// Brings `charts/` of a chart up to date without a word. Helm: `package --dependency-update`.
///
/// # Errors
/// As `dependency update`.
pub fn update_silently(path: &str, flags: &Parsed, settings: &Settings) -> Result<(), Failure> {
    let mut tell = |message: Message| {
        if let Message::Notice(notice) = message {
            source::complain_about(&[notice], settings.compat);
        }
    };
    manage(path, false, flags, settings, &mut tell)
}

fn manage(
    path: &str,
    build: bool,
    flags: &Parsed,
    settings: &Settings,
    tell: &mut dyn FnMut(Message),
) -> Result<(), Failure> {
    let files = RepositoryFiles::new(flags, settings.compat);
    let repositories = files.load()?.unwrap_or_default();
    let network = Network::new(flags, settings.compat)?;
    let follows = flags.is_set("follow-links");
    let check_link = |chart: &Path, link: &Path, target: &Path| match follows {
        true => Ok(()),
        false => links::check(chart, link, target, settings.compat).map_err(|e| e.text),
    };
    let now = clock::now();
    let manager = Manager {
        repositories: &repositories,
        cache: &files.cache,
        remote: &network,
        world: &SystemWorld,
        compat: settings.compat,
        skip_refresh: flags.is_set("skip-refresh"),
        debug: settings.debug,
        recursive: flags.is_set("recursive"),
        times: package_options::file_times(flags, settings.compat)?,
        now: &now,
        depth: 0,
        check_link: &check_link,
        make_directory: temporary_directory,
    };
    match build {
        true => Ok(manager.build(path, tell)?),
        false => Ok(manager.update(path, tell)?),
    }
}

/// A directory below another for packages on their way.
fn temporary_directory(parent: &Path) -> Result<Box<dyn AsRef<Path>>, String> {
    match temporary::directory(parent) {
        Ok(directory) => Ok(Box::new(directory)),
        Err(error) => Err(rutter::chart::go_path_error("mkdir", parent, &error)),
    }
}

/// `dependency list`
pub fn list(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let path = chart_path(flags);
    let absolute = source::absolute(&path)?;
    let chart = source::load_chart_of_any_version(&absolute, settings.compat)?;
    if chart.metadata.dependencies.is_none() {
        let charts = rutter::clean_path(&format!("{path}/charts"));
        output.write(&format!("WARNING: no dependencies at {charts}\n"));
        return Ok(());
    }
    let width = flags.text("max-col-width").and_then(|width| width.parse().ok());
    let mut table = Table::new(width.unwrap_or(MAX_WIDTH));
    table.row(&["NAME", "VERSION", "REPOSITORY", "STATUS"]);
    for dependency in chart.metadata.dependency_list() {
        let status = status(&absolute, dependency, &chart, settings.compat);
        table.row(&[&dependency.name, &dependency.version, &dependency.repository, &status]);
    }
    output.write(&table.text());
    output.write("\n");
    for line in strays(&absolute, &path, &chart.metadata, &SystemWorld, settings.compat) {
        output.write(&format!("{line}\n"));
    }
    Ok(())
}
