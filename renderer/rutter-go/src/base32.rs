//! Standard base32 with padding (Go: encoding/base32 `StdEncoding`).

use std::fmt;

const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Where the text stops being base32 (Go: `CorruptInputError`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CorruptInputError(pub usize);

impl fmt::Display for CorruptInputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "illegal base32 data at input byte {}", self.0)
    }
}

impl std::error::Error for CorruptInputError {}

/// `data` in base32.
pub fn encode(data: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(data.len().div_ceil(5) * 8);
    for group in data.chunks(5) {
        let bits =
            (0..5).fold(0u64, |bits, i| bits << 8 | u64::from(group.get(i).copied().unwrap_or(0)));
        let used = (group.len() * 8).div_ceil(5);
        for place in 0..8 {
            let letter = LETTERS[(bits >> (35 - 5 * place) & 31) as usize];
            text.push(if place < used { letter } else { b'=' });
        }
    }
    text
}

/// The bytes that `text` stands for; line breaks are passed over.
///
/// # Errors
/// The position Go reports, counted without line breaks.
pub fn decode(text: &[u8]) -> Result<Vec<u8>, CorruptInputError> {
    let text: Vec<u8> = text.iter().copied().filter(|b| !matches!(b, b'\r' | b'\n')).collect();
    let mut data = Vec::with_capacity(text.len() / 8 * 5);
    let mut at = 0;
    while at < text.len() {
        let (letters, bits, end) = quantum(&text, &mut at)?;
        let bits = bits << (5 * (8 - letters));
        let bytes = (0..5).map(|i| (bits >> (32 - 8 * i)) as u8);
        data.extend(bytes.take(letters * 5 / 8));
        if end {
            break;
        }
    }
    Ok(data)
}

/// Up to eight letters: how many, their bits, and whether padding ended the text.
fn quantum(text: &[u8], at: &mut usize) -> Result<(usize, u64, bool), CorruptInputError> {
    let mut bits = 0;
    for letters in 0..8 {
        let Some(&byte) = text.get(*at) else {
            return Err(CorruptInputError(*at - letters));
        };
        *at += 1;
        let left = text.len() - *at;
        if byte == b'=' && letters >= 2 && left < 8 {
            padding(text, *at, letters)?;
            return Ok((letters, bits, true));
        }
        match value(byte) {
            Some(value) => bits = bits << 5 | value,
            None => return Err(CorruptInputError(*at - 1)),
        }
    }
    Ok((8, bits, false))
}

fn padding(text: &[u8], at: usize, letters: usize) -> Result<(), CorruptInputError> {
    let rest = &text[at..];
    if rest.len() + letters < 7 {
        return Err(CorruptInputError(text.len()));
    }
    if let Some(wrong) = rest.iter().take(7 - letters).position(|&b| b != b'=') {
        return Err(CorruptInputError(at + wrong - 1));
    }
    match letters {
        1 | 3 | 6 => Err(CorruptInputError(at - 1)),
        _ => Ok(()),
    }
}

fn value(letter: u8) -> Option<u64> {
    Some(u64::from(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'2'..=b'7' => letter - b'2' + 26,
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trips_and_reports_positions_as_go() {
        for text in ["", "f", "fo", "foo", "foob", "fooba", "foobar"] {
            assert_eq!(decode(&encode(text.as_bytes())).as_deref(), Ok(text.as_bytes()));
        }
        assert_eq!(encode(b"foobar"), b"MZXW6YTBOI======");
        for (text, at) in [("!", 0), ("MZ", 0), ("MZXW6YT!", 7)] {
            assert_eq!(decode(text.as_bytes()), Err(CorruptInputError(at)), "{text:?}");
        }
    }
}
