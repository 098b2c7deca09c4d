//! `rutter validate`: what a cluster would say about a chart or about manifests.

use std::path::{Path, PathBuf};

use rutter::SystemWorld;
use rutter_validate::{
    CustomResources, Document, Level, Options, Report, Severity, Version, documents, report,
    validate, validate_chart,
};

use crate::commands::{render, template};
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::settings::Settings;
use crate::source;

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    if flags.arguments.is_empty() {
        return Err(Failure::text(
            "\"rutter validate\" requires at least 1 argument\n\nUsage:  rutter validate [NAME] CHART | FILE... [flags]",
        ));
    }
    let print = format(flags)?;
    let options = options(flags)?;
    let report = match is_chart(flags) {
        true => chart_report(flags, settings, &options)?,
        false => validate(&read_all(&flags.arguments)?, &options),
    };
    output.write(&print(&report));
    output.flush()?;
    match report.count(Severity::Error) {
        0 => Ok(()),
        // The report has said it all.
        _ => Err(Failure::text("")),
    }
}

/// Whether the last argument is a chart: its folder, or an archive.
fn is_chart(flags: &Parsed) -> bool {
    flags.arguments.last().is_some_and(|last| {
        let is_archive = [".tgz", ".tar.gz"].iter().any(|end| last.ends_with(end));
        is_archive || Path::new(last).join("Chart.yaml").exists()
    })
}

fn chart_report(flags: &Parsed, settings: &Settings, options: &Options) -> Result<Report, Failure> {
    let request = template::read_request(flags, settings, &SystemWorld)?;
    let options_of_render = rutter::Options { all_errors: true, ..request.options };
    let report =
        validate_chart(&request.chart, &request.values, &options_of_render, options, &SystemWorld);
    let report = report.map_err(|error| render::failure(&error))?;
    source::check_reads(&request.chart)?;
    Ok(report)
}

/// How a report is written.
type Print = fn(&Report) -> String;

fn format(flags: &Parsed) -> Result<Print, Failure> {
    match flags.text("output").unwrap_or_default() {
        "" | "text" => Ok(report::text),
        "json" => Ok(report::json),
        "sarif" => Ok(report::sarif),
        "junit" => Ok(report::junit),
        other => Err(Failure::text(format!(
            "unknown output format {}\n  help: use text, json, sarif or junit",
            rutter::quote(other)
        ))),
    }
}

fn options(flags: &Parsed) -> Result<Options, Failure> {
    let level = match flags.text("pod-security").unwrap_or_default() {
        "" => None,
        name => Some(Level::parse(name).ok_or_else(|| {
            Failure::text(format!(
                "unknown Pod Security level {}\n  help: use privileged, baseline or restricted",
                rutter::quote(name)
            ))
        })?),
    };
    let mut custom_resources = CustomResources::default();
    custom_resources.add(&read_all(flags.list("crds"))?);
    let versions = versions(flags.list("kubernetes"))?;
    Ok(Options { versions, level, custom_resources, strict: flags.is_set("strict") })
}

fn versions(names: &[String]) -> Result<Vec<Version>, Failure> {
    let known = Options::known_versions();
    if names.is_empty() {
        return Ok(known.to_vec());
    }
    let mut versions = Vec::new();
    for name in names {
        let version = Version::parse(name.trim()).filter(|version| known.contains(version));
        versions.push(version.ok_or_else(|| {
            let known: Vec<String> = known.iter().map(Version::to_string).collect();
            Failure::text(format!(
                "no schemas of Kubernetes {}\n  help: use {}",
                rutter::quote(name),
                known.join(", ")
            ))
        })?);
    }
    versions.sort();
    versions.dedup();
    Ok(versions)
}

/// The documents of files, of the YAML and JSON files of folders, and of standard input (`-`).
fn read_all(names: &[String]) -> Result<Vec<Document>, Failure> {
    let mut all = Vec::new();
    for name in names {
        for path in files(name)? {
            let text = String::from_utf8(source::read_input(&path)?)
                .map_err(|_| Failure::text(format!("{path}: this is not UTF-8 text")))?;
            all.extend(documents(&path, &text));
        }
    }
    Ok(all)
}

/// The file of this name, or those in the folder of this name, in order.
fn files(name: &str) -> Result<Vec<String>, Failure> {
    if name == "-" || !Path::new(name).is_dir() {
        return Ok(vec![name.to_string()]);
    }
    let failed = |error: &std::io::Error| {
        Failure::text(rutter::chart::go_path_error("open", Path::new(name), error))
    };
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(name).map_err(|error| failed(&error))? {
        paths.push(entry.map_err(|error| failed(&error))?.path());
    }
    paths.sort();
    let is_manifest = |path: &PathBuf| {
        let end = path.extension().and_then(|end| end.to_str());
        path.is_file() && matches!(end, Some("yaml" | "yml" | "json"))
    };
    let found: Vec<String> = paths
        .iter()
        .filter(|path| is_manifest(path))
        .map(|path| path.display().to_string())
        .collect();
    match found.is_empty() {
        true => Err(Failure::text(format!(
            "{name} has no Chart.yaml and no .yaml, .yml or .json files"
        ))),
        false => Ok(found),
    }
}
