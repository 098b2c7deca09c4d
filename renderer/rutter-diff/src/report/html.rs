//! One file for a browser: nothing from elsewhere, readable on a phone, light or dark as the reader
//! has it.

use std::fmt::Write;

use serde_json::Value;

use super::hunks::{Row, rows};
use super::shown;
use crate::changes::Change;
use crate::comparison::Kind;
use crate::lines::Line;
use crate::review::{Entry, Review};

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// More images than this are folded.
const MANY: usize = 8;

/// How many titles of a group its headline names.
const HEADLINE: usize = 3;

/// The whole review: sums, dangers, images, a field to search in, and each group of objects that
/// change alike.
pub fn html(review: &Review<'_>) -> String {
    let mut text = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <h1>What changes</h1>\n",
        review.command
    );
    push_sums(review, &mut text);
    push_dangers(review, &mut text);
    push_images(review, &mut text);
    text.push_str(
        "<div class=\"tools\"><input type=\"search\" placeholder=\"Search ( / )\" \
         aria-label=\"Search\"><button>Open or close all</button></div>\n",
    );
    for (at, (id, group)) in review.named_groups().enumerate() {
        push_group(&anchor(at, id), id, group, &mut text);
    }
    let _ = write!(text, "<script>\n{SCRIPT}</script>\n</body>\n</html>\n");
    text
}

fn push_sums(review: &Review<'_>, text: &mut String) {
    let [changed, added, removed] = review.counts();
    let sums = [("changed", changed), ("added", added), ("removed", removed)];
    text.push_str("<ul class=\"sums\">");
    for (class, count) in sums.into_iter().filter(|(_, count)| *count > 0) {
        let _ = write!(text, "<li class=\"{class}\">{count} {class}</li>");
    }
    if review.counts() == [0, 0, 0] {
        text.push_str("<li>nothing changes</li>");
    }
    for (rule, count) in review.noise() {
        let _ = write!(text, "<li class=\"mute\">hidden: {rule} {count}</li>");
    }
    text.push_str("</ul>\n");
}

fn push_dangers(review: &Review<'_>, text: &mut String) {
    let mut dangers: Vec<_> = review
        .named_groups()
        .enumerate()
        .flat_map(|(at, (id, group))| group.iter().map(move |entry| (anchor(at, id), entry)))
        .flat_map(|(to, entry)| entry.dangers.iter().map(move |danger| (to.clone(), entry, danger)))
        .collect();
    if dangers.is_empty() {
        return;
    }
    dangers.sort_by_key(|(_, _, danger)| danger.severity);
    text.push_str("<h2>Dangers</h2>\n<ul class=\"dangers\">\n");
    for (to, entry, danger) in dangers {
        let _ = writeln!(
            text,
            "<li><b>{}</b> <a href=\"#{to}\"><code>{} {}</code></a>: {}</li>",
            danger.severity.name(),
            escaped(&entry.title()),
            escaped(&danger.path),
            escaped(&danger.text)
        );
    }
    text.push_str("</ul>\n");
}

/// The images, folded where they are many.
fn push_images(review: &Review<'_>, text: &mut String) {
    let count = review.images.len();
    let (start, end) = match count {
        0 => return,
        1..=MANY => ("<h2>Images</h2>\n".to_string(), "</ul>\n"),
        _ => (format!("<details><summary>{count} images</summary>\n"), "</ul></details>\n"),
    };
    let _ = writeln!(text, "{start}<ul class=\"images\">");
    for image in &review.images {
        let _ = writeln!(text, "<li><code>{}</code></li>", escaped(&image.shown()));
    }
    text.push_str(end);
}

/// What a link to a group leads to.
fn anchor(at: usize, id: Option<&str>) -> String {
    id.map_or_else(|| format!("change-{}", at + 1), str::to_string)
}

