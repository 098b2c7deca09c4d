//! Answers about times.

use super::answers::outcome;
use super::values::{bits, bytes, decode, latin, number, text};
use rutter_go::time::{Duration, Time, Zone};
use rutter_go::value::Object;
use serde_json::{Value as Json, json};

pub fn answer(name: &str, request: &Json) -> Json {
    let show = |text: String| latin(text.as_bytes());
    let zone = |key: &str| Zone::load(&text(&request[key]), &Zone::utc());
    let time = || decode(&request["a"]).downcast::<Time>().unwrap().clone();
    match name {
        "time_format" => latin(&time().format(&bytes(&request["layout"]))),
        "time_parse" => {
            let (layout, value) = (bytes(&request["layout"]), bytes(&request["s"]));
            let zone = zone("zone").unwrap();
            let parsed = match request["in"].as_bool().unwrap() {
                true => Time::parse_in(&layout, &value, &zone),
                false => Time::parse(&layout, &value, &Zone::utc()),
            };
            outcome(parsed.map(describe))
        }
        "time_parts" => {
            let time = time();
            let call = |name: &str| time.call_method(name, &[]).unwrap();
            let plain = |name: &str| format!("{:?}", call(name));
            let (year, week) = time.iso_week();
            let (name, offset) = time.zone_at();
            json!([
                show(time.to_string()),
                show(time.go_string().unwrap()),
                plain("YearDay"),
                year,
                week,
                show(name),
                offset,
                plain("UnixMilli"),
                plain("UnixNano"),
                plain("IsDST"),
                time.to_rfc3339().unwrap_or_else(|error| error.to_string())
            ])
        }
        "time_date" => {
            let n: Vec<i64> = request["n"].as_array().unwrap().iter().map(number).collect();
            let zone = zone("zone").unwrap();
            describe(Time::date(n[0], n[1], n[2], [n[3], n[4], n[5], n[6]], &zone))
        }
        "time_math" => {
            let (time, n) = (time(), &request["n"]);
            let duration = Duration(number(&request["d"]));
            let later = time.add_date(number(&n[0]), number(&n[1]), number(&n[2]));
            json!([
                describe(time.add(duration)),
                describe(time.round(duration)),
                describe(time.truncate(duration)),
                describe(later.clone()),
                later.sub(&time).0.to_string(),
                later.compare(&time) as i8
            ])
        }
        "load_zone" => outcome(zone("zone").map(|zone| show(zone.name().to_string()))),
        "parse_duration" => {
            outcome(Duration::parse(&bytes(&request["s"])).map(|d| json!(d.0.to_string())))
        }
        "duration" => {
            let (d, m) = (Duration(number(&request["d"])), Duration(number(&request["m"])));
            json!([
                show(d.to_string()),
                d.round(m).0.to_string(),
                d.truncate(m).0.to_string(),
                bits(d.hours()),
                bits(d.minutes()),
                bits(d.seconds()),
                d.abs().0.to_string(),
                d.milliseconds(),
                d.microseconds()
            ])
        }
        other => panic!("unknown function {other}"),
    }
}

fn describe(time: Time) -> Json {
    let seconds = time.unix_seconds().to_string();
    json!([seconds, time.nanosecond(), latin(time.to_string().as_bytes())])
}
