//! Character classes (go-yaml: `yamlprivateh.go`).

/// Space or tab.
pub(crate) const BLANK: u8 = 1;
/// `\n`, `\r` or the end of the text (read as 0).
pub(crate) const BREAKZ: u8 = 2;
/// `:`
pub(crate) const COLON: u8 = 4;
/// `, ? [ ] { }`
pub(crate) const FLOW: u8 = 8;
/// The first or a later byte of a wide character.
pub(crate) const WIDE: u8 = 16;
/// `'`
pub(crate) const SINGLE: u8 = 32;
/// `"` and `\`
pub(crate) const DOUBLE: u8 = 64;
/// Letters, digits, `_` and `-`.
pub(crate) const ALPHA: u8 = 128;

/// The classes of every byte.
pub(crate) static CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b' ' | b'\t' => BLANK,
            0 | b'\n' | b'\r' => BREAKZ,
            b':' => COLON,
            b',' | b'?' | b'[' | b']' | b'{' | b'}' => FLOW,
            b'\'' => SINGLE,
            b'"' | b'\\' => DOUBLE,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'-' => ALPHA,
            0x80.. => WIDE,
            _ => 0,
        };
        byte += 1;
    }
    table
}

/// The classes of `byte`.
#[inline]
pub(crate) fn class(byte: u8) -> u8 {
    CLASS[byte as usize]
}

/// Number of leading bytes of `text` that belong to none of the classes in `stop`.
#[inline]
pub(crate) fn span_without(text: &[u8], stop: u8) -> usize {
    text.iter().position(|b| class(*b) & stop != 0).unwrap_or(text.len())
}

/// Width of the character that starts with `byte`; 0 for a continuation byte.
#[inline]
pub(crate) fn width(byte: u8) -> usize {
    match byte {
        0..0x80 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        0xF0..0xF8 => 4,
        _ => 0,
    }
}

/// Length of the line break at the start of `text`, 0 if there is none. CR LF is one break.
#[inline]
pub(crate) fn line_break(text: &[u8]) -> usize {
    match text {
        [b'\n', ..] => 1,
        [b'\r', b'\n', ..] => 2,
        [b'\r', ..] => 1,
        [0xC2, 0x85, ..] => 2,
        [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
        _ => 0,
    }
}

/// Number of continuation bytes in `text`.
pub(crate) fn continuation_bytes(text: &[u8]) -> usize {
    text.iter().filter(|b| **b & 0xC0 == 0x80).count()
}
