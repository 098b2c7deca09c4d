//! Text to times (Go: `time.Parse`).

use super::civil::{MONTHS, WEEKDAYS, days_in, is_leap};
use super::duration::leading_integer;
use super::layout::{Offset, Piece, next_chunk};
use super::{Time, Zone};
use crate::utf8::{RUNE_ERROR, runes};

/// Why a piece could not be read.
enum Failure {
    Bad,
    Range(&'static str),
}

type Read<'v, T> = Result<(T, &'v [u8]), Failure>;

/// What is read so far.
#[derive(Default)]
struct Parts {
    year: i64,
    month: Option<i64>,
    day: Option<i64>,
    year_day: Option<i64>,
    hour: i64,
    minute: i64,
    second: i64,
    nanosecond: i64,
    afternoon: bool,
    morning: bool,
    utc: bool,
    offset: Option<i64>,
    zone_name: String,
}

/// Parses a text; `default` holds where it names no zone, offsets and names are those of
/// `local` where they fit.
pub(super) fn parse(
    layout: &[u8],
    value: &[u8],
    default: &Zone,
    local: &Zone,
) -> Result<Time, String> {
    let fail = |element: &[u8], rest: &[u8]| {
        let (value, layout) = (quote(value), quote(layout));
        let (rest, element) = (quote(rest), quote(element));
        Err(format!("parsing time {value} as {layout}: cannot parse {rest} as {element}"))
    };
    let complain = |message: &str| Err(format!("parsing time {}: {message}", quote(value)));
    let mut parts = Parts::default();
    let (mut layout_rest, mut rest) = (layout, value);
    loop {
        let chunk = next_chunk(layout_rest);
        rest = match skip(rest, chunk.prefix) {
            Ok(rest) => rest,
            Err(at) => return fail(chunk.prefix, at),
        };
        let Some((piece, text)) = chunk.piece else {
            break;
        };
        layout_rest = chunk.suffix;
        match parts.read(piece, rest, layout_rest) {
            Ok(tail) => rest = tail,
            Err(Failure::Range(what)) => return complain(&format!("{what} out of range")),
            Err(Failure::Bad) => return fail(text, rest),
        }
    }
    if !rest.is_empty() {
        return complain(&format!("extra text: {}", quote(rest)));
    }
    match parts.date() {
        Err(what) => complain(what),
        Ok((month, day)) => Ok(parts.time(month, day, default, local)),
    }
}

