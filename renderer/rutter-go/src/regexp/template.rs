//! Replacement templates (Go: `Regexp.Expand`).

use super::Span;
use crate::unicode::{is_digit, is_letter};
use crate::utf8::runes;

/// What stands behind a `$`.
enum Reference<'t> {
    Number(usize),
    Name(&'t [u8]),
}

/// Appends the template with groups filled in; a group that does not exist is empty.
pub(super) fn expand(
    out: &mut Vec<u8>,
    template: &[u8],
    text: &[u8],
    groups: &[Option<Span>],
    names: &[Option<String>],
) {
    let mut rest = template;
    while let Some(at) = memchr::memchr(b'$', rest) {
        out.extend_from_slice(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 1..).unwrap_or_default();
        if let Some(tail) = rest.strip_prefix(b"$") {
            out.push(b'$');
            rest = tail;
            continue;
        }
        let Some((reference, tail)) = read(rest) else {
            out.push(b'$');
            continue;
        };
        rest = tail;
        let span = match reference {
            Reference::Number(number) => groups.get(number).copied().flatten(),
            Reference::Name(name) => named(name, groups, names),
        };
        if let Some((start, end)) = span {
            out.extend_from_slice(text.get(start..end).unwrap_or_default());
        }
    }
    out.extend_from_slice(rest);
}

/// The first group of the name that took part in the match.
fn named(name: &[u8], groups: &[Option<Span>], names: &[Option<String>]) -> Option<Span> {
    let same = |own: &Option<String>| own.as_ref().is_some_and(|own| own.as_bytes() == name);
    names.iter().zip(groups).find_map(|(own, span)| span.filter(|_| same(own)))
}

fn read(text: &[u8]) -> Option<(Reference<'_>, &[u8])> {
    let braced = text.strip_prefix(b"{");
    let body = braced.unwrap_or(text);
    let word = |rune: u32| rune == u32::from(b'_') || is_letter(rune) || is_digit(rune);
    let end = runes(body).find(|&(_, rune, _)| !word(rune)).map_or(body.len(), |(at, _, _)| at);
    let (name, rest) = body.split_at_checked(end).filter(|_| end > 0)?;
    let rest = match braced {
        Some(_) => rest.strip_prefix(b"}")?,
        None => rest,
    };
    Some((number(name).map_or(Reference::Name(name), Reference::Number), rest))
}

fn number(name: &[u8]) -> Option<usize> {
    const LARGEST: usize = 100_000_000;
    if name.len() > 1 && name.starts_with(b"0") {
        return None;
    }
    name.iter().try_fold(0usize, |number, digit| match digit {
        b'0'..=b'9' if number < LARGEST => Some(number * 10 + usize::from(digit - b'0')),
        _ => None,
    })
}
