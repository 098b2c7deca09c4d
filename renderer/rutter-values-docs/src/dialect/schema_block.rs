//! Keywords in YAML between two lines `# @schema` (dadav/helm-schema).

use crate::document::parse;
use crate::json::{Json, in_order};
use crate::keyword::{check, is_known, unknown};
use crate::note::Note;
use crate::problem::Problems;

/// What stands between the two lines.
pub struct Block {
    /// The first of them.
    pub line: u32,
    text: String,
}

impl Block {
    /// A block that begins on a line.
    pub fn at(line: u32) -> Block {
        Block { line, text: String::new() }
    }

    /// Adds a line, which has a blank behind its `#`.
    pub fn add(&mut self, comment: &str) {
        self.text.push_str(comment.strip_prefix(' ').unwrap_or(comment));
        self.text.push('\n');
    }
}

/// Adds the keywords of a block to a note.
pub fn apply(block: &Block, note: &mut Note, problems: &mut Problems) {
    let node = match parse(block.text.as_bytes()) {
        Ok(node) => node,
        Err((line, message)) => {
            problems.add(block.line + line.unwrap_or(1), format!("@schema is no YAML: {message}"));
            return;
        }
    };
    let Some(entries) = node.entries() else {
        if !node.is_null() {
            problems.add(block.line, "@schema wants keywords, such as \"type: string\"");
        }
        return;
    };
    for entry in in_order(entries) {
        let keyword = entry.key.to_str_lossy();
        let line = block.line + entry.key_span.line;
        let value = Json::of(&entry.value);
        match (&*keyword, &value) {
            ("required", Json::Bool(required)) => note.is_required = *required,
            ("type", Json::Null) => note.set("type", "null".into()),
            (keyword, _) if is_known(keyword) => {
                check(keyword, &entry.value, block.line, problems);
                note.set(keyword, value);
            }
            (keyword, _) => problems.add(line, unknown(keyword, &[])),
        }
    }
}