impl Parts {
    /// Reads one piece; `layout` is what follows it in the layout.
    fn read<'v>(
        &mut self,
        piece: Piece,
        value: &'v [u8],
        layout: &[u8],
    ) -> Result<&'v [u8], Failure> {
        match piece {
            Piece::Year => {
                let (digits, rest) = value.split_at_checked(2).ok_or(Failure::Bad)?;
                let year = signed(digits).ok_or(Failure::Bad)?;
                self.year = year + if year >= 69 { 1900 } else { 2000 };
                Ok(rest)
            }
            Piece::LongYear => {
                let (digits, rest) = value.split_at_checked(4).ok_or(Failure::Bad)?;
                let year = signed(digits).filter(|_| is_digit(value, 0));
                self.year = year.ok_or(Failure::Bad)?;
                Ok(rest)
            }
            Piece::Month | Piece::LongMonth => {
                let (index, rest) = name(&MONTHS, value, piece == Piece::Month)?;
                self.month = Some(index + 1);
                Ok(rest)
            }
            Piece::NumMonth | Piece::ZeroMonth => {
                let (month, rest) = two_digits(value, piece == Piece::ZeroMonth)?;
                self.month = Some(month);
                in_range(month, 1..=12, "month").map(|()| rest)
            }
            Piece::WeekDay | Piece::LongWeekDay => {
                name(&WEEKDAYS, value, piece == Piece::WeekDay).map(|(_, rest)| rest)
            }
            Piece::Day | Piece::UnderDay | Piece::ZeroDay => {
                let value = if piece == Piece::UnderDay { spare_space(value) } else { value };
                let (day, rest) = two_digits(value, piece == Piece::ZeroDay)?;
                self.day = Some(day);
                Ok(rest)
            }
            Piece::UnderYearDay | Piece::ZeroYearDay => {
                let under = piece == Piece::UnderYearDay;
                let value = if under { spare_space(spare_space(value)) } else { value };
                let (day, rest) = three_digits(value, !under)?;
                self.year_day = Some(day);
                Ok(rest)
            }
            Piece::Hour => {
                let (hour, rest) = two_digits(value, false)?;
                self.hour = hour;
                in_range(hour, 0..=23, "hour").map(|()| rest)
            }
            Piece::Hour12 | Piece::ZeroHour12 => {
                let (hour, rest) = two_digits(value, piece == Piece::ZeroHour12)?;
                self.hour = hour;
                in_range(hour, 0..=12, "hour").map(|()| rest)
            }
            Piece::Minute | Piece::ZeroMinute => {
                let (minute, rest) = two_digits(value, piece == Piece::ZeroMinute)?;
                self.minute = minute;
                in_range(minute, 0..=59, "minute").map(|()| rest)
            }
            Piece::Second | Piece::ZeroSecond => {
                self.read_second(value, piece == Piece::ZeroSecond, layout)
            }
            Piece::UpperPm => self.read_half(value, b"AM", b"PM"),
            Piece::LowerPm => self.read_half(value, b"am", b"pm"),
            Piece::Offset(offset) if offset.iso && value.first() == Some(&b'Z') => {
                self.utc = true;
                Ok(value.get(1..).unwrap_or_default())
            }
            Piece::Offset(offset) => self.read_offset(value, offset),
            Piece::ZoneName => self.read_zone_name(value),
            Piece::Fraction { digits, .. } => {
                let (text, rest) = value.split_at_checked(1 + digits).ok_or(Failure::Bad)?;
                self.nanosecond = nanoseconds(text)?;
                Ok(rest)
            }
            Piece::TrimmedFraction { .. } => self.read_fraction(value),
        }
    }

    fn read_second<'v>(
        &mut self,
        value: &'v [u8],
        fixed: bool,
        layout: &[u8],
    ) -> Result<&'v [u8], Failure> {
        let (second, rest) = two_digits(value, fixed)?;
        self.second = second;
        in_range(second, 0..=59, "second")?;
        // A fraction may follow even where the layout has none.
        let next = next_chunk(layout).piece;
        let expected =
            matches!(next, Some((Piece::Fraction { .. } | Piece::TrimmedFraction { .. }, _)));
        match expected {
            true => Ok(rest),
            false => self.read_fraction(rest),
        }
    }

    /// A fraction of any length, or nothing.
    fn read_fraction<'v>(&mut self, value: &'v [u8]) -> Result<&'v [u8], Failure> {
        if !matches!(value.first(), Some(b'.' | b',')) || !is_digit(value, 1) {
            return Ok(value);
        }
        let digits = value.iter().skip(1).take_while(|b| b.is_ascii_digit()).count();
        let (text, rest) = value.split_at_checked(1 + digits).ok_or(Failure::Bad)?;
        self.nanosecond = nanoseconds(text)?;
        Ok(rest)
    }

    fn read_half<'v>(
        &mut self,
        value: &'v [u8],
        morning: &[u8],
        afternoon: &[u8],
    ) -> Result<&'v [u8], Failure> {
        let (text, rest) = value.split_at_checked(2).ok_or(Failure::Bad)?;
        if text == afternoon {
            self.afternoon = true;
        } else if text == morning {
            self.morning = true;
        } else {
            return Err(Failure::Bad);
        }
        Ok(rest)
    }

    fn read_offset<'v>(&mut self, value: &'v [u8], form: Offset) -> Result<&'v [u8], Failure> {
        let (sign, mut rest) = value.split_first().ok_or(Failure::Bad)?;
        let mut groups = [0i64; 3];
        let wanted = [true, form.minutes, form.seconds];
        // The form is checked as a whole before the numbers in it.
        let count = wanted.iter().filter(|w| **w).count();
        let length = 2 * count + if form.colon { count - 1 } else { 0 };
        let colons = |at: &usize| rest.get(*at) == Some(&b':');
        let spaced = !form.colon || (1..count).map(|i| 3 * i - 1).all(|at| colons(&at));
        if rest.len() < length || !spaced {
            return Err(Failure::Bad);
        }
        let mut bad = false;
        for (index, group) in groups.iter_mut().enumerate().take(count) {
            if form.colon && index > 0 {
                rest = rest.get(1..).unwrap_or_default();
            }
            match two_digits(rest.get(..2).unwrap_or_default(), true) {
                Ok((number, _)) if !bad => *group = number,
                _ => bad = true,
            }
            rest = rest.get(2..).unwrap_or_default();
        }
        let [hours, minutes, seconds] = groups;
        // Of several numbers out of range Go names the last.
        in_range(seconds, 0..=60, "time zone offset second")?;
        in_range(minutes, 0..=60, "time zone offset minute")?;
        in_range(hours, 0..=24, "time zone offset hour")?;
        let offset = (hours * 60 + minutes) * 60 + seconds;
        self.offset = Some(match sign {
            b'+' if !bad => offset,
            b'-' if !bad => -offset,
            _ => return Err(Failure::Bad),
        });
        Ok(rest)
    }

    fn read_zone_name<'v>(&mut self, value: &'v [u8]) -> Result<&'v [u8], Failure> {
        if let Some(rest) = value.strip_prefix(b"UTC") {
            self.utc = true;
            return Ok(rest);
        }
        let length = zone_name_length(value).ok_or(Failure::Bad)?;
        let (name, rest) = value.split_at_checked(length).ok_or(Failure::Bad)?;
        self.zone_name = String::from_utf8_lossy(name).into_owned();
        Ok(rest)
    }

    /// Month and day, from whichever was given.
    fn date(&self) -> Result<(i64, i64), &'static str> {
        let (mut month, mut day) = (self.month, self.day);
        if let Some(year_day) = self.year_day {
            let (m, d) = self.date_of_year_day(year_day)?;
            if month.is_some_and(|month| month != m) {
                return Err("day-of-year does not match month");
            }
            if day.is_some_and(|day| day != d) {
                return Err("day-of-year does not match day");
            }
            (month, day) = (Some(m), Some(d));
        }
        let (month, day) = (month.unwrap_or(1), day.unwrap_or(1));
        match (1..=days_in(month, self.year)).contains(&day) {
            true => Ok((month, day)),
            false => Err("day out of range"),
        }
    }

    fn date_of_year_day(&self, year_day: i64) -> Result<(i64, i64), &'static str> {
        let length = 365 + is_leap(self.year) as i64;
        if !(1..=length).contains(&year_day) {
            return Err("day-of-year out of range");
        }
        let (mut month, mut day) = (1, year_day);
        while day > days_in(month, self.year) {
            day -= days_in(month, self.year);
            month += 1;
        }
        Ok((month, day))
    }

    fn time(&self, month: i64, day: i64, default: &Zone, local: &Zone) -> Time {
        let hour = match self.hour {
            hour if self.afternoon && hour < 12 => hour + 12,
            12 if self.morning && !self.afternoon => 0,
            hour => hour,
        };
        let clock = [hour, self.minute, self.second, self.nanosecond];
        let at = |zone: &Zone| {
            let time = Time::date(self.year, month, day, clock, zone);
            Time { local: local.clone(), ..time }
        };
        let utc = at(&Zone::utc());
        if self.utc {
            return utc;
        }
        // Go takes the offset of one second west for none.
        if let Some(offset) = self.offset.filter(|&offset| offset != -1) {
            let time = utc.add_seconds(-offset);
            let there = local.lookup(time.unix_seconds());
            let named = self.zone_name.is_empty() || there.abbreviation == self.zone_name;
            let zone = match i64::from(there.offset) == offset && named {
                true => local.clone(),
                false => Zone::fixed(&self.zone_name, offset as i32),
            };
            return Time { zone, ..time };
        }
        if !self.zone_name.is_empty() {
            if let Some(offset) = local.lookup_name(&self.zone_name, utc.unix_seconds()) {
                return Time { zone: local.clone(), ..utc.add_seconds(-i64::from(offset)) };
            }
            let hours = self.zone_name.strip_prefix("GMT").filter(|rest| !rest.is_empty());
            let hours = hours.and_then(|hours| signed(hours.as_bytes())).unwrap_or(0);
            return Time { zone: Zone::fixed(&self.zone_name, hours as i32 * 3600), ..utc };
        }
        at(default)
    }
}

