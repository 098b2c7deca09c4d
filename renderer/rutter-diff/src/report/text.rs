//! For people at a terminal.

use std::fmt::Write;

use serde_json::Value;

use super::hunks::{Row, rows};
use super::shown;
use crate::changes::{Cause, Change};
use crate::comparison::Kind;
use crate::lines::Line;
use crate::review::{Entry, Review};

/// How a report looks.
#[derive(Clone, Copy, Default)]
pub struct Style {
    /// Whether it is coloured.
    pub color: bool,
    /// Whether hidden changes are shown too, with their rules.
    pub with_noise: bool,
}

/// Dangers first, then objects, alike ones together, then the sums.
pub fn text(review: &Review<'_>, style: Style) -> String {
    let mut text = String::new();
    push_dangers(review, style, &mut text);
    for group in &review.groups {
        push_group(group, style, &mut text);
    }
    if style.with_noise {
        for entry in &review.hidden {
            push_group(std::slice::from_ref(entry), style, &mut text);
        }
    }
    push_images(review, &mut text);
    push_sums(review, &mut text);
    text
}

fn push_dangers(review: &Review<'_>, style: Style, text: &mut String) {
    let mut dangers: Vec<_> = review
        .entries()
        .flat_map(|entry| entry.dangers.iter().map(move |danger| (danger, entry)))
        .collect();
    dangers.sort_by_key(|(danger, _)| danger.severity);
    for (danger, entry) in &dangers {
        let path = if danger.path.is_empty() { String::new() } else { format!(" {}", danger.path) };
        let line =
            format!("! {}: {}{path}: {}", danger.severity.name(), entry.title(), danger.text);
        let _ = writeln!(text, "{}", colored(&line, "1;31", style));
    }
    if !dangers.is_empty() {
        text.push('\n');
    }
}

fn push_group(group: &[Entry<'_>], style: Style, text: &mut String) {
    let Some(first) = group.first() else { return };
    let (mark, color) = match first.pair.kind() {
        Kind::Changed => ("~", "33"),
        Kind::Added => ("+", "32"),
        Kind::Removed => ("-", "31"),
    };
    if group.len() > 1 {
        let _ = writeln!(
            text,
            "{}",
            colored(&format!("{mark} {} objects alike", group.len()), color, style)
        );
    }
    for entry in group {
        let indent = if group.len() > 1 { "    " } else { "" };
        let mark = if group.len() > 1 { String::new() } else { format!("{mark} ") };
        let _ = writeln!(
            text,
            "{}",
            colored(&format!("{indent}{mark}{}{}", entry.title(), renamed(entry)), color, style)
        );
    }
    let changes = first.changes.iter().filter(|change| style.with_noise || change.noise.is_none());
    changes.for_each(|change| push_change(change, style, text));
    text.push('\n');
}

fn renamed(entry: &Entry<'_>) -> String {
    match (entry.pair.old, entry.pair.new) {
        (Some(old), Some(new)) if old.key() != new.key() => {
            format!(", now {}", crate::review::title(new))
        }
        _ => String::new(),
    }
}

fn push_change(change: &Change, style: Style, text: &mut String) {
    let path = change.shown_path();
    let cause = change.cause.as_ref().map(|cause| cause_line(cause, style)).unwrap_or_default();
    let noise = change.noise.map(|rule| format!("  ({rule})")).unwrap_or_default();
    if let (Some(Value::String(old)), Some(Value::String(new))) = (&change.old, &change.new)
        && (old.contains('\n') || new.contains('\n'))
    {
        let _ = writeln!(text, "    {path}:{noise}");
        push_lines(old, new, style, text);
        text.push_str(&cause);
        return;
    }
    let line = match (&change.old, &change.new) {
        (None, new) => colored(&format!("    + {path}: {}", shown(new)), "32", style),
        (old, None) => colored(&format!("    - {path}: {}", shown(old)), "31", style),
        (old, new) => format!(
            "    {path}: {} -> {}",
            colored(&shown(old), "31", style),
            colored(&shown(new), "32", style)
        ),
    };
    let _ = writeln!(text, "{line}{noise}");
    text.push_str(&cause);
}

fn cause_line(cause: &Cause, style: Style) -> String {
    format!("{}\n", colored(&format!("        by {}", cause.shown()), "2", style))
}

fn push_lines(old: &str, new: &str, style: Style, text: &mut String) {
    for row in rows(old, new) {
        let line = match row {
            Row::Line(Line::Common(line)) => format!("        {line}"),
            Row::Line(Line::Removed(line)) => colored(&format!("      - {line}"), "31", style),
            Row::Line(Line::Added(line)) => colored(&format!("      + {line}"), "32", style),
            Row::Gap => "        ...".to_string(),
        };
        let _ = writeln!(text, "{line}");
    }
}

fn push_images(review: &Review<'_>, text: &mut String) {
    if review.images.is_empty() {
        return;
    }
    text.push_str("Images:\n");
    for image in &review.images {
        let _ = writeln!(text, "    {}", image.shown());
    }
    text.push('\n');
}

fn push_sums(review: &Review<'_>, text: &mut String) {
    let [changed, added, removed] = review.counts();
    let noise = review.noise();
    if changed + added + removed == 0 {
        text.push_str("Nothing changes");
    } else {
        let _ = write!(text, "{changed} changed, {added} added, {removed} removed");
    }
    if !noise.is_empty() {
        let rules: Vec<String> =
            noise.iter().map(|(rule, count)| format!("{rule} {count}")).collect();
        let _ = write!(text, "; hidden: {}", rules.join(", "));
    }
    text.push('\n');
}

fn colored(line: &str, color: &str, style: Style) -> String {
    match style.color {
        true => format!("\x1b[{color}m{line}\x1b[0m"),
        false => line.to_string(),
    }
}
