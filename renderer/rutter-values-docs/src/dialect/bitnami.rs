//! `## @param path [modifiers] text` with `@section`, `@descriptionStart`, `@descriptionEnd`, `@skip`
//! and `@extra` (bitnami/readme-generator-for-helm, lib/parser.js).

use crate::comment::Comments;
use crate::item::{Index, Item, each_mut};
use crate::json::Json;
use crate::note::Note;
use crate::values::{Extra, Section, Values};

/// Adds what tags say to the values that they name.
pub fn add(values: &mut Values, index: &Index, comments: &Comments) {
    let mut in_description = false;
    for comment in comments.all().filter(|comment| comment.is_alone) {
        let text = comment.text.trim_start_matches('#').trim();
        let (tag, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let (line, rest) = (comment.line, rest.trim());
        match tag {
            "@descriptionEnd" => in_description = false,
            "@descriptionStart" => {
                in_description = true;
                describe(values, rest);
            }
            "@section" if !rest.starts_with("--") => values.sections.push(Section {
                line,
                title: rest.to_string(),
                description: String::new(),
            }),
            "@param" => {
                param(values, index, line, rest);
            }
            "@extra" => {
                let (path, _, description) = parts(rest);
                values.extras.push(Extra { line, path, description, value: None });
            }
            "@skip" => skip(values, index, line, rest),
            _ if in_description => describe(values, text),
            _ => {}
        }
    }
}

/// Adds a line to what stands below the heading of the last section.
fn describe(values: &mut Values, text: &str) {
    if let Some(section) = values.sections.last_mut().filter(|_| !text.is_empty()) {
        let joint = if section.description.is_empty() { "" } else { "\n" };
        section.description.push_str(joint);
        section.description.push_str(text);
    }
}

/// Path, modifiers and description of a tag.
fn parts(text: &str) -> (String, Vec<String>, String) {
    let (path, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let bracketed = rest.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let (modifiers, description) = bracketed.unwrap_or(("", rest));
    let modifiers = modifiers.split(',').map(|modifier| modifier.trim().to_string());
    let modifiers = modifiers.filter(|modifier| !modifier.is_empty()).collect();
    (path.to_string(), modifiers, description.trim().to_string())
}

fn param(values: &mut Values, index: &Index, line: u32, text: &str) {
    let (path, modifiers, description) = parts(text);
    values.params += 1;
    if path.is_empty() {
        return values.lost.add(line, "@param names no value");
    }
    let mut note = Note { description: Some(description), line: Some(line), ..Note::default() };
    for modifier in &modifiers {
        if let Err(message) = apply(modifier, &mut note) {
            values.lost.add(line, format!("@param {path}: {message}"));
        }
    }
    match index.find(&mut values.items, &path) {
        Some(item) => merge(item, note),
        // What is inside a list, and what only stands in a comment.
        None => {
            if !path.contains('[') && modifiers.is_empty() {
                values.lost.add(line, format!("@param {path}: there is no such value"));
            }
            let (name, rest) = path.split_once('[').unwrap_or((&path, ""));
            let list = index.find(&mut values.items, name);
            let value = list.map(|list| {
                list.note.is_ignored = true;
                inside(&list.value, rest)
            });
            values.extras.push(Extra {
                line,
                value: Some(note.default.or(value).unwrap_or_default()),
                description: note.description.unwrap_or_default(),
                path,
            });
        }
    }
}

/// Adds a note to what other comments say.
fn merge(item: &mut Item, note: Note) {
    item.note.description = note.description;
    item.note.line = note.line;
    item.note.default = note.default.or(item.note.default.take());
    item.note.is_nullable |= note.is_nullable;
    for (keyword, value) in note.keywords {
        if !item.note.keywords.iter().any(|(name, _)| *name == keyword) {
            item.note.set(&keyword, value);
        }
    }
}

/// What a modifier says of type and default.
fn apply(modifier: &str, note: &mut Note) -> Result<(), String> {
    let mut say = |type_name: &str, default: &str| {
        note.set("type", type_name.into());
        note.default = Some(format!("`{default}`"));
    };
    match modifier {
        "array" => say("array", "[]"),
        "object" => say("object", "{}"),
        "string" => say("string", "\"\""),
        "nullable" => note.is_nullable = true,
        _ => match modifier.strip_prefix("default:") {
            Some(default) => note.default = Some(format!("`{}`", default.trim())),
            None => return Err(unknown(modifier)),
        },
    }
    Ok(())
}

fn unknown(modifier: &str) -> String {
    format!(
        "unknown modifier [{modifier}]: there are array, object, string, nullable and default: VALUE"
    )
}

/// What is in a list at a path such as `0].name`; nothing shows as nothing.
fn inside(list: &Json, path: &str) -> String {
    let mut value = Some(list);
    for step in path.split(['[', ']', '.']).filter(|step| !step.is_empty()) {
        value = match (value, step.parse::<usize>()) {
            (Some(Json::List(items)), Ok(index)) => items.get(index),
            (Some(map), _) => map.get(step),
            _ => None,
        };
    }
    value.map(|value| format!("`{}`", shown(value))).unwrap_or_default()
}

/// A value as bitnami's tables show it.
pub fn shown(value: &Json) -> String {
    match value {
        Json::Null => "nil".to_string(),
        Json::Text(text) if text.is_empty() => "\"\"".to_string(),
        Json::Text(text) => text.replace('\n', "\\n"),
        other => other.to_line(false),
    }
}

/// Takes a value and all below it out of tables.
fn skip(values: &mut Values, index: &Index, line: u32, text: &str) {
    let (path, _, _) = parts(text);
    match index.find(&mut values.items, &path) {
        Some(item) => each_mut(std::slice::from_mut(item), &mut |item| item.note.is_ignored = true),
        None => values.lost.add(line, format!("@skip {path}: there is no such value")),
    }
}
