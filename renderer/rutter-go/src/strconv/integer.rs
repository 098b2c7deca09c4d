//! Integers (Go: `strconv/number.go`).

use super::{NumError, Reason, underscores_fit};

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// Appends `value` in decimal.
pub fn append_int(out: &mut Vec<u8>, value: i64) {
    if value < 0 {
        out.push(b'-');
    }
    append_uint(out, value.unsigned_abs());
}

/// Appends `value` in decimal.
pub fn append_uint(out: &mut Vec<u8>, value: u64) {
    append_in_base(out, value, 10);
}

/// Go's `strconv.FormatInt`, for bases 2 to 36.
pub fn format_int(value: i64, base: u32) -> String {
    let mut out = Vec::with_capacity(20);
    if value < 0 {
        out.push(b'-');
    }
    append_in_base(&mut out, value.unsigned_abs(), base);
    String::from_utf8(out).unwrap_or_default()
}

/// Go's `strconv.FormatUint`, for bases 2 to 36.
pub fn format_uint(value: u64, base: u32) -> String {
    let mut out = Vec::with_capacity(20);
    append_in_base(&mut out, value, base);
    String::from_utf8(out).unwrap_or_default()
}

fn append_in_base(out: &mut Vec<u8>, mut value: u64, base: u32) {
    let base = base.clamp(2, 36) as u64;
    let mut buffer = [0u8; 64];
    let mut start = buffer.len();
    for slot in buffer.iter_mut().rev() {
        *slot = DIGITS.get((value % base) as usize).copied().unwrap_or(b'0');
        value /= base;
        start -= 1;
        if value == 0 {
            break;
        }
    }
    out.extend_from_slice(buffer.get(start..).unwrap_or_default());
}

/// Go's `strconv.Atoi`.
pub fn atoi(text: &str) -> Result<i64, NumError> {
    atoi_bytes(text.as_bytes()).map_err(|(_, error)| error)
}

/// [`atoi`] of bytes; beside the error stands the value Go returns with it.
pub fn atoi_bytes(text: &[u8]) -> Result<i64, (i64, NumError)> {
    parse_signed(text, 10, 64, "Atoi")
}

/// Go's `strconv.ParseInt`: bases 2 to 36, or 0 to read Go's prefixes and underscores.
pub fn parse_int(text: &str, base: u32, bits: u32) -> Result<i64, NumError> {
    parse_int_bytes(text.as_bytes(), base, bits).map_err(|(_, error)| error)
}

/// [`parse_int`] of bytes; beside the error stands the value Go returns with it.
pub fn parse_int_bytes(text: &[u8], base: u32, bits: u32) -> Result<i64, (i64, NumError)> {
    parse_signed(text, base, bits, "ParseInt")
}

/// Go's `strconv.ParseUint`.
pub fn parse_uint(text: &str, base: u32, bits: u32) -> Result<u64, NumError> {
    parse_uint_bytes(text.as_bytes(), base, bits).map_err(|(_, error)| error)
}

/// [`parse_uint`] of bytes; beside the error stands the value Go returns with it.
pub fn parse_uint_bytes(text: &[u8], base: u32, bits: u32) -> Result<u64, (u64, NumError)> {
    magnitude(text, base, bits).map_err(|(value, reason)| {
        let function = "ParseUint";
        let text = text.to_vec();
        let error = NumError { function, text, reason };
        (value, error)
    })
}

fn parse_signed(
    text: &[u8],
    base: u32,
    bits: u32,
    function: &'static str,
) -> Result<i64, (i64, NumError)> {
    let fail = |value, reason| {
        let text = text.to_vec();
        let error = NumError { function, text, reason };
        Err((value, error))
    };
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let value = match magnitude(digits, base, bits) {
        Ok(value) => value,
        Err((value, Reason::Range)) => value,
        Err((_, reason)) => return fail(0, reason),
    };
    let cutoff = 1u64 << (if bits == 0 { 64 } else { bits } - 1);
    match negative {
        false if value >= cutoff => fail((cutoff - 1) as i64, Reason::Range),
        true if value > cutoff => fail((cutoff as i64).wrapping_neg(), Reason::Range),
        false => Ok(value as i64),
        true => Ok((value as i64).wrapping_neg()),
    }
}

fn magnitude(text: &[u8], base: u32, bits: u32) -> Result<u64, (u64, Reason)> {
    if text.is_empty() {
        return Err((0, Reason::Syntax));
    }
    let (radix, digits) = match base {
        0 => prefix(text),
        2..=36 => (base as u64, text),
        _ => return Err((0, Reason::Base(base as i32))),
    };
    if bits > 64 {
        return Err((0, Reason::BitSize(bits as i32)));
    }
    let largest = match bits {
        0 | 64 => u64::MAX,
        _ => (1 << bits) - 1,
    };
    let (mut value, mut underscores) = (0u64, false);
    for &byte in digits {
        let digit = match byte {
            b'_' if base == 0 => {
                underscores = true;
                continue;
            }
            b'0'..=b'9' => byte - b'0',
            b'a'..=b'z' => byte - b'a' + 10,
            b'A'..=b'Z' => byte - b'A' + 10,
            _ => return Err((0, Reason::Syntax)),
        } as u64;
        if digit >= radix {
            return Err((0, Reason::Syntax));
        }
        let next = value.checked_mul(radix).and_then(|v| v.checked_add(digit));
        value = match next {
            Some(next) if next <= largest => next,
            _ => return Err((largest, Reason::Range)),
        };
    }
    match underscores && !underscores_fit(text) {
        true => Err((0, Reason::Syntax)),
        false => Ok(value),
    }
}

fn prefix(text: &[u8]) -> (u64, &[u8]) {
    match text {
        [b'0', b'b' | b'B', rest @ ..] if !rest.is_empty() => (2, rest),
        [b'0', b'o' | b'O', rest @ ..] if !rest.is_empty() => (8, rest),
        [b'0', b'x' | b'X', rest @ ..] if !rest.is_empty() => (16, rest),
        [b'0', rest @ ..] => (8, rest),
        _ => (10, text),
    }
}
