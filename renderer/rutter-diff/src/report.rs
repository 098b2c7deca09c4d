//! Reviews as texts.

mod columns;
mod github;
mod html;
mod hunks;
mod json;
mod markdown;
mod text;

pub use github::github;
pub use html::html;
pub use json::{change_json, json, json_patch};
pub use markdown::{MAX_MARKDOWN, markdown};
pub use text::{Style, groups, push_change, text};

use serde_json::Value;

/// Longest value that is written on one line.
const MAX_SHOWN: usize = 200;

/// A value on one line, cut where it is long.
fn shown(value: &Option<Value>) -> String {
    let text = match value {
        None => "nothing".to_string(),
        Some(Value::String(text)) if is_plain(text) => text.clone(),
        Some(value) => value.to_string(),
    };
    match text.char_indices().nth(MAX_SHOWN) {
        Some((at, _)) => format!("{}… ({} characters)", &text[..at], text.chars().count()),
        None => text,
    }
}

/// Whether a text cannot be taken for anything else.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && !text.contains('\n')
        && text != "nothing"
        && serde_json::from_str::<Value>(text).is_err()
}
