//! `rutter values`: what a chart is given, and what becomes of a value.

pub mod unused;

use std::collections::BTreeSet;

use rutter::go::value::{Map, Value};
use rutter::{ExplainedDocument, ExplainedLine, Origin, Parts, SystemWorld, ValueRead, explain};

use crate::commands::template;
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::settings::Settings;
use crate::source;

/// `values merge`: all values that the templates of a chart see.
pub fn merge(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let reference = flags.arguments.first().map(String::as_str).unwrap_or_default();
    let merged = Value::Map(merged(reference, flags, settings)?);
    let text = rutter::to_yaml(&merged).map_err(|error| Failure::text(error.to_string()))?;
    output.write_bytes(text.as_bytes());
    Ok(())
}

fn merged(reference: &str, flags: &Parsed, settings: &Settings) -> Result<Map, Failure> {
    let path = source::locate_chart(reference, flags, settings.compat)?;
    let values = source::user_values(flags, settings.compat)?;
    let chart = source::load_chart(&path, settings.compat)?;
    let graph = rutter::graph(&chart, &values, settings.compat);
    Ok(graph.map_err(|error| Failure::text(error.to_string()))?.values)
}

/// `values explain`: where a value is set, and the lines of the output that it is read for.
pub fn explained(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let mut inner = flags.clone();
    let key = inner.arguments.remove(0);
    let chart = inner.arguments.last().cloned().unwrap_or_default();
    let values = merged(&chart, &inner, settings)?;
    let Some(value) = at_path(&values, &key) else {
        return Err(Failure::text(format!("{chart} has no value {key}")));
    };
    let request = template::read_request(&inner, settings, &SystemWorld)?;
    let explanation = explain(&request.chart, &request.values, &request.options, &SystemWorld)
        .map_err(|error| Failure::text(error.to_string()))?;
    let documents = explanation.documents(Parts::default());
    let reads = reads(&documents, &key);
    write_value(&key, &value, &reads, output)?;
    for (document, line, origin, _) in &reads {
        let place = &origin.place;
        output.write(&format!(
            "\n{} {}, {}:{}\n",
            document.kind, document.name, place.file, place.line
        ));
        output.write(&format!("    {}\n", line.text.trim()));
    }
    if reads.is_empty() {
        output.write("\nNo line of the output is written with it.\n");
    }
    Ok(())
}

/// A read of the value or of one inside: the document, the line, and what wrote it.
type Read<'a> = (&'a ExplainedDocument, &'a ExplainedLine, &'a Origin, &'a ValueRead);

fn reads<'a>(documents: &'a [ExplainedDocument], key: &str) -> Vec<Read<'a>> {
    let is_of = |path: &str| {
        path.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    let mut reads: Vec<Read<'a>> = Vec::new();
    for document in documents {
        for line in &document.lines {
            for origin in &line.origins {
                let read = origin.values.iter().find(|value| is_of(&value.path));
                let is_new = reads.last().is_none_or(|(_, last, _, _)| !std::ptr::eq(*last, line));
                if let Some(read) = read.filter(|_| is_new) {
                    reads.push((document, line, origin, read));
                }
            }
        }
    }
    reads
}

fn write_value(
    key: &str,
    value: &Value,
    reads: &[Read<'_>],
    output: &mut Output,
) -> Result<(), Failure> {
    let text = rutter::to_yaml(value).map_err(|error| Failure::text(error.to_string()))?;
    let text = text.to_str_lossy();
    match value.as_map().is_some() || value.as_list().is_some() {
        true => output.write(&format!("{key}:\n{}", indented(&text))),
        false => output.write(&format!("{key}: {text}")),
    }
    let read = reads.iter().map(|(_, _, _, read)| read);
    let sources: BTreeSet<String> = read
        .filter_map(|read| {
            read.source.as_ref().map(|source| format!("    {} is set by {source}\n", read.path))
        })
        .collect();
    sources.iter().for_each(|source| output.write(source));
    Ok(())
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}

/// What stands at a dotted path; keys may hold dots, the longest that fits is taken.
fn at_path(values: &Map, path: &str) -> Option<Value> {
    if let Some(value) = values.get(path) {
        return Some(value);
    }
    let mut dots: Vec<usize> = path.match_indices('.').map(|(at, _)| at).collect();
    dots.reverse();
    dots.into_iter().find_map(|at| {
        let inner = values.get(&path[..at])?;
        at_path(inner.as_map()?, &path[at + 1..])
    })
}
