//! Matchers (gobwas: `match`). Each can match a whole text, and can find itself in a text:
//! where it first begins and which lengths it can have there.

use crate::utf8::{decode_rune, rune_count, runes};
use memchr::memmem;

/// What is left of the steps one match may take.
pub(super) struct Fuel(u64);

impl Default for Fuel {
    fn default() -> Self {
        Fuel(100_000_000)
    }
}

impl Fuel {
    /// Uses up some steps; `false` when there are none left.
    fn burn(&mut self, steps: usize) -> bool {
        self.0 = self.0.saturating_sub(steps as u64 + 1);
        self.0 > 0
    }
}

type Found = Option<(usize, Vec<usize>)>;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Matcher {
    /// `*`: anything without a separator.
    Any(Vec<u32>),
    /// `**`
    Super,
    /// `?`
    Single(Vec<u32>),
    List {
        runes: Vec<u32>,
        not: bool,
    },
    Range {
        low: u32,
        high: u32,
        not: bool,
    },
    Text(Vec<u8>),
    Nothing,
    AnyOf(Vec<Matcher>),
    EveryOf(Vec<Matcher>),
    /// Matchers of fixed length one after the other.
    Row {
        length: usize,
        parts: Vec<Matcher>,
    },
    /// A matcher with others before and behind it.
    Tree(Box<Tree>),
    Min(usize),
    Max(usize),
    Contains {
        needle: Vec<u8>,
        not: bool,
    },
    Prefix(Vec<u8>),
    Suffix(Vec<u8>),
    PrefixSuffix(Vec<u8>, Vec<u8>),
    PrefixAny(Vec<u8>, Vec<u32>),
    SuffixAny(Vec<u8>, Vec<u32>),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tree {
    pub value: Matcher,
    pub left: Option<Matcher>,
    pub right: Option<Matcher>,
}

impl Matcher {
    /// Length in runes where it is fixed.
    pub fn length(&self) -> Option<usize> {
        match self {
            Matcher::Single(_) | Matcher::List { .. } | Matcher::Range { .. } => Some(1),
            Matcher::Text(text) => Some(rune_count(text)),
            Matcher::Nothing => Some(0),
            Matcher::Row { length, .. } => Some(*length),
            Matcher::AnyOf(parts) => any_of_length(parts),
            Matcher::EveryOf(parts) => parts.is_empty().then_some(0),
            Matcher::Tree(tree) => tree.length(),
            _ => None,
        }
    }

    /// Whether the whole text matches.
    pub fn matches(&self, text: &[u8], fuel: &mut Fuel) -> bool {
        if !fuel.burn(text.len() / 16) {
            return false;
        }
        match self {
            Matcher::Any(separators) => index_any(text, separators).is_none(),
            Matcher::Super => true,
            Matcher::Single(separators) => {
                one_rune(text).is_some_and(|rune| !separators.contains(&rune))
            }
            Matcher::List { runes, not } => {
                one_rune(text).is_some_and(|rune| runes.contains(&rune) != *not)
            }
            Matcher::Range { low, high, not } => {
                one_rune(text).is_some_and(|rune| (low..=high).contains(&&rune) != *not)
            }
            Matcher::Text(wanted) => wanted == text,
            Matcher::Nothing => text.is_empty(),
            Matcher::AnyOf(parts) => parts.iter().any(|part| part.matches(text, fuel)),
            Matcher::EveryOf(parts) => parts.iter().all(|part| part.matches(text, fuel)),
            Matcher::Row { length, parts } => {
                rune_count(text) == *length && row_matches(parts, text, fuel)
            }
            Matcher::Tree(tree) => tree.matches(text, fuel),
            Matcher::Min(least) => runes(text).take(*least).count() >= *least && !text.is_empty(),
            Matcher::Max(most) => runes(text).take(*most + 1).count() <= *most,
            Matcher::Contains { needle, not } => memmem::find(text, needle).is_some() != *not,
            Matcher::Prefix(prefix) => text.starts_with(prefix),
            Matcher::Suffix(suffix) => text.ends_with(suffix),
            Matcher::PrefixSuffix(prefix, suffix) => {
                text.starts_with(prefix) && text.ends_with(suffix)
            }
            Matcher::PrefixAny(prefix, separators) => text
                .strip_prefix(&prefix[..])
                .is_some_and(|rest| index_any(rest, separators).is_none()),
            Matcher::SuffixAny(suffix, separators) => text
                .strip_suffix(&suffix[..])
                .is_some_and(|rest| index_any(rest, separators).is_none()),
        }
    }

    /// Where it first occurs, and with which lengths in bytes.
    fn find(&self, text: &[u8], fuel: &mut Fuel) -> Found {
        if !fuel.burn(text.len()) {
            return None;
        }
        match self {
            Matcher::Any(separators) => {
                let end = index_any(text, separators).unwrap_or(text.len());
                Some((0, starts(text.get(..end)?, 0)))
            }
            Matcher::Super => Some((0, starts(text, 0))),
            Matcher::Single(separators) => find_rune(text, |rune| !separators.contains(&rune)),
            Matcher::List { runes, not } => find_rune(text, |rune| runes.contains(&rune) != *not),
            Matcher::Range { low, high, not } => {
                find_rune(text, |rune| (*low..=*high).contains(&rune) != *not)
            }
            Matcher::Text(wanted) => Some((memmem::find(text, wanted)?, vec![wanted.len()])),
            Matcher::Nothing => Some((0, vec![0])),
            Matcher::AnyOf(parts) => find_any_of(parts, text, fuel),
            Matcher::EveryOf(parts) => find_every_of(parts, text, fuel),
            Matcher::Row { length, parts } => find_row(*length, parts, text, fuel),
            Matcher::Tree(_) => None,
            Matcher::Min(least) => find_min(*least, text),
            Matcher::Max(most) => {
                let ends = runes(text).take(*most).map(|(at, rune, _)| at + rune_length(rune));
                Some((0, std::iter::once(0).chain(ends).collect()))
            }
            Matcher::Contains { needle, not } => find_contains(needle, *not, text),
            Matcher::Prefix(prefix) => find_prefix(prefix, &[], text),
            Matcher::PrefixAny(prefix, separators) => find_prefix(prefix, separators, text),
            Matcher::Suffix(suffix) => Some((0, vec![memmem::find(text, suffix)? + suffix.len()])),
            Matcher::SuffixAny(suffix, separators) => {
                let at = memmem::find(text, suffix)?;
                let start = last_index_any(text.get(..at)?, separators).map_or(0, |i| i + 1);
                Some((start, vec![at + suffix.len() - start]))
            }
            Matcher::PrefixSuffix(prefix, suffix) => find_prefix_suffix(prefix, suffix, text),
        }
    }
}

impl Tree {
    fn length(&self) -> Option<usize> {
        let side = |side: &Option<Matcher>| match side {
            Some(matcher) => matcher.length(),
            None => Some(0),
        };
        Some(side(&self.left)? + self.value.length()? + side(&self.right)?)
    }

    fn matches(&self, text: &[u8], fuel: &mut Fuel) -> bool {
        if self.length().is_some_and(|length| length > text.len()) {
            return false;
        }
        let known = |side: &Option<Matcher>| side.as_ref().map_or(Some(0), Matcher::length);
        let mut offset = known(&self.left).unwrap_or(0);
        let Some(limit) = text.len().checked_sub(known(&self.right).unwrap_or(0)) else {
            return false;
        };
        while offset < limit {
            let window = text.get(offset..limit).unwrap_or_default();
            let Some((index, lengths)) = self.value.find(window, fuel) else {
                return false;
            };
            let start = offset + index;
            if side_matches(&self.left, text.get(..start).unwrap_or_default(), fuel) {
                for length in lengths.iter().rev() {
                    let rest = text.get(start + length..).unwrap_or_default();
                    if side_matches(&self.right, rest, fuel) {
                        return true;
                    }
                }
            }
            let (_, step) = decode_rune(text.get(start..).unwrap_or_default());
            if step == 0 {
                return false;
            }
            offset = start + step;
        }
        false
    }
}

fn side_matches(side: &Option<Matcher>, text: &[u8], fuel: &mut Fuel) -> bool {
    match side {
        Some(matcher) => matcher.matches(text, fuel),
        None => text.is_empty(),
    }
}

/// The rune of a text that is not longer than one; the empty text reads as U+FFFD.
fn one_rune(text: &[u8]) -> Option<u32> {
    let (rune, width) = decode_rune(text);
    (text.len() <= width).then_some(rune)
}

/// gobwas measures an invalid byte as if it were U+FFFD written out.
fn rune_length(rune: u32) -> usize {
    char::from_u32(rune).map_or(3, char::len_utf8)
}

/// Offsets of every rune and of the end.
fn starts(text: &[u8], offset: usize) -> Vec<usize> {
    let mut all: Vec<usize> = runes(text).map(|(at, _, _)| offset + at).collect();
    all.push(offset + text.len());
    all
}

/// The first place of the first of the separators that occurs.
fn index_any(text: &[u8], separators: &[u32]) -> Option<usize> {
    let find = |rune: &u32| runes(text).find(|(_, r, _)| r == rune).map(|(at, _, _)| at);
    separators.iter().find_map(find)
}

fn last_index_any(text: &[u8], separators: &[u32]) -> Option<usize> {
    let find = |rune: &u32| runes(text).filter(|(_, r, _)| r == rune).last();
    separators.iter().find_map(find).map(|(at, _, _)| at)
}

fn find_rune(text: &[u8], wanted: impl Fn(u32) -> bool) -> Found {
    let (at, rune, _) = runes(text).find(|&(_, rune, _)| wanted(rune))?;
    Some((at, vec![rune_length(rune)]))
}

fn find_min(least: usize, text: &[u8]) -> Found {
    if text.len() < least {
        return None;
    }
    let ends = runes(text).enumerate().filter(|(index, _)| index + 1 >= least);
    let ends: Vec<usize> = ends.map(|(_, (at, rune, _))| at + rune_length(rune)).collect();
    (!ends.is_empty()).then_some((0, ends))
}

fn find_contains(needle: &[u8], not: bool, text: &[u8]) -> Found {
    let index = memmem::find(text, needle);
    if not {
        let end = index.unwrap_or(text.len());
        return Some((0, starts(text.get(..end)?, 0)));
    }
    let offset = index? + needle.len();
    Some((0, starts(text.get(offset..)?, offset)))
}

fn find_prefix(prefix: &[u8], separators: &[u32], text: &[u8]) -> Found {
    let index = memmem::find(text, prefix)?;
    let mut rest = text.get(index + prefix.len()..)?;
    if let Some(end) = index_any(rest, separators) {
        rest = rest.get(..end)?;
    }
    let mut lengths = vec![prefix.len()];
    let ends = runes(rest).map(|(at, rune, _)| prefix.len() + at + rune_length(rune));
    lengths.extend(ends);
    Some((index, lengths))
}

fn find_prefix_suffix(prefix: &[u8], suffix: &[u8], text: &[u8]) -> Found {
    let index = memmem::find(text, prefix)?;
    if suffix.is_empty() {
        return Some((index, vec![text.len() - index]));
    }
    let mut rest = text.get(index..)?;
    let mut lengths = Vec::new();
    while let Some(at) = memmem::rfind(rest, suffix) {
        lengths.push(at + suffix.len());
        rest = rest.get(..at)?;
    }
    lengths.reverse();
    (!lengths.is_empty()).then_some((index, lengths))
}

fn any_of_length(parts: &[Matcher]) -> Option<usize> {
    let mut length = None;
    for part in parts {
        match (length, part.length()) {
            (None, first) => length = first,
            (Some(known), Some(other)) if known == other => {}
            _ => return None,
        }
    }
    length
}

fn find_any_of(parts: &[Matcher], text: &[u8], fuel: &mut Fuel) -> Found {
    let mut best: Found = None;
    for part in parts {
        let Some((index, lengths)) = part.find(text, fuel) else {
            continue;
        };
        match &mut best {
            Some((at, known)) if *at == index => {
                known.extend(lengths);
                known.sort_unstable();
                known.dedup();
            }
            Some((at, _)) if *at < index => {}
            _ => best = Some((index, lengths)),
        }
    }
    best
}

fn find_every_of(parts: &[Matcher], text: &[u8], fuel: &mut Fuel) -> Found {
    let (mut index, mut offset) = (0usize, 0usize);
    let mut current: Vec<usize> = Vec::new();
    let mut rest = text;
    for (number, part) in parts.iter().enumerate() {
        let (at, lengths) = part.find(rest, fuel)?;
        if number == 0 {
            current = lengths;
        } else {
            let delta = index as i64 - (at + offset) as i64;
            let fits = |known: &usize| lengths.contains(&((*known as i64 + delta) as usize));
            if !fuel.burn(current.len() * lengths.len()) {
                return None;
            }
            let next = current.iter().filter(|known| fits(known));
            current = next.map(|known| (*known as i64 + delta) as usize).collect();
            if current.is_empty() {
                return None;
            }
        }
        index = at + offset;
        rest = text.get(index..).unwrap_or_default();
        offset += at;
    }
    Some((index, current))
}

/// Whether the parts match one after the other, as many runes each as its length says.
///
/// Like gobwas it ends a part one byte behind the start of its last rune.
fn row_matches(parts: &[Matcher], text: &[u8], fuel: &mut Fuel) -> bool {
    let mut rest = text;
    for part in parts {
        let length = part.length().unwrap_or(0);
        let (mut next, mut count) = (0, 0);
        for (at, _, _) in runes(rest) {
            (next, count) = (at, count + 1);
            if count == length {
                break;
            }
        }
        let Some((head, tail)) = rest.split_at_checked(next + 1).filter(|_| count >= length) else {
            return false;
        };
        if !part.matches(head, fuel) {
            return false;
        }
        rest = tail;
    }
    true
}

fn find_row(length: usize, parts: &[Matcher], text: &[u8], fuel: &mut Fuel) -> Found {
    for (at, _, _) in runes(text) {
        let rest = text.get(at..)?;
        if rest.len() < length || !fuel.burn(1) {
            return None;
        }
        if row_matches(parts, rest, fuel) {
            return Some((at, vec![length]));
        }
    }
    None
}
