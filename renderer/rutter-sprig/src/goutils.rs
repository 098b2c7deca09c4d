//! Masterminds/goutils 1.1.1: words and abbreviations, on bytes where goutils is on bytes.

use rutter_go::strings::{
    decode_rune, is_lower, is_space, is_title, is_upper, to_lower_rune, to_title_rune,
    to_upper_rune,
};

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
pub(crate) fn runes(mut source: &[u8]) -> Vec<char> {
    let mut runes = Vec::with_capacity(source.len());
    while !source.is_empty() {
        let (rune, size) = decode_rune(source);
        runes.push(rune);
        source = &source[size..];
    }
    runes
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
            true => to_lower_rune(rune),
            false => rune,
        }
    });
    lowered.collect::<String>().into_bytes()
}

/// goutils: `SwapCase`.
pub(crate) fn swap_case(source: &[u8]) -> Vec<u8> {
    let mut after_space = true;
    let swapped = runes(source).into_iter().map(|rune| {
        if is_upper(rune) || is_title(rune) {
            after_space = false;
            to_lower_rune(rune)
        } else if is_lower(rune) {
            match std::mem::take(&mut after_space) {
                true => to_title_rune(rune),
                false => to_upper_rune(rune),
            }
        } else {
            after_space = is_space(rune);
            rune
        }
    });
    swapped.collect::<String>().into_bytes()
}

/// goutils: `Initials`, which takes every byte for a rune.
pub(crate) fn initials(source: &[u8]) -> Vec<u8> {
    let mut gap = true;
    let mut initials = String::new();
    for &byte in source {
        let rune = char::from(byte);
        if is_space(rune) {
            gap = true;
        } else if std::mem::take(&mut gap) {
            initials.push(rune);
        }
    }
    initials.into_bytes()
}

/// goutils: `DeleteWhiteSpace`, which takes every byte for a rune: a text that holds white space
/// has its other bytes written as runes of their own.
pub(crate) fn delete_white_space(source: &[u8]) -> Vec<u8> {
    if !source.iter().any(|&b| is_space(char::from(b))) {
        return source.to_vec();
    }
    let kept = source.iter().map(|&b| char::from(b)).filter(|&r| !is_space(r));
    kept.collect::<String>().into_bytes()
}
