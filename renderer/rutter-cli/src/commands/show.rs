//! `rutter show`: the parts of a chart as they are. Helm: cmd/helm/show.go, pkg/action/show.go.

use rutter::chart::File;
use rutter::go::Value;
use rutter::{Chart, Compat, jsonpath};

use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::settings::Settings;
use crate::source;

const VALUES_FILE: &str = "values.yaml";

/// `show all`
pub fn all(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let chart = load(flags, settings)?;
    write_definition(&chart, output)?;
    if chart.raw_file(VALUES_FILE).is_some() {
        output.write("---\n");
        write_values(&chart, output);
    }
    if let Some(readme) = readme_file(&chart) {
        output.write("---\n");
        write_file(readme, output);
    }
    for (index, file) in rutter::crd_files(&chart).into_iter().enumerate() {
        let separate = settings.compat == Compat::V4 || index == 0;
        if separate && !file.data.as_bytes().starts_with(b"---") {
            output.write("---\n");
        }
        write_file(file, output);
    }
    Ok(source::check_reads(&chart)?)
}

/// `show chart`
pub fn chart(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    write_definition(&load(flags, settings)?, output)
}

/// `show values`
pub fn values(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let chart = load(flags, settings)?;
    // Without values Helm does not even read the JSONPath.
    if chart.raw_file(VALUES_FILE).is_none() {
        return Ok(());
    }
    let Some(path) = flags.text("jsonpath").filter(|path| !path.is_empty()) else {
        write_values(&chart, output);
        return Ok(());
    };
    let template = jsonpath::parse(path)
        .map_err(|error| Failure::text(format!("error parsing jsonpath {path}: {error}")))?;
    let values = Value::Map(rutter::default_documents(&chart.values));
    output.write_bytes(&jsonpath::print(&template, values));
    Ok(())
}

/// `show readme`
pub fn readme(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let chart = load(flags, settings)?;
    if let Some(file) = readme_file(&chart) {
        write_file(file, output);
    }
    Ok(source::check_reads(&chart)?)
}

/// `show crds`
pub fn crds(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let chart = load(flags, settings)?;
    for file in rutter::crd_files(&chart) {
        if settings.compat == Compat::V4 && !file.data.as_bytes().starts_with(b"---") {
            output.write("---\n");
        }
        write_file(file, output);
    }
    Ok(source::check_reads(&chart)?)
}

fn load(flags: &Parsed, settings: &Settings) -> Result<Chart, Failure> {
    let name = flags.arguments.first().map(String::as_str).unwrap_or_default();
    let path = source::locate_chart(name, flags, settings.compat)?;
    Ok(source::load_chart_of_any_version(&path, settings.compat)?)
}

fn write_definition(chart: &Chart, output: &mut Output) -> Result<(), Failure> {
    output.write_bytes(&chart.metadata.to_yaml().map_err(|e| e.to_string())?);
    output.write("\n");
    Ok(())
}

fn write_file(file: &File, output: &mut Output) {
    output.write_bytes(file.data.as_bytes());
    output.write("\n");
}

/// An archive may hold several files of the same name.
fn write_values(chart: &Chart, output: &mut Output) {
    let files = chart.raw.iter().filter(|file| file.name == VALUES_FILE);
    files.for_each(|file| write_file(file, output));
}

fn readme_file(chart: &Chart) -> Option<&File> {
    let is_readme = |name: &str| {
        ["readme.md", "readme.txt", "readme"].iter().any(|n| name.eq_ignore_ascii_case(n))
    };
    chart.files.iter().find(|file| is_readme(&file.name))
}
