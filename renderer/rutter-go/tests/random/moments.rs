//! Requests about times.

use super::{Random, latin};
use serde_json::{Value as Json, json};

const ZONES: &[&str] = &[
    "UTC",
    "UTC",
    "",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Africa/Monrovia",
    "Pacific/Apia",
    "Asia/Tokyo",
    "Etc/GMT+5",
    "Europe/London",
];

const PIECES: &[&str] = &[
    "2006",
    "06",
    "January",
    "Jan",
    "1",
    "01",
    "Monday",
    "Mon",
    "2",
    "_2",
    "02",
    "__2",
    "002",
    "15",
    "3",
    "03",
    "4",
    "04",
    "5",
    "05",
    "PM",
    "pm",
    "MST",
    "Z0700",
    "Z07:00",
    "Z07",
    "Z070000",
    "Z07:00:00",
    "-0700",
    "-07:00",
    "-07",
    "-070000",
    "-07:00:00",
    ".000",
    ",000",
    ".999",
    ".000000000",
    ".999999999",
    ".0",
    ".99999999999",
    "_2006",
];

const LITERALS: &[&str] =
    &["-", "/", " ", ":", "T", ".", ",", "a", "  ", "_", "Janet", "é", "20", "0"];

const COMMON: &[&str] = &[
    "2006-01-02",
    "2006-01-02T15:04:05Z07:00",
    "2006-01-02T15:04:05.999999999Z07:00",
    "Mon, 02 Jan 2006 15:04:05 MST",
    "Jan _2 15:04:05",
    "3:04PM",
    "2006-01-02 15:04:05 -0700 MST",
    "02/01/06 03:04:05.000 pm",
    "2006-002",
    "Monday, January 2, 2006",
];

pub fn some_time(random: &mut Random) -> Json {
    let seconds = match random.below(8) {
        0 => random.bits() as i64 >> 20,
        1 => -62_135_596_800 + random.below(100_000_000) as i64,
        2 => random.below(5_000_000_000) as i64 - 3_000_000_000,
        _ => random.below(2_200_000_000) as i64,
    };
    let nanoseconds = [0, 0, 120_000_000, 999_999_999, 1, 5_000][random.below(6)];
    json!({"t": "time", "v": seconds.to_string(), "w": nanoseconds, "zone": random.pick(ZONES)})
}

fn layout(random: &mut Random) -> String {
    if random.chance(2) {
        return random.pick(COMMON).to_string();
    }
    let mut layout = String::new();
    for _ in 0..random.below(7) {
        layout += random.pick(PIECES);
        if random.chance(2) {
            layout += random.pick(LITERALS);
        }
    }
    layout
}

pub fn format(random: &mut Random) -> Json {
    match random.below(4) {
        0 => json!({"f": "time_parts", "a": some_time(random)}),
        1 => {
            json!({"f": "load_zone", "zone": random.pick(&["UTC", "Local", "", "Europe/Berlin", "europe/berlin", "../x", "Nope", "/etc", "CET", "a b"])})
        }
        _ => json!({"f": "time_format", "a": some_time(random), "layout": latin(&layout(random))}),
    }
}

pub fn parse(random: &mut Random) -> Json {
    let layout = layout(random);
    let mut value = layout.clone();
    // A value in the shape of the layout, with numbers exchanged now and then.
    for (from, to) in [
        ("2006", &["1999", "2024", "0001", "2000", "20x4"][..]),
        ("January", &["March", "february", "Foo"]),
        ("Jan", &["Mar", "feb", "DEC", "Foo"]),
        ("Monday", &["Tuesday", "sunday"]),
        ("Mon", &["Tue", "SUN", "xxx"]),
        ("MST", &["CET", "UTC", "GMT+3", "EST", "GMT", "+05", "WITA", "ABCDEF", "CEST", "Zz"]),
        ("PM", &["AM", "PM", "XM"]),
        ("pm", &["am", "pm"]),
        ("-07:00:00", &["+01:02:03", "-07:00:00", "+25:00:00"]),
        ("Z07:00", &["Z", "+02:00", "-25:00", "+01:61", "+0100", "+01:00"]),
        ("-0700", &["+0530", "-0000", "+2500", "0100"]),
        ("-07", &["+05", "-23", "+30"]),
        ("__2", &[" 60", "366", "  1", "999"]),
        ("002", &["060", "366", "001", "1"]),
        ("_2", &[" 7", "31", "7"]),
        ("02", &["29", "31", "5", "00"]),
        ("01", &["12", "13", "3", "02"]),
        ("15", &["23", "24", "7"]),
        ("03", &["12", "13", "00"]),
        ("04", &["59", "60", "5"]),
        ("05", &["59", "60", "01", "01.5", "07,123"]),
        (".000", &[".123", ".1", ",456", ".-12"]),
        (".999999999", &["", ".5", ".123456789123", "x"]),
        (".999", &["", ".5", ".1234"]),
        ("2", &["9", "30", "32"]),
        ("3", &["11", "0"]),
    ] {
        if value.contains(from) && !random.chance(6) {
            value = value.replacen(from, random.pick(to), 1);
        }
    }
    if random.chance(8) {
        value += random.pick(&[" ", "x", ".5", "\"é\u{1}"]);
    }
    json!({"f": "time_parse", "layout": latin(&layout), "s": latin(&value), "in": random.chance(2), "zone": random.pick(ZONES)})
}

fn some_duration(random: &mut Random) -> i64 {
    match random.below(6) {
        0 => random.bits() as i64,
        1 => random.below(2_000_000_000) as i64,
        2 => random.below(100_000) as i64 * 1_000_000_000,
        3 => [
            1,
            1_000,
            1_000_000,
            1_000_000_000,
            60_000_000_000,
            3_600_000_000_000,
            0,
            -1,
            i64::MIN,
            i64::MAX,
            500_000_000,
            86_400_000_000_000,
        ][random.below(12)],
        4 => -(random.below(10_000_000) as i64) * 1000,
        _ => random.bits() as i64 >> random.below(60),
    }
}

pub fn calculate(random: &mut Random) -> Json {
    let small = |random: &mut Random| random.below(80) as i64 - 30;
    match random.below(3) {
        0 => {
            let year = 1900 + random.below(200) as i64;
            let n = [
                year,
                small(random),
                small(random),
                small(random),
                small(random) * 3,
                small(random) * 9,
                small(random) * 123_456_789,
            ];
            json!({"f": "time_date", "n": n, "zone": random.pick(ZONES)})
        }
        _ => {
            let n = [small(random), small(random), small(random) * 5];
            json!({"f": "time_math", "a": some_time(random), "d": some_duration(random).to_string(), "n": n})
        }
    }
}

pub fn duration(random: &mut Random) -> Json {
    const PARTS: &[&str] = &[
        "1",
        "2",
        "10",
        "0",
        ".",
        "h",
        "m",
        "s",
        "ms",
        "us",
        "ns",
        "µs",
        "-",
        "+",
        "1.5h",
        "3m",
        "9223372036854775808",
        " ",
        "x",
        "d",
        "0.1",
        "99999999999999999999",
        ".5s",
        "1h",
    ];
    match random.below(2) {
        0 => json!({"f": "parse_duration", "s": latin(&random.glue(PARTS, 5))}),
        _ => {
            json!({"f": "duration", "d": some_duration(random).to_string(), "m": some_duration(random).to_string()})
        }
    }
}
