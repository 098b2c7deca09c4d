//! Masterminds/goutils 1.1.1: words and abbreviations, on bytes where goutils is on bytes.

use rutter_go::unicode::{is_lower, is_space, is_upper, to_lower, to_title, to_upper};
use rutter_go::utf8::append_rune;

/// goutils: `AbbreviateFull`; where it fails, sprig gives an empty text.
pub(crate) fn abbreviate_full(source: &[u8], offset: i64, width: i64) -> Vec<u8> {
    const MARK: &[u8] = b"...";
    let length = source.len() as i64;
    if source.is_empty() || width < 4 {
        return Vec::new();
    }
    if length <= width {
        return source.to_vec();
    }
    let mut offset = offset.min(length);
    if length - offset < width - 3 {
        offset = length - (width - 3);
    }
    if offset <= 4 {
        return [&source[..(width - 3) as usize], MARK].concat();
    }
    if width < 7 {
        return Vec::new();
    }
    if offset + width - 3 < length {
        let rest = abbreviate_full(&source[offset as usize..], 0, width - 3);
        return [MARK, &rest].concat();
    }
    [MARK, &source[(length - (width - 3)) as usize..]].concat()
}

/// Whether words longer than a line are broken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum LongWords {
    Keep,
    Break,
}

/// goutils: `WrapCustom`.
pub(crate) fn wrap(source: &[u8], width: i64, separator: &[u8], long: LongWords) -> Vec<u8> {
    let width = width.max(1) as usize;
    let mut wrapped = Vec::with_capacity(source.len());
    let mut offset = 0;
    while source.len() - offset > width {
        if source[offset] == b' ' {
            offset += 1;
            continue;
        }
        let end = offset + width;
        let space = memchr::memrchr(b' ', &source[offset..=end]).map(|at| at + offset);
        let (stop, next) = match (space, long) {
            (Some(space), _) => (space, space + 1),
            (None, LongWords::Break) => (end, end),
            (None, LongWords::Keep) => match memchr::memchr(b' ', &source[end..]) {
                Some(at) => (end + at, end + at + 1),
                None => {
                    wrapped.extend_from_slice(&source[offset..]);
                    return wrapped;
                }
            },
        };
        wrapped.extend_from_slice(&source[offset..stop]);
        wrapped.extend_from_slice(separator);
        offset = next;
    }
    wrapped.extend_from_slice(&source[offset..]);
    wrapped
}

/// The text as runes; an invalid byte is U+FFFD, as Go's `[]rune(s)` gives.
pub(crate) fn runes(source: &[u8]) -> Vec<u32> {
    rutter_go::utf8::runes(source).map(|(_, rune, _)| rune).collect()
}

/// Runes as UTF-8.
pub(crate) fn encode(runes: impl IntoIterator<Item = u32>) -> Vec<u8> {
    let mut text = Vec::new();
    runes.into_iter().for_each(|rune| append_rune(&mut text, rune));
    text
}

/// A title-case rune is neither upper nor lower: the digraphs and the Greek letters with iota.
fn is_title(rune: u32) -> bool {
    matches!(rune, 0x1c5 | 0x1c8 | 0x1cb | 0x1f2 | 0x1f88..=0x1f8f | 0x1f98..=0x1f9f
        | 0x1fa8..=0x1faf | 0x1fbc | 0x1fcc | 0x1ffc)
}

/// goutils: `Uncapitalize`.
pub(crate) fn uncapitalize(source: &[u8]) -> Vec<u8> {
    let mut start = true;
    let lowered = runes(source).into_iter().map(|rune| {
        if is_space(rune) {
            start = true;
            return rune;
        }
        match std::mem::take(&mut start) {
            true => to_lower(rune),
            false => rune,
        }
    });
    encode(lowered)
}

/// goutils: `SwapCase`.
pub(crate) fn swap_case(source: &[u8]) -> Vec<u8> {
    let mut after_space = true;
    let swapped = runes(source).into_iter().map(|rune| {
        if is_upper(rune) || is_title(rune) {
            after_space = false;
            to_lower(rune)
        } else if is_lower(rune) {
            match std::mem::take(&mut after_space) {
                true => to_title(rune),
                false => to_upper(rune),
            }
        } else {
            after_space = is_space(rune);
            rune
        }
    });
    encode(swapped)
}

/// goutils: `Initials`, which takes every byte for a rune.
pub(crate) fn initials(source: &[u8]) -> Vec<u8> {
    let mut gap = true;
    let mut initials = Vec::new();
    for &byte in source {
        let rune = u32::from(byte);
        if is_space(rune) {
            gap = true;
        } else if std::mem::take(&mut gap) {
            append_rune(&mut initials, rune);
        }
    }
    initials
}

/// goutils: `DeleteWhiteSpace`, which takes every byte for a rune: a text that holds white space
/// has its other bytes written as runes of their own.
pub(crate) fn delete_white_space(source: &[u8]) -> Vec<u8> {
    if !source.iter().any(|&b| is_space(u32::from(b))) {
        return source.to_vec();
    }
    encode(source.iter().map(|&b| u32::from(b)).filter(|&r| !is_space(r)))
}
