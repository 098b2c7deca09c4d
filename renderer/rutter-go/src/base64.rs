//! Standard base64 with padding (Go: encoding/base64 `StdEncoding`).

use std::fmt;

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Where the text stops being base64 (Go: `CorruptInputError`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CorruptInputError(pub usize);

impl fmt::Display for CorruptInputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "illegal base64 data at input byte {}", self.0)
    }
}

impl std::error::Error for CorruptInputError {}

/// `data` in base64.
pub fn encode(data: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(data.len().div_ceil(3) * 4);
    encode_into(data, &mut text);
    text
}

/// Appends `data` in base64.
pub fn encode_into(data: &[u8], text: &mut Vec<u8>) {
    for group in data.chunks(3) {
        let byte = |i: usize| u32::from(group.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= group.len() { letter } else { b'=' });
        }
    }
}

/// The bytes that `text` stands for; line breaks are passed over.
///
/// # Errors
/// The position Go reports.
pub fn decode(text: &[u8]) -> Result<Vec<u8>, CorruptInputError> {
    let mut decoder = Decoder { text, at: 0, data: Vec::with_capacity(text.len() / 4 * 3) };
    while decoder.at < text.len() {
        decoder.quantum()?;
    }
    Ok(decoder.data)
}

struct Decoder<'a> {
    text: &'a [u8],
    at: usize,
    data: Vec<u8>,
}

impl Decoder<'_> {
    /// Four letters, or fewer and padding (Go: `decodeQuantum`).
    fn quantum(&mut self) -> Result<(), CorruptInputError> {
        let mut bits = 0;
        let mut letters = 0;
        while letters < 4 {
            let Some(&byte) = self.text.get(self.at) else {
                return match letters {
                    0 => Ok(()),
                    _ => Err(CorruptInputError(self.at - letters)),
                };
            };
            self.at += 1;
            match (value(byte), byte) {
                (Some(value), _) => {
                    bits = bits << 6 | value;
                    letters += 1;
                }
                (None, b'\n' | b'\r') => {}
                (None, b'=') => {
                    self.padding(letters)?;
                    break;
                }
                _ => return Err(CorruptInputError(self.at - 1)),
            }
        }
        bits <<= 6 * (4 - letters);
        let bytes = [(bits >> 16) as u8, (bits >> 8) as u8, bits as u8];
        self.data.extend_from_slice(&bytes[..letters - 1]);
        Ok(())
    }

    fn padding(&mut self, letters: usize) -> Result<(), CorruptInputError> {
        if letters < 2 {
            return Err(CorruptInputError(self.at - 1));
        }
        if letters == 2 {
            self.skip_line_breaks();
            match self.text.get(self.at) {
                None => return Err(CorruptInputError(self.text.len())),
                Some(b'=') => self.at += 1,
                Some(_) => return Err(CorruptInputError(self.at - 1)),
            }
        }
        self.skip_line_breaks();
        match self.at < self.text.len() {
            true => Err(CorruptInputError(self.at)),
            false => Ok(()),
        }
    }

    fn skip_line_breaks(&mut self) {
        while matches!(self.text.get(self.at), Some(b'\n' | b'\r')) {
            self.at += 1;
        }
    }
}

fn value(letter: u8) -> Option<u32> {
    Some(u32::from(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_and_reports_positions_as_go() {
        let good: &[(&str, &str)] =
            &[("", ""), ("aGk=", "hi"), ("aG\nk=\n", "hi"), ("aGVsbG8=", "hello")];
        for (text, want) in good {
            assert_eq!(decode(text.as_bytes()).as_deref(), Ok(want.as_bytes()), "{text:?}");
            assert_eq!(decode(&encode(want.as_bytes())).as_deref(), Ok(want.as_bytes()));
        }
        let bad: &[(&str, usize)] = &[
            ("!!", 0),
            ("aGk", 0),
            ("aGVsbG", 4),
            ("aG=k", 2),
            ("aG=", 3),
            ("aGk=x", 4),
            ("=", 0),
        ];
        for (text, at) in bad {
            assert_eq!(decode(text.as_bytes()), Err(CorruptInputError(*at)), "{text:?}");
        }
    }
}
