//! Quoted Go strings (Go: `strconv/quote.go`).

use crate::unicode::{MAX_RUNE, is_print};
use crate::utf8::{RUNE_ERROR, append_rune, decode_rune};

/// What may stand unescaped inside the quotes.
#[derive(Clone, Copy, PartialEq)]
enum Plain {
    Printable,
    Ascii,
}

/// Go's `strconv.Quote`.
pub fn quote(text: &[u8]) -> String {
    let mut out = Vec::with_capacity(text.len() + text.len() / 8 + 2);
    append_quote(&mut out, text);
    String::from_utf8(out).unwrap_or_default()
}

/// Go's `strconv.QuoteToASCII`.
pub fn quote_to_ascii(text: &[u8]) -> String {
    let mut out = Vec::with_capacity(text.len() * 3 / 2 + 2);
    append_quote_to_ascii(&mut out, text);
    String::from_utf8(out).unwrap_or_default()
}

/// Appends what [`quote`] gives.
pub fn append_quote(out: &mut Vec<u8>, text: &[u8]) {
    append_quoted(out, text, Plain::Printable);
}

/// Appends what [`quote_to_ascii`] gives.
pub fn append_quote_to_ascii(out: &mut Vec<u8>, text: &[u8]) {
    append_quoted(out, text, Plain::Ascii);
}

/// Go's `strconv.QuoteRune`.
pub fn quote_rune(rune: u32) -> String {
    let mut out = Vec::with_capacity(6);
    append_quote_rune(&mut out, rune);
    String::from_utf8(out).unwrap_or_default()
}

/// Go's `strconv.QuoteRuneToASCII`.
pub fn quote_rune_to_ascii(rune: u32) -> String {
    let mut out = vec![b'\''];
    append_escaped(&mut out, valid(rune), b'\'', Plain::Ascii);
    out.push(b'\'');
    String::from_utf8(out).unwrap_or_default()
}

/// Appends what [`quote_rune`] gives.
pub fn append_quote_rune(out: &mut Vec<u8>, rune: u32) {
    out.push(b'\'');
    append_escaped(out, valid(rune), b'\'', Plain::Printable);
    out.push(b'\'');
}

fn valid(rune: u32) -> u32 {
    char::from_u32(rune).map_or(RUNE_ERROR, u32::from)
}

fn append_quoted(out: &mut Vec<u8>, text: &[u8], plain: Plain) {
    out.push(b'"');
    let mut rest = text;
    while let Some(&first) = rest.first() {
        let run = rest.iter().position(|&b| !passes(b)).unwrap_or(rest.len());
        if run > 0 {
            let (verbatim, tail) = rest.split_at(run);
            out.extend_from_slice(verbatim);
            rest = tail;
            continue;
        }
        let (rune, width) = decode_rune(rest);
        match width == 1 && rune == RUNE_ERROR {
            true => append_hex(out, b'x', first as u32, 2),
            false => append_escaped(out, rune, b'"', plain),
        }
        rest = rest.get(width..).unwrap_or_default();
    }
    out.push(b'"');
}

/// ASCII that stands for itself between double quotes.
fn passes(byte: u8) -> bool {
    matches!(byte, 0x20..=0x7E) && byte != b'"' && byte != b'\\'
}

fn append_escaped(out: &mut Vec<u8>, rune: u32, quote: u8, plain: Plain) {
    if rune == quote as u32 || rune == b'\\' as u32 {
        out.push(b'\\');
        return out.push(rune as u8);
    }
    let printable = match plain {
        Plain::Ascii => rune < 0x80 && is_print(rune),
        Plain::Printable => is_print(rune),
    };
    if printable {
        return append_rune(out, rune);
    }
    match rune {
        0x07 => out.extend_from_slice(b"\\a"),
        0x08 => out.extend_from_slice(b"\\b"),
        0x0C => out.extend_from_slice(b"\\f"),
        0x0A => out.extend_from_slice(b"\\n"),
        0x0D => out.extend_from_slice(b"\\r"),
        0x09 => out.extend_from_slice(b"\\t"),
        0x0B => out.extend_from_slice(b"\\v"),
        0..0x20 | 0x7F => append_hex(out, b'x', rune, 2),
        _ if char::from_u32(rune).is_none() => append_hex(out, b'u', RUNE_ERROR, 4),
        0..0x10000 => append_hex(out, b'u', rune, 4),
        _ => append_hex(out, b'U', rune, 8),
    }
}

