//! `# -- text` above a key, with `@default`, `@section`, `@raw` and `@ignored`, and the older
//! `# path -- text` anywhere (norwoodj/helm-docs, pkg/helm/comment.go).

use crate::comment::{Comment, Comments};
use crate::item::{Index, Item};
use crate::note::Note;

/// What the comments above a key say; the last `--` is where it begins.
pub fn note(comments: &[&Comment]) -> Note {
    let start = comments.iter().rposition(|comment| opening(&comment.text).is_some());
    let mut note = match start.and_then(|start| comments.get(start..)) {
        Some([first, rest @ ..]) => described(first.line, opening(&first.text).unwrap_or(""), rest),
        _ => Note::default(),
    };
    note.is_ignored = comments.iter().any(|comment| comment.text.trim() == "@ignored");
    note
}

/// The description after `--`, if the line begins one.
fn opening(text: &str) -> Option<&str> {
    let rest = text.trim().strip_prefix("--")?;
    rest.is_empty().then_some(rest).or(rest.strip_prefix(char::is_whitespace)).map(str::trim)
}

/// Whether a comment line speaks to a program.
fn is_for_programs(line: &str) -> bool {
    ["@", "yaml-language-server:", "vim:", "-*-"].iter().any(|sign| line.starts_with(sign))
}

/// The comments without any sign, as one text.
pub fn plain(comments: &[&Comment]) -> Option<String> {
    let lines = comments.iter().map(|comment| comment.text.trim_start_matches('#').trim());
    let lines: Vec<&str> =
        lines.filter(|line| !line.is_empty() && !is_for_programs(line)).collect();
    (!lines.is_empty()).then(|| lines.join(" "))
}

/// What a description and the lines after it say.
fn described(line: u32, first: &str, rest: &[&Comment]) -> Note {
    let mut note = Note { line: Some(line), ..Note::default() };
    let (type_name, first) = split_type(first);
    note.type_name = type_name;
    let mut description = first.to_string();
    let mut joint = " ";
    for comment in rest {
        let text = comment.text.trim();
        let said = |sign: &str| {
            let rest = text.strip_prefix(sign)?.trim_start().strip_prefix("--")?;
            Some(rest.trim().to_string())
        };
        if text == "@raw" {
            joint = "\n";
        } else if let Some(default) = said("@default") {
            note.default = Some(default);
        } else if let Some(section) = said("@section") {
            note.section = Some(section);
        } else if said("@notationType").is_none() && text != "@ignored" {
            description.push_str(joint);
            description.push_str(text);
        }
    }
    note.description = Some(description.trim().to_string());
    note
}

/// `(int) text` as type and text.
fn split_type(text: &str) -> (Option<String>, &str) {
    let parts = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    match parts {
        Some((name, rest)) if !name.is_empty() => (Some(name.to_string()), rest.trim_start()),
        _ => (None, text),
    }
}

/// Adds `# path -- text` to the value of the path, wherever it stands.
pub fn add_by_path(items: &mut [Item], index: &Index, comments: &Comments) {
    for group in comments.groups() {
        for (start, comment) in group.iter().enumerate() {
            let Some((path, text)) = comment.text.trim().split_once(" -- ") else { continue };
            let Some(item) = index.find(items, path.trim()) else { continue };
            if item.note.line.is_some() {
                continue;
            }
            let rest: Vec<&Comment> = group.iter().skip(start + 1).copied().collect();
            let end = rest.iter().position(|comment| comment.text.contains(" -- "));
            let found = described(
                comment.line,
                text.trim(),
                rest.get(..end.unwrap_or(rest.len())).unwrap_or(&[]),
            );
            let note = &mut item.note;
            note.description = found.description;
            note.line = Some(item.line);
            note.type_name = found.type_name.or(note.type_name.take());
            note.default = found.default.or(note.default.take());
            note.section = found.section.or(note.section.take());
        }
    }
}
