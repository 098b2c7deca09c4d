//! Annotations of GitHub: dangers at the template lines that they come from.

use std::fmt::Write;

use crate::danger::Danger;
use crate::review::{Entry, Review};

/// One command of a workflow a line. `file` gives the path in the repository of a template, such as
/// `redis/templates/service.yaml`.
pub fn github(review: &Review<'_>, file: impl Fn(&str) -> String) -> String {
    let mut text = String::new();
    for entry in review.entries() {
        for danger in &entry.dangers {
            let place = place(entry, danger)
                .map(|(template, line)| format!("file={},line={line},", property(&file(template))));
            let title = property(&format!("{}: {}", danger.severity.name(), entry.title()));
            let path =
                if danger.path.is_empty() { String::new() } else { format!("{}: ", danger.path) };
            let message = data(&format!("{path}{}", danger.text));
            let _ =
                writeln!(text, "::warning {}title={title}::{message}", place.unwrap_or_default());
        }
    }
    let [changed, added, removed] = review.counts();
    let _ = writeln!(
        text,
        "::notice title={}::{changed} changed, {added} added, {removed} removed",
        review.command
    );
    text
}

/// The template line of the change that a danger is about, or of one around it.
fn place<'a>(entry: &'a Entry<'_>, danger: &Danger) -> Option<(&'a str, &'a str)> {
    let is_it = |path: &str| danger.path.starts_with(path);
    let change = entry.changes.iter().find(|change| is_it(&change.shown_path()))?;
    change.cause.as_ref()?.template.rsplit_once(':')
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
