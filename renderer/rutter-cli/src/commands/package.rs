//! `rutter package`: chart directories as archives. Helm: pkg/cmd/package.go, pkg/action/package.go.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use rutter::chart::{FileTimes, Notice, go_path_error};
use rutter::go::semver::Version;
use rutter::go::strconv::parse_int;
use rutter::{Chart, Compat};

use crate::failure::Failure;
use crate::flags::Parsed;
use crate::links;
use crate::output::Output;
use crate::settings::Settings;
use crate::{source, whole_file};

/// The time of every entry when nobody says another: 1980-01-01, before which some tools stop.
const FIXED_TIME: u64 = 315_532_800;

/// Runs the command: one archive for each directory.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    if flags.arguments.is_empty() {
        return Err(Failure::text("need at least one argument, the path to the chart"));
    }
    let times = file_times(flags, settings.compat)?;
    for path in &flags.arguments {
        let file = package(path, flags, times, settings)?;
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

/// What `SOURCE_DATE_EPOCH` and `--file-times` say.
fn file_times(flags: &Parsed, compat: Compat) -> Result<FileTimes, Failure> {
    let epoch = source_date_epoch(compat)?;
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    match (flags.text("file-times").unwrap_or("fixed"), epoch) {
        ("fixed", epoch) => Ok(FileTimes::Fixed(epoch.unwrap_or(FIXED_TIME))),
        ("source" | "now", Some(epoch)) if compat == Compat::V4 => Ok(FileTimes::Fixed(epoch)),
        ("source", _) => Ok(FileTimes::Source(now())),
        ("now", _) => Ok(FileTimes::Fixed(now())),
        (other, _) => Err(Failure::text(format!(
            "--file-times {other}: expected fixed, source (what Helm 4 writes) or now (what Helm 3 writes)"
        ))),
    }
}

/// Helm: internal `ParseSourceDateEpoch`; Helm 3 knows no such variable.
fn source_date_epoch(compat: Compat) -> Result<Option<u64>, Failure> {
    let text = std::env::var("SOURCE_DATE_EPOCH").unwrap_or_default();
    if text.is_empty() {
        return Ok(None);
    }
    match parse_int(&text, 10, 64) {
        Ok(seconds) => match u64::try_from(seconds) {
            Ok(seconds) => Ok(Some(seconds)),
            Err(_) => Err(Failure::text("invalid SOURCE_DATE_EPOCH: must not be negative")),
        },
        Err(_) if compat == Compat::V3 => Ok(None),
        Err(error) => Err(Failure::text(format!("invalid SOURCE_DATE_EPOCH: {error}"))),
    }
}
