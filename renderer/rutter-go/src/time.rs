//! Moments, durations and their text (Go: `time`).

mod civil;
mod duration;
mod format;
mod layout;
mod object;
mod parse;
mod zone;

pub use duration::Duration;
pub use object::{Month, Weekday};
pub use zone::Zone;

use crate::world::Instant;
use civil::Civil;
use std::cmp::Ordering;

/// Go's `time.RFC3339`.
pub const RFC3339: &str = "2006-01-02T15:04:05Z07:00";
/// Go's `time.RFC3339Nano`.
pub const RFC3339_NANO: &str = "2006-01-02T15:04:05.999999999Z07:00";

const BILLION: i64 = 1_000_000_000;
/// Seconds from January 1, year 1 to the Unix epoch.
const UNIX_FROM_YEAR_ONE: i64 = 62_135_596_800;

/// A moment in a zone (Go: `time.Time`); a template sees it as a struct with methods.
#[derive(Clone, Debug)]
pub struct Time {
    seconds: i64,
    nanoseconds: u32,
    zone: Zone,
    /// What the method `Local` goes to.
    local: Zone,
    /// Reading of the monotonic clock, in nanoseconds; only the current time has one.
    monotonic: Option<i64>,
}

impl Time {
    /// Go's `time.Unix(seconds, nanoseconds)`, in the local zone.
    pub fn unix(seconds: i64, nanoseconds: i64, local: &Zone) -> Time {
        let seconds = seconds.wrapping_add(nanoseconds.div_euclid(BILLION));
        let nanoseconds = nanoseconds.rem_euclid(BILLION) as u32;
        Time { seconds, nanoseconds, zone: local.clone(), local: local.clone(), monotonic: None }
    }

    /// Go's `time.Now()`, with a reading of the monotonic clock as at the start of a program.
    pub fn now(instant: Instant, local: &Zone) -> Time {
        let time = Time::unix(instant.seconds, i64::from(instant.nanoseconds), local);
        Time { monotonic: Some(0), ..time }
    }

    /// The zero time, January 1, year 1, in UTC.
    pub fn zero() -> Time {
        Time::unix(-UNIX_FROM_YEAR_ONE, 0, &Zone::utc())
    }

    /// Go's `time.Date`: parts beyond their range carry over.
    pub fn date(year: i64, month: i64, day: i64, clock: [i64; 4], zone: &Zone) -> Time {
        let [hour, minute, second, nanosecond] = clock;
        let second = second.wrapping_add(nanosecond.div_euclid(BILLION));
        let days = civil::days(year, month, day);
        let in_day =
            hour.wrapping_mul(3600).wrapping_add(minute.wrapping_mul(60)).wrapping_add(second);
        let local = days.wrapping_mul(86_400).wrapping_add(in_day);
        let offset = i64::from(zone.lookup(local).offset);
        let offset = match offset {
            0 => 0,
            _ => i64::from(zone.lookup(local - offset).offset),
        };
        Time::unix(local - offset, nanosecond.rem_euclid(BILLION), zone)
    }

    /// Go's `time.ParseInLocation`: `zone` holds where the text names none. The error is Go's.
    pub fn parse_in(layout: &[u8], value: &[u8], zone: &Zone) -> Result<Time, String> {
        parse::parse(layout, value, zone, zone)
    }

    /// Go's `time.Parse`: UTC holds where the text names no zone. The error is Go's.
    pub fn parse(layout: &[u8], value: &[u8], local: &Zone) -> Result<Time, String> {
        parse::parse(layout, value, &Zone::utc(), local)
    }

    /// Seconds since 1970.
    pub fn unix_seconds(&self) -> i64 {
        self.seconds
    }

    /// Nanoseconds within the second.
    pub fn nanosecond(&self) -> u32 {
        self.nanoseconds
    }

    /// The zone.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Whether this is the zero time (Go: `IsZero`).
    pub fn is_zero(&self) -> bool {
        self.seconds == -UNIX_FROM_YEAR_ONE && self.nanoseconds == 0
    }

    /// The same moment in another zone (Go: `In`).
    pub fn in_zone(&self, zone: &Zone) -> Time {
        Time { zone: zone.clone(), monotonic: None, ..self.clone() }
    }

    /// The moment a duration later (Go: `Add`).
    pub fn add(&self, duration: Duration) -> Time {
        let nanoseconds = i64::from(self.nanoseconds) + duration.0 % BILLION;
        let seconds = self.seconds.wrapping_add(duration.0 / BILLION);
        Time {
            seconds: seconds.wrapping_add(nanoseconds.div_euclid(BILLION)),
            nanoseconds: nanoseconds.rem_euclid(BILLION) as u32,
            monotonic: self.monotonic.and_then(|m| m.checked_add(duration.0)),
            ..self.clone()
        }
    }