impl Time {
    fn add_seconds(&self, seconds: i64) -> Time {
        Time { seconds: self.seconds.wrapping_add(seconds), ..self.clone() }
    }
}

/// What is left of the value behind literal text; a space stands for any number of them. On
/// failure, where it stopped.
fn skip<'v>(mut value: &'v [u8], mut prefix: &[u8]) -> Result<&'v [u8], &'v [u8]> {
    let cut = |text: &[u8]| text.iter().take_while(|&&b| b == b' ').count();
    while let Some(&wanted) = prefix.first() {
        if wanted == b' ' {
            if value.first().is_some_and(|&b| b != b' ') {
                return Err(value);
            }
            prefix = prefix.get(cut(prefix)..).unwrap_or_default();
            value = value.get(cut(value)..).unwrap_or_default();
            continue;
        }
        if value.first() != Some(&wanted) {
            return Err(value);
        }
        prefix = prefix.get(1..).unwrap_or_default();
        value = value.get(1..).unwrap_or_default();
    }
    Ok(value)
}

fn is_digit(text: &[u8], at: usize) -> bool {
    text.get(at).is_some_and(u8::is_ascii_digit)
}

fn spare_space(text: &[u8]) -> &[u8] {
    text.strip_prefix(b" ").unwrap_or(text)
}

