//! `rutter unittest`: the tests of charts that helm-unittest runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use rutter::chart::go_path_error;
use rutter::go::time::{Time, Zone};
use rutter::{Compat, SystemWorld, World};
use rutter_unittest::report::{Environment, Format};
use rutter_unittest::{CommandError, Host, Options, Paint, TextReport, run_chart};

use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::{Output, complain};
use crate::settings::{Settings, speaks_as_helm};
use crate::{post_render, whole_file};

/// Where the plugin looks for suites.
const DEFAULT_FILES: &str = "tests/*_test.yaml";
/// Where rendered files are kept to be looked at.
const DEBUG_DIRECTORY: &str = ".debug";

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let start = Instant::now();
    let options = options(flags, settings)?;
    let mut report = TextReport::new(Paint { is_on: is_coloured(flags) });
    let mut charts = Vec::new();
    for path in &flags.arguments {
        let chart = run_chart(path, &options, &Machine);
        chart.warnings.iter().for_each(|warning| complain(&format!("warning: {warning}")));
        report.add_chart(&chart);
        output.write(&report.take());
        output.flush()?;
        let ends = chart.error.is_some() && options.fails_fast;
        charts.push(chart);
        if ends {
            break;
        }
    }
    if let Err(error) = write_report(flags, &charts) {
        report.add_error(&error);
    }
    report.add_summary(start.elapsed());
    output.write(&report.take());
    output.flush()?;
    match charts.iter().all(|chart| chart.passed()) {
        true => Ok(()),
        false => Err(Failure { text: String::new(), code: 1 }),
    }
}

fn options(flags: &Parsed, settings: &Settings) -> Result<Options, Failure> {
    let files = match flags.list("file") {
        [] => vec![DEFAULT_FILES.to_string()],
        files => files.to_vec(),
    };
    let workers = flags.text("max-workers").unwrap_or("0");
    Ok(Options {
        compat: if speaks_as_helm(flags) { settings.compat } else { Compat::V3 },
        files,
        values: flags.list("values").to_vec(),
        strict: flags.is_set("strict"),
        updates_snapshots: flags.is_set("update-snapshot"),
        is_ci: flags.is_set("ci"),
        with_subcharts: flags.text("with-subchart") != Some("false"),
        chart_tests_path: flags.text("chart-tests-path").map(str::to_string),
        fails_fast: flags.is_set("failfast"),
        skip_schema_validation: flags.is_set("skip-schema-validation"),
        schema_reader: None,
        debug_directory: flags.is_set("debugPlugin").then(|| PathBuf::from(DEBUG_DIRECTORY)),
        workers: workers
            .parse()
            .map_err(|_| Failure::text(format!("--max-workers {workers}: not a number")))?,
    })
}

/// An unknown type of report writes nothing, as in the plugin.
fn write_report(flags: &Parsed, charts: &[rutter_unittest::ChartOutcome]) -> Result<(), String> {
    let file = flags.text("output-file").filter(|file| !file.is_empty());
    let format = Format::parse(flags.text("output-type").unwrap_or("XUnit"));
    match file.zip(format) {
        Some((file, format)) => {
            whole_file::write(Path::new(file), format.write(charts, &environment()).as_bytes())
        }
        None => Ok(()),
    }
}

fn environment() -> Environment {
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let now = Time::now(SystemWorld.now(), &Zone::local(&SystemWorld.local_zone()));
    let text = |layout: &str| String::from_utf8_lossy(&now.format(layout.as_bytes())).into_owned();
    let locale = variable("LANG").split('.').next().unwrap_or_default().replace('_', "-");
    let or_c = |text: &str| if text.is_empty() { "C".to_string() } else { text.to_string() };
    let host = fs::read_to_string("/etc/hostname").unwrap_or_default();
    Environment {
        date: text("2006-01-02"),
        time: text("15:04:05"),
        platform: format!(
            "rutter{}.{}-{}",
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS,
            std::env::consts::ARCH
        ),
        directory: std::env::current_dir()
            .map(|path| path.to_string_lossy().into_owned())
            .unwrap_or_default(),
        host: host.trim().to_string(),
        user: variable("USER"),
        language: or_c(locale.split('-').next().unwrap_or_default()),
        locale: or_c(&locale),
    }
}

/// Whether standard output is a terminal that takes colours, unless the flag decides.
fn is_coloured(flags: &Parsed) -> bool {
    use std::io::IsTerminal;
    if flags.is_given("color") {
        return flags.is_set("color");
    }
    let is_dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    std::io::stdout().is_terminal() && !is_dumb && !no_color
}

/// This machine.
struct Machine;

impl Host for Machine {
    fn world(&self) -> &dyn World {
        &SystemWorld
    }

    fn create_directory(&self, path: &Path) -> Result<(), String> {
        if path.as_os_str().is_empty() {
            return Ok(());
        }
        fs::create_dir_all(path).map_err(|error| go_path_error("mkdir", path, &error))
    }

    fn write_file(&self, path: &Path, text: &str) -> Result<(), String> {
        whole_file::write(path, text.as_bytes())
    }

    fn run(
        &self,
        program: &str,
        arguments: &[String],
        input: &str,
    ) -> Result<String, CommandError> {
        let path = post_render::find(program).map_err(CommandError::Missing)?;
        post_render::run_found(&path, arguments, input).map_err(CommandError::Failed)
    }
}