    /// The time since another moment (Go: `Sub`).
    pub fn sub(&self, other: &Time) -> Duration {
        let seconds = i128::from(self.seconds) - i128::from(other.seconds);
        let nanoseconds = i128::from(self.nanoseconds) - i128::from(other.nanoseconds);
        let total = seconds * i128::from(BILLION) + nanoseconds;
        Duration(total.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64)
    }

    /// The date so many years, months and days later (Go: `AddDate`).
    pub fn add_date(&self, years: i64, months: i64, days: i64) -> Time {
        let civil = self.civil();
        let clock = [civil.hour, civil.minute, civil.second, i64::from(self.nanoseconds)];
        let time = Time::date(
            civil.year.wrapping_add(years),
            civil.month.wrapping_add(months),
            civil.day.wrapping_add(days),
            clock,
            &self.zone,
        );
        Time { local: self.local.clone(), ..time }
    }

    /// Go's `Truncate`: down to a multiple of the duration since the zero time.
    pub fn truncate(&self, duration: Duration) -> Time {
        let plain = Time { monotonic: None, ..self.clone() };
        match duration.0 <= 0 {
            true => plain,
            false => plain.add(Duration(-self.remainder(duration))),
        }
    }

    /// Go's `Round`: to the nearest multiple of the duration since the zero time.
    pub fn round(&self, duration: Duration) -> Time {
        let plain = Time { monotonic: None, ..self.clone() };
        if duration.0 <= 0 {
            return plain;
        }
        let rest = self.remainder(duration);
        match rest < duration.0 - rest {
            true => plain.add(Duration(-rest)),
            false => plain.add(Duration(duration.0 - rest)),
        }
    }

    fn remainder(&self, duration: Duration) -> i64 {
        let seconds = i128::from(self.seconds) + i128::from(UNIX_FROM_YEAR_ONE);
        let total = seconds * i128::from(BILLION) + i128::from(self.nanoseconds);
        total.rem_euclid(i128::from(duration.0)) as i64
    }

    /// Order of the moments.
    pub fn compare(&self, other: &Time) -> Ordering {
        (self.seconds, self.nanoseconds).cmp(&(other.seconds, other.nanoseconds))
    }

    /// The text by a layout (Go: `Format`).
    pub fn format(&self, layout: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(layout.len() + 10);
        format::append(&mut out, self, layout);
        out
    }

    /// RFC 3339 as JSON and YAML have it; the error is what Go says of strange years and zones.
    pub fn to_rfc3339(&self) -> Result<String, &'static str> {
        let text = self.format(RFC3339_NANO.as_bytes());
        let text = String::from_utf8(text).unwrap_or_default();
        if text.as_bytes().get(4) != Some(&b'-') {
            return Err("year outside of range [0,9999]");
        }
        let zone = text.len().checked_sub(6).and_then(|at| text.get(at..));
        let hours = zone.and_then(|zone| zone.get(1..3)?.parse::<u8>().ok());
        let signed = zone.is_some_and(|zone| zone.starts_with(['+', '-']));
        match text.ends_with('Z') || (signed && hours.is_some_and(|hours| hours < 24)) {
            true => Ok(text),
            false => Err("timezone hour outside of range [0,23]"),
        }
    }

    fn civil(&self) -> Civil {
        let offset = i64::from(self.zone.lookup(self.seconds).offset);
        Civil::of(self.seconds.wrapping_add(offset))
    }

    fn go_string(&self) -> String {
        let civil = self.civil();
        let zone = match self.zone.name() {
            "UTC" => "time.UTC".to_string(),
            "Local" => "time.Local".to_string(),
            name => format!("time.Location({})", parse::quote(name.as_bytes())),
        };
        format!(
            "time.Date({}, time.{}, {}, {}, {}, {}, {}, {zone})",
            civil.year,
            civil::month_name(civil.month),
            civil.day,
            civil.hour,
            civil.minute,
            civil.second,
            self.nanoseconds,
        )
    }
}

impl std::fmt::Display for Time {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = self.format(b"2006-01-02 15:04:05.999999999 -0700 MST");
        f.write_str(&String::from_utf8_lossy(&text))?;
        let Some(monotonic) = self.monotonic else {
            return Ok(());
        };
        let sign = if monotonic < 0 { '-' } else { '+' };
        let (seconds, rest) =
            (monotonic.unsigned_abs() / BILLION as u64, monotonic.unsigned_abs() % BILLION as u64);
        write!(f, " m={sign}{seconds}.{rest:09}")
    }
}
