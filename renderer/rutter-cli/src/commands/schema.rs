//! `rutter schema`: values.schema.json from what values.yaml says in values and comments.

use rutter::Chart;
use rutter_values_docs::{Around, Reads};

use crate::commands::generated;
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::settings::Settings;

const SCHEMA_FILE: &str = "values.schema.json";

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let source = generated::read("schema", flags, settings)?;
    let text = rutter_values_docs::schema(&source.values()?, &around(&source.chart)).to_text();
    if flags.is_set("check") || flags.is_set("write") {
        return source.check_or_write("schema", SCHEMA_FILE, &text, flags, output);
    }
    output.write(&text);
    Ok(())
}

/// What there is around a chart's values: charts that Chart.yaml names, charts that are there without
/// that, and templates.
fn around(chart: &Chart) -> Around {
    let declared: Vec<_> = chart.metadata.dependencies.iter().flatten().flatten().collect();
    let mut around = Around::default();
    for needed in &declared {
        let name = if needed.alias.is_empty() { &needed.name } else { &needed.alias };
        around.dependencies.push(name.clone());
        around.has_imports |= !needed.import_values.is_empty();
    }
    for subchart in &chart.dependencies {
        let name = subchart.name().to_string();
        if !around.dependencies.contains(&name) {
            around.dependencies.push(name);
        }
    }
    add_reads(chart, &mut around.reads);
    around
}

/// Adds what the chart's templates read, and those of libraries, which read the chart's values.
fn add_reads(chart: &Chart, reads: &mut Reads) {
    for template in &chart.templates {
        reads.add(&String::from_utf8_lossy(template.data.as_bytes()));
    }
    let libraries = chart.dependencies.iter().filter(|chart| chart.metadata.is_library());
    libraries.for_each(|library| add_reads(library, reads));
}
