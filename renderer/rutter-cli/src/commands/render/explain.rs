//! `--explain`: where documents and their lines come from.

use std::ops::RangeInclusive;

use rutter::{ExplainedDocument, Explanation, Origin, SourcePlace};

use crate::commands::template;
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;

/// Prints what the `--explain` flags ask for.
///
/// # Errors
/// A document or path that the chart does not render.
pub(super) fn print(
    explanation: &Explanation,
    flags: &Parsed,
    output: &mut Output,
) -> Result<(), Failure> {
    let documents: Vec<ExplainedDocument> = explanation
        .documents(template::parts(flags))
        .into_iter()
        .filter(|document| is_shown(document, explanation, flags))
        .collect();
    let mut parts: Vec<Part<'_>> = Vec::new();
    for target in flags.list("explain") {
        match target.as_str() {
            "" => parts.extend(documents.iter().map(Part::whole)),
            target => parts.extend(select(&documents, target)?),
        }
    }
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            output.write("\n");
        }
        output.write(&part.text());
    }
    Ok(())
}

/// Whether `--show-only` lets a document through.
fn is_shown(document: &ExplainedDocument, explanation: &Explanation, flags: &Parsed) -> bool {
    let patterns = flags.list("show-only");
    let text = format!("# Source: {}\n{}", document.path, document.content);
    let shows = |pattern: &String| {
        let pattern = std::slice::from_ref(pattern);
        rutter::show_only(&text, pattern, explanation.release.compat).is_ok()
    };
    patterns.is_empty() || patterns.iter().any(shows)
}

/// Some lines of a document.
struct Part<'a> {
    document: &'a ExplainedDocument,
    lines: RangeInclusive<usize>,
}

/// The parts that `KIND/NAME` or `KIND/NAME:PATH` names.
fn select<'a>(documents: &'a [ExplainedDocument], target: &str) -> Result<Vec<Part<'a>>, Failure> {
    let named = documents.iter().filter_map(|d| Some((d, path_behind(d, target)?)));
    let named: Vec<(&ExplainedDocument, &str)> = named.collect();
    if named.is_empty() {
        return Err(no_document(documents, target));
    }
    // Names may hold colons: the longest one that fits is meant.
    let shortest = named.iter().map(|(_, path)| path.len()).min().unwrap_or_default();
    let mut parts = Vec::new();
    for (document, path) in named.into_iter().filter(|(_, path)| path.len() == shortest) {
        if path.is_empty() {
            parts.push(Part::whole(document));
        } else if let Some(lines) = rutter::lines_of_path(&document.content, path) {
            parts.push(Part { document, lines });
        }
    }
    match parts.is_empty() {
        true => Err(no_path(target)),
        false => Ok(parts),
    }
}

/// The path in a target whose document this is; empty when there is none.
fn path_behind<'t>(document: &ExplainedDocument, target: &'t str) -> Option<&'t str> {
    let (kind, rest) = target.split_once('/')?;
    let rest = rest.strip_prefix(document.name.as_str())?;
    let is_kind = kind.eq_ignore_ascii_case(&document.kind);
    match rest.strip_prefix(':') {
        Some(path) if is_kind => Some(path),
        None if is_kind && rest.is_empty() => Some(""),
        _ => None,
    }
}

fn no_document(documents: &[ExplainedDocument], target: &str) -> Failure {
    let mut text = format!("--explain: no document {}", rutter::quote(target));
    text.push_str("\n  help: write KIND/NAME or KIND/NAME:PATH; the documents are:");
    for document in documents {
        text.push_str(&format!("\n    {}/{}", document.kind, document.name));
    }
    Failure::text(text)
}

fn no_path(target: &str) -> Failure {
    Failure::text(format!(
        "--explain: the document has no such path: {}\n  help: write it as spec.template.spec.containers[0].image",
        rutter::quote(target)
    ))
}

impl<'a> Part<'a> {
    fn whole(document: &'a ExplainedDocument) -> Part<'a> {
        let last = document.lines.len().saturating_sub(1);
        Part { document, lines: 0..=last }
    }

    fn text(&self) -> String {
        let document = self.document;
        let mut text =
            format!("{}/{} in {}\n", document.kind, document.name, in_chart(&document.path));
        let width = document.lines.len().to_string().len();
        for index in self.lines.clone() {
            let Some(line) = document.lines.get(index) else { continue };
            let shown = format!("{:>width$} | {}", index + 1, line.text);
            text.push_str(shown.trim_end());
            text.push('\n');
            for origin in &line.origins {
                push_origin(&mut text, origin, width);
            }
        }
        text
    }
}

fn push_origin(text: &mut String, origin: &Origin, width: usize) {
    let mut push = |line: String| text.push_str(&format!("{:width$} = {line}\n", ""));
    push(format!("at {}", shown(&origin.place)));
    for place in &origin.includes {
        push(format!("   included from {}", shown(place)));
    }
    for value in &origin.values {
        match &value.source {
            Some(source) => push(format!("   value {} from {source}", value.path)),
            None => push(format!("   value {} is not set", value.path)),
        }
    }
}

/// `templates/_helpers.tpl:3:4 in "name"`
fn shown(place: &SourcePlace) -> String {
    let text = format!("{}:{}:{}", in_chart(&place.file), place.line, place.column);
    match place.template == place.file {
        true => text,
        false => format!("{text} in {}", rutter::quote(&place.template)),
    }
}

/// A template's path from the directory of the chart.
pub(super) fn in_chart(file: &str) -> &str {
    file.split_once('/').map_or(file, |(_, path)| path)
}
