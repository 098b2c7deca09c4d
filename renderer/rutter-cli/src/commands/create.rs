//! `rutter create`: a starter chart of this program's own.

use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::settings::Settings;

/// Runs the command.
pub fn run(_: &Parsed, _: &Settings, _: &mut Output) -> Result<(), Failure> {
    Ok(())
}
