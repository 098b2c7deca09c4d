//! The table of values in a chart's README.

use serde_json::Value;

use crate::json;

/// A value that a user can set.
pub struct Row {
    /// Its path; `NAME` stands for a key that the user chooses.
    pub path: String,
    /// Its default as JSON; empty when it has none.
    pub default: String,
    /// What it is.
    pub description: String,
}

/// The values that a schema knows, but for that of the library chart.
pub fn rows(schema: &Value) -> Vec<Row> {
    let mut rows = Vec::new();
    add_properties(&mut rows, schema, "");
    rows
}

/// The table between the markers of a README.
pub fn table(schema: &Value) -> String {
    let mut text = String::from("| value | default | what it is |\n|---|---|---|\n");
    for row in rows(schema) {
        let default = match row.default.as_str() {
            "" => String::new(),
            default => format!("`{}`", cell(default)),
        };
        text.push_str(&format!("| `{}` | {default} | {} |\n", row.path, cell(&row.description)));
    }
    text
}

/// A text as it can stand in a cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn add_properties(rows: &mut Vec<Row>, node: &Value, prefix: &str) {
    for (name, property) in node.get("properties").and_then(Value::as_object).into_iter().flatten()
    {
        let path = format!("{prefix}{name}");
        if property.get("properties").is_some() {
            add_properties(rows, property, &format!("{path}."));
        } else if path != "rutter-common" {
            add_leaf(rows, property, &path);
        }
    }
}

/// A row, and those of the maps that the user adds by name.
fn add_leaf(rows: &mut Vec<Row>, node: &Value, path: &str) {
    rows.push(Row {
        path: path.to_string(),
        default: node.get("default").map(|value| json::of(value).to_line(true)).unwrap_or_default(),
        description: node
            .get("description")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_string(),
    });
    let patterns = node.get("patternProperties").and_then(Value::as_object);
    let named = patterns.into_iter().flatten().map(|(_, item)| item);
    for item in named.chain(node.get("additionalProperties")) {
        add_properties(rows, item, &format!("{path}.NAME."));
    }
}
