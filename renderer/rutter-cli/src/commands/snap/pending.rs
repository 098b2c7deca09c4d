//! `rutter snap pending`: what waits for a decision.

use rutter_snapshot::Review;
use serde_json::json;

use super::cause::Causes;
use super::charts;
use super::report::{Format, sums};
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::settings::Settings;

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let format = Format::of(flags)?;
    let charts = charts::of(flags)?;
    let mut review = Review::pending(&charts)?;
    Causes::of(&review, settings.compat).explain(&mut review);
    output.write(&format.write(&review, flags, json!({})));
    if format == Format::Text {
        match review.files.is_empty() {
            true => output.write("Nothing is pending\n"),
            false => output.write(&format!("{}\n", sums(&review))),
        }
    }
    Ok(())
}
