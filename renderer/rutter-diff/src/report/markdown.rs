//! For a comment under a change.

use std::fmt::Write;

use serde_json::Value;

use super::hunks::{Row, rows};
use super::shown;
use crate::changes::Change;
use crate::comparison::Kind;
use crate::lines::Line;
use crate::review::{Entry, Review};

/// Most characters that GitHub takes in a comment.
pub const MAX_MARKDOWN: usize = 65_536;
/// Room for what says that something was left out.
const RESERVED: usize = 200;

/// Dangers, sums, and each group of objects that change alike, folded. What does not fit is counted.
pub fn markdown(review: &Review<'_>) -> String {
    let [changed, added, removed] = review.counts();
    let mut text = format!("**{changed} changed, {added} added, {removed} removed**\n\n");
    let mut dangers: Vec<(_, String)> = Vec::new();
    for entry in review.entries() {
        dangers.extend(entry.dangers.iter().map(|danger| {
            let path = if danger.path.is_empty() {
                String::new()
            } else {
                format!(" {}", code(&danger.path))
            };
            let line = format!(
                "- :warning: **{}** {}{path}: {}\n",
                danger.severity.name(),
                code(&entry.title()),
                danger.text
            );
            (danger.severity, line)
        }));
    }
    dangers.sort_by_key(|(severity, _)| *severity);
    let parts = dangers.into_iter().map(|(_, line)| line).chain(std::iter::once("\n".to_string()));
    let images = review.images.iter().map(|image| format!("- {}\n", code(&image.shown())));
    let parts = parts.chain(images).chain(std::iter::once("\n".to_string()));
    let parts = parts.chain(review.named_groups().map(|(id, group)| section(id, group)));
    let mut left_out = 0;
    for part in parts {
        match text.chars().count() + part.chars().count() + RESERVED <= MAX_MARKDOWN {
            true if left_out == 0 => text.push_str(&part),
            _ => left_out += 1,
        }
    }
    if left_out > 0 {
        let _ =
            writeln!(text, "\n{left_out} more did not fit; `{}` shows them all.", review.command);
    }
    let noise: Vec<String> =
        review.noise().iter().map(|(rule, count)| format!("{rule} {count}")).collect();
    if !noise.is_empty() {
        let _ = writeln!(text, "\nHidden: {}.", noise.join(", "));
    }
    text
}

fn section(id: Option<&str>, group: &[Entry<'_>]) -> String {
    let Some(first) = group.first() else { return String::new() };
    let mark = match first.pair.kind() {
        Kind::Changed => "~",
        Kind::Added => "+",
        Kind::Removed => "-",
    };
    let id = id.map(|id| format!(" {id}")).unwrap_or_default();
    let title = match group.len() {
        1 => first.title(),
        count => format!("{count} objects alike"),
    };
    let mut text =
        format!("<details><summary><code>{mark} {}</code>{id}</summary>\n\n", escaped(&title));
    if group.len() > 1 {
        let titles: Vec<String> = group.iter().map(|entry| code(&entry.title())).collect();
        let _ = writeln!(text, "{}\n", titles.join(", "));
    }
    text.push_str("```diff\n");
    first.shown().for_each(|change| push_change(change, &mut text));
    text.push_str("```\n\n</details>\n");
    text
}

fn push_change(change: &Change, text: &mut String) {
    let path = change.shown_path();
    if let (Some(Value::String(old)), Some(Value::String(new))) = (&change.old, &change.new)
        && (old.contains('\n') || new.contains('\n'))
    {
        let _ = writeln!(text, "  {path}:");
        for row in rows(old, new) {
            let line = match row {
                Row::Line(Line::Common(line)) => format!("    {line}"),
                Row::Line(Line::Removed(line)) => format!("-   {line}"),
                Row::Line(Line::Added(line)) => format!("+   {line}"),
                Row::Gap => "    ...".to_string(),
            };
            let _ = writeln!(text, "{}", fenced(&line));
        }
        return;
    }
    for (mark, value) in [('-', &change.old), ('+', &change.new)] {
        if value.is_some() {
            let _ = writeln!(text, "{mark} {path}: {}", fenced(&shown(value)));
        }
    }
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

fn fenced(text: &str) -> String {
    text.replace("```", "'''")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
