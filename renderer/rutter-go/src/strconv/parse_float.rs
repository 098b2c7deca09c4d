//! Reading floating-point numbers (Go: `strconv.ParseFloat`).

use super::{NumError, Reason, underscores_fit};

/// What [`scan`] found.
struct Scanned {
    hexadecimal: bool,
    underscores: bool,
}

/// Go's `strconv.ParseFloat(text, 64)`.
pub fn parse_float(text: &str) -> Result<f64, NumError> {
    parse_float_bytes(text.as_bytes()).map_err(|(_, error)| error)
}

/// [`parse_float`] of bytes; beside the error stands the value Go returns with it.
pub fn parse_float_bytes(text: &[u8]) -> Result<f64, (f64, NumError)> {
    let fail = |value, reason| {
        let function = "ParseFloat";
        let text = text.to_vec();
        let error = NumError { function, text, reason };
        Err((value, error))
    };
    if let Some(value) = special(text) {
        return Ok(value);
    }
    let Some(scanned) = scan(text) else {
        return fail(0.0, Reason::Syntax);
    };
    if scanned.underscores && !underscores_fit(text) {
        return fail(0.0, Reason::Syntax);
    }
    let value = match scanned.hexadecimal {
        true => hexadecimal(text),
        false => decimal(text, scanned.underscores),
    };
    match value.is_infinite() {
        true => fail(value, Reason::Range),
        false => Ok(value),
    }
}

fn special(text: &[u8]) -> Option<f64> {
    let (sign, signed, word) = match text {
        [b'-', rest @ ..] => (-1.0, true, rest),
        [b'+', rest @ ..] => (1.0, true, rest),
        _ => (1.0, false, text),
    };
    if word.eq_ignore_ascii_case(b"inf") || word.eq_ignore_ascii_case(b"infinity") {
        return Some(sign * f64::INFINITY);
    }
    (!signed && word.eq_ignore_ascii_case(b"nan")).then_some(f64::NAN)
}

/// Checks the syntax of a whole number.
fn scan(text: &[u8]) -> Option<Scanned> {
    let unsigned = match text {
        [b'+' | b'-', rest @ ..] => rest,
        _ => text,
    };
    let (hexadecimal, mut rest) = match unsigned {
        [b'0', b'x' | b'X', rest @ ..] if !rest.is_empty() => (true, rest),
        _ => (false, unsigned),
    };
    let (mut underscores, mut dot, mut digits) = (false, false, false);
    while let [byte, tail @ ..] = rest {
        match byte {
            b'_' => underscores = true,
            b'.' if dot => break,
            b'.' => dot = true,
            b'0'..=b'9' => digits = true,
            b'a'..=b'f' | b'A'..=b'F' if hexadecimal => digits = true,
            _ => break,
        }
        rest = tail;
    }
    if !digits {
        return None;
    }
    match rest {
        [b'e' | b'E', exponent @ ..] if !hexadecimal => rest = exponent,
        [b'p' | b'P', exponent @ ..] if hexadecimal => rest = exponent,
        [] if !hexadecimal => {
            return Some(Scanned { hexadecimal, underscores });
        }
        _ => return None,
    }
    if let [b'+' | b'-', tail @ ..] = rest {
        rest = tail;
    }
    let starts_with_digit = rest.first().is_some_and(u8::is_ascii_digit);
    let only_digits = rest.iter().all(|b| b.is_ascii_digit() || *b == b'_');
    underscores |= rest.contains(&b'_');
    (starts_with_digit && only_digits).then_some(Scanned { hexadecimal, underscores })
}

fn decimal(text: &[u8], underscores: bool) -> f64 {
    let parse = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).ok();
        text.and_then(|t| t.parse::<f64>().ok()).unwrap_or(0.0)
    };
    match underscores {
        false => parse(text),
        true => {
            let digits: Vec<u8> = text.iter().copied().filter(|&b| b != b'_').collect();
            parse(&digits)
        }
    }
}

/// The value of a checked hexadecimal number, rounded to even.
fn hexadecimal(text: &[u8]) -> f64 {
    const MANTISSA_BITS: u32 = 52;
    const BIAS: i64 = 1023;
    let negative = text.first() == Some(&b'-');
    let body = match text {
        [b'+' | b'-', rest @ ..] => rest,
        _ => text,
    };
    let (mut mantissa, mut exponent) = read_hexadecimal(body.get(2..).unwrap_or_default());
    exponent += MANTISSA_BITS as i64;
    while mantissa != 0 && mantissa >> (MANTISSA_BITS + 2) == 0 {
        mantissa <<= 1;
        exponent -= 1;
    }
    let halve = |mantissa: u64| mantissa >> 1 | mantissa & 1;
    while mantissa >> (MANTISSA_BITS + 3) != 0 {
        mantissa = halve(mantissa);
        exponent += 1;
    }
    while mantissa > 1 && exponent < -BIAS + 1 - 2 {
        mantissa = halve(mantissa);
        exponent += 1;
    }
    let mut round = mantissa & 3;
    mantissa >>= 2;
    round |= mantissa & 1;
    exponent += 2;
    if round == 3 {
        mantissa += 1;
        if mantissa == 1 << (MANTISSA_BITS + 1) {
            mantissa >>= 1;
            exponent += 1;
        }
    }
    let sign = (negative as u64) << 63;
    if mantissa >> MANTISSA_BITS == 0 {
        return f64::from_bits(sign | mantissa);
    }
    if exponent > BIAS {
        return f64::from_bits(sign | f64::INFINITY.to_bits());
    }
    let fraction = mantissa & ((1 << MANTISSA_BITS) - 1);
    f64::from_bits(sign | ((exponent + BIAS) as u64) << MANTISSA_BITS | fraction)
}

/// The first sixteen significant digits (the lowest bit also stands for any that follow) and
/// the power of two they are to be multiplied with.
fn read_hexadecimal(body: &[u8]) -> (u64, i64) {
    const LARGEST_EXPONENT: i64 = 10_000;
    let split = body.iter().position(|b| matches!(b, b'p' | b'P'));
    let (digits, exponent) = body.split_at(split.unwrap_or(body.len()));
    let (mut mantissa, mut scale, mut kept, mut dropped) = (0u64, 0i64, 0, false);
    let mut after_dot = false;
    for byte in digits {
        let Some(digit) = (*byte as char).to_digit(16) else {
            after_dot |= *byte == b'.';
            continue;
        };
        if after_dot {
            scale -= 4;
        }
        if mantissa == 0 && digit == 0 {
            continue;
        }
        if kept < 16 {
            mantissa = mantissa << 4 | digit as u64;
            kept += 1;
        } else {
            dropped |= digit != 0;
            scale += 4;
        }
    }
    let (negative, exponent) = match exponent {
        [_, b'-', rest @ ..] => (true, rest),
        [_, b'+', rest @ ..] | [_, rest @ ..] => (false, rest),
        [] => (false, exponent),
    };
    let power = exponent.iter().filter(|b| b.is_ascii_digit());
    let power = power.fold(0i64, |value, b| match value < LARGEST_EXPONENT {
        true => value * 10 + (b - b'0') as i64,
        false => value,
    });
    let power = if negative { -power } else { power };
    (mantissa | dropped as u64, scale + power)
}
