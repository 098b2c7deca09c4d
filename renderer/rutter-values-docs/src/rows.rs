//! Which values a table shows.

use crate::item::Item;
use crate::json::Json;
use crate::values::Values;

/// A row of a table.
pub struct Row {
    /// Where it stands among the others.
    pub line: u32,
    /// The path.
    pub path: String,
    /// The same without quotes.
    pub plain_path: String,
    /// Its type in helm-docs' words.
    pub type_name: String,
    /// What comments say its default is.
    pub default: Option<String>,
    /// Its value; nothing when it is not one of the document.
    pub value: Option<Json>,
    /// What it is.
    pub description: String,
    /// Whether comments describe it.
    pub is_described: bool,
    /// The section it is in.
    pub section: Option<String>,
}

/// The rows of a table: values that hold no others, and whatever is described. What is in a map
/// that is described itself is shown only if it is described as well.
pub fn rows(values: &Values) -> Vec<Row> {
    let mut rows = Vec::new();
    add(&mut rows, &values.items, true);
    rows.extend(values.extras.iter().map(|extra| Row {
        line: extra.line,
        path: extra.path.clone(),
        plain_path: extra.path.clone(),
        type_name: String::new(),
        default: Some(extra.value.clone().unwrap_or_default()),
        value: None,
        description: extra.description.clone(),
        is_described: true,
        section: None,
    }));
    rows.sort_by_key(|row| row.line);
    for row in &mut rows {
        let before = values.sections.partition_point(|section| section.line < row.line);
        let section = before.checked_sub(1).and_then(|place| values.sections.get(place));
        row.section = row.section.take().or(section.map(|section| section.title.clone()));
    }
    rows
}

fn add(rows: &mut Vec<Row>, items: &[Item], show_all: bool) {
    for item in items.iter().filter(|item| !item.note.is_ignored && !item.note.is_hidden) {
        let is_described = item.note.description.as_ref().is_some_and(|text| !text.is_empty())
            || item.note.line.is_some();
        if is_described || (show_all && item.children.is_empty()) {
            rows.push(row(item, is_described));
        }
        add(rows, &item.children, show_all && !is_described);
    }
}

fn row(item: &Item, is_described: bool) -> Row {
    let note = &item.note;
    let said = note.keywords.iter().find_map(|(keyword, value)| match value {
        Json::Text(text) if keyword == "description" => Some(text.clone()),
        _ => None,
    });
    Row {
        line: note.line.unwrap_or(item.line),
        path: item.path.clone(),
        plain_path: item.plain_path.clone(),
        type_name: note.type_name.clone().unwrap_or_else(|| type_name(item).to_string()),
        default: note.default.clone(),
        value: Some(item.value.clone()),
        description: said.or(note.description.clone()).unwrap_or_default(),
        is_described,
        section: note.section.clone(),
    }
}

/// helm-docs: `getTypeName`.
fn type_name(item: &Item) -> &'static str {
    match &item.value {
        Json::Bool(_) => "bool",
        Json::Number(_) if item.is_float => "float",
        Json::Number(_) => "int",
        Json::Null | Json::Text(_) => "string",
        Json::List(_) => "list",
        Json::Map(_) => "object",
    }
}
