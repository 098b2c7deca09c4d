//! `rutter render`: what `template` renders, with every error at once, other formats, and where
//! each line comes from.

mod explain;
mod format;
mod problem;
mod style;

use rutter::{SeededWorld, SystemWorld};

use crate::commands::template;
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::settings::Settings;
use format::Format;
use style::Style;

/// What to do when there is no chart.
const CHART_HELP: &str = "CHART is a chart's directory (with a Chart.yaml) or a .tgz archive on this machine; charts of a repository or registry are fetched first with: helm pull CHART";

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    if flags.is_set("help") || flags.arguments.is_empty() {
        return Err(Failure::text(
            "\"rutter render\" requires at least 1 argument\n\nUsage:  rutter render [NAME] CHART [flags]",
        ));
    }
    let format = Format::of(flags)?;
    let world = world(flags)?;
    let mut request = template::read_request(flags, settings, &world).map_err(with_help)?;
    request.options.strict = flags.is_set("strict");
    request.options.all_errors = true;
    if flags.is_given("explain") {
        let result = rutter::explain(&request.chart, &request.values, &request.options, &world);
        let explanation = result.map_err(|error| failure(&error))?;
        template::print_warnings(&explanation.release.warnings);
        template::read_crds(&request.chart, &explanation.release, flags)?;
        return explain::print(&explanation, flags, output);
    }
    let result = rutter::render(&request.chart, &request.values, &request.options, &world);
    let release = result.map_err(|error| {
        if !error.problems().iter().any(|problem| problem.document.is_some()) {
            return failure(&error);
        }
        // Once more, to find the template line that wrote what is no YAML.
        let again = rutter::explain(&request.chart, &request.values, &request.options, &world);
        failure(again.as_ref().err().unwrap_or(&error))
    })?;
    template::print_warnings(&release.warnings);
    template::read_crds(&request.chart, &release, flags)?;
    format.print(&release, flags, output)
}

/// Reports everything that is wrong.
pub(super) fn failure(error: &rutter::Error) -> Failure {
    template::print_warnings(error.warnings());
    problem::failure(error, Style::of_stderr())
}

/// The world with the clock and the randomness that flags give.
fn world(flags: &Parsed) -> Result<SeededWorld<SystemWorld>, Failure> {
    let mut world = SeededWorld::new(SystemWorld);
    if let Some(seed) = flags.text("seed").and_then(|text| text.parse::<i64>().ok()) {
        world = world.with_seed(seed.cast_unsigned());
    }
    if let Some(text) = flags.text("clock") {
        let clock = rutter::parse_clock(text).map_err(|error| {
            let text = rutter::quote(text);
            Failure::text(format!(
                "--clock {text} is no time: {error}\n  help: write it as 2024-05-06T07:08:09Z"
            ))
        })?;
        world = world.with_clock(clock);
    }
    Ok(world)
}

/// Adds the next step to an error about a missing chart.
fn with_help(failure: Failure) -> Failure {
    let text = &failure.text;
    let is_missing = (text.starts_with("path ") && text.ends_with(" not found"))
        || (text.starts_with("repo ") && text.ends_with(" not found"))
        || text.starts_with("non-absolute URLs")
        || text.starts_with("unable to detect chart")
        || text.starts_with("Chart.yaml file is missing");
    match is_missing {
        true => Failure { text: format!("{text}\n  help: {CHART_HELP}"), ..failure },
        false => failure,
    }
}
