//! `rutter schema`: values.schema.json from what values.yaml says in values and comments.

use rutter::Chart;
use rutter_values_docs::Dependencies;

use crate::commands::generated;
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::settings::Settings;

const SCHEMA_FILE: &str = "values.schema.json";

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let source = generated::read("schema", flags, settings)?;
    let dependencies = dependencies(&source.chart);
    let text = rutter_values_docs::schema(&source.values()?, &dependencies).to_text();
    if flags.is_set("check") || flags.is_set("write") {
        return source.check_or_write("schema", SCHEMA_FILE, &text, flags, output);
    }
    output.write(&text);
    Ok(())
}

/// The charts that Chart.yaml names, and those that are there without that.
fn dependencies(chart: &Chart) -> Dependencies {
    let declared: Vec<_> = chart.metadata.dependencies.iter().flatten().flatten().collect();
    let name = |needed: &&rutter::chart::Dependency| match needed.alias.is_empty() {
        true => needed.name.clone(),
        false => needed.alias.clone(),
    };
    let mut names: Vec<String> = declared.iter().map(name).collect();
    for subchart in &chart.dependencies {
        let is_known =
            declared.iter().any(|needed| needed.name == subchart.name() && needed.alias.is_empty());
        if !is_known {
            names.push(subchart.name().to_string());
        }
    }
    let has_imports = declared.iter().any(|needed| !needed.import_values.is_empty());
    Dependencies { names, has_imports }
}
