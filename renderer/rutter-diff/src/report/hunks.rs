//! Texts of several lines, cut down to what differs.

use crate::lines::{Line, line_diff};

/// Lines of context around a line that differs.
const CONTEXT: usize = 2;

/// A line that is shown, or a place where lines are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row<'a> {
    /// A line.
    Line(Line<'a>),
    /// Lines that are equal on both sides.
    Gap,
}

/// The lines that differ with those around them. Lines before the first and behind the last are left
/// out without a gap.
pub(super) fn rows<'a>(old: &'a str, new: &'a str) -> Vec<Row<'a>> {
    let lines = line_diff(old, new);
    let is_near = |at: usize| {
        let around = at.saturating_sub(CONTEXT)..(at + CONTEXT + 1).min(lines.len());
        lines[around].iter().any(|line| !line.is_common())
    };
    let mut rows = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(at, _)| is_near(*at)) {
        rows.push(Row::Line(*line));
        if at + 1 < lines.len() && !is_near(at + 1) {
            rows.push(Row::Gap);
        }
    }
    rows
}
