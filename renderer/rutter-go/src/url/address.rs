//! IPv6 addresses in brackets (Go: `net/netip`).

use crate::strconv::quote;

/// Checks an address; the error is that of `url.Parse`.
pub(super) fn check_v6(text: &[u8]) -> Result<(), String> {
    let mark = text.iter().find(|b| matches!(b, b'.' | b':' | b'%'));
    let checked = match mark {
        Some(b'.') => {
            let outcome = check_v4(text);
            if outcome.is_ok() {
                return Err("invalid IP-literal".to_string());
            }
            outcome
        }
        Some(b':') => check_colons(text),
        Some(_) => Err(("missing IPv6 address", b"".as_slice())),
        None => Err(("unable to parse IP", b"".as_slice())),
    };
    checked.map_err(|(message, at)| {
        let place = match at.is_empty() {
            true => String::new(),
            false => format!(" (at {})", quote(at)),
        };
        format!("invalid host: ParseAddr({}): {message}{place}", quote(text))
    })
}

/// What is wrong, and from where on.
type Failure<'t> = (&'static str, &'t [u8]);

fn check_v4(text: &[u8]) -> Result<(), Failure<'_>> {
    let (mut value, mut digits, mut dots) = (0u32, 0, 0);
    for (at, byte) in text.iter().enumerate() {
        let rest = text.get(at..).unwrap_or_default();
        match byte {
            b'0'..=b'9' if digits == 1 && value == 0 => {
                return Err(("IPv4 field has octet with leading zero", b""));
            }
            b'0'..=b'9' => {
                value = value * 10 + u32::from(byte - b'0');
                digits += 1;
                if value > 255 {
                    return Err(("IPv4 field has value >255", b""));
                }
            }
            b'.' if digits == 0 || rest.len() == 1 => {
                return Err(("IPv4 field must have at least one digit", rest));
            }
            b'.' if dots == 3 => return Err(("IPv4 address too long", b"")),
            b'.' => (value, digits, dots) = (0, 0, dots + 1),
            _ => return Err(("unexpected character", rest)),
        }
    }
    match dots < 3 {
        true => Err(("IPv4 address too short", b"")),
        false => Ok(()),
    }
}

fn check_colons(text: &[u8]) -> Result<(), Failure<'_>> {
    let mut rest = text;
    if let Some(at) = memchr::memchr(b'%', text) {
        if at + 1 == text.len() {
            return Err(("zone must be a non-empty string", b""));
        }
        rest = text.get(..at).unwrap_or_default();
    }
    let (mut bytes, mut ellipsis) = (0, false);
    if let Some(tail) = rest.strip_prefix(b"::") {
        (ellipsis, rest) = (true, tail);
        if rest.is_empty() {
            return Ok(());
        }
    }
    while bytes < 16 {
        let digits = group(rest)?;
        let tail = rest.get(digits..).unwrap_or_default();
        if tail.first() == Some(&b'.') {
            check_embedded(rest, bytes, ellipsis)?;
            (rest, bytes) = (b"", bytes + 4);
            break;
        }
        bytes += 2;
        rest = tail;
        match rest {
            [] => break,
            [b':'] => return Err(("colon must be followed by more characters", rest)),
            [b':', after @ ..] => rest = after,
            _ => return Err(("unexpected character, want colon", rest)),
        }
        if let Some(after) = rest.strip_prefix(b":") {
            if ellipsis {
                return Err(("multiple :: in address", rest));
            }
            (ellipsis, rest) = (true, after);
            if rest.is_empty() {
                break;
            }
        }
    }
    match (rest.is_empty(), bytes < 16, ellipsis) {
        (false, _, _) => Err(("trailing garbage after address", rest)),
        (true, true, false) => Err(("address string too short", b"")),
        (true, false, true) => Err(("the :: must expand to at least one field of zeros", b"")),
        _ => Ok(()),
    }
}

/// Length of the hexadecimal group at the beginning.
fn group(text: &[u8]) -> Result<usize, Failure<'_>> {
    let digits = text.iter().take_while(|b| b.is_ascii_hexdigit()).count();
    match digits {
        0 => Err(("each colon-separated field must have at least one digit", text)),
        1..=4 => Ok(digits),
        _ => Err(("each group must have 4 or less digits", text)),
    }
}

fn check_embedded(text: &[u8], bytes: usize, ellipsis: bool) -> Result<(), Failure<'_>> {
    if !ellipsis && bytes != 12 {
        let message = "embedded IPv4 address must replace the final 2 fields of the address";
        return Err((message, text));
    }
    if bytes + 4 > 16 {
        let message = "too many hex fields to fit an embedded IPv4 at the end of the address";
        return Err((message, text));
    }
    check_v4(text)
}
