//! Values as text, for snapshots and messages: go-yaml v3, indented by two
//! (helm-unittest: internal/common/utilities.go `TrustedMarshalYAML`).

use crate::Value;
use rutter_go::Value as GoValue;
use rutter_go::time::{Time, Zone};
use rutter_yaml::AnyMap;
use std::borrow::Cow;

/// Spaces of one level.
const INDENTATION: u8 = 2;

/// The layouts of times that go-yaml reads (go-yaml: `resolve.go`).
const TIME_LAYOUTS: [&str; 4] = [
    "2006-1-2T15:4:5.999999999Z07:00",
    "2006-1-2t15:4:5.999999999Z07:00",
    "2006-1-2 15:4:5.999999999",
    "2006-1-2",
];

/// The text of a value, with a line break at its end: keys in go-yaml's order, lists indented below
/// their keys, long lines as they are, line breaks at the beginning of every string left out.
///
/// What nests too deeply to be written, which no reader lets through, gives the writer's message.
pub fn snapshot_text(value: &Value) -> String {
    write(&to_go(value, Strings::Trimmed))
}

/// A value as it is after go-yaml has written and read it: what a path is looked up in. A float
/// such as `2.0` comes back as an `int`, a date with its time.
pub fn reread(value: &Value) -> Cow<'_, Value> {
    match value {
        Value::Float(number) => whole(*number).map_or(Cow::Borrowed(value), Cow::Owned),
        Value::Time(text) => Cow::Owned(Value::Time(time_text(text))),
        Value::List(items) => match items.iter().any(is_changed) {
            true => Cow::Owned(Value::List(items.iter().map(owned).collect())),
            false => Cow::Borrowed(value),
        },
        Value::Map(map) => match map.values().any(is_changed) {
            true => {
                let entry = |(key, value): (&String, &Value)| (key.clone(), owned(value));
                Cow::Owned(Value::Map(map.iter().map(entry).collect()))
            }
            false => Cow::Borrowed(value),
        },
        // The order of its entries changes too.
        Value::AnyMap(_) => match Value::parse(&write(&to_go(value, Strings::AsTheyAre))) {
            Ok(value) => Cow::Owned(value),
            Err(_) => Cow::Borrowed(value),
        },
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Uint(_) | Value::String(_) => {
            Cow::Borrowed(value)
        }
    }
}

fn is_changed(value: &Value) -> bool {
    matches!(reread(value), Cow::Owned(_))
}

fn owned(value: &Value) -> Value {
    reread(value).into_owned()
}

/// The whole number that a float is written as, if it is written as one.
fn whole(number: f64) -> Option<Value> {
    rutter_go::strconv::format_float(number, b'g', -1, 64).parse().ok().map(Value::Int)
}

/// What becomes of line breaks at the beginning of strings.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strings {
    Trimmed,
    AsTheyAre,
}

fn write(value: &GoValue) -> String {
    let mut text = Vec::new();
    match rutter_yaml::to_yaml_v3_into(value, INDENTATION, &mut text, usize::MAX) {
        Ok(()) => String::from_utf8_lossy(&text).into_owned(),
        Err(error) => error.to_string(),
    }
}

fn to_go(value: &Value, strings: Strings) -> GoValue {
    match value {
        Value::Null => GoValue::Nil,
        Value::Bool(value) => GoValue::Bool(*value),
        Value::Int(value) => GoValue::Int(*value),
        Value::Uint(value) => GoValue::Uint64(*value),
        Value::Float(value) => GoValue::Float64(*value),
        Value::String(text) if strings == Strings::Trimmed => {
            GoValue::string(text.trim_start_matches('\n'))
        }
        Value::String(text) => GoValue::string(text.as_str()),
        Value::Time(text) => match time(text) {
            Some(time) => GoValue::object(time),
            None => GoValue::string(text.as_str()),
        },
        Value::List(items) => {
            GoValue::list(items.iter().map(|item| to_go(item, strings)).collect())
        }
        Value::Map(map) => GoValue::map(
            map.iter().map(|(key, value)| (key.as_str().into(), to_go(value, strings))),
        ),
        // The original trims only inside of maps whose keys are strings.
        Value::AnyMap(entries) => {
            let part = |value| to_go(value, Strings::AsTheyAre);
            let entries = entries.iter().map(|(key, value)| (part(key), part(value)));
            GoValue::object(AnyMap(entries.collect()))
        }
    }
}

fn time(text: &str) -> Option<Time> {
    let parse = |layout: &&str| Time::parse(layout.as_bytes(), text.as_bytes(), &Zone::utc()).ok();
    TIME_LAYOUTS.iter().find_map(parse)
}

/// A timestamp as go-yaml writes it.
pub(crate) fn time_text(text: &str) -> String {
    let format = |time: Time| time.format(rutter_go::time::RFC3339_NANO.as_bytes());
    time(text).map_or(text.to_string(), |time| String::from_utf8_lossy(&format(time)).into_owned())
}