fn in_range(
    number: i64,
    range: std::ops::RangeInclusive<i64>,
    what: &'static str,
) -> Result<(), Failure> {
    match range.contains(&number) {
        true => Ok(()),
        false => Err(Failure::Range(what)),
    }
}

/// One or two digits; exactly two where `fixed`.
fn two_digits(text: &[u8], fixed: bool) -> Read<'_, i64> {
    let digit = |at: usize| text.get(at).filter(|b| b.is_ascii_digit());
    let value = |digit: &u8| i64::from(digit - b'0');
    let rest = |at: usize| text.get(at..).unwrap_or_default();
    match (digit(0), digit(1)) {
        (None, _) => Err(Failure::Bad),
        (Some(_), None) if fixed => Err(Failure::Bad),
        (Some(only), None) => Ok((value(only), rest(1))),
        (Some(tens), Some(ones)) => Ok((value(tens) * 10 + value(ones), rest(2))),
    }
}

fn three_digits(text: &[u8], fixed: bool) -> Read<'_, i64> {
    let count = text.iter().take(3).take_while(|b| b.is_ascii_digit()).count();
    if count == 0 || (fixed && count != 3) {
        return Err(Failure::Bad);
    }
    let (digits, rest) = text.split_at_checked(count).ok_or(Failure::Bad)?;
    Ok((digits.iter().fold(0, |n, d| n * 10 + i64::from(d - b'0')), rest))
}

/// An integer with an optional sign and nothing else; the empty text is 0, as in Go.
fn signed(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = leading_integer(digits)? as i64;
    Some(if negative { value.wrapping_neg() } else { value })
}

/// The index of the name at the beginning, in any case of letters.
fn name<'v>(names: &[&str], value: &'v [u8], short: bool) -> Read<'v, i64> {
    for (index, name) in (0..).zip(names) {
        let name = name.as_bytes();
        let name = if short { name.get(..3).unwrap_or(name) } else { name };
        let found = value.split_at_checked(name.len());
        if let Some((_, rest)) = found.filter(|(head, _)| head.eq_ignore_ascii_case(name)) {
            return Ok((index, rest));
        }
    }
    Err(Failure::Bad)
}

/// The value of a separator and digits, as nanoseconds; digits beyond the ninth do not count.
fn nanoseconds(text: &[u8]) -> Result<i64, Failure> {
    let text = text.get(..10).unwrap_or(text);
    let (separator, digits) = text.split_first().ok_or(Failure::Bad)?;
    if !matches!(separator, b'.' | b',') {
        return Err(Failure::Bad);
    }
    let value = signed(digits).ok_or(Failure::Bad)?;
    if value < 0 {
        return Err(Failure::Range("fractional second"));
    }
    Ok((text.len()..10).fold(value, |value, _| value * 10))
}

/// Length of the abbreviation of a zone at the beginning.
fn zone_name_length(value: &[u8]) -> Option<usize> {
    if value.len() < 3 {
        return None;
    }
    if value.starts_with(b"ChST") || value.starts_with(b"MeST") {
        return Some(4);
    }
    if let Some(rest) = value.strip_prefix(b"GMT") {
        return Some(3 + signed_offset_length(rest));
    }
    if matches!(value.first(), Some(b'+' | b'-')) {
        return Some(signed_offset_length(value)).filter(|&length| length > 0);
    }
    let letters = value.iter().take(6).take_while(|b| b.is_ascii_uppercase()).count();
    match letters {
        5 if value.get(4) == Some(&b'T') => Some(5),
        4 if value.get(3) == Some(&b'T') || value.starts_with(b"WITA") => Some(4),
        3 => Some(3),
        _ => None,
    }
}

/// Length of `+5` and the like, up to 23 hours; 0 when it is no such thing.
fn signed_offset_length(value: &[u8]) -> usize {
    let [b'+' | b'-', rest @ ..] = value else {
        return 0;
    };
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let number = rest.get(..digits).and_then(leading_integer);
    match number {
        Some(0..=23) if digits > 0 => digits + 1,
        _ => 0,
    }
}

/// The quotes of this package's errors: simpler than those of strconv.
pub(super) fn quote(text: &[u8]) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for (at, rune, width) in runes(text) {
        match char::from_u32(rune) {
            Some(letter @ ('"' | '\\')) => out.extend(['\\', letter]),
            Some(letter @ ' '..='\x7F') => out.push(letter),
            _ => {
                let width = if rune == RUNE_ERROR && width == 1 { 1 } else { width };
                let bytes = text.get(at..at + width).unwrap_or_default();
                bytes.iter().for_each(|byte| out.push_str(&format!("\\x{byte:02x}")));
            }
        }
    }
    out.push('"');
    out
}
