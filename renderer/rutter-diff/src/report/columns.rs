//! Old and new beside each other, for wide terminals.

use unicode_width::UnicodeWidthChar;

use super::hunks::{Row, rows};
use crate::lines::Line;

/// Columns before the old side.
const INDENT: usize = 8;
/// What stands between the sides.
const GAP: &str = " | ";
/// Least width of a side.
const LEAST: usize = 20;

/// A line of both sides; nothing where one has none. Old lines fill their side with blanks.
pub(super) struct Beside {
    /// What is on the left.
    pub old: String,
    /// What is on the right.
    pub new: String,
    /// Whether the two sides differ here.
    pub differs: bool,
}

/// Two texts beside each other, folded to half of `width` columns each.
pub(super) fn beside(old: Option<&str>, new: Option<&str>, width: usize) -> Vec<Beside> {
    let side = (width.saturating_sub(INDENT + GAP.len()) / 2).max(LEAST);
    let mut lines = Vec::new();
    match (old, new) {
        (Some(old), Some(new)) if old.contains('\n') || new.contains('\n') => {
            push_rows(old, new, side, &mut lines);
        }
        (Some(old), Some(new)) => push_pair(old, new, side, true, &mut lines),
        (Some(old), None) => {
            old.lines().for_each(|line| push_pair(line, "", side, true, &mut lines));
        }
        (None, new) => {
            let added = new.unwrap_or_default().lines();
            added.for_each(|line| push_pair("", line, side, true, &mut lines));
        }
    }
    lines
}

/// Removed lines beside the added ones that follow them.
fn push_rows(old: &str, new: &str, side: usize, lines: &mut Vec<Beside>) {
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    let flush = |removed: &mut Vec<&str>, added: &mut Vec<&str>, lines: &mut Vec<Beside>| {
        for at in 0..removed.len().max(added.len()) {
            let text = |list: &[&str]| list.get(at).map_or(String::new(), ToString::to_string);
            push_pair(&text(removed), &text(added), side, true, lines);
        }
        removed.clear();
        added.clear();
    };
    for row in rows(old, new) {
        match row {
            Row::Line(Line::Removed(line)) => removed.push(line),
            Row::Line(Line::Added(line)) => added.push(line),
            Row::Line(Line::Common(line)) => {
                flush(&mut removed, &mut added, lines);
                push_pair(line, line, side, false, lines);
            }
            Row::Gap => {
                flush(&mut removed, &mut added, lines);
                push_pair("...", "...", side, false, lines);
            }
        }
    }
    flush(&mut removed, &mut added, lines);
}

fn push_pair(old: &str, new: &str, side: usize, differs: bool, lines: &mut Vec<Beside>) {
    let (old, new) = (folded(old, side), folded(new, side));
    for at in 0..old.len().max(new.len()) {
        let (text, used) = old.get(at).cloned().unwrap_or_default();
        let blanks = " ".repeat(side.saturating_sub(used));
        let right = new.get(at).map(|(text, _)| text.clone()).unwrap_or_default();
        lines.push(Beside { old: format!("{text}{blanks}"), new: right, differs });
    }
}

/// A line in pieces of at most `side` columns, each with its width.
fn folded(line: &str, side: usize) -> Vec<(String, usize)> {
    let mut pieces = vec![(String::new(), 0)];
    for c in line.chars() {
        let c = if c == '\t' { ' ' } else { c };
        let width = c.width().unwrap_or(0);
        match pieces.last_mut() {
            Some((piece, used)) if *used + width <= side => {
                piece.push(c);
                *used += width;
            }
            _ => pieces.push((c.to_string(), width)),
        }
    }
    pieces
}

impl Beside {
    /// The line, with what colours each side.
    pub(super) fn shown(
        &self,
        old: impl Fn(&str) -> String,
        new: impl Fn(&str) -> String,
    ) -> String {
        let line = match self.differs {
            true => format!("{:INDENT$}{}{GAP}{}", "", old(&self.old), new(&self.new)),
            false => format!("{:INDENT$}{}{GAP}{}", "", self.old, self.new),
        };
        line.trim_end().to_string()
    }
}
