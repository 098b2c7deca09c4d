//! The lines that two texts do not share. helm-diff: github.com/aryann/difflib.

/// Most pairs of lines that are compared; texts beyond share only their beginning and their end.
const MAX_PAIRS: usize = 400_000_000;

/// A line of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// In both texts.
    Common(&'a str),
    /// In the old text.
    Removed(&'a str),
    /// In the new text.
    Added(&'a str),
}

impl<'a> Line<'a> {
    /// The line without what it is.
    pub fn text(self) -> &'a str {
        match self {
            Line::Common(text) | Line::Removed(text) | Line::Added(text) => text,
        }
    }

    /// Whether both texts have it.
    pub fn is_common(self) -> bool {
        matches!(self, Line::Common(_))
    }
}

/// Two texts, taken apart at line feeds, as one list. Of the longest lists of common lines it is the
/// one that helm-diff finds: equal lines at the beginning and the end belong together, and between
/// them the old text is halved again and again (Hirschberg).
pub fn line_diff<'a>(old: &'a str, new: &'a str) -> Vec<Line<'a>> {
    let old: Vec<&str> = old.split('\n').collect();
    let new: Vec<&str> = new.split('\n').collect();
    let (start, end) = equal_ends(&old, &new);
    let mut lines: Vec<Line<'a>> = old[..start].iter().copied().map(Line::Common).collect();
    let (old_middle, new_middle) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    match old_middle.len().saturating_mul(new_middle.len()) > MAX_PAIRS {
        true => {
            lines.extend(old_middle.iter().copied().map(Line::Removed));
            lines.extend(new_middle.iter().copied().map(Line::Added));
        }
        false => compare(old_middle, new_middle, &mut lines),
    }
    lines.extend(old[old.len() - end..].iter().copied().map(Line::Common));
    lines
}

/// How many lines are equal at the beginning and at the end; one is left over before the end.
fn equal_ends(old: &[&str], new: &[&str]) -> (usize, usize) {
    let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let most = old.len().min(new.len()).saturating_sub(start + 1);
    let tails = old.iter().rev().zip(new.iter().rev()).take(most);
    (start, tails.take_while(|(old, new)| old == new).count())
}

fn compare<'a>(old: &[&'a str], new: &[&'a str], lines: &mut Vec<Line<'a>>) {
    match old {
        [] => lines.extend(new.iter().copied().map(Line::Added)),
        _ if new.is_empty() => lines.extend(old.iter().copied().map(Line::Removed)),
        [line] => compare_one(line, new, lines),
        _ => {
            let (first, second) = old.split_at(old.len() / 2);
            let (before, behind) = new.split_at(split(first, second, new));
            compare(first, before, lines);
            compare(second, behind, lines);
        }
    }
}

fn compare_one<'a>(line: &'a str, new: &[&'a str], lines: &mut Vec<Line<'a>>) {
    match new.iter().rposition(|other| *other == line) {
        None => {
            lines.push(Line::Removed(line));
            lines.extend(new.iter().copied().map(Line::Added));
        }
        Some(at) => {
            lines.extend(new[..at].iter().copied().map(Line::Added));
            lines.push(Line::Common(line));
            lines.extend(new[at + 1..].iter().copied().map(Line::Added));
        }
    }
}

/// Where the new lines are divided so that both halves have most in common with those of the old.
fn split(first: &[&str], second: &[&str], new: &[&str]) -> usize {
    let forward = common_lengths(first.iter(), || new.iter(), new.len());
    let backward = common_lengths(second.iter().rev(), || new.iter().rev(), new.len());
    let mut best = (0, 0);
    for at in 0..=new.len() {
        let sum = forward[at] + backward[new.len() - at];
        if at == 0 || sum > best.1 {
            best = (at, sum);
        }
    }
    best.0
}

/// For each number of new lines, how many those have in common with the old ones at most.
fn common_lengths<'a, 'b: 'a, N: Iterator<Item = &'a &'b str>>(
    old: impl Iterator<Item = &'a &'b str>,
    new: impl Fn() -> N,
    count: usize,
) -> Vec<usize> {
    let mut row = vec![0; count + 1];
    for old_line in old {
        let mut diagonal = 0;
        for (at, new_line) in new().enumerate() {
            let above = row[at + 1];
            row[at + 1] = match old_line == new_line {
                true => diagonal + 1,
                false => above.max(row[at]),
            };
            diagonal = above;
        }
    }
    row
}
