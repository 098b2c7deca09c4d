//! Percent-encoding, with rules for each part of a URL.

use crate::strconv::quote;

/// The part of a URL that a text stands in.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Part {
    Path,
    PathSegment,
    Host,
    Zone,
    UserPassword,
    QueryComponent,
    Fragment,
}

/// Go's `url.QueryEscape`.
pub fn query_escape(text: &[u8]) -> Vec<u8> {
    escape(text, Part::QueryComponent)
}

/// Go's `url.PathEscape`.
pub fn path_escape(text: &[u8]) -> Vec<u8> {
    escape(text, Part::PathSegment)
}

/// Go's `url.QueryUnescape`.
pub fn query_unescape(text: &[u8]) -> Result<Vec<u8>, String> {
    unescape(text, Part::QueryComponent)
}

/// Go's `url.PathUnescape`.
pub fn path_unescape(text: &[u8]) -> Result<Vec<u8>, String> {
    unescape(text, Part::PathSegment)
}

fn allowed(byte: u8, part: Part) -> bool {
    if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
        return true;
    }
    let others: &[u8] = match part {
        Part::Path => b"$&+,/:;=@",
        Part::PathSegment => b"$&+:=@",
        Part::Host | Part::Zone => b"!\"$&'()*+,:;<=>[]",
        Part::UserPassword => b"$&+,;=",
        Part::QueryComponent => b"",
        Part::Fragment => b"!$&()*+,/:;=?@",
    };
    others.contains(&byte)
}

pub(super) fn escape(text: &[u8], part: Part) -> Vec<u8> {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |value: u8| DIGITS.get(value as usize & 15).copied().unwrap_or(b'0');
    let mut out = Vec::with_capacity(text.len());
    for &byte in text {
        match byte {
            b' ' if part == Part::QueryComponent => out.push(b'+'),
            _ if allowed(byte, part) => out.push(byte),
            _ => out.extend_from_slice(&[b'%', digit(byte >> 4), digit(byte)]),
        }
    }
    out
}

pub(super) fn unescape(text: &[u8], part: Part) -> Result<Vec<u8>, String> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        match first {
            b'%' => {
                let escape = text.get(text.len() - tail.len() - 1..).unwrap_or_default();
                out.push(unescape_one(escape, part)?);
                rest = tail.get(2..).unwrap_or_default();
            }
            b'+' if part == Part::QueryComponent => out.push(b' '),
            0..0x80 if matches!(part, Part::Host | Part::Zone) && !allowed(first, part) => {
                return Err(format!("invalid character {} in host name", quote(&[first])));
            }
            _ => out.push(first),
        }
    }
    Ok(out)
}

/// The byte that the escape at the beginning of the text means.
fn unescape_one(text: &[u8], part: Part) -> Result<u8, String> {
    let shown = text.get(..3).unwrap_or(text);
    let fail = || Err(format!("invalid URL escape {}", quote(shown)));
    let hex = |at: usize| text.get(at).and_then(|&b| (b as char).to_digit(16));
    let (Some(high), Some(low)) = (hex(1), hex(2)) else {
        return fail();
    };
    let byte = (high << 4 | low) as u8;
    match part {
        Part::Host if high < 8 && shown != b"%25" => fail(),
        Part::Zone if shown != b"%25" && byte != b' ' && !allowed(byte, Part::Host) => fail(),
        _ => Ok(byte),
    }
}

/// Whether everything that must be escaped is.
pub(super) fn valid_encoded(text: &[u8], part: Part) -> bool {
    text.iter().all(|&b| b"!$&'()*+,;=:@[]%".contains(&b) || allowed(b, part))
}
