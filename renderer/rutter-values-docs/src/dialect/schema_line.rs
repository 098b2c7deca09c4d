//! Keywords on one line, `# @schema type:string;minLength:1` (losisin/helm-values-schema-json).

use crate::document::parse;
use crate::json::Json;
use crate::keyword::{check, is_known, unknown};
use crate::note::Note;
use crate::problem::Problems;

/// Keywords that only a line has.
const MORE: &[&str] = &[
    "hidden",
    "item",
    "itemEnum",
    "itemPattern",
    "itemProperties",
    "itemRef",
    "itemRequired",
    "mergeProperties",
    "nullable",
    "skipProperties",
];

/// Keywords whose value is a text, whatever is in it.
const TEXT: &[&str] = &[
    "$comment",
    "$id",
    "$ref",
    "description",
    "format",
    "itemPattern",
    "itemRef",
    "pattern",
    "title",
];

/// Adds the keywords of a line to a note.
pub fn apply(text: &str, line: u32, note: &mut Note, problems: &mut Problems) {
    for part in split(text) {
        let (keyword, written) = part.split_once(':').unwrap_or((part, ""));
        let (keyword, written) = (keyword.trim(), written.trim());
        if keyword.is_empty() {
            continue;
        }
        if !is_known(keyword) && !MORE.contains(&keyword) {
            problems.add(line, unknown(keyword, MORE));
            continue;
        }
        match value(keyword, written, line, problems) {
            Ok(value) => set(note, keyword, value),
            Err(message) => problems.add(line, format!("@schema {keyword}: {message}")),
        }
    }
}

/// The parts between semicolons, those inside brackets and quotes left alone.
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut depth, mut quote) = (0, 0_usize, None);
    for (at, character) in text.char_indices() {
        match character {
            _ if quote == Some(character) => quote = None,
            _ if quote.is_some() => {}
            '"' => quote = Some(character),
            '[' | '{' | '(' => depth += 1,
            ']' | '}' | ')' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => {
                parts.extend(text.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.extend(text.get(start..));
    parts
}

/// The value of a keyword; one without a value is true.
fn value(keyword: &str, written: &str, line: u32, problems: &mut Problems) -> Result<Json, String> {
    if written.is_empty() && !TEXT.contains(&keyword) {
        return Ok(Json::Bool(true));
    }
    if TEXT.contains(&keyword) {
        let quoted = written.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        return Ok(quoted.unwrap_or(written).into());
    }
    let node = parse(written.as_bytes()).map_err(|(_, message)| message)?;
    check(keyword, &node, line - 1, problems);
    let value = Json::of(&node);
    Ok(match keyword {
        "type" => types(value),
        _ => value,
    })
}

/// null is a type too.
fn types(value: Json) -> Json {
    match value {
        Json::Null => "null".into(),
        Json::List(names) => Json::List(names.into_iter().map(types).collect()),
        other => other,
    }
}

fn set(note: &mut Note, keyword: &str, value: Json) {
    let is_on = value != Json::Bool(false);
    match keyword {
        "hidden" => note.is_hidden = is_on,
        "nullable" => note.is_nullable = is_on,
        "skipProperties" => note.skips_properties = is_on,
        "mergeProperties" => note.merges_properties = is_on,
        "required" if matches!(value, Json::Bool(_)) => note.is_required = is_on,
        "item" => note.set_item("type", types(value)),
        "itemEnum" => note.set_item("enum", value),
        "itemPattern" => note.set_item("pattern", value),
        "itemProperties" => note.set_item("properties", value),
        "itemRef" => note.set_item("$ref", value),
        "itemRequired" => note.set_item("required", value),
        keyword => note.set(keyword, value),
    }
}
