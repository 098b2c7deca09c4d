//! The `Diff:` of a message: a unified diff with one line around each change, as Python's difflib
//! finds it (github.com/pmezard/go-difflib).

use std::collections::HashMap;
use std::ops::Range;

/// Lines shown before and behind a change.
const CONTEXT: usize = 1;
/// From this many lines on, lines that are too frequent are not looked for.
const FREQUENT_FROM: usize = 200;
/// Most pairs of equal lines that one search looks at, some seconds; what is left then counts as
/// changed as a whole.
const MAX_PAIRS: usize = 200_000_000;

/// The unified diff of two texts, with its head; empty if they are equal.
pub fn unified_diff(expected: &str, actual: &str) -> String {
    let (old, new) = (lines(expected), lines(actual));
    let mut text = String::new();
    for hunk in hunks(&changes(&old, &new)) {
        if text.is_empty() {
            text.push_str("--- Expected\n+++ Actual\n");
        }
        write_hunk(&hunk, &old, &new, &mut text);
    }
    text
}

/// Lines with their ends; the library gives the last one an end too, be it empty.
fn lines(text: &str) -> Vec<String> {
    text.split('\n').map(|line| format!("{line}\n")).collect()
}

/// Lines of the old text that stand for lines of the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    old: Range<usize>,
    new: Range<usize>,
    equal: bool,
}

/// The whole of both texts as a row of changes, equal parts between them.
fn changes(old: &[String], new: &[String]) -> Vec<Change> {
    let (mut i, mut j) = (0, 0);
    let mut changes = Vec::new();
    let mut matches = Matcher::new(old, new).matches();
    matches.push(Match { old: old.len(), new: new.len(), size: 0 });
    for found in matches {
        if i < found.old || j < found.new {
            changes.push(Change { old: i..found.old, new: j..found.new, equal: false });
        }
        (i, j) = (found.old + found.size, found.new + found.size);
        if found.size > 0 {
            changes.push(Change { old: found.old..i, new: found.new..j, equal: true });
        }
    }
    changes
}

/// Changes that stand together, with the lines around them.
fn hunks(changes: &[Change]) -> Vec<Vec<Change>> {
    let mut hunks = Vec::new();
    let mut hunk: Vec<Change> = Vec::new();
    for (place, change) in changes.iter().enumerate() {
        if !change.equal {
            hunk.push(change.clone());
            continue;
        }
        let (first, last) = (place == 0, place + 1 == changes.len());
        let length = change.old.len();
        if first || last || length > 2 * CONTEXT {
            if !first {
                hunk.push(part(change, 0..CONTEXT.min(length)));
            }
            if !last {
                hunks.push(std::mem::take(&mut hunk));
                hunk.push(part(change, length.saturating_sub(CONTEXT)..length));
            }
        } else {
            hunk.push(change.clone());
        }
    }
    hunks.push(hunk);
    hunks.retain(|hunk| hunk.iter().any(|change| !change.equal));
    hunks
}

fn part(change: &Change, lines: Range<usize>) -> Change {
    let shift = |range: &Range<usize>| range.start + lines.start..range.start + lines.end;
    Change { old: shift(&change.old), new: shift(&change.new), equal: true }
}

fn write_hunk(hunk: &[Change], old: &[String], new: &[String], text: &mut String) {
    let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else {
        return;
    };
    let place = |start: usize, end: usize| match end - start {
        1 => (start + 1).to_string(),
        0 => format!("{start},0"),
        length => format!("{},{length}", start + 1),
    };
    text.push_str(&format!(
        "@@ -{} +{} @@\n",
        place(first.old.start, last.old.end),
        place(first.new.start, last.new.end)
    ));
    let mut write = |mark: char, lines: &[String]| {
        for line in lines {
            text.push(mark);
            text.push_str(line);
        }
    };
    for change in hunk {
        let removed = old.get(change.old.clone()).unwrap_or_default();
        if change.equal {
            write(' ', removed);
            continue;
        }
        write('-', removed);
        write('+', new.get(change.new.clone()).unwrap_or_default());
    }
}

/// Equal lines in both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Match {
    old: usize,
    new: usize,
    size: usize,
}

struct Matcher<'t> {
    old: &'t [String],
    new: &'t [String],
    /// Where a line stands in the new text.
    places: HashMap<&'t str, Vec<usize>>,
    pairs: usize,
}

impl<'t> Matcher<'t> {
    fn new(old: &'t [String], new: &'t [String]) -> Self {
        let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
        for (place, line) in new.iter().enumerate() {
            places.entry(line).or_default().push(place);
        }
        if new.len() >= FREQUENT_FROM {
            places.retain(|_, places| places.len() <= new.len() / 100 + 1);
        }
        Matcher { old, new, places, pairs: 0 }
    }

    /// All matches in order; those without anything between them are one.
    fn matches(&mut self) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        let mut open = vec![(0..self.old.len(), 0..self.new.len())];
        while let Some((old, new)) = open.pop() {
            let longest = self.longest(&old, &new);
            if longest.size == 0 {
                continue;
            }
            found.push(longest);
            let (behind_old, behind_new) = (longest.old + longest.size, longest.new + longest.size);
            for (old, new) in [
                (old.start..longest.old, new.start..longest.new),
                (behind_old..old.end, behind_new..new.end),
            ] {
                if !old.is_empty() && !new.is_empty() {
                    open.push((old, new));
                }
            }
        }
        found.sort_by_key(|found| found.old);
        found.dedup_by(|later, earlier| {
            let touch =
                earlier.old + earlier.size == later.old && earlier.new + earlier.size == later.new;
            if touch {
                earlier.size += later.size;
            }
            touch
        });
        found
    }

    /// The longest match of these lines: the first in the old text, of those the first in the new.
    fn longest(&mut self, old: &Range<usize>, new: &Range<usize>) -> Match {
        let mut best = Match { old: old.start, new: new.start, size: 0 };
        // How long the match is that ends at a line of the new text and the last of the old one.
        let mut lengths: HashMap<usize, usize> = HashMap::new();
        for i in old.clone() {
            let mut next = HashMap::new();
            let line = self.old.get(i).map(String::as_str).unwrap_or_default();
            let places = self.places.get(line).map(Vec::as_slice).unwrap_or_default();
            for j in places.iter().copied().filter(|place| new.contains(place)) {
                self.pairs += 1;
                let before = j.checked_sub(1).and_then(|j| lengths.get(&j));
                let size = before.copied().unwrap_or_default() + 1;
                next.insert(j, size);
                if size > best.size {
                    best = Match { old: i + 1 - size, new: j + 1 - size, size };
                }
            }
            if self.pairs > MAX_PAIRS {
                return Match { size: 0, ..best };
            }
            lengths = next;
        }
        self.extend(best, old, new)
    }

    /// The match with equal lines around it, which were too frequent to be looked for.
    fn extend(&self, mut best: Match, old: &Range<usize>, new: &Range<usize>) -> Match {
        let is_equal = |i: usize, j: usize| self.old.get(i) == self.new.get(j);
        while best.old > old.start && best.new > new.start && is_equal(best.old - 1, best.new - 1) {
            best = Match { old: best.old - 1, new: best.new - 1, size: best.size + 1 };
        }
        while best.old + best.size < old.end
            && best.new + best.size < new.end
            && is_equal(best.old + best.size, best.new + best.size)
        {
            best.size += 1;
        }
        best
    }
}
