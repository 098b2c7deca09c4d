//! `rutter diff`: what changes between two renders.

pub mod cause;
mod pager;
mod revision;
pub(super) mod side;

use std::path::Path;

use rutter::go::regexp::Regexp;
use rutter_diff::helm_diff::{self, Options};
use rutter_diff::report::{self, Style};
use rutter_diff::{Comparison, Review, Secrets};

use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::{Output, complain};
use crate::settings::Settings;

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let format = Format::parse(flags.text("output").unwrap_or_default())?;
    let (old, new) = side::both(flags, settings, format.has_causes())?;
    let (old_manifests, new_manifests) = (&old.manifests, &new.manifests);
    for key in old_manifests.duplicates.iter().chain(&new_manifests.duplicates) {
        complain(&format!("Error: Found duplicate key {key:?} in manifest"));
    }
    let comparison = Comparison::new(old_manifests, new_manifests, renames(flags)?);
    let (text, count) =
        format.write(&comparison, flags, |review| cause::explain(review, &old, &new))?;
    match format.is_paged() && !flags.is_set("no-pager") {
        true => pager::show(&text, output),
        false => output.write(&text),
    }
    if count > 0 && flags.is_set("detailed-exitcode") {
        output.flush()?;
        return Err(Failure { text: String::new(), code: 2 });
    }
    Ok(())
}

/// How changes are written.
#[derive(Clone, Copy)]
enum Format {
    Text,
    Json,
    JsonPatch,
    Markdown,
    Github,
    Html,
    HelmDiff,
    Simple,
}

impl Format {
    fn parse(name: &str) -> Result<Format, Failure> {
        match name {
            "" | "text" => Ok(Format::Text),
            "json" => Ok(Format::Json),
            "json-patch" => Ok(Format::JsonPatch),
            "markdown" => Ok(Format::Markdown),
            "github" => Ok(Format::Github),
            "html" => Ok(Format::Html),
            "diff" => Ok(Format::HelmDiff),
            "simple" => Ok(Format::Simple),
            other => Err(Failure::text(format!(
                "unknown output format {}\n  help: use text, json, json-patch, markdown, html, github, or diff and simple for those of helm-diff",
                rutter::quote(other)
            ))),
        }
    }

    /// Whether people read it on a terminal.
    fn is_paged(self) -> bool {
        matches!(self, Format::Text | Format::HelmDiff)
    }

    /// Whether it tells why something changes.
    fn has_causes(self) -> bool {
        matches!(self, Format::Text | Format::Json | Format::Html | Format::Github)
    }

    /// The report, and how many objects it is about.
    fn write<'a>(
        self,
        comparison: &Comparison<'a>,
        flags: &Parsed,
        explain: impl FnOnce(&mut Review<'a>),
    ) -> Result<(String, usize), Failure> {
        match self {
            Format::HelmDiff => return Ok(helm_diff::report(comparison, &options(flags)?)),
            Format::Simple => return Ok(helm_diff::summary(comparison, &options(flags)?)),
            _ => {}
        }
        let mut review = Review::new(comparison, secrets(flags) != Secrets::Redacted);
        explain(&mut review);
        let style = Style {
            color: is_coloured(flags),
            with_noise: flags.is_set("show-noise"),
            columns: flags.is_set("side-by-side").then(pager::columns),
            ..Style::default()
        };
        let text = match self {
            Format::Json => format!("{:#}\n", report::json(&review)),
            Format::JsonPatch => format!("{:#}\n", report::json_patch(&review)),
            Format::Markdown => report::markdown(&review),
            Format::Html => report::html(&review),
            Format::Github => report::github(&review, |template| repository_path(template, flags)),
            _ => report::text(&review, style),
        };
        Ok((text, review.entries().count()))
    }
}

/// A template's path: below the chart on the new side, where that is a folder.
fn repository_path(template: &str, flags: &Parsed) -> String {
    let chart = flags.arguments.last().map(Path::new).filter(|path| path.is_dir());
    match (chart, template.split_once('/')) {
        (Some(chart), Some((_, inside))) => {
            rutter::clean_path(&chart.join(inside).to_string_lossy())
        }
        _ => template.to_string(),
    }
}

/// How much of an object may differ for it to count as another's new name.
fn renames(flags: &Parsed) -> Result<f64, Failure> {
    let Some(text) = flags.text("find-renames") else { return Ok(0.0) };
    match text.parse::<f64>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err(Failure::text(format!("--find-renames {text}: not a number from 0 to 1"))),
    }
}

fn options(flags: &Parsed) -> Result<Options, Failure> {
    let mut suppressed_kinds = flags.list("suppress").to_vec();
    if flags.is_set("suppress-secrets") {
        suppressed_kinds.push("Secret".to_string());
    }
    let suppressed_lines = match flags.text("suppress-output-line-regex") {
        None | Some("") => None,
        Some(pattern) => Some(Regexp::compile(pattern.as_bytes()).map_err(|error| {
            Failure::text(format!(
                "--suppress-output-line-regex {}: {error}",
                rutter::quote(pattern)
            ))
        })?),
    };
    Ok(Options {
        context: context(flags)?,
        secrets: secrets(flags),
        suppressed_kinds,
        suppressed_lines,
        strip_trailing_cr: flags.is_set("strip-trailing-cr"),
        color: is_coloured(flags),
    })
}

/// Lines of context; every line for a negative number, as for none.
fn context(flags: &Parsed) -> Result<Option<usize>, Failure> {
    let Some(text) = flags.text("context") else { return Ok(None) };
    let lines: i64 = text
        .parse()
        .map_err(|_| Failure::text(format!("--context {text}: not a whole number of lines")))?;
    Ok(usize::try_from(lines).ok())
}

fn secrets(flags: &Parsed) -> Secrets {
    match (flags.is_set("show-secrets-decoded"), flags.is_set("show-secrets")) {
        (true, _) => Secrets::Decoded,
        (_, true) => Secrets::Shown,
        _ => Secrets::Redacted,
    }
}

/// Whether standard output is a terminal that takes colours, unless a flag decides.
pub fn is_coloured(flags: &Parsed) -> bool {
    use std::io::IsTerminal;
    match flags.text("color").or_else(|| flags.text("colour")) {
        Some("always") => true,
        Some("never") => false,
        _ => {
            let is_dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
            let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            std::io::stdout().is_terminal() && !is_dumb && !no_color
        }
    }
}
