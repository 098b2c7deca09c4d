//! sprig date.go.

use rutter_go::time::{Duration, Time, Zone};
use rutter_go::value::Value;
use rutter_template::{Call, Error};

use crate::arguments::{Outcome, any, charge_runes, string, text};

fn local(call: &Call<'_, '_>) -> Zone {
    Zone::local(&call.world().local_zone())
}

/// Go: `time.LoadLocation`, where an unknown zone becomes UTC.
fn location(call: &Call<'_, '_>, zone: &str) -> Zone {
    Zone::load(zone, &local(call)).unwrap_or_else(|_| Zone::utc())
}

fn now_time(call: &Call<'_, '_>) -> Time {
    Time::now(call.world().now(), &local(call))
}

/// A time, or seconds since the epoch; anything else is now.
fn time_of(call: &Call<'_, '_>, value: &Value) -> Time {
    if let Some(time) = value.downcast::<Time>() {
        return time.clone();
    }
    match value {
        Value::Int(seconds) | Value::Int64(seconds) => Time::unix(*seconds, 0, &local(call)),
        _ => now_time(call),
    }
}

fn formatted(call: &Call<'_, '_>, layout: &[u8], date: &Value, zone: &str) -> Outcome {
    let time = time_of(call, date).in_zone(&location(call, zone));
    string(time.format(layout))
}

pub(crate) fn now(call: &mut Call<'_, '_>, _: &[Value]) -> Outcome {
    Ok(Value::object(now_time(call)))
}

pub(crate) fn date(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    formatted(call, text(a, 0).as_bytes(), &any(a, 1), "Local")
}

pub(crate) fn date_in_zone(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let zone = text(a, 2);
    formatted(call, text(a, 0).as_bytes(), &any(a, 1), &zone.to_str_lossy())
}

pub(crate) fn html_date(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    formatted(call, b"2006-01-02", &any(a, 0), "Local")
}

pub(crate) fn html_date_in_zone(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let zone = text(a, 1);
    formatted(call, b"2006-01-02", &any(a, 0), &zone.to_str_lossy())
}

/// The time at `index`; the execution has checked that it is one.
fn time_argument(a: &[Value], index: usize) -> Time {
    any(a, index).downcast::<Time>().cloned().unwrap_or_else(Time::zero)
}

pub(crate) fn date_modify(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let time = time_argument(a, 1);
    Ok(Value::object(match Duration::parse(text(a, 0).as_bytes()) {
        Ok(duration) => time.add(duration),
        Err(_) => time,
    }))
}

pub(crate) fn must_date_modify(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let duration = Duration::parse(text(a, 0).as_bytes()).map_err(Error::new)?;
    Ok(Value::object(time_argument(a, 1).add(duration)))
}

pub(crate) fn ago(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let since = now_time(call).sub(&time_of(call, &any(a, 0)));
    string(since.round(Duration(1_000_000_000)).to_string())
}

pub(crate) fn duration(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let seconds = match any(a, 0) {
        Value::String(text) => {
            rutter_go::strconv::parse_int_bytes(text.as_bytes(), 10, 64).unwrap_or_else(|(n, _)| n)
        }
        Value::Int64(seconds) => seconds,
        _ => 0,
    };
    string(Duration(seconds.wrapping_mul(1_000_000_000)).to_string())
}

pub(crate) fn duration_round(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let value = any(a, 0);
    let duration = match &value {
        Value::String(text) => Duration::parse(text.as_bytes()).unwrap_or(Duration(0)),
        Value::Int64(nanoseconds) => Duration(*nanoseconds),
        other => match other.downcast::<Time>() {
            Some(time) => now_time(call).sub(time),
            None => Duration(0),
        },
    };
    const SECOND: u64 = 1_000_000_000;
    const HOUR: u64 = 3600 * SECOND;
    const UNITS: [(u64, &str); 6] = [
        (365 * 24 * HOUR, "y"),
        (30 * 24 * HOUR, "mo"),
        (24 * HOUR, "d"),
        (HOUR, "h"),
        (60 * SECOND, "m"),
        (SECOND, "s"),
    ];
    let size = duration.0.unsigned_abs();
    match UNITS.iter().find(|(unit, _)| size > *unit) {
        Some((unit, name)) => string(format!("{}{name}", size / unit)),
        None => string("0s"),
    }
}

fn parsed(call: &mut Call<'_, '_>, a: &[Value]) -> Result<Result<Time, String>, Error> {
    let (layout, source) = (text(a, 0), text(a, 1));
    charge_runes(call, &source)?;
    Ok(Time::parse_in(layout.as_bytes(), source.as_bytes(), &local(call)))
}

pub(crate) fn to_date(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::object(parsed(call, a)?.unwrap_or_else(|_| Time::zero())))
}

pub(crate) fn must_to_date(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    parsed(call, a)?.map(Value::object).map_err(Error::new)
}

pub(crate) fn unix_epoch(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(time_argument(a, 0).unix_seconds().to_string())
}
