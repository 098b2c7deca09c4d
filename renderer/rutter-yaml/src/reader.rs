//! Turns raw bytes into checked UTF-8 text (go-yaml: `readerc.go`).
//!
//! go-yaml reads 512 bytes at a time and checks them as it goes, so an error further up wins
//! over a forbidden character in a later chunk. [`Input::limit`] keeps that order.

use std::borrow::Cow;

/// Bytes go-yaml reads and checks at once.
const CHUNK: usize = 512;

/// Checked text of a YAML stream.
pub struct Input<'a> {
    text: Cow<'a, [u8]>,
    start: usize,
    fault: Option<&'static str>,
}

impl<'a> Input<'a> {
    /// Checks `bytes`; what is wrong with them is reported when the scanner gets there.
    pub fn new(bytes: &'a [u8]) -> Input<'a> {
        match bytes {
            [0xFF, 0xFE, ..] => decode_utf16(bytes, u16::from_le_bytes),
            [0xFE, 0xFF, ..] => decode_utf16(bytes, u16::from_be_bytes),
            [0xEF, 0xBB, 0xBF, ..] => check_utf8(bytes, 3),
            _ => check_utf8(bytes, 0),
        }
    }
    /// The text, up to where a reading error would strike.
    pub(crate) fn text(&self) -> &[u8] {
        &self.text
    }
    /// Where the text begins: behind the byte order mark.
    pub(crate) fn start(&self) -> usize {
        self.start
    }
    /// What is wrong with the bytes behind the text, if anything.
    pub(crate) fn fault(&self) -> Option<&'static str> {
        self.fault
    }
}

fn check_utf8(bytes: &[u8], start: usize) -> Input<'_> {
    let Err((bad, fault)) = check(bytes, start) else {
        return Input { text: Cow::Borrowed(bytes), start, fault: None };
    };
    let limit = limit(bytes, bad, fault).max(start);
    Input { text: Cow::Borrowed(bytes.get(..limit).unwrap_or(bytes)), start, fault: Some(fault) }
}

/// The offset of the first character that cannot stand and what is wrong with it.
fn check(bytes: &[u8], start: usize) -> Result<(), (usize, &'static str)> {
    let mut offset = start;
    while let Some(rest) = bytes.get(offset..) {
        offset += plain_prefix(rest);
        let Some(rest) = bytes.get(offset..).filter(|rest| !rest.is_empty()) else {
            break;
        };
        offset += character(rest).map_err(|fault| (offset, fault))?;
    }
    Ok(())
}

/// Length of the prefix that is printable ASCII, tabs and line breaks, found a block at a time.
fn plain_prefix(bytes: &[u8]) -> usize {
    const BLOCK: usize = 64;
    let mut length = 0;
    for block in bytes.chunks(BLOCK) {
        let odd = block.iter().fold(false, |odd, b| odd | !is_plain(*b));
        if odd {
            let inside = block.iter().position(|b| !is_plain(*b));
            return length + inside.unwrap_or(block.len());
        }
        length += block.len();
    }
    length
}

fn is_plain(byte: u8) -> bool {
    (byte.wrapping_sub(0x20) < 0x5F) | (byte == b'\n') | (byte == b'\t') | (byte == b'\r')
}

/// Width of the first character of `bytes`, or what is wrong with it.
fn character(bytes: &[u8]) -> Result<usize, &'static str> {
    let first = bytes.first().copied().unwrap_or(0);
    let (width, head) = match first {
        0x00..=0x7F => (1, first),
        0xC0..=0xDF => (2, first & 0x1F),
        0xE0..=0xEF => (3, first & 0x0F),
        0xF0..=0xF7 => (4, first & 0x07),
        _ => return Err("invalid leading UTF-8 octet"),
    };
    let Some(tail) = bytes.get(1..width) else {
        return Err("incomplete UTF-8 octet sequence");
    };
    let mut value = head as u32;
    for octet in tail {
        if octet & 0xC0 != 0x80 {
            return Err("invalid trailing UTF-8 octet");
        }
        value = value << 6 | (octet & 0x3F) as u32;
    }
    match (width, value) {
        (2, 0..0x80) | (3, 0..0x800) | (4, 0..0x10000) => {
            return Err("invalid length of a UTF-8 sequence");
        }
        (_, 0xD800..=0xDFFF | 0x110000..) => return Err("invalid Unicode character"),
        _ => {}
    }
    is_allowed(value).then_some(width).ok_or("control characters are not allowed")
}

fn is_allowed(rune: u32) -> bool {
    matches!(rune,
        0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0x85 | 0xA0..=0xD7FF | 0xE000..=0xFFFD | 0x10000..)
}

/// Start of the chunk in which go-yaml meets the bad character at `bad`.
fn limit(bytes: &[u8], bad: usize, fault: &str) -> usize {
    if fault == "incomplete UTF-8 octet sequence" {
        return bad;
    }
    let mut chunk = 0;
    loop {
        let end = (chunk + CHUNK).min(bytes.len());
        let mut boundary = end.min(bad);
        while boundary > chunk
            && bytes.get(boundary).is_some_and(|b| b & 0xC0 == 0x80)
            && boundary < bad
        {
            boundary -= 1;
        }
        if bad < end && bad + declared_width(bytes, bad) <= end {
            return chunk;
        }
        if boundary == chunk {
            return bad;
        }
        chunk = boundary;
    }
}

fn declared_width(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(0xC0..=0xDF) => 2,
        Some(0xE0..=0xEF) => 3,
        Some(0xF0..=0xF7) => 4,
        _ => 1,
    }
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Input<'_> {
    let mut text = Vec::with_capacity(bytes.len());
    let (mut offset, mut chunk, mut fault) = (2, 0, None);
    let mut delivered = 0;
    while offset < bytes.len() {
        let (rune, width) = match utf16_character(bytes.get(offset..).unwrap_or_default(), unit) {
            Ok(decoded) => decoded,
            Err(problem) => {
                fault = Some(problem);
                break;
            }
        };
        if offset + width > chunk + CHUNK {
            (chunk, delivered) = (offset, text.len());
        }
        if !is_allowed(rune) {
            fault = Some("control characters are not allowed");
            break;
        }
        rutter_go::utf8::append_rune(&mut text, rune);
        offset += width;
    }
    if fault.is_some_and(|problem| !problem.starts_with("incomplete")) {
        text.truncate(delivered);
    }
    Input { text: Cow::Owned(text), start: 0, fault }
}

fn utf16_character(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<(u32, usize), &'static str> {
    let read = |at: usize| match bytes.get(at..at + 2) {
        Some(&[a, b]) => Some(unit([a, b]) as u32),
        _ => None,
    };
    let first = read(0).ok_or("incomplete UTF-16 character")?;
    match first & 0xFC00 {
        0xDC00 => Err("unexpected low surrogate area"),
        0xD800 => {
            let second = read(2).ok_or("incomplete UTF-16 surrogate pair")?;
            if second & 0xFC00 != 0xDC00 {
                return Err("expected low surrogate area");
            }
            Ok((0x10000 + ((first & 0x3FF) << 10) + (second & 0x3FF), 4))
        }
        _ => Ok((first, 2)),
    }
}
