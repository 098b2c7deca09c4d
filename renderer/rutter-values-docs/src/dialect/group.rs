//! A run of comment lines, its `@schema` parts apart from the rest.

use crate::comment::Comment;
use crate::dialect::schema_block::{self, Block};
use crate::dialect::schema_line;
use crate::json::Json;
use crate::note::Note;
use crate::problem::Problems;

const UNTERMINATED: &str =
    "the @schema block that begins here does not end: the line \"# @schema\" belongs behind it too";

/// The parts of a run of comment lines.
#[derive(Default)]
pub struct Group<'a> {
    blocks: Vec<Block>,
    lines: Vec<(u32, String)>,
    /// What `@schema.root` says.
    pub root: Vec<(String, Json)>,
    /// Lines of no `@schema`.
    pub rest: Vec<&'a Comment>,
}

impl<'a> Group<'a> {
    /// Takes comments apart.
    pub fn of(comments: &[&'a Comment], problems: &mut Problems) -> Group<'a> {
        let mut group = Group::default();
        let mut open: Option<(&str, Block)> = None;
        for comment in comments {
            let text = comment.text.trim();
            match open.take() {
                Some((fence, block)) if text == fence => group.close(fence, block, problems),
                Some((_, block)) if text.starts_with("@schema") => {
                    problems.add(block.line, UNTERMINATED);
                }
                Some((fence, mut block)) => {
                    block.add(&comment.text);
                    open = Some((fence, block));
                }
                None => match text {
                    "@schema" | "@schema.root" => open = Some((text, Block::at(comment.line))),
                    _ => group.add(comment),
                },
            }
        }
        if let Some((_, block)) = open {
            problems.add(block.line, UNTERMINATED);
        }
        group
    }

    /// Adds a line outside of blocks.
    fn add(&mut self, comment: &'a Comment) {
        match comment.text.trim().strip_prefix("@schema ") {
            Some(line) => self.lines.push((comment.line, line.to_string())),
            None => self.rest.push(comment),
        }
    }

    fn close(&mut self, fence: &str, block: Block, problems: &mut Problems) {
        match fence {
            "@schema" => self.blocks.push(block),
            _ => {
                let mut note = Note::default();
                schema_block::apply(&block, &mut note, problems);
                self.root = note.keywords;
            }
        }
    }

    /// Whether anything says `@schema`.
    pub fn has_schema(&self) -> bool {
        !self.blocks.is_empty() || !self.lines.is_empty()
    }

    /// Adds what `@schema` says to a note.
    pub fn apply(&self, note: &mut Note, problems: &mut Problems) {
        for block in &self.blocks {
            schema_block::apply(block, note, problems);
        }
        for (line, text) in &self.lines {
            schema_line::apply(text, *line, note, problems);
        }
    }
}
