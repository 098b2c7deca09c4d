//! Two texts as what they share and what is edited, in pieces as small as lines allow.

use std::collections::BTreeSet;
use std::ops::Range;

use rutter_diff::{Line, line_diff};

/// Lines that one text has in the place of those of the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Lines of the old text.
    pub old: Range<usize>,
    /// Lines of the new text.
    pub new: Range<usize>,
    /// Edits of one number touch each other.
    pub hunk: usize,
}

/// What makes one text of another, in order.
#[derive(Clone, Debug)]
pub struct Edits {
    old: Vec<String>,
    new: Vec<String>,
    /// The edits.
    pub list: Vec<Edit>,
}

impl Edits {
    /// Compares two texts by lines.
    pub fn new(old: &str, new: &str) -> Edits {
        let lines = |text: &str| text.split('\n').map(str::to_string).collect();
        let mut edits = Edits { old: lines(old), new: lines(new), list: Vec::new() };
        let (mut at_old, mut at_new, mut hunk) = (0, 0, 0);
        let mut open = Edit { old: 0..0, new: 0..0, hunk };
        let end = std::iter::once(Line::Common(""));
        for line in line_diff(old, new).into_iter().chain(end) {
            match line {
                Line::Removed(_) => at_old += 1,
                Line::Added(_) => at_new += 1,
                Line::Common(_) => {
                    open = Edit { old: open.old.start..at_old, new: open.new.start..at_new, hunk };
                    if !open.old.is_empty() || !open.new.is_empty() {
                        let pieces = edits.pieces(&open);
                        edits.list.extend(pieces);
                        hunk += 1;
                    }
                    (at_old, at_new) = (at_old + 1, at_new + 1);
                    open = Edit { old: at_old..at_old, new: at_new..at_new, hunk };
                }
            }
        }
        edits
    }

    /// An edit of several lines in pieces: lines with the same key on both sides belong together.
    fn pieces(&self, edit: &Edit) -> Vec<Edit> {
        if edit.old.is_empty() || edit.new.is_empty() {
            return vec![edit.clone()];
        }
        let keys = |lines: &[String]| -> String {
            let keys: Vec<&str> = lines.iter().map(|line| key_of(line)).collect();
            keys.join("\n")
        };
        let old_keys = keys(&self.old[edit.old.clone()]);
        let new_keys = keys(&self.new[edit.new.clone()]);
        let (mut at_old, mut at_new) = (edit.old.start, edit.new.start);
        let (mut from_old, mut from_new) = (at_old, at_new);
        let mut pieces = Vec::new();
        let mut push = |old: Range<usize>, new: Range<usize>| {
            if !old.is_empty() || !new.is_empty() {
                pieces.push(Edit { old, new, hunk: edit.hunk });
            }
        };
        for line in line_diff(&old_keys, &new_keys) {
            match line {
                Line::Removed(_) => at_old += 1,
                Line::Added(_) => at_new += 1,
                Line::Common(_) => {
                    push(from_old..at_old, from_new..at_new);
                    push(at_old..at_old + 1, at_new..at_new + 1);
                    (at_old, at_new) = (at_old + 1, at_new + 1);
                    (from_old, from_new) = (at_old, at_new);
                }
            }
        }
        push(from_old..at_old, from_new..at_new);
        pieces
    }

    /// The old text with these edits made, by number.
    pub fn apply(&self, chosen: &BTreeSet<usize>) -> String {
        let mut lines: Vec<&str> = Vec::new();
        let mut at = 0;
        for (number, edit) in self.list.iter().enumerate() {
            lines.extend(self.old[at..edit.old.start].iter().map(String::as_str));
            let taken = match chosen.contains(&number) {
                true => &self.new[edit.new.clone()],
                false => &self.old[edit.old.clone()],
            };
            lines.extend(taken.iter().map(String::as_str));
            at = edit.old.end;
        }
        lines.extend(self.old[at..].iter().map(String::as_str));
        lines.join("\n")
    }

    /// The old text by lines, with what these edits take away and bring.
    pub fn lines(&self, chosen: &BTreeSet<usize>) -> Vec<Line<'_>> {
        let mut lines: Vec<Line<'_>> = Vec::new();
        let mut at = 0;
        for number in chosen {
            let Some(edit) = self.list.get(*number) else { continue };
            let before = self.old[at..edit.old.start].iter();
            lines.extend(before.map(|line| Line::Common(line)));
            let (old, new) = (self.old[edit.old.clone()].iter(), self.new[edit.new.clone()].iter());
            lines.extend(old.map(|line| Line::Removed(line)));
            lines.extend(new.map(|line| Line::Added(line)));
            at = edit.old.end;
        }
        lines.extend(self.old[at..].iter().map(|line| Line::Common(line)));
        lines
    }

    /// The lines that an edit takes away and brings.
    pub fn texts(&self, edit: &Edit) -> (String, String) {
        (self.old[edit.old.clone()].join("\n"), self.new[edit.new.clone()].join("\n"))
    }
}

/// What stands before the value on a line: blanks, dashes and the key; the line where there is none.
fn key_of(line: &str) -> &str {
    let end = line.find(": ").or_else(|| line.strip_suffix(':').map(str::len));
    end.map_or(line, |end| &line[..=end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_small_and_all_of_them_make_the_new_text() {
        for (old, new, count) in [
            ("a: 1\nb: 2\nc: 3\n", "a: 2\nb: 3\nc: 3\n", 2),
            ("a: 1\nb: 2\n", "a: 1\nb: 2\n", 0),
            ("", "a: 1\n", 1),
            ("a: 1\nb: 1\nc: 1\n", "a: 2\nx: 1\nc: 2\n", 3),
            ("image: a:1\nz: 1\n", "image: a:2\npull: Always\nz: 1\n", 2),
            ("- x\n- y\n", "- z\n", 1),
            ("a\nb", "a\nb\n", 1),
        ] {
            let edits = Edits::new(old, new);
            assert_eq!(edits.list.len(), count, "{old:?} {:?}", edits.list);
            assert_eq!(edits.apply(&BTreeSet::new()), old);
            assert_eq!(edits.apply(&(0..count).collect()), new);
        }
        let edits = Edits::new("a: 1\nb: 2\nc: 3\n", "a: 2\nb: 3\nc: 4\n");
        assert_eq!(edits.apply(&[1].into()), "a: 1\nb: 3\nc: 3\n");
    }
}
