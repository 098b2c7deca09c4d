//! Functions on strings where Go differs from Rust (Go: `strings`). Texts are bytes; an
//! invalid byte counts as the rune U+FFFD, and becomes it where runes are mapped.

use crate::unicode;
use crate::utf8::{append_rune, decode_last_rune, decode_rune, runes};
use memchr::memmem;

/// Every letter at the beginning of a word in title case (Go: `strings.Title`).
pub fn title(text: &[u8]) -> Vec<u8> {
    let mut previous = u32::from(b' ');
    map(text, |rune| {
        let first = is_separator(previous);
        previous = rune;
        match first {
            true => unicode::to_title(rune),
            false => rune,
        }
    })
}

/// Go's `strings.ToUpper`.
pub fn to_upper(text: &[u8]) -> Vec<u8> {
    match text.is_ascii() {
        true => text.to_ascii_uppercase(),
        false => map(text, unicode::to_upper),
    }
}

/// Go's `strings.ToLower`.
pub fn to_lower(text: &[u8]) -> Vec<u8> {
    match text.is_ascii() {
        true => text.to_ascii_lowercase(),
        false => map(text, unicode::to_lower),
    }
}

/// Every rune replaced (Go: `strings.Map` with a mapping that drops none).
pub fn map(text: &[u8], mut mapping: impl FnMut(u32) -> u32) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    runes(text).for_each(|(_, rune, _)| append_rune(&mut out, mapping(rune)));
    out
}

fn is_separator(rune: u32) -> bool {
    match rune {
        0..0x80 => !(rune as u8).is_ascii_alphanumeric() && rune != u32::from(b'_'),
        _ if unicode::is_letter(rune) || unicode::is_digit(rune) => false,
        _ => unicode::is_space(rune),
    }
}

/// Go's `strings.TrimSpace`.
pub fn trim_space(text: &[u8]) -> &[u8] {
    trim_func(text, unicode::is_space)
}

/// Go's `strings.TrimFunc`.
pub fn trim_func(text: &[u8], cut: impl Fn(u32) -> bool) -> &[u8] {
    trim_right_func(trim_left_func(text, &cut), &cut)
}

/// Go's `strings.TrimLeftFunc`.
pub fn trim_left_func(mut text: &[u8], cut: impl Fn(u32) -> bool) -> &[u8] {
    loop {
        match decode_rune(text) {
            (rune, width) if width > 0 && cut(rune) => text = text.get(width..).unwrap_or_default(),
            _ => return text,
        }
    }
}

/// Go's `strings.TrimRightFunc`.
pub fn trim_right_func(mut text: &[u8], cut: impl Fn(u32) -> bool) -> &[u8] {
    loop {
        match decode_last_rune(text) {
            (rune, width) if width > 0 && cut(rune) => {
                text = text.get(..text.len() - width).unwrap_or_default();
            }
            _ => return text,
        }
    }
}

/// Go's `strings.Trim`: the runes of `cutset` from both ends.
pub fn trim<'t>(text: &'t [u8], cutset: &[u8]) -> &'t [u8] {
    trim_func(text, |rune| in_cutset(cutset, rune))
}

/// Go's `strings.TrimLeft`.
pub fn trim_left<'t>(text: &'t [u8], cutset: &[u8]) -> &'t [u8] {
    trim_left_func(text, |rune| in_cutset(cutset, rune))
}

/// Go's `strings.TrimRight`.
pub fn trim_right<'t>(text: &'t [u8], cutset: &[u8]) -> &'t [u8] {
    trim_right_func(text, |rune| in_cutset(cutset, rune))
}

fn in_cutset(cutset: &[u8], rune: u32) -> bool {
    match rune {
        0..0x80 => cutset.contains(&(rune as u8)),
        _ => runes(cutset).any(|(_, other, _)| other == rune),
    }
}

/// The words between white space (Go: `strings.Fields`).
pub fn fields(text: &[u8]) -> Vec<&[u8]> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, rune, _) in runes(text) {
        match (unicode::is_space(rune), start) {
            (true, Some(from)) => {
                words.push(text.get(from..at).unwrap_or_default());
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    if let Some(from) = start {
        words.push(text.get(from..).unwrap_or_default());
    }
    words
}

/// Go's `strings.SplitN`; a negative count means all, 0 none.
pub fn split_n<'t>(text: &'t [u8], separator: &[u8], count: i64) -> Vec<&'t [u8]> {
    let most = usize::try_from(count).unwrap_or(usize::MAX);
    if most == 0 {
        return Vec::new();
    }
    if separator.is_empty() {
        return explode(text, most);
    }
    let mut parts = Vec::new();
    let mut rest = text;
    let finder = memmem::Finder::new(separator);
    while parts.len() + 1 < most {
        let Some(at) = finder.find(rest) else {
            break;
        };
        parts.push(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + separator.len()..).unwrap_or_default();
    }
    parts.push(rest);
    parts
}

fn explode(text: &[u8], most: usize) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    for (at, _, width) in runes(text) {
        if parts.len() + 1 == most {
            parts.push(text.get(at..).unwrap_or_default());
            break;
        }
        parts.push(text.get(at..at + width).unwrap_or_default());
    }
    parts
}

/// Go's `strings.Replace`; a negative count means all.
pub fn replace(text: &[u8], old: &[u8], new: &[u8], count: i64) -> Vec<u8> {
    let most = usize::try_from(count).unwrap_or(usize::MAX);
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    if old.is_empty() {
        let mut done = 0;
        while done < most {
            out.extend_from_slice(new);
            done += 1;
            let (_, width) = decode_rune(rest);
            if width == 0 {
                break;
            }
            let (rune, tail) = rest.split_at(width);
            out.extend_from_slice(rune);
            rest = tail;
        }
        out.extend_from_slice(rest);
        return out;
    }
    let finder = memmem::Finder::new(old);
    for _ in 0..most {
        let Some(at) = finder.find(rest) else {
            break;
        };
        out.extend_from_slice(rest.get(..at).unwrap_or_default());
        out.extend_from_slice(new);
        rest = rest.get(at + old.len()..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
    out
}

/// Whether both are the same but for case (Go: `strings.EqualFold`).
pub fn equal_fold(left: &[u8], right: &[u8]) -> bool {
    if left.is_ascii() && right.is_ascii() {
        return left.eq_ignore_ascii_case(right);
    }
    let (mut left, mut right) = (runes(left), runes(right));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some((_, a, _)), Some((_, b, _))) if same_fold(a, b) => {}
            _ => return false,
        }
    }
}

fn same_fold(left: u32, right: u32) -> bool {
    let mut rune = left;
    loop {
        if rune == right {
            return true;
        }
        rune = unicode::simple_fold(rune);
        if rune == left {
            return false;
        }
    }
}
