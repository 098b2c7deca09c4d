//! Numbers as text.

use crate::Version;
use rutter_go::strconv::{append_float, append_int, append_uint};

/// Largest float up to which all whole numbers are exact.
const MAX_EXACT: f64 = 9_007_199_254_740_992.0;

/// Appends a finite or, for v3, any float.
pub(super) fn append(out: &mut Vec<u8>, value: f64, version: Version) {
    match version {
        Version::V2 => append_through_json(out, value),
        Version::V3 => append_general(out, value),
    }
}

fn append_general(out: &mut Vec<u8>, value: f64) {
    match value {
        f64::INFINITY => out.extend_from_slice(b".inf"),
        f64::NEG_INFINITY => out.extend_from_slice(b"-.inf"),
        _ if value.is_nan() => out.extend_from_slice(b".nan"),
        _ => append_float(out, value, b'g', -1, 64),
    }
}

/// JSON writes whole numbers below 1e21 in digits; go-yaml reads those that fit as integers.
fn append_through_json(out: &mut Vec<u8>, value: f64) {
    if value.fract() != 0.0 || value.abs() >= 1e21 {
        return append_general(out, value);
    }
    if value.abs() <= MAX_EXACT {
        return append_int(out, value as i64);
    }
    let mut digits = Vec::with_capacity(24);
    append_float(&mut digits, value, b'f', -1, 64);
    let text = std::str::from_utf8(&digits).unwrap_or("");
    match (text.parse::<i64>(), text.parse::<u64>()) {
        (Ok(value), _) => append_int(out, value),
        (_, Ok(value)) => append_uint(out, value),
        _ => append_general(out, value),
    }
}
