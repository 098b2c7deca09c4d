//! The time now.

use std::time::{SystemTime, UNIX_EPOCH};

use rutter::go::time::{RFC3339_NANO, Time, Zone};
use rutter::{SystemWorld, World};

/// Seconds since 1970.
pub fn seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs())
}

/// RFC 3339 with nanoseconds, in the local zone.
pub fn now() -> String {
    let zone = Zone::local(&SystemWorld.local_zone());
    let time = Time::now(SystemWorld.now(), &zone).format(RFC3339_NANO.as_bytes());
    String::from_utf8_lossy(&time).into_owned()
}
