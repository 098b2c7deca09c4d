//! Strings in JSON, both ways.

use crate::utf8::{RUNE_ERROR, append_rune, decode_rune};

const HEXADECIMAL: &[u8; 16] = b"0123456789abcdef";

/// What a byte of a string needs.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    Safe,
    Html,
    Escape,
    Beyond,
}

const fn classes() -> [Class; 256] {
    let mut table = [Class::Safe; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'"' | b'\\' | 0..=0x1F => Class::Escape,
            b'<' | b'>' | b'&' => Class::Html,
            0x80..=0xFF => Class::Beyond,
            _ => Class::Safe,
        };
        byte += 1;
    }
    table
}

static CLASSES: [Class; 256] = classes();

/// Appends a string in quotes; with `escape_html`, `<`, `>` and `&` are escaped too.
pub fn append_string(out: &mut Vec<u8>, text: &[u8], escape_html: bool) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    let mut rest = text;
    while !rest.is_empty() {
        let special = rest.iter().position(|&b| match class(b) {
            Class::Safe => false,
            Class::Html => escape_html,
            Class::Escape | Class::Beyond => true,
        });
        let (plain, tail) = rest.split_at(special.unwrap_or(rest.len()));
        out.extend_from_slice(plain);
        rest = append_special(out, tail);
    }
    out.push(b'"');
}

fn class(byte: u8) -> Class {
    CLASSES.get(byte as usize).copied().unwrap_or(Class::Beyond)
}

/// Writes the first character, and gives back what follows it.
fn append_special<'t>(out: &mut Vec<u8>, text: &'t [u8]) -> &'t [u8] {
    let Some(&first) = text.first() else {
        return text;
    };
    let (rune, width) = decode_rune(text);
    match (first, rune) {
        (b'"' | b'\\', _) => out.extend_from_slice(&[b'\\', first]),
        (0x08, _) => out.extend_from_slice(b"\\b"),
        (0x0C, _) => out.extend_from_slice(b"\\f"),
        (b'\n', _) => out.extend_from_slice(b"\\n"),
        (b'\r', _) => out.extend_from_slice(b"\\r"),
        (b'\t', _) => out.extend_from_slice(b"\\t"),
        (0..0x80, _) => append_unicode(out, first as u32),
        (_, RUNE_ERROR) if width == 1 => append_unicode(out, RUNE_ERROR),
        (_, 0x2028 | 0x2029) => append_unicode(out, rune),
        _ => out.extend_from_slice(text.get(..width).unwrap_or_default()),
    }
    text.get(width..).unwrap_or_default()
}

fn append_unicode(out: &mut Vec<u8>, rune: u32) {
    out.extend_from_slice(b"\\u");
    for shift in [12, 8, 4, 0] {
        let digit = (rune >> shift & 0xF) as usize;
        out.push(HEXADECIMAL.get(digit).copied().unwrap_or(b'0'));
    }
}

/// The text of a string whose inside was checked; what is not UTF-8 becomes U+FFFD.
pub(super) fn unquote(inside: &[u8]) -> Vec<u8> {
    if memchr::memchr(b'\\', inside).is_none() && std::str::from_utf8(inside).is_ok() {
        return inside.to_vec();
    }
    let mut out = Vec::with_capacity(inside.len());
    let mut rest = inside;
    while let Some(&first) = rest.first() {
        let width = match first {
            b'\\' => unescape(&mut out, rest),
            0..0x80 => {
                out.push(first);
                1
            }
            _ => {
                let (rune, width) = decode_rune(rest);
                append_rune(&mut out, rune);
                width
            }
        };
        rest = rest.get(width..).unwrap_or_default();
    }
    out
}

/// Appends what the escape stands for, and gives the length of the escape.
fn unescape(out: &mut Vec<u8>, text: &[u8]) -> usize {
    let letter = text.get(1).copied().unwrap_or(b'\\');
    let plain = match letter {
        b'b' => 0x08,
        b'f' => 0x0C,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'u' => return unescape_unicode(out, text),
        other => other,
    };
    out.push(plain);
    2
}

fn unescape_unicode(out: &mut Vec<u8>, text: &[u8]) -> usize {
    let high = code_unit(text).unwrap_or(RUNE_ERROR);
    if !(0xD800..0xE000).contains(&high) {
        append_rune(out, high);
        return 6;
    }
    let low = text.get(6..).and_then(code_unit);
    match low.filter(|low| high < 0xDC00 && (0xDC00..0xE000).contains(low)) {
        Some(low) => {
            append_rune(out, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
            12
        }
        None => {
            append_rune(out, RUNE_ERROR);
            6
        }
    }
}

fn code_unit(text: &[u8]) -> Option<u32> {
    let (prefix, digits) = text.get(..6)?.split_at(2);
    if prefix != b"\\u" {
        return None;
    }
    digits.iter().try_fold(0, |unit, &digit| Some(unit << 4 | (digit as char).to_digit(16)?))
}
