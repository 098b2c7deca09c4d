//! The text that the plugin helm-diff 3.15 prints. helm-diff: diff/report.go.

use rutter_go::regexp::Regexp;

use crate::comparison::{Comparison, Kind, Pair};
use crate::lines::{Line, line_diff};
use crate::secrets::{Secrets, texts};

/// Said of an object of which only suppressed lines change.
const EMPTY: &str = "has changed, but diff is empty after suppression.";

/// What may be asked for.
#[derive(Default)]
pub struct Options {
    /// Lines of context around a change; all where there is no number.
    pub context: Option<usize>,
    /// What is shown of Secrets.
    pub secrets: Secrets,
    /// Kinds of which only is said that they change.
    pub suppressed_kinds: Vec<String>,
    /// Lines that are not shown.
    pub suppressed_lines: Option<Regexp>,
    /// A carriage return at the end of a line counts for nothing.
    pub strip_trailing_cr: bool,
    /// Whether lines are coloured.
    pub color: bool,
}

/// The report, and how many objects it is about. What only reads otherwise in a Secret is left out.
pub fn report(comparison: &Comparison<'_>, options: &Options) -> (String, usize) {
    let mut text = String::new();
    let entries = entries(comparison, options);
    for entry in &entries {
        entry.write(options, &mut text);
    }
    (text, entries.len())
}

/// The report in one line for each object, with the sums.
pub fn summary(comparison: &Comparison<'_>, options: &Options) -> (String, usize) {
    let mut text = String::new();
    let entries = entries(comparison, options);
    let mut counts = [0; 3];
    for entry in &entries {
        if entry.is_suppressed && entry.pair.kind() == Kind::Changed {
            text.push_str(&format!("{} {EMPTY}\n", entry.pair.key));
            continue;
        }
        let (index, verb) = match entry.pair.kind() {
            Kind::Added => (0, "added"),
            Kind::Changed => (1, "changed"),
            Kind::Removed => (2, "removed"),
        };
        counts[index] += 1;
        text.push_str(&format!("{} to be {verb}.\n", entry.pair.key));
    }
    let [added, changed, removed] = counts;
    text.push_str(&format!(
        "Plan: {added} to add, {changed} to change, {removed} to destroy, 0 to change ownership.\n"
    ));
    (text, entries.len())
}

/// An object of the report.
struct Entry<'a> {
    pair: Pair<'a>,
    lines: Vec<(char, String)>,
    /// Whether only suppressed lines differ.
    is_suppressed: bool,
}

fn entries<'a>(comparison: &Comparison<'a>, options: &Options) -> Vec<Entry<'a>> {
    comparison.pairs.iter().filter_map(|pair| entry(*pair, options)).collect()
}

fn entry<'a>(pair: Pair<'a>, options: &Options) -> Option<Entry<'a>> {
    let kind = &pair.object()?.kind;
    let content = |object: Option<&crate::manifests::Object>| {
        let text = object.map(|object| object.content.clone()).unwrap_or_default();
        if options.strip_trailing_cr { text.replace("\r\n", "\n") } else { text }
    };
    let (old, new) = match kind == "Secret" && options.secrets != Secrets::Shown {
        true => texts(pair.old, pair.new, options.secrets),
        false => (content(pair.old), content(pair.new)),
    };
    if old == new {
        return None;
    }
    if options.suppressed_kinds.contains(kind) {
        let text = format!("Changes suppressed on sensitive content of type {kind}");
        return Some(Entry { pair, lines: vec![('+', text)], is_suppressed: false });
    }
    let lines = line_diff(&old, &new);
    let mut lines: Vec<(char, String)> = lines.into_iter().map(marked).collect();
    let mut is_suppressed = false;
    if let Some(pattern) = &options.suppressed_lines {
        lines.retain(|(_, line)| !pattern.is_match(line.as_bytes()));
        is_suppressed = lines.iter().all(|(mark, _)| *mark == ' ');
    }
    if is_suppressed {
        lines.clear();
    }
    Some(Entry { pair, lines, is_suppressed })
}

fn marked(line: Line<'_>) -> (char, String) {
    let mark = match line {
        Line::Common(_) => ' ',
        Line::Removed(_) => '-',
        Line::Added(_) => '+',
    };
    (mark, line.text().to_string())
}

impl Entry<'_> {
    fn write(&self, options: &Options, text: &mut String) {
        let (header, color) = match self.pair.kind() {
            Kind::Changed if self.is_suppressed => (EMPTY, "0;33"),
            Kind::Changed => ("has changed:", "0;33"),
            Kind::Removed => ("has been removed:", "0;31"),
            Kind::Added => ("has been added:", "0;32"),
        };
        push(text, &format!("{} {header}", self.pair.key), color, options);
        let mut is_omitting = false;
        let distances = self.distances();
        for ((mark, line), distance) in self.lines.iter().zip(distances) {
            let is_far = options.context.is_some_and(|context| distance > context);
            match (is_far, is_omitting) {
                (true, true) => {}
                (true, false) => text.push_str("...\n"),
                (false, _) => push_line(text, *mark, line, options),
            }
            is_omitting = is_far;
        }
    }

    /// How far each line is from a change.
    fn distances(&self) -> Vec<usize> {
        let mut distances = vec![usize::MAX; self.lines.len()];
        let mut far = usize::MAX;
        for (at, (mark, _)) in self.lines.iter().enumerate() {
            far = if *mark == ' ' { far.saturating_add(1) } else { 0 };
            distances[at] = far;
        }
        far = usize::MAX;
        for (at, (mark, _)) in self.lines.iter().enumerate().rev() {
            far = if *mark == ' ' { far.saturating_add(1) } else { 0 };
            distances[at] = distances[at].min(far);
        }
        distances
    }
}

fn push_line(text: &mut String, mark: char, line: &str, options: &Options) {
    match mark {
        ' ' if line.is_empty() => text.push('\n'),
        ' ' => text.push_str(&format!("  {line}\n")),
        '-' => push(text, &format!("- {line}"), "0;31", options),
        _ => push(text, &format!("+ {line}"), "0;32", options),
    }
}

fn push(text: &mut String, line: &str, color: &str, options: &Options) {
    match options.color {
        true => text.push_str(&format!("\x1b[{color}m{line}\x1b[0m\n")),
        false => text.push_str(&format!("{line}\n")),
    }
}
