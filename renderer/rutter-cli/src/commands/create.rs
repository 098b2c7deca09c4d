//! `rutter create`: a starter chart of this program's own.

use std::path::Path;

use rutter::chart::go_path_error;

use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::settings::Settings;

/// Stands for the chart's name in the starter files.
const PLACEHOLDER: &str = "STARTER";
/// Longest name of a chart. Helm: `maxChartNameLength`.
const MAX_NAME: usize = 250;

/// The files of the starter chart.
const FILES: &[(&str, &str)] = &[
    (".helmignore", include_str!("../../starter/helmignore")),
    ("Chart.yaml", include_str!("../../starter/Chart.yaml")),
    ("values.schema.json", include_str!("../../starter/values.schema.json")),
    ("values.yaml", include_str!("../../starter/values.yaml")),
    ("templates/NOTES.txt", include_str!("../../starter/templates/NOTES.txt")),
    ("templates/_helpers.tpl", include_str!("../../starter/templates/_helpers.tpl")),
    ("templates/deployment.yaml", include_str!("../../starter/templates/deployment.yaml")),
    ("templates/ingress.yaml", include_str!("../../starter/templates/ingress.yaml")),
    ("templates/service.yaml", include_str!("../../starter/templates/service.yaml")),
    ("templates/serviceaccount.yaml", include_str!("../../starter/templates/serviceaccount.yaml")),
    ("templates/tests/answers.yaml", include_str!("../../starter/templates/tests/answers.yaml")),
];

/// Runs the command: NAME is the directory, its last element the chart's name.
pub fn run(flags: &Parsed, _: &Settings, output: &mut Output) -> Result<(), Failure> {
    let path = flags.arguments.first().map(String::as_str).unwrap_or_default();
    let directory = Path::new(path);
    let name = directory.file_name().unwrap_or_default().to_string_lossy();
    check_name(&name)?;
    check_starter(flags)?;
    if directory.join("Chart.yaml").exists() {
        return Err(Failure::text(format!("{path} holds a chart already; it was left as it is")));
    }
    for (file, text) in FILES {
        write(&directory.join(file), &text.replace(PLACEHOLDER, &name))?;
    }
    output.write(&format!("Creating {path}\n"));
    Ok(())
}

/// Helm's own starters are not here.
fn check_starter(flags: &Parsed) -> Result<(), Failure> {
    let version = flags.text("chart-api-version").unwrap_or("v2");
    match flags.text("starter").unwrap_or_default() {
        "" if version == "v2" => Ok(()),
        "" => Err(Failure::text(format!(
            "--chart-api-version {version}: charts are made with v2; use the regular helm for others"
        ))),
        starter => Err(Failure::text(format!(
            "--starter {starter}: the starter chart is this program's own; use the regular helm for others"
        ))),
    }
}

fn check_name(name: &str) -> Result<(), Failure> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    if !name.is_empty() && name.len() <= MAX_NAME && name.chars().all(allowed) {
        return Ok(());
    }
    Err(Failure::text(format!(
        "{} is no name for a chart: it takes up to {MAX_NAME} letters, digits, \".\", \"_\" and \"-\"",
        rutter::quote(name)
    )))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let parent = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(parent)
        .map_err(|e| Failure::text(go_path_error("mkdir", parent, &e)))?;
    std::fs::write(path, text).map_err(|e| Failure::text(go_path_error("open", path, &e)))
}
