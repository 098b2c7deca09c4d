//! Packets of OpenPGP as they lie in a file (RFC 9580, section 4.2).

/// Where GnuPG keeps what it thinks of a key.
const TRUST: u8 = 12;

/// The packets without GnuPG's own notes, which stand between user ids and their signatures.
pub fn without_trust(data: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(data.len());
    let mut rest = data;
    while let Some((tag, length)) = head(rest) {
        let packet = rest.get(..length).unwrap_or(rest);
        if tag != TRUST {
            kept.extend(packet);
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    // What is no packet is left to the reader, who knows what to say about it.
    kept.extend(rest);
    kept
}

/// Tag and whole length of the packet at the beginning.
fn head(data: &[u8]) -> Option<(u8, usize)> {
    let first = *data.first().filter(|byte| **byte & 0x80 != 0)?;
    let number = |range: std::ops::Range<usize>| {
        let bytes = data.get(range)?.iter();
        Some(bytes.fold(0_usize, |number, byte| number << 8 | usize::from(*byte)))
    };
    let (tag, head, body) = match first & 0x40 == 0 {
        true => {
            let size = match first & 3 {
                0 => 1,
                1 => 2,
                2 => 4,
                _ => return None,
            };
            ((first >> 2) & 0x0f, 1 + size, number(1..1 + size)?)
        }
        false => match *data.get(1)? {
            short @ 0..192 => (first & 0x3f, 2, usize::from(short)),
            192..224 => (first & 0x3f, 3, number(1..3)? - (192 << 8) + 192),
            255 => (first & 0x3f, 6, number(2..6)?),
            _ => return None,
        },
    };
    Some((tag, head.checked_add(body)?))
}
