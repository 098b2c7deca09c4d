//! Lenient conversion to numbers (Go: `github.com/spf13/cast` as sprig uses it).

use crate::strconv;
use crate::value::Value;
use std::borrow::Cow;

/// Go's `cast.ToInt64`; what cannot be converted is 0.
pub fn to_int64(value: &Value) -> i64 {
    match plain(value).as_ref() {
        Value::Int(number) | Value::Int64(number) => *number,
        Value::Uint64(number) => *number as i64,
        Value::Uint8(number) => *number as i64,
        Value::Float64(number) => float_to_int64(*number),
        Value::String(text) => {
            let text = trim_zero_decimal(text.as_bytes());
            strconv::parse_int_bytes(text, 0, 0).unwrap_or(0)
        }
        Value::Bool(flag) => *flag as i64,
        _ => 0,
    }
}

/// Go's `cast.ToInt`, an `int` of 64 bits.
pub fn to_int(value: &Value) -> i64 {
    to_int64(value)
}

/// Go's `cast.ToFloat64`; what cannot be converted is 0.
pub fn to_float64(value: &Value) -> f64 {
    match plain(value).as_ref() {
        Value::Int(number) | Value::Int64(number) => *number as f64,
        Value::Uint64(number) => *number as f64,
        Value::Uint8(number) => *number as f64,
        Value::Float64(number) => *number,
        Value::String(text) => strconv::parse_float_bytes(text.as_bytes()).unwrap_or(0.0),
        Value::Bool(flag) => *flag as u8 as f64,
        _ => 0.0,
    }
}

/// Go's `int64(x)` on amd64: toward zero, and the smallest number for what does not fit.
pub fn float_to_int64(number: f64) -> i64 {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    match (-LIMIT..LIMIT).contains(&number) {
        true => number as i64,
        false => i64::MIN,
    }
}

/// Of the named types, cast knows `time.Month` and `time.Weekday`.
fn plain(value: &Value) -> Cow<'_, Value> {
    match value {
        Value::Object(object) => match object.type_name().as_ref() {
            "time.Month" | "time.Weekday" => Cow::Owned(object.scalar().unwrap_or_default()),
            _ => Cow::Borrowed(value),
        },
        _ => Cow::Borrowed(value),
    }
}

/// `5.00` is read as `5`.
fn trim_zero_decimal(text: &[u8]) -> &[u8] {
    let mut zeros = false;
    for (index, byte) in text.iter().enumerate().rev() {
        match byte {
            b'.' if zeros => return text.get(..index).unwrap_or_default(),
            b'.' => {}
            b'0' => zeros = true,
            _ => break,
        }
    }
    text
}