fn push_group(anchor: &str, id: Option<&str>, group: &[Entry<'_>], text: &mut String) {
    let Some(first) = group.first() else { return };
    let (class, open) = match first.pair.kind() {
        Kind::Changed => ("changed", " open"),
        Kind::Added => ("added", ""),
        Kind::Removed => ("removed", ""),
    };
    let titles: Vec<String> =
        group.iter().map(|entry| format!("<code>{}</code>", escaped(&entry.title()))).collect();
    let (named, rest) = titles.split_at(titles.len().min(HEADLINE));
    let count = match group.len() {
        1 => String::new(),
        count => format!("<b>{count} alike:</b> "),
    };
    let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
    let _ = writeln!(
        text,
        "<details class=\"group\" id=\"{anchor}\"{open}><summary><span class=\"mark {class}\">{class}</span> \
         {count}{}{more} <a href=\"#{anchor}\" aria-label=\"Link to this change\">{}</a></summary>",
        named.join(", "),
        id.unwrap_or("#")
    );
    if !rest.is_empty() {
        let _ = writeln!(text, "<div class=\"titles\">{}</div>", rest.join(", "));
    }
    if let Some(cause) = &first.cause {
        let shown = escaped(&cause.shown());
        let _ = writeln!(text, "<div class=\"change cause\">by {shown}</div>");
    }
    match first.pair.kind() {
        Kind::Changed => first.shown().for_each(|change| push_change(change, text)),
        kind => group.iter().for_each(|entry| push_object(entry, kind, text)),
    }
    text.push_str("</details>\n");
}

/// An object that is on one side only; Secrets are not shown.
fn push_object(entry: &Entry<'_>, kind: Kind, text: &mut String) {
    let Some(object) = entry.pair.object().filter(|object| object.kind != "Secret") else { return };
    let class = if kind == Kind::Added { "new" } else { "old" };
    let content = escaped(&object.content);
    let _ =
        writeln!(text, "<div class=\"change rows\"><span class=\"{class}\">{content}</span></div>");
}

fn push_change(change: &Change, text: &mut String) {
    let path = escaped(&change.shown_path());
    let _ = write!(text, "<div class=\"change\"><span class=\"path\">{path}</span>");
    match (&change.old, &change.new) {
        (Some(Value::String(old)), Some(Value::String(new)))
            if old.contains('\n') || new.contains('\n') =>
        {
            push_rows(old, new, text);
        }
        (Some(_), Some(_)) => {
            let [old, new] = marked(&shown(&change.old), &shown(&change.new));
            let _ = write!(
                text,
                "<div class=\"pair\"><code class=\"old\">{old}</code><code class=\"new\">{new}</code></div>"
            );
        }
        (old, new) => {
            let class = if new.is_some() { "new" } else { "old" };
            let value = escaped(&shown(if new.is_some() { new } else { old }));
            let _ = write!(text, "<code class=\"{class}\">{value}</code>");
        }
    }
    if let Some(cause) = &change.cause {
        let _ = write!(text, "<div class=\"cause\">by {}</div>", escaped(&cause.shown()));
    }
    text.push_str("</div>\n");
}

fn push_rows(old: &str, new: &str, text: &mut String) {
    text.push_str("<div class=\"rows\">");
    for row in rows(old, new) {
        let (class, line) = match row {
            Row::Line(Line::Common(line)) => ("", line),
            Row::Line(Line::Removed(line)) => ("old", line),
            Row::Line(Line::Added(line)) => ("new", line),
            Row::Gap => ("gap", "…"),
        };
        let line = if line.is_empty() { " " } else { line };
        let _ = write!(text, "<span class=\"{class}\">{}</span>", escaped(line));
    }
    text.push_str("</div>");
}

/// Both values, with what is between their common beginning and their common end marked.
fn marked(old: &str, new: &str) -> [String; 2] {
    let start = common(old.chars(), new.chars());
    let end = common(old.chars().rev(), new.chars().rev());
    let shortest = old.chars().count().min(new.chars().count());
    let end = end.min(shortest - start);
    if start + end == 0 {
        return [escaped(old), escaped(new)];
    }
    [old, new].map(|value| {
        let chars: Vec<char> = value.chars().collect();
        let part = |range: std::ops::Range<usize>| {
            escaped(&chars.get(range).unwrap_or_default().iter().collect::<String>())
        };
        let (first, last) = (start, chars.len() - end);
        let middle = part(first..last);
        let middle = if middle.is_empty() { middle } else { format!("<mark>{middle}</mark>") };
        format!("{}{middle}{}", part(0..first), part(last..chars.len()))
    })
}

/// How many items are equal before the first that differs.
fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
