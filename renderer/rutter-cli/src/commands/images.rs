//! `rutter images`: the images that a render runs.

use rutter::{SystemWorld, render};
use serde_json::Value;

use crate::commands::template;
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::settings::Settings;
use crate::source;

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let is_json = match flags.text("output").unwrap_or_default() {
        "" | "text" => false,
        "json" => true,
        other => {
            let other = rutter::quote(other);
            return Err(Failure::text(format!(
                "unknown output format {other}\n  help: use text or json"
            )));
        }
    };
    let request = template::read_request(flags, settings, &SystemWorld)?;
    let release = render(&request.chart, &request.values, &request.options, &SystemWorld)
        .map_err(|error| Failure::text(error.to_string()))?;
    source::check_reads(&request.chart)?;
    let images = rutter::images(&release);
    match is_json {
        true => {
            output.write(&format!("{:#}\n", images.into_iter().map(Value::from).collect::<Value>()))
        }
        false => images.iter().for_each(|image| output.write(&format!("{image}\n"))),
    }
    Ok(())
}
