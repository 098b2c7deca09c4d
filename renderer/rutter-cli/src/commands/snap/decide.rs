//! `rutter snap accept` and `rutter snap reject`.

use rutter_snapshot::{Decided, Decision, Folder, Selection, decide};
use serde_json::{Value, json};

use super::report::counted;
use super::{charts, is_ci};
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::settings::Settings;
use crate::whole_file;

/// Runs `accept`.
pub fn accept(flags: &Parsed, _: &Settings, output: &mut Output) -> Result<(), Failure> {
    run(Decision::Accept, flags, output)
}

/// Runs `reject`.
pub fn reject(flags: &Parsed, _: &Settings, output: &mut Output) -> Result<(), Failure> {
    run(Decision::Reject, flags, output)
}

fn run(decision: Decision, flags: &Parsed, output: &mut Output) -> Result<(), Failure> {
    let is_json = match flags.text("output").unwrap_or_default() {
        "" | "text" => false,
        "json" => true,
        other => {
            return Err(Failure::text(format!(
                "unknown output format {}\n  help: use text or json",
                rutter::quote(other)
            )));
        }
    };
    check_ci()?;
    let charts = charts::of(flags)?;
    let decided = decide(&charts, &selection(flags)?, decision, whole_file::write)?;
    match is_json {
        true => output.write(&format!("{:#}\n", json_of(decision, &decided))),
        false => output.write(&text(decision, &decided)),
    }
    Ok(())
}

/// Snapshots are not decided about where nobody looks at them.
///
/// # Errors
/// Where the variable `CI` is set.
pub fn check_ci() -> Result<(), Failure> {
    match is_ci() {
        false => Ok(()),
        true => Err(Failure::text(
            "the variable CI is set: snapshots are not changed here\n  help: run it on your machine, or with CI= before it",
        )),
    }
}

fn selection(flags: &Parsed) -> Result<Selection, Failure> {
    let list = |name: &str| flags.list(name).to_vec();
    let selection = Selection { groups: list("group"), cases: list("case"), paths: list("path") };
    let is_empty = ["group", "case", "path"].iter().all(|name| flags.list(name).is_empty());
    match (flags.is_set("all"), is_empty) {
        (true, false) => Err(Failure::text("--all does not go with --group, --case or --path")),
        (false, true) => Err(Failure::text(
            "say what: --all, or --group, --case, --path\n  help: rutter snap pending lists the groups",
        )),
        _ => Ok(selection),
    }
}

fn word(decision: Decision) -> &'static str {
    match decision {
        Decision::Accept => "accepted",
        Decision::Reject => "rejected",
    }
}

fn text(decision: Decision, decided: &Decided) -> String {
    if decided.files.is_empty() {
        return "Nothing is pending\n".to_string();
    }
    format!(
        "{} {} in {}; {} left\n",
        word(decision),
        counted(decided.groups.len(), "group"),
        counted(decided.files.len(), "file"),
        counted(decided.left.groups.len(), "group")
    )
}

fn json_of(decision: Decision, decided: &Decided) -> Value {
    let files: Vec<String> = decided
        .files
        .iter()
        .map(|place| Folder::of(&place.chart).file(place).to_string_lossy().into_owned())
        .collect();
    let left: Vec<&String> = decided.left.groups.iter().map(|group| &group.id).collect();
    json!({
        "decision": word(decision),
        "groups": decided.groups,
        "files": files,
        "left": left,
    })
}
