//! One file for a browser: no script from elsewhere, readable on a phone, light or dark as the reader
//! has it.

use std::fmt::Write;

use super::shown;
use crate::changes::Change;
use crate::comparison::Kind;
use crate::review::{Entry, Review};

const HEAD: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root { color-scheme: light dark; --line: #d0d7de; --soft: #f6f8fa; --old: #ffebe9; --new: #dafbe1; --warn: #fff8c5; --mute: #57606a }
@media (prefers-color-scheme: dark) { :root { --line: #30363d; --soft: #161b22; --old: #4b1113; --new: #04260f; --warn: #3b2300; --mute: #8b949e } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 1.2rem }
code, pre, .path { font-family: ui-monospace, monospace; font-size: .86em; overflow-wrap: anywhere }
details { border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0 }
summary { padding: .4rem .7rem; background: var(--soft); cursor: pointer; overflow-wrap: anywhere }
.change { padding: .4rem .7rem; border-top: 1px solid var(--line) }
.old, .new { display: block; padding: .1rem .4rem; white-space: pre-wrap; overflow-wrap: anywhere }
.old { background: var(--old) } .new { background: var(--new) }
.cause, .sums { color: var(--mute); font-size: .86em }
.danger { background: var(--warn); border-radius: 6px; padding: .3rem .7rem; margin: .3rem 0 }
input { width: 100%; box-sizing: border-box; padding: .4rem; font: inherit }
</style>
</head>
<body>
"#;

const FOOT: &str = r#"<script>
const field = document.querySelector("input");
field.addEventListener("input", () => {
  for (const group of document.querySelectorAll("details"))
    group.hidden = !group.textContent.toLowerCase().includes(field.value.toLowerCase());
});
</script>
</body>
</html>
"#;

/// The whole review: sums, dangers, a field to search in, and each group of objects that change alike.
pub fn html(review: &Review<'_>) -> String {
    let [changed, added, removed] = review.counts();
    let mut text = HEAD.replacen("{title}", review.command, 1);
    let _ = writeln!(text, "<h1>{changed} changed, {added} added, {removed} removed</h1>");
    let noise: Vec<String> =
        review.noise().iter().map(|(rule, count)| format!("{rule} {count}")).collect();
    if !noise.is_empty() {
        let _ = writeln!(text, "<p class=\"sums\">Hidden: {}</p>", noise.join(", "));
    }
    for entry in review.entries() {
        for danger in &entry.dangers {
            let _ = writeln!(
                text,
                "<p class=\"danger\"><b>{}</b> <code>{} {}</code>: {}</p>",
                danger.severity.name(),
                escaped(&entry.title()),
                escaped(&danger.path),
                escaped(&danger.text)
            );
        }
    }
    text.push_str("<input type=\"search\" placeholder=\"Search\" aria-label=\"Search\">\n");
    review.named_groups().for_each(|(id, group)| push_group(id, group, &mut text));
    text + FOOT
}

fn push_group(id: Option<&str>, group: &[Entry<'_>], text: &mut String) {
    let Some(first) = group.first() else { return };
    let (mark, open) = match first.pair.kind() {
        Kind::Changed => ("~", " open"),
        Kind::Added => ("+", ""),
        Kind::Removed => ("-", ""),
    };
    let titles: Vec<String> =
        group.iter().map(|entry| format!("<code>{}</code>", escaped(&entry.title()))).collect();
    let count =
        if group.len() > 1 { format!(" {} objects alike:", group.len()) } else { String::new() };
    let anchor = id.map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
    let link = id.map(|id| format!("<a href=\"#{id}\">{id}</a> ")).unwrap_or_default();
    let titles = titles.join(", ");
    let _ =
        writeln!(text, "<details{anchor}{open}><summary>{link}{mark}{count} {titles}</summary>");
    first.shown().for_each(|change| push_change(change, text));
    text.push_str("</details>\n");
}

fn push_change(change: &Change, text: &mut String) {
    let _ = write!(
        text,
        "<div class=\"change\"><span class=\"path\">{}</span>",
        escaped(&change.shown_path())
    );
    for (class, mark, value) in [("old", '-', &change.old), ("new", '+', &change.new)] {
        if value.is_some() {
            let _ =
                write!(text, "<code class=\"{class}\">{mark} {}</code>", escaped(&shown(value)));
        }
    }
    if let Some(cause) = &change.cause {
        let mut by = cause.values.clone();
        by.push(cause.template.clone());
        let _ = write!(text, "<div class=\"cause\">by {}</div>", escaped(&by.join(", ")));
    }
    text.push_str("</div>\n");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
