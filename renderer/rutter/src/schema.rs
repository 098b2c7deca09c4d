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

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rutter_go::value::{Map, Str, Value};

use crate::options::SchemaReader;
use crate::tree::ChartNode;
use crate::warning::Warnings;
use compiler::{Compiler, Schema, SchemaId};
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
    validate_tree(chart, values, &|values, schema| validate(values, schema.as_bytes(), sources))
}

/// Holds values against the schemas of a chart, each compiled when it is met first.
///
/// # Errors
/// As [`validate_values`].
pub(crate) fn validate_kept(
    chart: &ChartNode<'_>,
    values: &Map,
    sources: Sources<'_>,
    kept: &KeptSchemas,
) -> Result<(), String> {
    validate_tree(chart, values, &|values, schema| kept.get(schema, sources)?.validate(values))
}

/// Compiled schemas by where their texts are, which are kept with them.
#[derive(Default)]
pub(crate) struct KeptSchemas(Mutex<BTreeMap<usize, (Str, Arc<CompiledSchema>)>>);

impl KeptSchemas {
    fn get(&self, text: &Str, sources: Sources<'_>) -> Result<Arc<CompiledSchema>, String> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = text.as_bytes().as_ptr().addr();
        if let Some((_, schema)) = kept.get(&place) {
            return Ok(schema.clone());
        }
        let schema = Arc::new(CompiledSchema::compile(text.as_bytes(), sources)?);
        kept.insert(place, (text.clone(), schema.clone()));
        Ok(schema)
    }
}

/// Holds values against one schema: its text and what went wrong.
type Check<'a> = &'a dyn Fn(&Map, &Str) -> Result<(), String>;

fn validate_tree(chart: &ChartNode<'_>, values: &Map, check: Check<'_>) -> Result<(), String> {
    let mut text = String::new();
    collect(chart, values, check, &mut text);
    if text.is_empty() { Ok(()) } else { Err(text) }
}

/// Helm: `ValidateAgainstSchema`.
fn collect(chart: &ChartNode<'_>, values: &Map, check: Check<'_>, text: &mut String) {
    if let Some(schema) = &chart.chart().schema
        && let Err(error) = check(values, schema)
    {
        text.push_str(&format!("{}:\n{error}", chart.name()));
    }
    for subchart in chart.dependencies() {
        match values.get(subchart.name()) {
            None | Some(Value::Nil) => {}
            Some(Value::Map(inner)) => collect(&subchart, &inner, check, text),
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
    CompiledSchema::compile(schema, sources)?.validate(values)
}

/// A schema that values are held against.
struct CompiledSchema {
    schemas: Vec<Schema>,
    root: SchemaId,
}

impl CompiledSchema {
    fn compile(schema: &[u8], sources: Sources<'_>) -> Result<CompiledSchema, String> {
        let document = Json::parse(schema)?;
        if document.nests_deeper(MAX_NESTING) {
            return Err(format!(
                "the schema nests deeper than {MAX_NESTING} levels; simplify the schema, or pass --skip-schema-validation (limit)"
            ));
        }
        let mut compiler = Compiler::new(sources);
        compiler.add_resource(SCHEMA_URL, document);
        let root = compiler.compile(SCHEMA_URL)?;
        Ok(CompiledSchema { schemas: compiler.schemas, root })
    }

    fn validate(&self, values: &Map) -> Result<(), String> {
        let instance = Json::from_value(&Value::Map(values.clone()));
        validator::validate(&self.schemas, self.root, &instance).map_err(|error| {
            let text = error.to_string();
            let head = format!("jsonschema validation failed with '{SCHEMA_URL}#'\n");
            format!("{}\n", text.strip_prefix(&head).unwrap_or(&text))
        })
    }
}
