//! `rutter schema`: values.schema.json from what values.yaml says in values and comments.

use crate::commands::generated;
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::settings::Settings;

const SCHEMA_FILE: &str = "values.schema.json";

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let source = generated::read("schema", flags, settings)?;
    let dependencies = source.chart.metadata.dependencies.iter().flatten().flatten();
    let names: Vec<&str> = dependencies
        .map(|needed| if needed.alias.is_empty() { &needed.name } else { &needed.alias })
        .map(String::as_str)
        .collect();
    let text = rutter_values_docs::schema(&source.values()?, &names).to_text();
    if flags.is_set("check") || flags.is_set("write") {
        return source.check_or_write("schema", SCHEMA_FILE, &text, flags, output);
    }
    output.write(&text);
    Ok(())
}
