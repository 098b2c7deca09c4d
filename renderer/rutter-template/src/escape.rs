//! `html`, `js` and `urlquery`.
//!
//! Go: text/template/funcs.go `HTMLEscape`, `JSEscape`, and net/url `QueryEscape`.

use rutter_go::fmt::FormatError;
use rutter_go::{Str, unicode, utf8};

type Escaped = Result<Str, FormatError>;

fn limited(bytes: Vec<u8>, limit: usize) -> Escaped {
    if bytes.len() > limit { Err(FormatError::TooLong) } else { Ok(Str::from(bytes)) }
}

/// Text for HTML.
pub(crate) fn html(text: &Str, limit: usize) -> Escaped {
    let escape = |byte: u8| -> &'static [u8] {
        match byte {
            0 => "\u{FFFD}".as_bytes(),
            b'"' => b"&#34;",
            b'\'' => b"&#39;",
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            _ => b"",
        }
    };
    let bytes = text.as_bytes();
    if bytes.iter().all(|byte| escape(*byte).is_empty()) {
        return Ok(text.clone());
    }
    let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 8);
    for byte in bytes {
        match escape(*byte) {
            b"" => out.push(*byte),
            escaped => out.extend_from_slice(escaped),
        }
    }
    limited(out, limit)
}

/// Text for a JavaScript string.
pub(crate) fn js(text: &Str, limit: usize) -> Escaped {
    let bytes = text.as_bytes();
    if !bytes.iter().any(|byte| is_special(*byte)) {
        return Ok(text.clone());
    }
    let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 8);
    for (offset, rune, length) in utf8::runes(bytes) {
        let source = bytes.get(offset..offset + length).unwrap_or(&[]);
        match rune {
            0x80.. if unicode::is_print(rune) => out.extend_from_slice(source),
            0x80.. => out.extend_from_slice(format!("\\u{rune:04X}").as_bytes()),
            _ => escape_ascii(&mut out, rune as u8),
        }
    }
    limited(out, limit)
}

fn is_special(byte: u8) -> bool {
    matches!(byte, b'\\' | b'\'' | b'"' | b'<' | b'>' | b'&' | b'=' | 0..b' ' | 0x80..)
}

fn escape_ascii(out: &mut Vec<u8>, byte: u8) {
    match byte {
        b'\\' | b'\'' | b'"' => out.extend_from_slice(&[b'\\', byte]),
        b'<' | b'>' | b'&' | b'=' | 0..b' ' => {
            out.extend_from_slice(format!("\\u00{byte:02X}").as_bytes());
        }
        _ => out.push(byte),
    }
}

/// Text for the query of a URL.
pub(crate) fn url_query(text: &Str, limit: usize) -> Escaped {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    for byte in bytes {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(*byte),
            b' ' => out.push(b'+'),
            _ => out.extend_from_slice(format!("%{byte:02X}").as_bytes()),
        }
    }
    limited(out, limit)
}
