//! values.schema.json of every chart in the tree.
//!
//! Helm: pkg/chartutil/jsonschema.go over santhosh-tekuri/jsonschema v6, whose words and order
//! of checks the modules below reproduce. Nothing is fetched: references lead to the schema
//! itself and to the meta-schemas that are built in.

mod compiler;
mod format;
mod json;
mod location;
mod message;
mod number;
mod patterns;
mod roots;
mod validator;

use rutter_go::value::{Map, Value};

use crate::options::SchemaReader;
use crate::tree::ChartNode;
use crate::warning::Warnings;
use compiler::Compiler;
use json::Json;

/// The address Helm gives a chart's schema.
const SCHEMA_URL: &str = "file:///values.schema.json";

/// What a schema needs beside itself.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// Takes what Helm says about references.
    pub warnings: &'a Warnings,
    /// Reads what is referred to by URL.
    pub reader: Option<SchemaReader>,
}

/// Deepest nesting of objects and arrays in a schema.
const MAX_NESTING: usize = 2_000;

/// Holds the values of each chart against its schema.
///
/// # Errors
/// For each chart `NAME:` and a line for every failure, as Helm prints them.
pub fn validate_values(
    chart: &ChartNode<'_>,
    values: &Map,
    sources: Sources<'_>,
) -> Result<(), String> {
    let mut text = String::new();
    collect(chart, values, sources, &mut text);
    if text.is_empty() { Ok(()) } else { Err(text) }
}

/// Helm: `ValidateAgainstSchema`.
fn collect(chart: &ChartNode<'_>, values: &Map, sources: Sources<'_>, text: &mut String) {
    if let Some(schema) = &chart.chart().schema
        && let Err(error) = validate(values, schema.as_bytes(), sources)
    {
        text.push_str(&format!("{}:\n{error}", chart.name()));
    }
    for subchart in chart.dependencies() {
        match values.get(subchart.name()) {
            None | Some(Value::Nil) => {}
            Some(Value::Map(inner)) => collect(&subchart, &inner, sources, text),
            Some(other) => text.push_str(&format!(
                "{}:\ninvalid type for values: expected object (map), got {}\n",
                subchart.name(),
                other.type_name()
            )),
        }
    }
}

/// Holds `values` against one schema. Helm: `ValidateAgainstSingleSchema`.
///
/// # Errors
/// What is wrong with the values, one line each with a line break at the end; or what is wrong
/// with the schema, without one.
pub fn validate(values: &Map, schema: &[u8], sources: Sources<'_>) -> Result<(), String> {
    let document = Json::parse(schema)?;
    if document.nests_deeper(MAX_NESTING) {
        return Err(format!(
            "the schema nests deeper than {MAX_NESTING} levels; simplify the schema, or pass --skip-schema-validation (limit)"
        ));
    }
    let mut compiler = Compiler::new(sources);
    compiler.add_resource(SCHEMA_URL, document);
    let root = compiler.compile(SCHEMA_URL)?;
    let instance = Json::from_value(&Value::Map(values.clone()));
    match validator::validate(&compiler, root, &instance) {
        Ok(()) => Ok(()),
        Err(error) => {
            let text = error.to_string();
            let head = format!("jsonschema validation failed with '{SCHEMA_URL}#'\n");
            Err(format!("{}\n", text.strip_prefix(&head).unwrap_or(&text)))
        }
    }
}
