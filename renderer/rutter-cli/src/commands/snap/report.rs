//! What is pending, for people and programs.

use std::path::Path;

use rutter_diff::Kind;
use rutter_diff::report::{self, Style};
use rutter_snapshot::{Folder, Group, Review};
use serde_json::{Value, json};

use crate::commands::diff::is_coloured;
use crate::failure::Failure;
use crate::flags::Parsed;

/// How it is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    Text,
    /// For programs.
    Json,
    /// For a comment.
    Markdown,
    /// For a browser.
    Html,
    /// Annotations of GitHub.
    Github,
}

/// Files of a group that the text names.
const MOST_NAMED: usize = 8;

impl Format {
    /// What `--output` says.
    ///
    /// # Errors
    /// For any other.
    pub fn of(flags: &Parsed) -> Result<Format, Failure> {
        match flags.text("output").unwrap_or_default() {
            "" | "text" => Ok(Format::Text),
            "json" => Ok(Format::Json),
            "markdown" => Ok(Format::Markdown),
            "html" => Ok(Format::Html),
            "github" => Ok(Format::Github),
            other => Err(Failure::text(format!(
                "unknown output format {}\n  help: use text, json, markdown, html or github",
                rutter::quote(other)
            ))),
        }
    }

    /// The report; `summary` is added where programs read it.
    pub fn write(self, review: &Review, flags: &Parsed, summary: Value) -> String {
        let with_secrets = flags.is_set("show-secrets");
        let shown = || review.report("rutter snap pending", with_secrets);
        let style = Style {
            color: is_coloured(flags),
            with_noise: true,
            most_named: Some(MOST_NAMED),
            ..Style::default()
        };
        match self {
            Format::Text => report::groups(&shown(), style),
            Format::Json => format!("{:#}\n", json(review, with_secrets, summary)),
            Format::Markdown => report::markdown(&shown()),
            Format::Html => report::html(&shown()),
            Format::Github => report::github(&shown(), |template| in_chart(review, template)),
        }
    }
}

/// A template's file: below the folder of the chart whose name it begins with.
fn in_chart(review: &Review, template: &str) -> String {
    let charts = review.files.iter().map(|file| &file.difference.place.chart);
    let inside = |chart: &Path| {
        let (_, inside) = template.split_once('/')?;
        let path = chart.join(inside);
        path.exists().then(|| rutter::clean_path(&path.to_string_lossy()))
    };
    let mut found = charts.filter_map(|chart| inside(chart));
    found.next().unwrap_or_else(|| template.to_string())
}

fn json(review: &Review, with_secrets: bool, summary: Value) -> Value {
    let [changed, added, obsolete] = review.counts();
    let groups: Vec<Value> =
        review.groups.iter().map(|group| group_json(review, group, with_secrets)).collect();
    let mut value = summary;
    value["changed"] = changed.into();
    value["new"] = added.into();
    value["obsolete"] = obsolete.into();
    value["groups"] = groups.into();
    value
}

fn group_json(review: &Review, group: &Group, with_secrets: bool) -> Value {
    let files: Vec<Value> = group
        .members
        .iter()
        .map(|(file, _)| {
            let file = &review.files[*file];
            let place = &file.difference.place;
            let path = Folder::of(&place.chart).file(place);
            json!({"path": path.to_string_lossy(), "case": place.case, "object": file.title()})
        })
        .collect();
    let mut value = json!({
        "id": group.id,
        "kind": match group.kind {
            Kind::Changed => "changed",
            Kind::Added => "new",
            Kind::Removed => "obsolete",
        },
    });
    if let Some(rule) = group.rule {
        value["noise"] = rule.into();
    }
    if let Some(member) = group.members.first() {
        let entry = review.entry(*member, with_secrets);
        let dangers = entry.dangers.iter().map(|danger| {
            json!({"severity": danger.severity.name(), "path": danger.path, "text": danger.text})
        });
        value["dangers"] = dangers.collect();
        value["changes"] = entry.changes.iter().map(report::change_json).collect();
    }
    value["files"] = files.into();
    value
}

/// What there is to decide, in a line: `40 changed, 1 new, 0 obsolete: 2 decisions`.
pub fn sums(review: &Review) -> String {
    let [changed, added, obsolete] = review.counts();
    let decisions = counted(review.groups.len(), "decision");
    format!("{changed} changed, {added} new, {obsolete} obsolete: {decisions}")
}

/// `1 file`, `2 files`
pub fn counted(count: usize, name: &str) -> String {
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}