fn append_hex(out: &mut Vec<u8>, letter: u8, rune: u32, digits: u32) {
    out.extend_from_slice(&[b'\\', letter]);
    for place in (0..digits).rev() {
        let digit = (rune >> (place * 4) & 0xF) as u8;
        out.push(match digit {
            0..10 => b'0' + digit,
            _ => b'a' + digit - 10,
        });
    }
}

/// Whether the string can stand between back quotes on one line (Go: `strconv.CanBackquote`).
pub fn can_backquote(text: &[u8]) -> bool {
    crate::utf8::runes(text).all(|(_, rune, width)| match width {
        1 => {
            rune == b'\t' as u32
                || (rune >= 0x20 && rune != b'`' as u32 && rune != 0x7F && rune != RUNE_ERROR)
        }
        _ => rune != 0xFEFF,
    })
}

/// Go's `strconv.Unquote`; the error is always `invalid syntax`.
pub fn unquote(text: &str) -> Result<Vec<u8>, &'static str> {
    unquote_bytes(text.as_bytes())
}

/// [`unquote`] of bytes.
pub fn unquote_bytes(text: &[u8]) -> Result<Vec<u8>, &'static str> {
    const SYNTAX: &str = "invalid syntax";
    let (quote, inner) = match text {
        [first, inner @ .., last] if first == last => (*first, inner),
        _ => return Err(SYNTAX),
    };
    match quote {
        b'`' if memchr::memchr(b'`', inner).is_some() => Err(SYNTAX),
        b'`' if memchr::memchr(b'\r', inner).is_none() => Ok(inner.to_vec()),
        b'`' => Ok(inner.iter().copied().filter(|&b| b != b'\r').collect()),
        b'"' | b'\'' => unescape(inner, quote).ok_or(SYNTAX),
        _ => Err(SYNTAX),
    }
}

fn unescape(mut rest: &[u8], quote: u8) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(rest.len());
    let mut count = 0;
    while let Some(&first) = rest.first() {
        if first == b'\n' {
            return None;
        }
        let (rune, multibyte, tail) = unquote_char(rest, quote)?;
        match multibyte {
            true => append_rune(&mut out, rune),
            false => out.push(rune as u8),
        }
        rest = tail;
        count += 1;
    }
    (quote == b'"' || count <= 1).then_some(out)
}

/// The first character of a quoted string's inside: its value, whether it is to be written as
/// UTF-8, and what follows (Go: `strconv.UnquoteChar`).
pub fn unquote_char(text: &[u8], quote: u8) -> Option<(u32, bool, &[u8])> {
    match text {
        [] => None,
        [first, ..] if *first == quote && matches!(quote, b'\'' | b'"') => None,
        [0x80..=0xFF, ..] => {
            let (rune, width) = decode_rune(text);
            Some((rune, true, text.get(width..)?))
        }
        [b'\\', letter, rest @ ..] => escape(*letter, rest, quote),
        [b'\\'] => None,
        [first, rest @ ..] => Some((*first as u32, false, rest)),
    }
}

fn escape(letter: u8, rest: &[u8], quote: u8) -> Option<(u32, bool, &[u8])> {
    let simple = |byte: u8| Some((byte as u32, false, rest));
    match letter {
        b'a' => simple(0x07),
        b'b' => simple(0x08),
        b'f' => simple(0x0C),
        b'n' => simple(b'\n'),
        b'r' => simple(b'\r'),
        b't' => simple(b'\t'),
        b'v' => simple(0x0B),
        b'\\' => simple(b'\\'),
        b'\'' | b'"' if letter == quote => simple(letter),
        b'x' => number(rest, 2, 16).map(|(value, tail)| (value, false, tail)),
        b'u' | b'U' => {
            let digits = if letter == b'u' { 4 } else { 8 };
            let (value, tail) = number(rest, digits, 16)?;
            char::from_u32(value)?;
            (value <= MAX_RUNE).then_some((value, true, tail))
        }
        b'0'..=b'7' => {
            let (low, tail) = number(rest, 2, 8)?;
            let value = ((letter - b'0') as u32) << 6 | low;
            (value < 256).then_some((value, false, tail))
        }
        _ => None,
    }
}

fn number(text: &[u8], digits: usize, radix: u32) -> Option<(u32, &[u8])> {
    let (head, tail) = text.split_at_checked(digits)?;
    let mut value = 0u32;
    for &byte in head {
        let digit = (byte as char).to_digit(radix)?;
        value = value.wrapping_mul(radix).wrapping_add(digit);
    }
    Some((value, tail))
}
