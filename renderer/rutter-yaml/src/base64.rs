//! Standard base64 (Go: `encoding/base64.StdEncoding`).

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Appends `data` in base64, padded.
pub(crate) fn encode(data: &[u8], out: &mut Vec<u8>) {
    for group in data.chunks(3) {
        let byte = |i: usize| group.get(i).copied().unwrap_or(0) as u32;
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= group.len() { letter } else { b'=' });
        }
    }
}

/// The bytes `text` stands for; line breaks in it are passed over. `None` if it is malformed.
pub(crate) fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let mut letters = text.iter().copied().filter(|b| !matches!(b, b'\r' | b'\n'));
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    loop {
        let Some(first) = letters.next() else {
            return Some(out);
        };
        let group = [first, letters.next()?, letters.next()?, letters.next()?];
        let length = match group {
            [_, _, b'=', b'='] => 1,
            [_, _, _, b'='] => 2,
            _ => 3,
        };
        let mut bits = 0;
        for letter in group.iter().take(length + 1) {
            bits = bits << 6 | value(*letter)?;
        }
        bits <<= 6 * (3 - length);
        let bytes = [(bits >> 16) as u8, (bits >> 8) as u8, bits as u8];
        out.extend_from_slice(bytes.get(..length)?);
        if length < 3 {
            return letters.next().is_none().then_some(out);
        }
    }
}

fn value(letter: u8) -> Option<u32> {
    Some(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    } as u32)
}
