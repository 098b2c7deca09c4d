//! What becomes of strings on their way through JSON text and back through go-yaml's scanner,
//! as sigs.k8s.io/yaml sends them.

use crate::error::{Error, ErrorKind};
use rutter_go::utf8;
use std::borrow::Cow;

/// Longest JSON text of a key, in characters, that go-yaml takes for a key.
const MAX_KEY_TEXT: usize = 1022;

/// The string as it comes out, or the error of the scanner.
pub(super) fn round_trip(text: &[u8]) -> Result<Cow<'_, [u8]>, Error> {
    match text.iter().all(|b| *b < 0x7F) {
        true => Ok(Cow::Borrowed(text)),
        false => round_trip_wide(text),
    }
}

fn round_trip_wide(text: &[u8]) -> Result<Cow<'_, [u8]>, Error> {
    let text = match std::str::from_utf8(text) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(String::from_utf8_lossy(&utf8::to_valid(text)).into_owned()),
    };
    let forbidden =
        |c: char| matches!(c, '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}');
    if text.contains(forbidden) {
        let message = "yaml: control characters are not allowed";
        return Err(Error::new(ErrorKind::Encode, message));
    }
    if text.contains('\u{85}') {
        return fold(&text).map(|folded| Cow::Owned(folded.into_bytes()));
    }
    Ok(match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    })
}

/// U+0085 stands in JSON text as it is, and go-yaml folds it like any line break.
fn fold(text: &str) -> Result<String, Error> {
    let white = |c: char| c == ' ' || c == '\u{85}';
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let word = rest.find(white).unwrap_or(rest.len());
        let (head, tail) = rest.split_at(word);
        out.push_str(head);
        if tail.is_empty() {
            return Ok(out);
        }
        let gap = tail.find(|c| !white(c)).unwrap_or(tail.len());
        let (gap, tail) = tail.split_at(gap);
        match gap.matches('\u{85}').count() {
            0 => out.push_str(gap),
            1 => out.push(' '),
            breaks => out.extend(std::iter::repeat_n('\n', breaks - 1)),
        }
        let indicator = tail.get(..3).is_some_and(|t| t == "---" || t == "...");
        if gap.ends_with('\u{85}')
            && indicator
            && tail.get(3..).is_some_and(|t| t.starts_with(white))
        {
            let message = "yaml: found unexpected document indicator";
            return Err(Error::new(ErrorKind::Encode, message));
        }
        rest = tail;
    }
}

/// The key as it comes out. Keys that are too long or hold a line break are refused.
pub(super) fn round_trip_key(text: &[u8]) -> Result<Cow<'_, [u8]>, Error> {
    let key = round_trip(text)?;
    let folded = text.contains(&0xC2) && text.windows(2).any(|pair| pair == [0xC2, 0x85]);
    // No character takes more than six.
    if folded || (text.len() > MAX_KEY_TEXT / 6 && json_length(text) > MAX_KEY_TEXT) {
        let message = "yaml: did not find expected ',' or '}'";
        return Err(Error::new(ErrorKind::Encode, message));
    }
    Ok(key)
}

/// Number of characters of the string's JSON text, quotes left out (Go: `appendString`).
fn json_length(text: &[u8]) -> usize {
    let length = |(_, rune, width): (usize, u32, usize)| match rune {
        0x22 | 0x5C | 0x08 | 0x09 | 0x0A | 0x0C | 0x0D => 2,
        0..0x20 | 0x3C | 0x3E | 0x26 | 0x2028 | 0x2029 => 6,
        0xFFFD if width == 1 => 6,
        _ => 1,
    };
    utf8::runes(text).map(length).sum()
}
