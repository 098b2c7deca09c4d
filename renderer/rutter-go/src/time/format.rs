//! Times to text (Go: `Time.Format`).

use super::Time;
use super::civil::{Civil, month_name, weekday_name};
use super::layout::{Offset, Piece, next_chunk};

/// Appends a time by a layout.
pub(super) fn append(out: &mut Vec<u8>, time: &Time, layout: &[u8]) {
    let civil = time.civil();
    let mut rest = layout;
    loop {
        let chunk = next_chunk(rest);
        out.extend_from_slice(chunk.prefix);
        let Some((piece, _)) = chunk.piece else {
            return;
        };
        append_piece(out, time, &civil, piece);
        rest = chunk.suffix;
    }
}

fn append_piece(out: &mut Vec<u8>, time: &Time, civil: &Civil, piece: Piece) {
    let hour12 = match civil.hour % 12 {
        0 => 12,
        hour => hour,
    };
    match piece {
        Piece::Year => append_padded(out, civil.year.abs() % 100, 2),
        Piece::LongYear => append_padded(out, civil.year, 4),
        Piece::Month => out.extend(month_name(civil.month).bytes().take(3)),
        Piece::LongMonth => out.extend(month_name(civil.month).bytes()),
        Piece::NumMonth => append_padded(out, civil.month, 0),
        Piece::ZeroMonth => append_padded(out, civil.month, 2),
        Piece::WeekDay => out.extend(weekday_name(civil.weekday()).bytes().take(3)),
        Piece::LongWeekDay => out.extend(weekday_name(civil.weekday()).bytes()),
        Piece::Day => append_padded(out, civil.day, 0),
        Piece::UnderDay => append_spaced(out, civil.day, 2),
        Piece::ZeroDay => append_padded(out, civil.day, 2),
        Piece::UnderYearDay => append_spaced(out, civil.year_day(), 3),
        Piece::ZeroYearDay => append_padded(out, civil.year_day(), 3),
        Piece::Hour => append_padded(out, civil.hour, 2),
        Piece::Hour12 => append_padded(out, hour12, 0),
        Piece::ZeroHour12 => append_padded(out, hour12, 2),
        Piece::Minute => append_padded(out, civil.minute, 0),
        Piece::ZeroMinute => append_padded(out, civil.minute, 2),
        Piece::Second => append_padded(out, civil.second, 0),
        Piece::ZeroSecond => append_padded(out, civil.second, 2),
        Piece::UpperPm => out.extend_from_slice(if civil.hour >= 12 { b"PM" } else { b"AM" }),
        Piece::LowerPm => out.extend_from_slice(if civil.hour >= 12 { b"pm" } else { b"am" }),
        Piece::Offset(offset) => {
            let seconds = i64::from(time.zone().lookup(time.unix_seconds()).offset);
            append_offset(out, offset, seconds);
        }
        Piece::ZoneName => append_zone_name(out, time),
        Piece::Fraction { digits, separator } => {
            append_fraction(out, time.nanosecond(), digits, separator);
        }
        Piece::TrimmedFraction { digits, separator } => {
            let start = out.len();
            append_fraction(out, time.nanosecond(), digits, separator);
            while out.len() > start + 1 && out.ends_with(b"0") {
                out.pop();
            }
            if out.len() == start + 1 {
                out.pop();
            }
        }
    }
}

/// A number with zeros in front; the sign does not count.
fn append_padded(out: &mut Vec<u8>, number: i64, width: usize) {
    let sign = if number < 0 { "-" } else { "" };
    out.extend_from_slice(format!("{sign}{:0width$}", number.unsigned_abs()).as_bytes());
}

fn append_spaced(out: &mut Vec<u8>, number: i64, width: usize) {
    out.extend_from_slice(format!("{number:width$}").as_bytes());
}

fn append_offset(out: &mut Vec<u8>, form: Offset, seconds: i64) {
    if form.iso && seconds == 0 {
        return out.push(b'Z');
    }
    // The sign is that of the minutes: Go shows a second west of Greenwich as east.
    let minutes = seconds / 60;
    out.push(if minutes < 0 { b'-' } else { b'+' });
    append_padded(out, minutes.abs() / 60, 2);
    if form.colon {
        out.push(b':');
    }
    if form.minutes {
        append_padded(out, minutes.abs() % 60, 2);
    }
    if form.seconds {
        if form.colon {
            out.push(b':');
        }
        let seconds = if minutes < 0 { -seconds } else { seconds };
        append_padded(out, seconds % 60, 2);
    }
}

fn append_zone_name(out: &mut Vec<u8>, time: &Time) {
    let found = time.zone().lookup(time.unix_seconds());
    if !found.abbreviation.is_empty() {
        return out.extend_from_slice(found.abbreviation.as_bytes());
    }
    let form = Offset { iso: false, colon: false, minutes: true, seconds: false };
    append_offset(out, form, i64::from(found.offset));
}

fn append_fraction(out: &mut Vec<u8>, nanoseconds: u32, digits: usize, separator: u8) {
    out.push(separator);
    let text = format!("{nanoseconds:09}");
    out.extend(text.bytes().take(digits));
    // Go has nine digits and no more.
}
