//! `rutter verify`: a package against its signature. Helm: pkg/cmd/verify.go.

use std::path::Path;

use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::settings::Settings;
use crate::signing;

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let path = flags.arguments.first().map(String::as_str).unwrap_or_default();
    let verification = signing::check(Path::new(path), flags, settings.compat)?;
    output.write(&signing::report(&verification));
    Ok(())
}
