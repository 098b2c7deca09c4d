//! `rutter values unused`: values that no template can read.

use rutter::{UnusedValue, on_render_stack, value_reads};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::settings::Settings;
use crate::source;

/// A value with the file that sets it.
type Found = (String, UnusedValue);

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let is_json = is_json(flags)?;
    let found = find(flags, settings)?;
    match is_json {
        true => {
            output.write(&format!("{:#}\n", found.iter().map(to_json).collect::<Value>()));
        }
        false => found.iter().for_each(|found| output.write(&line(found))),
    }
    match found.len() {
        count if count > 0 && flags.is_set("check") => {
            let values = if count == 1 { "1 value is" } else { &format!("{count} values are") };
            Err(Failure::text(format!("{values} read by no template")))
        }
        _ => Ok(()),
    }
}

fn is_json(flags: &Parsed) -> Result<bool, Failure> {
    match flags.text("output").unwrap_or_default() {
        "" | "text" => Ok(false),
        "json" => Ok(true),
        other => {
            let other = rutter::quote(other);
            let text = format!("unknown output format {other}\n  help: use text or json");
            Err(Failure::text(text))
        }
    }
}

fn find(flags: &Parsed, settings: &Settings) -> Result<Vec<Found>, Failure> {
    let reference = flags.arguments.first().map(String::as_str).unwrap_or_default();
    let path = source::locate_chart(reference, flags, settings.compat)?;
    let given = source::user_values(flags, settings.compat)?;
    let chart = source::load_chart(&path, settings.compat)?;
    let reads = on_render_stack(|| value_reads(&chart, &given, settings.compat));
    source::check_reads(&chart)?;
    let own = (format!("{}/values.yaml", reference.trim_end_matches('/')), &chart.values);
    let files = given.files().iter().map(|file| (file.name.clone(), &file.documents));
    let mut found = Vec::new();
    for (name, documents) in std::iter::once(own).chain(files) {
        let unused = documents.iter().flat_map(|document| reads.unused(document));
        found.extend(unused.map(|unused| (name.clone(), unused)));
    }
    Ok(found)
}

fn line((file, unused): &Found) -> String {
    let hint = match &unused.similar {
        Some(similar) => format!(", did you mean {similar}?"),
        None => String::new(),
    };
    format!("{file}:{}: {} is read by no template{hint}\n", unused.line, unused.path)
}

fn to_json((file, unused): &Found) -> Value {
    json!({
        "file": file,
        "line": unused.line,
        "path": unused.path,
        "similar": unused.similar,
    })
}
