//! What is wrong with a chart, one problem after the other, each with the text it is in.

use rutter::{Error, Position, Problem};

use super::explain::in_chart;
use super::style::Style;
use crate::failure::Failure;

/// Lines shown before and behind the one that is wrong in a template.
const AROUND: usize = 1;
/// Lines shown before the one that is wrong in a document.
const DOCUMENT_BEFORE: usize = 10;
/// Lines shown behind the one that is wrong in a document.
const DOCUMENT_BEHIND: usize = 4;
/// Lines shown of a document when nobody knows which one is wrong.
const DOCUMENT_WHOLE: usize = 60;
/// Longest line that is shown whole, in characters.
const LONGEST_LINE: usize = 400;

/// The failure that reports every problem of an error.
pub(super) fn failure(error: &Error, style: Style) -> Failure {
    let mut text = String::new();
    for (index, problem) in error.problems().iter().enumerate() {
        if index > 0 {
            text.push_str("\n\n");
            text.push_str(&style.wrong("Error:"));
            text.push(' ');
        }
        text.push_str(problem.message.trim_end_matches('\n'));
        text.push_str(&snippet(problem, style));
    }
    let count = error.problems().len();
    if count > 1 {
        text.push_str(&format!("\n\n{count} errors"));
    }
    Failure::text(text)
}

/// The lines under a problem's text; each begins with a line break.
fn snippet(problem: &Problem, style: Style) -> String {
    match (&problem.position, &problem.document) {
        (Some(position), _) => template_snippet(problem, position, style),
        (None, Some((document, line))) => {
            let file = problem.file.as_deref().unwrap_or_default();
            let mut out = document_snippet(file, document, *line, style);
            if let Some(place) = problem.origin.as_ref().map(|origin| &origin.place) {
                let (file, line, column) = (in_chart(&place.file), place.line, place.column);
                out.push_str(&format!(
                    "\n  {} that line comes from {file}:{line}:{column}",
                    style.faint("=")
                ));
            }
            out
        }
        (None, None) => String::new(),
    }
}

fn template_snippet(problem: &Problem, position: &Position, style: Style) -> String {
    let source = problem.source.as_ref().map(|source| source.to_str_lossy());
    let place = shown_place(position, source.as_deref());
    let mut out = format!("\n  {} {place}", style.faint("-->"));
    if let Some(source) = &source {
        let marked = Marked { line: position.line, column: column(position, source) };
        let from = position.line.saturating_sub(AROUND);
        out.push_str(&excerpt(source, from, position.line + AROUND, Some(marked), style));
    }
    for place in &problem.includes {
        let place = shown_place(place, None);
        out.push_str(&format!("\n  {} included from {place}", style.faint("=")));
    }
    out
}

/// `templates/a.yaml:12:7`, lines and columns counted from 1.
fn shown_place(position: &Position, source: Option<&str>) -> String {
    let file = in_chart(&position.file);
    let known = match source {
        Some(source) => column(position, source),
        None => Some(position.column),
    };
    match known {
        Some(column) => format!("{file}:{}:{}", position.line, column + 1),
        None => format!("{file}:{}", position.line),
    }
}

/// Byte in the line; `None` for a parse error, which Go locates by its line only.
fn column(position: &Position, source: &str) -> Option<usize> {
    let before = source.as_bytes().get(..position.offset)?;
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    (line == position.line).then_some(position.offset - start)
}

fn document_snippet(file: &str, document: &str, line: Option<usize>, style: Style) -> String {
    let file = in_chart(file);
    let mut out = format!("\n  {} output of {file}", style.faint("-->"));
    match line {
        Some(line) => {
            // What is missing at the end is reported behind the last line.
            let line = line.min(document.lines().count()).max(1);
            out.push_str(&format!(", line {line} of the document"));
            let from = line.saturating_sub(DOCUMENT_BEFORE);
            let marked = Marked { line, column: None };
            out.push_str(&excerpt(document, from, line + DOCUMENT_BEHIND, Some(marked), style));
        }
        None => out.push_str(&excerpt(document, 1, DOCUMENT_WHOLE, None, style)),
    }
    out
}

/// What is wrong in an excerpt.
struct Marked {
    line: usize,
    column: Option<usize>,
}

/// Lines `from..=to` with their numbers.
fn excerpt(text: &str, from: usize, to: usize, marked: Option<Marked>, style: Style) -> String {
    let from = from.max(1);
    let lines: Vec<(usize, &str)> =
        (1..).zip(text.lines()).skip(from - 1).take(to + 1 - from).collect();
    let width = lines.last().map_or(1, |(number, _)| number.to_string().len());
    let mut out = format!("\n{} {}", " ".repeat(width + 2), style.faint("|"));
    for (number, line) in lines {
        let here = marked.as_ref().filter(|marked| marked.line == number);
        let sign = if here.is_some() { ">" } else { " " };
        let gutter = style.faint(&format!("{number:>width$} |"));
        let line = shown_line(line);
        out.push_str(format!("\n{} {gutter} {line}", style.wrong(sign)).trim_end());
        if let Some(column) = here.and_then(|marked| marked.column) {
            let bar = style.faint("|");
            let caret = style.wrong("^");
            out.push_str(&format!(
                "\n{} {bar} {}{caret}",
                " ".repeat(width + 2),
                indent(line, column)
            ));
        }
    }
    out
}

/// The beginning of a line that is too long.
fn shown_line(line: &str) -> &str {
    match line.char_indices().nth(LONGEST_LINE) {
        Some((end, _)) => line.get(..end).unwrap_or(line),
        None => line,
    }
}

/// White space as wide as the first `column` bytes of a line; tabs stay tabs.
fn indent(line: &str, column: usize) -> String {
    let before = line.char_indices().take_while(|(at, _)| *at < column);
    before
        .flat_map(|(_, rune)| match rune {
            '\t' => "\t".chars(),
            _ => match width(rune) {
                0 => "".chars(),
                1 => " ".chars(),
                _ => "  ".chars(),
            },
        })
        .collect()
}

/// Columns that a terminal gives to a character.
fn width(rune: char) -> usize {
    match rune as u32 {
        0x300..=0x36f | 0x200b..=0x200f | 0xfe00..=0xfe0f | 0x20d0..=0x20ff => 0,
        0x1100..=0x115f
        | 0x2e80..=0x303e
        | 0x3041..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1faff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}
