//! Runes in byte strings that need not be valid UTF-8 (Go: `unicode/utf8`).

use crate::unicode::REPLACEMENT;

/// Go's `utf8.RuneError`.
pub const RUNE_ERROR: u32 = REPLACEMENT;

/// The first rune and its width; `(U+FFFD, 1)` for an invalid byte, `(U+FFFD, 0)` at the end.
pub fn decode_rune(bytes: &[u8]) -> (u32, usize) {
    match bytes {
        [] => (RUNE_ERROR, 0),
        [first @ 0..0x80, ..] => (*first as u32, 1),
        [first, second, ..] if (0xC2..=0xDF).contains(first) && continues(*second) => {
            (join(*first & 0x1F, &[*second]), 2)
        }
        [first @ 0xE0..=0xEF, second, third, ..]
            if second_fits(*first, *second) && continues(*third) =>
        {
            (join(*first & 0x0F, &[*second, *third]), 3)
        }
        [first @ 0xF0..=0xF4, second, third, fourth, ..]
            if second_fits(*first, *second) && continues(*third) && continues(*fourth) =>
        {
            (join(*first & 0x07, &[*second, *third, *fourth]), 4)
        }
        _ => (RUNE_ERROR, 1),
    }
}

/// The last rune and its width, by the rules of [`decode_rune`].
pub fn decode_last_rune(bytes: &[u8]) -> (u32, usize) {
    let end = bytes.len();
    if end == 0 {
        return (RUNE_ERROR, 0);
    }
    for width in 1..=end.min(4) {
        let tail = bytes.get(end - width..).unwrap_or_default();
        if tail.first().is_some_and(|&b| !continues(b)) {
            let (rune, size) = decode_rune(tail);
            return match size == width {
                true => (rune, size),
                false => (RUNE_ERROR, 1),
            };
        }
    }
    (RUNE_ERROR, 1)
}

/// Appends a rune; what is not a Unicode scalar becomes U+FFFD (Go: `utf8.AppendRune`).
pub fn append_rune(out: &mut Vec<u8>, rune: u32) {
    if rune < 0x80 {
        return out.push(rune as u8);
    }
    let letter = char::from_u32(rune).unwrap_or(char::REPLACEMENT_CHARACTER);
    out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
}

/// Number of runes, every invalid byte counting as one (Go: `utf8.RuneCount`).
pub fn rune_count(bytes: &[u8]) -> usize {
    if bytes.is_ascii() {
        return bytes.len();
    }
    runes(bytes).count()
}

/// The runes with the byte offset and width of each, as `range` over a string gives them.
pub fn runes(bytes: &[u8]) -> Runes<'_> {
    Runes { bytes, offset: 0 }
}

/// Iterator made by [`runes`]: offset, rune, width.
#[derive(Clone)]
pub struct Runes<'a> {
    bytes: &'a [u8],
    offset: usize,
}

impl Iterator for Runes<'_> {
    type Item = (usize, u32, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.bytes.get(self.offset..)?;
        let (rune, width) = decode_rune(rest);
        if width == 0 {
            return None;
        }
        let at = self.offset;
        self.offset += width;
        Some((at, rune, width))
    }
}

/// The bytes with every invalid one replaced by U+FFFD (Go: `string([]rune(s))`).
pub fn to_valid(bytes: &[u8]) -> Vec<u8> {
    if std::str::from_utf8(bytes).is_ok() {
        return bytes.to_vec();
    }
    let mut out = Vec::with_capacity(bytes.len() + 8);
    runes(bytes).for_each(|(_, rune, _)| append_rune(&mut out, rune));
    out
}

fn continues(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

fn second_fits(first: u8, second: u8) -> bool {
    match first {
        0xE0 => (0xA0..=0xBF).contains(&second),
        0xED => (0x80..=0x9F).contains(&second),
        0xF0 => (0x90..=0xBF).contains(&second),
        0xF4 => (0x80..=0x8F).contains(&second),
        _ => continues(second),
    }
}

fn join(first: u8, rest: &[u8]) -> u32 {
    rest.iter().fold(first as u32, |rune, b| rune << 6 | (b & 0x3F) as u32)
}
