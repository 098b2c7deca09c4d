//! `rutter docs`: the table of values in README.md from what values.yaml says.

use rutter_values_docs::{Columns, MARKERS, table, with_table};

use crate::commands::generated;
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::settings::Settings;

const README: &str = "README.md";

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let source = generated::read("docs", flags, settings)?;
    let asked = columns(flags)?;
    let values = source.values()?;
    let table = table(&values, asked.unwrap_or(values.columns())).map_err(|problems| {
        let file = source.typed.join(generated::VALUES_FILE);
        let problems = problems.in_file(&file.to_string_lossy());
        Failure::text(format!("{problems}\nhint: --columns helm-docs does without @param"))
    })?;
    if !flags.is_set("check") && !flags.is_set("write") {
        output.write(&table);
        return Ok(());
    }
    let readme = source.file(README)?.unwrap_or_default();
    let Some(text) = with_table(&readme, &table) else {
        let [begin, end] = MARKERS;
        let path = source.typed.join(README);
        return Err(Failure::text(format!(
            "{} has no lines {begin} and {end}, between which the table stands",
            path.display()
        )));
    };
    source.check_or_write("docs", README, &text, flags, output)
}

/// The columns that a flag asks for.
fn columns(flags: &Parsed) -> Result<Option<Columns>, Failure> {
    match flags.text("columns") {
        None | Some("") => Ok(None),
        Some("helm-docs") => Ok(Some(Columns::HelmDocs)),
        Some("bitnami") => Ok(Some(Columns::Bitnami)),
        Some(other) => Err(Failure::text(format!(
            "--columns {}: there are helm-docs and bitnami",
            rutter::quote(other)
        ))),
    }
}
