//! A document as YAML again, keys in the order of the text. Go: `yaml.Marshal` of a `MapSlice`.

use rutter_yaml::{Data, Entry, Node};

/// Most levels that are written; deeper ones are left out.
const MAX_DEPTH: usize = 100;

/// The text of a document.
pub fn write(node: &Node) -> String {
    let mut text = String::new();
    push(node, 0, 0, &mut text);
    text
}

fn push(node: &Node, indent: usize, depth: usize, text: &mut String) {
    match &node.data {
        _ if depth > MAX_DEPTH => {}
        Data::Map(entries) if !entries.is_empty() => push_map(entries, indent, depth, text),
        Data::List(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    pad(indent, text);
                }
                text.push_str("- ");
                push(item, indent + 2, depth + 1, text);
            }
        }
        _ => push_scalar(node, indent, text),
    }
}

fn push_map(entries: &[Entry], indent: usize, depth: usize, text: &mut String) {
    let mut entries: Vec<&Entry> = entries.iter().collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    for (index, entry) in entries.into_iter().enumerate() {
        if index > 0 {
            pad(indent, text);
        }
        text.push_str(&format!("{}:", entry.key.to_str_lossy()));
        match &entry.value.data {
            Data::Map(inner) if !inner.is_empty() => {
                text.push('\n');
                pad(indent + 2, text);
                push(&entry.value, indent + 2, depth + 1, text);
            }
            Data::List(inner) if !inner.is_empty() => {
                text.push('\n');
                pad(indent, text);
                push(&entry.value, indent, depth + 1, text);
            }
            _ => {
                text.push(' ');
                push(&entry.value, indent + 2, depth + 1, text);
            }
        }
    }
}

/// Texts of several lines are indented below their key.
fn push_scalar(node: &Node, indent: usize, text: &mut String) {
    let written = rutter_yaml::to_yaml(&node.to_value());
    let written = written.map(|text| text.to_str_lossy().into_owned()).unwrap_or_default();
    let mut lines = written.trim_end_matches('\n').split('\n');
    text.push_str(lines.next().unwrap_or_default());
    text.push('\n');
    for line in lines {
        if !line.is_empty() {
            pad(indent, text);
        }
        text.push_str(line.trim_start_matches("  "));
        text.push('\n');
    }
}

fn pad(indent: usize, text: &mut String) {
    text.push_str(&" ".repeat(indent));
}
