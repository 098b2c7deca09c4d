//! Helm 4's duration functions. Helm: pkg/engine/funcs.go.

use rutter_go::time::Duration;
use rutter_go::value::Value;
use rutter_template::{Body, Call, Error, Parameter};

use super::argument;

/// Adds the functions of this file.
pub(super) fn add_functions(add: &mut impl FnMut(&str, &'static [Parameter], Body)) {
    const ANY: &[Parameter] = &[Parameter::Any];
    add("mustToDuration", ANY, must_to_duration);
    add("durationSeconds", ANY, |_, a| float(a, 1e9));
    add("durationMinutes", ANY, |_, a| float(a, 60e9));
    add("durationHours", ANY, |_, a| float(a, 3600e9));
    add("durationDays", ANY, |_, a| days(a, 24.0));
    add("durationWeeks", ANY, |_, a| days(a, 24.0 * 7.0));
    add("durationMilliseconds", ANY, |_, a| whole(a, 1_000_000));
    add("durationMicroseconds", ANY, |_, a| whole(a, 1_000));
    add("durationNanoseconds", ANY, |_, a| whole(a, 1));
    add("durationRoundTo", &[Parameter::Any, Parameter::Any], |_, a| fitted(a, Duration::round));
    add("durationTruncateTo", &[Parameter::Any, Parameter::Any], |_, a| {
        fitted(a, Duration::truncate)
    });
}

const NANOSECONDS: i64 = 1_000_000_000;

fn seconds(count: i64) -> Result<Duration, String> {
    match count.checked_mul(NANOSECONDS) {
        Some(nanoseconds) => Ok(Duration(nanoseconds)),
        None => Err(format!("duration seconds overflow: {count}")),
    }
}

fn float_seconds(count: f64) -> Result<Duration, String> {
    let shown = || {
        let mut text = Vec::new();
        rutter_go::fmt::append_value(&mut text, &Value::Float64(count));
        String::from_utf8_lossy(&text).into_owned()
    };
    if !count.is_finite() {
        return Err(format!("invalid duration seconds: {}", shown()));
    }
    let limit = i64::MAX as f64 / NANOSECONDS as f64;
    if count.abs() > limit {
        return Err(format!("duration seconds overflow: {}", shown()));
    }
    Ok(Duration((count * NANOSECONDS as f64) as i64))
}

/// Strings like `1h2m` or plain numbers, which are seconds. Helm: `asDuration`.
fn as_duration(value: &Value) -> Result<Duration, String> {
    if let Some(duration) = value.downcast::<Duration>() {
        return Ok(*duration);
    }
    match value {
        Value::Nil => Err("invalid duration".to_string()),
        Value::Int(n) | Value::Int64(n) => seconds(*n),
        Value::Uint8(n) => seconds(i64::from(*n)),
        Value::Uint64(n) => i64::try_from(*n)
            .map_err(|_| format!("duration seconds overflow: {n}"))
            .and_then(seconds),
        Value::Float64(n) => float_seconds(*n),
        Value::String(text) => {
            let text = text.to_str_lossy();
            let trimmed = crate::host::trim_space(&text);
            if trimmed.is_empty() {
                return Err("empty duration".to_string());
            }
            if let Ok(duration) = Duration::parse(trimmed.as_bytes()) {
                return Ok(duration);
            }
            match rutter_go::strconv::parse_float(trimmed) {
                Ok(count) => float_seconds(count),
                Err(_) => Err(format!(
                    "could not parse duration {}",
                    rutter_go::strconv::quote(text.as_bytes())
                )),
            }
        }
        other => Err(format!("unsupported duration type {}", other.type_name())),
    }
}

fn must_to_duration(_: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    as_duration(&argument(arguments, 0)).map(Value::object).map_err(Error::panic)
}

fn nanoseconds(arguments: &[Value]) -> i64 {
    as_duration(&argument(arguments, 0)).map_or(0, |d| d.0)
}

/// Go computes whole units and the rest apart, so that large durations stay exact.
fn float(arguments: &[Value], unit: f64) -> Result<Value, Error> {
    let (total, unit) = (nanoseconds(arguments), unit as i64);
    Ok(Value::Float64((total / unit) as f64 + (total % unit) as f64 / unit as f64))
}

fn days(arguments: &[Value], hours: f64) -> Result<Value, Error> {
    match float(arguments, 3600e9)? {
        Value::Float64(value) => Ok(Value::Float64(value / hours)),
        other => Ok(other),
    }
}

fn whole(arguments: &[Value], unit: i64) -> Result<Value, Error> {
    Ok(Value::Int64(nanoseconds(arguments) / unit))
}

fn fitted(arguments: &[Value], fit: fn(Duration, Duration) -> Duration) -> Result<Value, Error> {
    let value = as_duration(&argument(arguments, 0));
    let unit = as_duration(&argument(arguments, 1));
    Ok(Value::object(match (value, unit) {
        (Ok(value), Ok(unit)) => fit(value, unit),
        _ => Duration(0),
    }))
}
