//! Days and calendar dates (the proleptic Gregorian calendar).

/// A moment's date and clock.
pub(super) struct Civil {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    /// Days since 1970-01-01.
    pub days: i64,
}

impl Civil {
    /// The date at so many seconds since 1970.
    pub fn of(seconds: i64) -> Civil {
        let days = seconds.div_euclid(86_400);
        let rest = seconds.rem_euclid(86_400);
        let (year, month, day) = date(days);
        let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
        Civil { year, month, day, hour, minute, second, days }
    }

    /// 0 is Sunday.
    pub fn weekday(&self) -> i64 {
        weekday(self.days)
    }

    /// 1 is January 1.
    pub fn year_day(&self) -> i64 {
        self.days - days(self.year, 1, 1) + 1
    }

    /// Year and number of the ISO week.
    pub fn iso_week(&self) -> (i64, i64) {
        let thursday = self.days - (self.weekday() + 6) % 7 + 3;
        let (year, _, _) = date(thursday);
        (year, (thursday - days(year, 1, 1)) / 7 + 1)
    }
}

fn weekday(days: i64) -> i64 {
    (days + 4).rem_euclid(7)
}

/// Days from 1970-01-01 to a date; months and days may be beyond their range.
pub(super) fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year.wrapping_add((month - 1).div_euclid(12));
    let month = (month - 1).rem_euclid(12) + 1;
    // Years begin in March here, so that the leap day is the last one.
    let year = if month <= 2 { year.wrapping_sub(1) } else { year };
    let era = year.div_euclid(400);
    let in_era = year.rem_euclid(400);
    let in_year = (153 * ((month + 9) % 12) + 2) / 5;
    let days = in_era * 365 + in_era / 4 - in_era / 100 + in_year;
    era.wrapping_mul(146_097).wrapping_add(days).wrapping_add(day - 1).wrapping_sub(719_468)
}

/// Year, month and day of a day since 1970-01-01.
fn date(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let in_era = shifted.rem_euclid(146_097);
    let year = (in_era - in_era / 1460 + in_era / 36_524 - in_era / 146_096) / 365;
    let in_year = in_era - (365 * year + year / 4 - year / 100);
    let march = (5 * in_year + 2) / 153;
    let day = in_year - (153 * march + 2) / 5 + 1;
    let month = if march < 10 { march + 3 } else { march - 9 };
    let year = year + era * 400 + (month <= 2) as i64;
    (year, month, day)
}

/// Whether a year has 366 days.
pub(super) fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Number of days of a month.
pub(super) fn days_in(month: i64, year: i64) -> i64 {
    match month {
        2 => 28 + is_leap(year) as i64,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// English names, January first.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// English names, Sunday first.
pub(super) const WEEKDAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// Go's `Month.String`.
pub(super) fn month_name(month: i64) -> String {
    let known = usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index));
    known.map_or_else(|| format!("%!Month({})", month as u64), |name| name.to_string())
}

/// Go's `Weekday.String`.
pub(super) fn weekday_name(day: i64) -> String {
    let known = usize::try_from(day).ok().and_then(|index| WEEKDAYS.get(index));
    known.map_or_else(|| format!("%!Weekday({})", day as u64), |name| name.to_string())
}
