//! The values of a document as a tree, each with what is said about it.

use rutter_yaml::{Data, Node};

use crate::json::{Json, in_order};
use crate::note::Note;

/// How deep maps are looked into. Charts have ten levels at most; deeper ones are values as a whole.
const MAX_DEPTH: usize = 100;

/// A value under a key.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its key.
    pub key: String,
    /// Keys from the top.
    pub keys: Vec<String>,
    /// Keys from the top, joined by dots, as bitnami writes them.
    pub plain_path: String,
    /// The same with quotes around keys that have dots or blanks in them, as helm-docs writes them.
    pub path: String,
    /// The line of the key.
    pub line: u32,
    /// The column of the key.
    pub column: u32,
    /// The value.
    pub value: Json,
    /// Whether a number is written with a fraction.
    pub is_float: bool,
    /// What is in the map, in the order of the document.
    pub children: Vec<Item>,
    /// What comments say about it.
    pub note: Note,
}

/// The values below a map.
pub fn items(node: &Node, text: &[u8]) -> Vec<Item> {
    below(node, text, None, &[])
}

fn below(node: &Node, text: &[u8], parent: Option<&str>, above: &[String]) -> Vec<Item> {
    let entries = node.entries().filter(|_| above.len() < MAX_DEPTH).unwrap_or_default();
    let item = |entry: &rutter_yaml::Entry| {
        let key = entry.key.to_str_lossy().into_owned();
        let quoted = match key.contains(['.', ' ']) {
            true => format!("\"{key}\""),
            false => key.clone(),
        };
        let path = parent.map_or(quoted.clone(), |parent| format!("{parent}.{quoted}"));
        let keys = [above, std::slice::from_ref(&key)].concat();
        let start = entry.key_span.start as usize;
        let before = text.get(..start).unwrap_or_default();
        let column = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default().len();
        Item {
            line: entry.key_span.line,
            column: u32::try_from(column).unwrap_or(u32::MAX),
            value: Json::of(&entry.value),
            is_float: is_float(&entry.value, text),
            children: below(&entry.value, text, Some(&path), &keys),
            note: Note::default(),
            key,
            plain_path: keys.join("."),
            keys,
            path,
        }
    };
    in_order(entries).into_iter().map(item).collect()
}

fn is_float(node: &Node, text: &[u8]) -> bool {
    let Data::Number(value) = node.data else { return false };
    let written = text.get(node.span.start as usize..node.span.end as usize).unwrap_or_default();
    let is_hexadecimal = written.get(..2).is_some_and(|head| head.eq_ignore_ascii_case(b"0x"));
    value.fract() != 0.0 || (!is_hexadecimal && written.iter().any(|b| b".eE".contains(b)))
}

/// Calls `visit` with every value, outer ones first.
pub fn each_mut(items: &mut [Item], visit: &mut dyn FnMut(&mut Item)) {
    for item in items {
        visit(item);
        each_mut(&mut item.children, visit);
    }
}

/// The value with a path, in either way to write it.
pub fn find_mut<'a>(items: &'a mut [Item], path: &str) -> Option<&'a mut Item> {
    for item in items {
        if item.path == path || item.plain_path == path {
            return Some(item);
        }
        if let Some(found) = find_mut(&mut item.children, path) {
            return Some(found);
        }
    }
    None
}
