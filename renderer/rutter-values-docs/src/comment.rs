//! The comments of a document by line, and those that belong to a key.

use std::collections::BTreeMap;

use rutter_yaml::{Input, Parser, Version};

/// A comment.
#[derive(Clone, Debug)]
pub struct Comment {
    /// Its line, counted from 1.
    pub line: u32,
    /// Where its `#` stands in the line, counted from 0.
    pub column: u32,
    /// What stands behind the `#`.
    pub text: String,
    /// Whether nothing stands before it.
    pub is_alone: bool,
}

/// The comments of a document, by line.
pub struct Comments(BTreeMap<u32, Comment>);

impl Comments {
    /// The comments of a text that is YAML.
    pub fn of(text: &[u8]) -> Comments {
        let input = Input::new(text);
        let mut parser = Parser::new(&input, Version::V2);
        parser.keep_comments();
        while let Ok(Some(_)) = parser.next_event() {}
        let found = parser.take_comments();
        let comments = found.into_iter().map(|comment| {
            let start = comment.start.offset as usize;
            let line = comment.start.line + 1;
            let inside = text.get(start + 1..comment.end as usize).unwrap_or_default();
            let before = text.get(..start).unwrap_or_default();
            let before = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
            let comment = Comment {
                line,
                column: comment.start.column,
                text: String::from_utf8_lossy(inside).trim_end().to_string(),
                is_alone: before.trim_ascii().is_empty(),
            };
            (line, comment)
        });
        Comments(comments.collect())
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Comment> {
        self.0.values()
    }

    /// The comments that stand alone right above a line.
    pub fn above(&self, line: u32) -> Vec<&Comment> {
        let alone = |line: u32| self.0.get(&line).filter(|comment| comment.is_alone);
        let mut group: Vec<_> = (1..line).rev().map_while(alone).collect();
        group.reverse();
        group
    }

    /// The comment behind something on a line.
    pub fn behind(&self, line: u32) -> Option<&Comment> {
        self.0.get(&line).filter(|comment| !comment.is_alone)
    }

    /// The runs of lines that are comments and nothing else.
    pub fn groups(&self) -> Vec<Vec<&Comment>> {
        let mut groups: Vec<Vec<&Comment>> = Vec::new();
        for comment in self.all().filter(|comment| comment.is_alone) {
            let follows = |group: &&mut Vec<&Comment>| {
                group.last().is_some_and(|last| last.line + 1 == comment.line)
            };
            match groups.last_mut().filter(follows) {
                Some(group) => group.push(comment),
                None => groups.push(vec![comment]),
            }
        }
        groups
    }
}
