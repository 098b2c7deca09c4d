//! Durations (Go: `time.Duration`).

use super::parse::quote;

const MICROSECOND: u64 = 1_000;
const MILLISECOND: u64 = 1_000_000;
const SECOND: u64 = 1_000_000_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;

/// Nanoseconds (Go: `time.Duration`); a template sees it as a number with methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Duration(pub i64);

impl Duration {
    /// Go's `time.ParseDuration`, with Go's error text.
    pub fn parse(text: &[u8]) -> Result<Duration, String> {
        let invalid = || format!("time: invalid duration {}", quote(text));
        let (negative, mut rest) = match text {
            [b'-', rest @ ..] => (true, rest),
            [b'+', rest @ ..] => (false, rest),
            _ => (false, text),
        };
        if rest == b"0" {
            return Ok(Duration(0));
        }
        if rest.is_empty() {
            return Err(invalid());
        }
        let mut total: u64 = 0;
        while !rest.is_empty() {
            let (value, tail) = part(rest, text)?;
            rest = tail;
            let sum = total.checked_add(value).filter(|&sum| sum <= 1 << 63);
            total = sum.ok_or_else(invalid)?;
        }
        match negative {
            true => Ok(Duration((total as i64).wrapping_neg())),
            false => i64::try_from(total).map(Duration).map_err(|_| invalid()),
        }
    }

    /// Go's `Truncate`: toward zero to a multiple.
    pub fn truncate(self, multiple: Duration) -> Duration {
        match multiple.0 <= 0 {
            true => self,
            false => Duration(self.0 - self.0 % multiple.0),
        }
    }

    /// Go's `Round`: to the nearest multiple, halves away from zero.
    pub fn round(self, multiple: Duration) -> Duration {
        if multiple.0 <= 0 {
            return self;
        }
        let rest = (self.0 % multiple.0).abs();
        let down = rest < multiple.0 - rest;
        let rounded = match (self.0 < 0, down) {
            (true, true) => self.0.checked_add(rest),
            (true, false) => self.0.checked_sub(multiple.0 - rest),
            (false, true) => self.0.checked_sub(rest),
            (false, false) => self.0.checked_add(multiple.0 - rest),
        };
        Duration(rounded.unwrap_or(if self.0 < 0 { i64::MIN } else { i64::MAX }))
    }

    /// Go's `Abs`.
    pub fn abs(self) -> Duration {
        Duration(self.0.saturating_abs())
    }

    /// Hours with fraction.
    pub fn hours(self) -> f64 {
        self.in_units(HOUR)
    }

    /// Minutes with fraction.
    pub fn minutes(self) -> f64 {
        self.in_units(MINUTE)
    }

    /// Seconds with fraction.
    pub fn seconds(self) -> f64 {
        self.in_units(SECOND)
    }

    fn in_units(self, unit: u64) -> f64 {
        let (whole, rest) = (self.0 / unit as i64, self.0 % unit as i64);
        whole as f64 + rest as f64 / unit as f64
    }

    /// Whole milliseconds.
    pub fn milliseconds(self) -> i64 {
        self.0 / MILLISECOND as i64
    }

    /// Whole microseconds.
    pub fn microseconds(self) -> i64 {
        self.0 / MICROSECOND as i64
    }
}

impl std::fmt::Display for Duration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let total = self.0.unsigned_abs();
        if self.0 < 0 {
            f.write_str("-")?;
        }
        if total < SECOND {
            return match total {
                0 => f.write_str("0s"),
                1..MICROSECOND => write!(f, "{total}ns"),
                MICROSECOND..MILLISECOND => write!(f, "{}µs", fraction(total, 3)),
                _ => write!(f, "{}ms", fraction(total, 6)),
            };
        }
        if total >= HOUR {
            write!(f, "{}h", total / HOUR)?;
        }
        if total >= MINUTE {
            write!(f, "{}m", total / MINUTE % 60)?;
        }
        write!(f, "{}s", fraction(total % MINUTE, 9))
    }
}

/// A number of so many decimal places without zeros at the end.
fn fraction(value: u64, places: u32) -> String {
    let unit = 10u64.pow(places);
    let text = format!("{}.{:0places$}", value / unit, value % unit, places = places as usize);
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

/// The number and unit at the beginning, and what follows.
fn part<'t>(text: &'t [u8], whole: &[u8]) -> Result<(u64, &'t [u8]), String> {
    let invalid = || format!("time: invalid duration {}", quote(whole));
    let digits = |text: &[u8]| text.iter().take_while(|b| b.is_ascii_digit()).count();
    let (integer, mut rest) = text.split_at_checked(digits(text)).ok_or_else(invalid)?;
    let mut decimals: &[u8] = b"";
    if let Some(tail) = rest.strip_prefix(b".") {
        (decimals, rest) = tail.split_at_checked(digits(tail)).ok_or_else(invalid)?;
    }
    if integer.is_empty() && decimals.is_empty() {
        return Err(invalid());
    }
    let integer = leading_integer(integer).ok_or_else(invalid)?;
    let letters = rest.iter().take_while(|&&b| b != b'.' && !b.is_ascii_digit()).count();
    let (name, rest) = rest.split_at_checked(letters).ok_or_else(invalid)?;
    if name.is_empty() {
        return Err(format!("time: missing unit in duration {}", quote(whole)));
    }
    let unit = unit(name).ok_or_else(|| {
        format!("time: unknown unit {} in duration {}", quote(name), quote(whole))
    })?;
    if integer > (1 << 63) / unit {
        return Err(invalid());
    }
    let (numerator, scale) = leading_fraction(decimals);
    let mut value = integer * unit;
    if numerator > 0 {
        value += (numerator as f64 * (unit as f64 / scale)) as u64;
    }
    match value > 1 << 63 {
        true => Err(invalid()),
        false => Ok((value, rest)),
    }
}

fn unit(name: &[u8]) -> Option<u64> {
    Some(match name {
        b"ns" => 1,
        b"us" => MICROSECOND,
        b"ms" => MILLISECOND,
        b"s" => SECOND,
        b"m" => MINUTE,
        b"h" => HOUR,
        // Both signs for micro that Unicode has.
        _ if name == "µs".as_bytes() || name == "μs".as_bytes() => MICROSECOND,
        _ => return None,
    })
}

/// A number up to 2⁶³.
pub(super) fn leading_integer(digits: &[u8]) -> Option<u64> {
    digits.iter().try_fold(0u64, |value, digit| {
        let value = value.checked_mul(10)?.checked_add(u64::from(digit - b'0'))?;
        (value <= 1 << 63).then_some(value)
    })
}

/// Digits as an integer, and what it is to be divided by; digits too many are left out.
fn leading_fraction(digits: &[u8]) -> (u64, f64) {
    let (mut value, mut scale) = (0u64, 1.0);
    for digit in digits {
        let next = value.checked_mul(10).and_then(|v| v.checked_add(u64::from(digit - b'0')));
        match next.filter(|&next| value <= i64::MAX as u64 / 10 && next <= 1 << 63) {
            Some(next) => value = next,
            None => break,
        }
        scale *= 10.0;
    }
    (value, scale)
}
