//! Values in Go syntax, as go-yaml's messages show them (Go: `fmt`'s `%#v`).

use super::GoValue;
use rutter_go::Object;
use rutter_go::strconv::{append_float, append_int, append_quote};
use rutter_go::time::Month;

impl GoValue {
    /// Go's `fmt.Sprintf("%#v")`.
    pub fn go_syntax(&self) -> String {
        let mut out = Vec::new();
        match self {
            GoValue::Nil => out.extend_from_slice(b"<nil>"),
            other => other.append_go_syntax(&mut out),
        }
        String::from_utf8_lossy(&out).into_owned()
    }

    fn append_go_syntax(&self, out: &mut Vec<u8>) {
        match self {
            GoValue::Nil => out.extend_from_slice(b"interface {}(nil)"),
            GoValue::Bool(value) => out.extend_from_slice(value.to_string().as_bytes()),
            GoValue::Int(value) => append_int(out, *value),
            GoValue::Uint(value) => out.extend_from_slice(format!("{value:#x}").as_bytes()),
            GoValue::Float(value) if value.is_infinite() => {
                out.extend_from_slice(if *value > 0.0 { b"+Inf" } else { b"-Inf" });
            }
            GoValue::Float(value) => append_float(out, *value, b'g', -1, 64),
            GoValue::String(text) => append_quote(out, text),
            GoValue::Time(text) => append_time(out, text),
            GoValue::List(items) => {
                out.extend_from_slice(b"[]interface {}{");
                for (place, item) in items.iter().enumerate() {
                    separate(out, place);
                    item.append_go_syntax(out);
                }
                out.push(b'}');
            }
            GoValue::Map(entries) => append_map(out, b"map[interface {}]", entries),
            GoValue::StringMap(entries) => append_map(out, b"map[string]", entries),
        }
    }

    /// The order in which fmt prints keys: by type, then by value.
    fn print_order(&self) -> (u8, f64, &[u8]) {
        match self {
            GoValue::Nil => (0, 0.0, b""),
            GoValue::String(text) => (1, 0.0, text),
            GoValue::Uint(value) => (2, *value as f64, b""),
            GoValue::Int(value) => (3, *value as f64, b""),
            GoValue::Float(value) => (4, *value, b""),
            GoValue::Bool(value) => (5, f64::from(u8::from(*value)), b""),
            GoValue::Time(text) => (6, 0.0, text),
            _ => (7, 0.0, b""),
        }
    }
}

/// `time.Date(…)` of a timestamp.
fn append_time(out: &mut Vec<u8>, text: &[u8]) {
    let text = String::from_utf8_lossy(text);
    let (date, clock) = match text.split_once(['T', 't', ' ']) {
        Some((date, clock)) => (date, clock.trim_start_matches(' ')),
        None => (&*text, ""),
    };
    let zone_start = clock.find(['Z', '+', '-']).unwrap_or(clock.len());
    let (clock, zone) = clock.split_at(zone_start);
    let (clock, fraction) = clock.split_once(['.', ',']).unwrap_or((clock, ""));
    let number = |text: Option<&str>| text.and_then(|t| t.parse::<usize>().ok()).unwrap_or(0);
    let (mut date, mut clock) = (date.split('-'), clock.split(':'));
    let (year, month) = (number(date.next()), number(date.next()));
    let day = number(date.next());
    let (hour, minute) = (number(clock.next()), number(clock.next()));
    let second = number(clock.next());
    let nanoseconds = number(format!("{fraction:0<9}").get(..9));
    let month = Month(month as i64).string();
    let zone = match zone {
        "" | "Z" => "time.UTC",
        _ => "time.Location(\"\")",
    };
    let time = format!(
        "time.Date({year}, time.{month}, {day}, {hour}, {minute}, {second}, {nanoseconds}, {zone})"
    );
    out.extend_from_slice(time.as_bytes());
}

fn append_map(out: &mut Vec<u8>, map_type: &[u8], entries: &[(GoValue, GoValue)]) {
    let mut sorted: Vec<_> = entries.iter().collect();
    sorted.sort_by(|(a, _), (b, _)| {
        let (a, b) = (a.print_order(), b.print_order());
        (a.0.cmp(&b.0)).then(a.1.total_cmp(&b.1)).then(a.2.cmp(b.2))
    });
    out.extend_from_slice(map_type);
    out.extend_from_slice(b"interface {}{");
    for (place, (key, value)) in sorted.into_iter().enumerate() {
        separate(out, place);
        key.append_go_syntax(out);
        out.push(b':');
        value.append_go_syntax(out);
    }
    out.push(b'}');
}

fn separate(out: &mut Vec<u8>, place: usize) {
    if place > 0 {
        out.extend_from_slice(b", ");
    }
}
