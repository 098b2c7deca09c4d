//! Writing DER (ITU-T X.690), as much as keys and certificates need. Go: encoding/asn1.

use num_bigint::BigUint;

/// Tag of a constructed SEQUENCE.
pub(super) const SEQUENCE: u8 = 0x30;
/// Tag of a constructed SET.
pub(super) const SET: u8 = 0x31;

/// A tag, a length and a content.
pub(super) fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    match content.len() {
        length @ 0..=127 => out.push(length as u8),
        length => {
            let bytes = length.to_be_bytes();
            let skip = bytes.iter().take_while(|b| **b == 0).count();
            out.push(0x80 | (bytes.len() - skip) as u8);
            out.extend_from_slice(&bytes[skip..]);
        }
    }
    out.extend_from_slice(content);
    out
}

pub(super) fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    element(SEQUENCE, &parts.concat())
}

/// A number that is not negative.
pub(super) fn integer(number: &BigUint) -> Vec<u8> {
    let mut bytes = number.to_bytes_be();
    if bytes.first().is_some_and(|b| b & 0x80 != 0) {
        bytes.insert(0, 0);
    }
    element(0x02, &bytes)
}

pub(super) fn small_integer(number: u8) -> Vec<u8> {
    element(0x02, &[number])
}

pub(super) fn octets(bytes: &[u8]) -> Vec<u8> {
    element(0x04, bytes)
}

pub(super) fn bits(bytes: &[u8], unused: u8) -> Vec<u8> {
    element(0x03, &[&[unused], bytes].concat())
}

pub(super) fn boolean(value: bool) -> Vec<u8> {
    element(0x01, &[if value { 0xff } else { 0 }])
}

pub(super) fn null() -> Vec<u8> {
    element(0x05, &[])
}

/// An object identifier from its numbers.
pub(super) fn identifier(numbers: &[u32]) -> Vec<u8> {
    let [first, second, rest @ ..] = numbers else { return element(0x06, &[]) };
    let mut content = vec![(first * 40 + second) as u8];
    for number in rest {
        let groups = (32 - number.leading_zeros()).div_ceil(7).max(1);
        for group in (0..groups).rev() {
            let more = if group > 0 { 0x80 } else { 0 };
            content.push((number >> (7 * group)) as u8 & 0x7f | more);
        }
    }
    element(0x06, &content)
}

/// A text: PrintableString where its characters allow, else UTF8String.
pub(super) fn text(text: &str) -> Vec<u8> {
    let printable = |c: char| c.is_ascii_alphanumeric() || " '()+,-./:=?".contains(c);
    let tag = if text.chars().all(printable) { 0x13 } else { 0x0c };
    element(tag, text.as_bytes())
}

/// The content of the first element, and what follows it; `None` when it is cut short.
pub(super) fn split(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (tag, rest) = bytes.split_first()?;
    let (length, rest) = rest.split_first()?;
    let (length, rest) = match *length {
        length @ 0..=0x7f => (usize::from(length), rest),
        length => {
            let count = usize::from(length & 0x7f);
            if count == 0 || count > 4 {
                return None;
            }
            let (digits, rest) = rest.split_at_checked(count)?;
            (digits.iter().fold(0, |n, b| n << 8 | usize::from(*b)), rest)
        }
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((*tag, content, rest))
}
