//! `rutter version`: this program's version, or that of the Helm it stands in for.
//!
//! Helm: cmd/helm/version.go.

use rutter::{Compat, SystemWorld};

use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::settings::{Settings, speaks_as_helm};

/// What a build of Helm says of itself: fields and values, in order.
fn build_info(compat: Compat) -> Vec<(&'static str, &'static str)> {
    let mut fields = vec![
        ("Version", compat.helm_version()),
        ("GitCommit", ""),
        ("GitTreeState", "clean"),
        ("GoVersion", "go1.26.8"),
    ];
    if compat == Compat::V4 {
        fields.push(("KubeClientVersion", "v1.37"));
    }
    fields
}

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let info = build_info(settings.compat);
    if let Some(template) = flags.text("template").filter(|t| !t.is_empty()) {
        let text = rutter::render_version(template, settings.compat, &SystemWorld)?;
        output.write(&text);
    } else if flags.is_set("short") {
        output.write(&format!("{}\n", settings.compat.helm_version()));
    } else if speaks_as_helm(flags) || flags.is_set("client") {
        let fields: Vec<String> =
            info.iter().map(|(name, value)| format!("{name}:{}", rutter::quote(value))).collect();
        output.write(&format!("version.BuildInfo{{{}}}\n", fields.join(", ")));
    } else {
        output.write(&format!(
            "rutter {} (renders as Helm {} and {})\n",
            env!("CARGO_PKG_VERSION"),
            Compat::V3.helm_version(),
            Compat::V4.helm_version()
        ));
    }
    Ok(())
}
