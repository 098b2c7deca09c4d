//! Which texts are timestamps (go-yaml: `parseTimestamp`, by way of Go's `time.Parse`).

/// Whether `text` is a date, or a date and time in one of the forms go-yaml knows.
pub(crate) fn is_timestamp(text: &[u8]) -> bool {
    let [y0, y1, y2, y3, b'-', rest @ ..] = text else {
        return false;
    };
    let year = [y0, y1, y2, y3];
    if !year.iter().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let year = year.iter().fold(0, |sum, b| sum * 10 + (**b - b'0') as u32);
    let Some((month, rest)) = one_or_two(rest) else {
        return false;
    };
    let Some((day, rest)) = rest.strip_prefix(b"-").and_then(one_or_two) else {
        return false;
    };
    if !(1..=12).contains(&month) || day < 1 || day > days(year, month) {
        return false;
    }
    match rest {
        [] => true,
        [b'T' | b't', rest @ ..] => clock(rest).is_some_and(is_zone),
        [b' ', rest @ ..] => {
            // time.Parse skips any run of spaces where its layout has one.
            let spaces = rest.iter().take_while(|b| **b == b' ').count();
            clock(rest.get(spaces..).unwrap_or_default()).is_some_and(<[u8]>::is_empty)
        }
        _ => false,
    }
}

fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// One or two digits and what follows them.
fn one_or_two(text: &[u8]) -> Option<(u32, &[u8])> {
    match text {
        [a, b, rest @ ..] if a.is_ascii_digit() && b.is_ascii_digit() => {
            Some(((a - b'0') as u32 * 10 + (b - b'0') as u32, rest))
        }
        [a, rest @ ..] if a.is_ascii_digit() => Some(((a - b'0') as u32, rest)),
        _ => None,
    }
}

/// `15:4:5.999999999` and what follows it.
fn clock(text: &[u8]) -> Option<&[u8]> {
    let (hour, rest) = one_or_two(text)?;
    let (minute, rest) = one_or_two(rest.strip_prefix(b":")?)?;
    let (second, rest) = one_or_two(rest.strip_prefix(b":")?)?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    match rest {
        [b'.' | b',', digits @ ..] => {
            let length = digits.iter().take_while(|b| b.is_ascii_digit()).count();
            match length {
                0 => Some(rest),
                _ => digits.get(length..),
            }
        }
        _ => Some(rest),
    }
}

/// `Z` or `+07:00`
fn is_zone(text: &[u8]) -> bool {
    match text {
        b"Z" => true,
        [b'+' | b'-', h0, h1, b':', m0, m1] => {
            let two = |a: &u8, b: &u8| match a.is_ascii_digit() && b.is_ascii_digit() {
                true => Some((a - b'0') * 10 + (b - b'0')),
                false => None,
            };
            two(h0, h1).is_some_and(|h| h <= 24) && two(m0, m1).is_some_and(|m| m <= 60)
        }
        _ => false,
    }
}
