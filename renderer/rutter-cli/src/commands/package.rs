//! `rutter package`: chart directories as archives. Helm: pkg/cmd/package.go, pkg/action/package.go.

use std::path::{Path, PathBuf};

use rutter::chart::{FileTimes, Notice, go_path_error};
use rutter::go::semver::Version;
use rutter::{Chart, Compat};

use crate::failure::Failure;
use crate::flags::Parsed;
use crate::links;
use crate::output::Output;
use crate::settings::Settings;
use crate::{commands, package_options, signing, source, whole_file};

/// Runs the command: one archive for each directory.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    if flags.arguments.is_empty() {
        return Err(Failure::text("need at least one argument, the path to the chart"));
    }
    if flags.is_set("sign") && flags.text("key").unwrap_or_default().is_empty() {
        return Err(Failure::text("--key is required for signing a package"));
    }
    let times = package_options::file_times(flags, settings.compat)?;
    for path in &flags.arguments {
        let file = package(path, flags, times, settings)?;
        if flags.is_set("sign") {
            signing::sign(&file, flags, settings.compat, output)?;
        }
        output.write(&format!("Successfully packaged chart and saved it to: {}\n", file.display()));
        output.flush()?;
    }
    Ok(())
}

fn package(
    typed: &str,
    flags: &Parsed,
    times: FileTimes,
    settings: &Settings,
) -> Result<PathBuf, Failure> {
    Path::new(typed)
        .metadata()
        .map_err(|e| Failure::text(go_path_error("stat", Path::new(typed), &e)))?;
    if flags.is_set("dependency-update") {
        commands::dependency::update_silently(typed, flags, settings)?;
    }
    let mut chart = load(&source::absolute(typed)?, flags, settings.compat)?;
    set_versions(&mut chart, flags)?;
    rutter::missing_dependencies(&chart)?;
    let data = chart.package(times, settings.compat);
    let data = data.map_err(|e| format!("failed to save: {e}"))?;
    save(&chart, &data, flags.text("destination").unwrap_or("."))
}

/// A chart directory; links that leave it are followed only where they are known.
fn load(path: &Path, flags: &Parsed, compat: Compat) -> Result<Chart, Failure> {
    if !path.is_dir() {
        return Err(Failure::text(no_directory(path, compat)));
    }
    let loaded = source::load_with_notices(path, compat)?;
    if !flags.is_set("follow-links") {
        for notice in &loaded.notices {
            if let Notice::Symlink { path: link, resolved } = notice {
                links::check(path, link, resolved, compat)?;
            }
        }
    }
    source::complain_about(&loaded.notices, compat);
    Ok(loaded.chart)
}

fn no_directory(path: &Path, compat: Compat) -> String {
    let file = path.join("Chart.yaml");
    match compat {
        Compat::V3 => "Chart.yaml file is missing".to_string(),
        Compat::V4 => {
            let file = file.display();
            format!("unable to detect chart at {file}: open {file}: not a directory")
        }
    }
}

fn set_versions(chart: &mut Chart, flags: &Parsed) -> Result<(), Failure> {
    let given = |flag: &str| flags.text(flag).filter(|text| !text.is_empty());
    if let Some(version) = given("version") {
        chart.metadata.version = version.to_string();
    }
    Version::parse(chart.metadata.version.as_bytes())?;
    if let Some(version) = given("app-version") {
        chart.metadata.app_version = version.to_string();
    }
    Ok(())
}

fn save(chart: &Chart, data: &[u8], destination: &str) -> Result<PathBuf, Failure> {
    let failed = |text: String| Failure::text(format!("failed to save: {text}"));
    let directory = match destination {
        "." => std::env::current_dir().map_err(|e| e.to_string())?,
        _ => PathBuf::from(rutter::clean_path(destination)),
    };
    match directory.metadata() {
        Ok(found) if !found.is_dir() => {
            return Err(failed(format!("is not a directory: {}", directory.display())));
        }
        Ok(_) => {}
        Err(_) => std::fs::create_dir_all(&directory)
            .map_err(|e| failed(go_path_error("mkdir", &directory, &e)))?,
    }
    let file = directory.join(chart.package_name());
    whole_file::write(&file, data).map_err(failed)?;
    Ok(file)
}
