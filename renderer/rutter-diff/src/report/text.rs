//! For people at a terminal.

use std::fmt::Write;

use serde_json::Value;

use super::columns::beside;
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
    /// Old and new beside each other, in so many columns.
    pub columns: Option<usize>,
    /// Most objects of a group that are named, where not all are.
    pub most_named: Option<usize>,
}

/// Dangers first, then objects, alike ones together, then the sums.
pub fn text(review: &Review<'_>, style: Style) -> String {
    let mut text = groups(review, style);
    if style.with_noise {
        for entry in &review.hidden {
            push_group(None, std::slice::from_ref(entry), style, &mut text);
        }
    }
    push_images(review, &mut text);
    push_sums(review, &mut text);
    text
}

/// As [`text()`], without the sums.
pub fn groups(review: &Review<'_>, style: Style) -> String {
    let mut text = String::new();
    push_dangers(review, style, &mut text);
    for (id, group) in review.named_groups() {
        push_group(id, group, style, &mut text);
    }
    text
}

fn push_dangers(review: &Review<'_>, style: Style, text: &mut String) {
    let mut dangers: Vec<_> = Vec::new();
    for group in &review.groups {
        // Where not all objects are named, the first stands for those that change alike.
        let shown = style.most_named.map_or(group.len(), |_| 1);
        let left_out = group.len().saturating_sub(shown);
        for entry in group.iter().take(shown) {
            dangers.extend(entry.dangers.iter().map(|danger| (danger, entry, left_out)));
        }
    }
    dangers.sort_by_key(|(danger, _, _)| danger.severity);
    for (danger, entry, left_out) in &dangers {
        let path = if danger.path.is_empty() { String::new() } else { format!(" {}", danger.path) };
        let more = if *left_out > 0 { format!(" (and {left_out} alike)") } else { String::new() };
        let line =
            format!("! {}: {}{path}: {}{more}", danger.severity.name(), entry.title(), danger.text);
        let _ = writeln!(text, "{}", colored(&line, "1;31", style));
    }
    if !dangers.is_empty() {
        text.push('\n');
    }
}

fn push_group(id: Option<&str>, group: &[Entry<'_>], style: Style, text: &mut String) {
    let Some(first) = group.first() else { return };
    let (mark, color) = match first.pair.kind() {
        Kind::Changed => ("~", "33"),
        Kind::Added => ("+", "32"),
        Kind::Removed => ("-", "31"),
    };
    let mut line = |line: String| {
        let _ = writeln!(text, "{}", colored(&line, color, style));
    };
    let named = |entry: &Entry<'_>| format!("{}{}", entry.title(), renamed(entry));
    let id = id.map(|id| format!("{id} ")).unwrap_or_default();
    match group {
        [entry] => line(format!("{id}{mark} {}", named(entry))),
        _ => {
            line(format!("{id}{mark} {} objects alike", group.len()));
            let most = style.most_named.unwrap_or(group.len());
            group.iter().take(most).for_each(|entry| line(format!("    {}", named(entry))));
            if group.len() > most {
                line(format!("    and {} more", group.len() - most));
            }
        }
    }
    if let Some(cause) = &first.cause {
        text.push_str(&cause_line(cause, style));
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

/// What a change is, on one line or several where texts of several lines differ.
pub fn push_change(change: &Change, style: Style, text: &mut String) {
    let path = change.shown_path();
    let cause = change.cause.as_ref().map(|cause| cause_line(cause, style)).unwrap_or_default();
    let noise = change.noise.map(|rule| format!("  ({rule})")).unwrap_or_default();
    if let Some(width) = style.columns {
        let _ = writeln!(text, "    {path}:{noise}");
        push_beside(change, width, style, text);
        text.push_str(&cause);
        return;
    }
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

fn push_beside(change: &Change, width: usize, style: Style, text: &mut String) {
    let is_text =
        |value: &Option<Value>| matches!(value, Some(Value::String(text)) if text.contains('\n'));
    let is_long = is_text(&change.old) || is_text(&change.new);
    let side = |value: &Option<Value>| match value {
        None => None,
        Some(Value::String(text)) if is_long => Some(text.clone()),
        value => Some(shown(value)),
    };
    let (old, new) = (side(&change.old), side(&change.new));
    for line in beside(old.as_deref(), new.as_deref(), width) {
        let line = line.shown(|old| colored(old, "31", style), |new| colored(new, "32", style));
        let _ = writeln!(text, "{line}");
    }
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
