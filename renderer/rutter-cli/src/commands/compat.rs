//! `rutter compat`: what changes for a chart between Helm 3 and Helm 4, and by which rule.

mod facts;
mod finding;
mod report;
mod subject;

use rutter_diff::report::Style;
use serde_json::Value;

use crate::commands::diff::is_coloured;
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::settings::Settings;
use finding::Findings;
use subject::Subject;

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let is_json = is_json(flags)?;
    let style = Style { color: is_coloured(flags), ..Style::default() };
    let mut reports = Vec::new();
    let (mut matters, mut broken) = (false, 0);
    for (index, chart) in flags.arguments.iter().enumerate() {
        let findings = Findings::of(&Subject::read(chart, flags, settings)?);
        matters |= report::matters(&findings);
        broken += usize::from(findings.is_broken());
        match is_json {
            true => reports.push(report::value(chart, &findings)),
            false => {
                let gap = if index > 0 { "\n" } else { "" };
                output.write_owned(format!("{gap}{}", report::text(chart, &findings, style)));
            }
        }
    }
    if is_json {
        output.write_owned(format!("{:#}\n", Value::from(reports)));
    }
    if broken > 0 {
        output.flush()?;
        let all = flags.arguments.len();
        return Err(Failure::text(format!("{broken} of {all} charts render by neither Helm")));
    }
    if matters && flags.is_set("detailed-exitcode") {
        output.flush()?;
        return Err(Failure { text: String::new(), code: 2 });
    }
    Ok(())
}

fn is_json(flags: &Parsed) -> Result<bool, Failure> {
    match flags.text("output").unwrap_or_default() {
        "" | "text" => Ok(false),
        "json" => Ok(true),
        other => Err(Failure::text(format!(
            "unknown output format {}\n  help: use text or json",
            rutter::quote(other)
        ))),
    }
}
