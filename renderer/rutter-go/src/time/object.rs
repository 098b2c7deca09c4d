//! Times, durations, months and weekdays as templates see them.

use super::civil::{month_name, weekday_name};
use super::{Duration, Time, UNIX_FROM_YEAR_ONE, Zone};
use crate::method::{arity, wrong_type};
use crate::value::{Element, Encoded, Encoding, Kind, Object, Stringer, Value};
use std::any::Any;
use std::borrow::Cow;

/// A `time.Month`, January being 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month(pub i64);

/// A `time.Weekday`, Sunday being 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weekday(pub i64);

/// A `*time.Location`.
struct Location(Zone);

/// Methods of a time: name, and number of arguments.
const TIME_METHODS: &[(&str, usize)] = &[
    ("Add", 1),
    ("AddDate", 3),
    ("After", 1),
    ("Before", 1),
    ("Clock", 0),
    ("Compare", 1),
    ("Date", 0),
    ("Day", 0),
    ("Equal", 1),
    ("Format", 1),
    ("GoString", 0),
    ("Hour", 0),
    ("ISOWeek", 0),
    ("In", 1),
    ("IsDST", 0),
    ("IsZero", 0),
    ("Local", 0),
    ("Location", 0),
    ("MarshalJSON", 0),
    ("MarshalText", 0),
    ("Minute", 0),
    ("Month", 0),
    ("Nanosecond", 0),
    ("Round", 1),
    ("Second", 0),
    ("String", 0),
    ("Sub", 1),
    ("Truncate", 1),
    ("UTC", 0),
    ("Unix", 0),
    ("UnixMicro", 0),
    ("UnixMilli", 0),
    ("UnixNano", 0),
    ("Weekday", 0),
    ("Year", 0),
    ("YearDay", 0),
    ("Zone", 0),
];

/// Methods of a duration: name, and number of arguments.
const DURATION_METHODS: &[(&str, usize)] = &[
    ("Abs", 0),
    ("Hours", 0),
    ("Microseconds", 0),
    ("Milliseconds", 0),
    ("Minutes", 0),
    ("Nanoseconds", 0),
    ("Round", 1),
    ("Seconds", 0),
    ("String", 0),
    ("Truncate", 1),
];

fn duration_argument(value: Option<&Value>) -> Result<Duration, String> {
    match value {
        // A number written in a template becomes a duration.
        Some(Value::Int(number) | Value::Int64(number)) => Ok(Duration(*number)),
        Some(value) => {
            let known = value.downcast::<Duration>().copied();
            known.ok_or_else(|| wrong_type(Some(value), "time.Duration"))
        }
        None => Err(wrong_type(None, "time.Duration")),
    }
}

fn time_argument(value: Option<&Value>) -> Result<&Time, String> {
    let known = value.and_then(Value::downcast::<Time>);
    known.ok_or_else(|| wrong_type(value, "time.Time"))
}

fn integer_argument(value: Option<&Value>) -> Result<i64, String> {
    match value {
        Some(Value::Int(number)) => Ok(*number),
        other => Err(wrong_type(other, "int")),
    }
}

fn several_results(name: &str, second: &str) -> String {
    format!(
        "invalid function signature for {name}: second return value should be error; is {second}"
    )
}

impl Time {
    fn call(&self, name: &str, arguments: &[Value]) -> Result<Value, String> {
        let civil = self.civil();
        let int = |number: i64| Ok(Value::Int(number));
        let first = arguments.first();
        match name {
            "Year" => int(civil.year),
            "Month" => Ok(Value::object(Month(civil.month))),
            "Day" => int(civil.day),
            "Weekday" => Ok(Value::object(Weekday(civil.weekday()))),
            "YearDay" => int(civil.year_day()),
            "Hour" => int(civil.hour),
            "Minute" => int(civil.minute),
            "Second" => int(civil.second),
            "Nanosecond" => int(i64::from(self.nanosecond())),
            "Unix" => Ok(Value::Int64(self.unix_seconds())),
            "UnixMilli" => Ok(Value::Int64(self.in_fractions(1_000))),
            "UnixMicro" => Ok(Value::Int64(self.in_fractions(1_000_000))),
            "UnixNano" => Ok(Value::Int64(self.in_fractions(1_000_000_000))),
            "String" => Ok(Value::from(self.to_string())),
            "GoString" => Ok(Value::from(self.go_string())),
            "IsZero" => Ok(Value::Bool(self.is_zero())),
            "IsDST" => Ok(Value::Bool(self.zone().lookup(self.unix_seconds()).summer)),
            "UTC" => Ok(Value::object(self.in_zone(&Zone::utc()))),
            "Local" => Ok(Value::object(self.in_zone(&self.local))),
            "Location" => Ok(Value::object(Location(self.zone().clone()))),
            "In" => match first.and_then(Value::downcast::<Location>) {
                Some(location) => Ok(Value::object(self.in_zone(&location.0))),
                None => Err(wrong_type(first, "*time.Location")),
            },
            "Format" => match first {
                Some(Value::String(layout)) => {
                    Ok(Value::String(self.format(layout.as_bytes()).into()))
                }
                other => Err(wrong_type(other, "string")),
            },
            "Add" => Ok(Value::object(self.add(duration_argument(first)?))),
            "Round" => Ok(Value::object(self.round(duration_argument(first)?))),
            "Truncate" => Ok(Value::object(self.truncate(duration_argument(first)?))),
            "AddDate" => {
                let number = |index: usize| integer_argument(arguments.get(index));
                Ok(Value::object(self.add_date(number(0)?, number(1)?, number(2)?)))
            }
            "Sub" => Ok(Value::object(self.sub(time_argument(first)?))),
            "After" => Ok(Value::Bool(self.compare(time_argument(first)?).is_gt())),
            "Before" => Ok(Value::Bool(self.compare(time_argument(first)?).is_lt())),
            "Equal" => Ok(Value::Bool(self.compare(time_argument(first)?).is_eq())),
            "Compare" => int(self.compare(time_argument(first)?) as i64),
            "MarshalJSON" => self.marshal("Time.MarshalJSON", "\""),
            "MarshalText" => self.marshal("Time.MarshalText", ""),
            "ISOWeek" | "Zone" => Err(several_results(name, "int")),
            "Clock" | "Date" => {
                Err(format!("function {name} has 3 return values; should be 1 or 2"))
            }
            _ => Err(format!("no method {name}")),
        }
    }

    fn in_fractions(&self, parts: i64) -> i64 {
        let fraction = i64::from(self.nanosecond()) / (1_000_000_000 / parts);
        self.unix_seconds().wrapping_mul(parts).wrapping_add(fraction)
    }

    fn marshal(&self, method: &str, quotes: &str) -> Result<Value, String> {
        let text = self.to_rfc3339().map_err(|error| format!("{method}: {error}"))?;
        let text = format!("{quotes}{text}{quotes}");
        Ok(Value::Bytes(crate::value::Bytes::new(text)))
    }

    /// Year and number of the ISO week (Go: `ISOWeek`).
    pub fn iso_week(&self) -> (i64, i64) {
        self.civil().iso_week()
    }

    /// Abbreviation and offset of the zone at the moment (Go: `Zone`).
    pub fn zone_at(&self) -> (String, i64) {
        let found = self.zone().lookup(self.unix_seconds());
        (found.abbreviation, i64::from(found.offset))
    }
}

impl Object for Time {
    fn type_name(&self) -> Cow<'static, str> {
        Cow::Borrowed("time.Time")
    }
    fn kind(&self) -> Kind {
        Kind::Struct
    }
    fn fields(&self) -> Vec<(&'static str, Value)> {
        Vec::new()
    }
    fn printed_fields(&self) -> Vec<(&'static str, Value)> {
        let location = match self.zone().name() {
            "UTC" => Value::Nil,
            _ => Value::object(Location(self.zone().clone())),
        };
        vec![
            ("wall", Value::Uint64(u64::from(self.nanosecond()))),
            ("ext", Value::Int64(self.unix_seconds().wrapping_add(UNIX_FROM_YEAR_ONE))),
            ("loc", location),
        ]
    }
    fn has_method(&self, name: &str) -> bool {
        arity(TIME_METHODS, name).is_some()
    }
    fn method_arity(&self, name: &str) -> (usize, bool) {
        (arity(TIME_METHODS, name).unwrap_or(0), false)
    }
    fn method_parameters(&self, name: &str) -> Option<&'static [Element]> {
        match name {
            "Format" => Some(&[Element::String]),
            "AddDate" => Some(&[Element::Int, Element::Int, Element::Int]),
            _ => None,
        }
    }
    fn call_method(&self, name: &str, arguments: &[Value]) -> Result<Value, String> {
        self.call(name, arguments)
    }
    fn stringer(&self) -> Stringer {
        Stringer::Value
    }
    fn string(&self) -> String {
        self.to_string()
    }
    fn go_string(&self) -> Option<String> {
        Some(Time::go_string(self))
    }
    fn encode(&self, encoding: Encoding) -> Encoded {
        match (self.to_rfc3339(), encoding) {
            (Ok(text), _) => Encoded::Value(Value::from(text)),
            (Err(error), Encoding::Json) => Encoded::Error(format!(
                "json: error calling MarshalJSON for type time.Time: Time.MarshalJSON: {error}"
            )),
            (Err(_), _) => {
                let text = self.format(super::RFC3339_NANO.as_bytes());
                Encoded::Value(Value::String(text.into()))
            }
        }
    }
    fn deep_equal(&self, other: &dyn Object) -> bool {
        let other = (other as &dyn Any).downcast_ref::<Time>();
        other.is_some_and(|other| {
            let same = self.compare(other).is_eq() && self.monotonic == other.monotonic;
            same && self.zone().same(other.zone())
        })
    }
}

impl Object for Location {
    fn type_name(&self) -> Cow<'static, str> {
        Cow::Borrowed("*time.Location")
    }
    fn kind(&self) -> Kind {
        Kind::Pointer
    }
    fn fields(&self) -> Vec<(&'static str, Value)> {
        Vec::new()
    }
    fn has_method(&self, name: &str) -> bool {
        name == "String"
    }
    fn call_method(&self, _name: &str, _arguments: &[Value]) -> Result<Value, String> {
        Ok(Value::from(self.0.name()))
    }
    fn stringer(&self) -> Stringer {
        Stringer::Value
    }
    fn string(&self) -> String {
        self.0.name().to_string()
    }
    fn encode(&self, _encoding: Encoding) -> Encoded {
        Encoded::Struct(Vec::new())
    }
}

impl Object for Duration {
    fn type_name(&self) -> Cow<'static, str> {
        Cow::Borrowed("time.Duration")
    }
    fn kind(&self) -> Kind {
        Kind::Int64
    }
    fn scalar(&self) -> Option<Value> {
        Some(Value::Int64(self.0))
    }
    fn fields(&self) -> Vec<(&'static str, Value)> {
        Vec::new()
    }
    fn has_method(&self, name: &str) -> bool {
        arity(DURATION_METHODS, name).is_some()
    }
    fn method_arity(&self, name: &str) -> (usize, bool) {
        (arity(DURATION_METHODS, name).unwrap_or(0), false)
    }
    fn call_method(&self, name: &str, arguments: &[Value]) -> Result<Value, String> {
        let argument = || duration_argument(arguments.first());
        Ok(match name {
            "Hours" => Value::Float64(self.hours()),
            "Minutes" => Value::Float64(self.minutes()),
            "Seconds" => Value::Float64(self.seconds()),
            "Milliseconds" => Value::Int64(self.milliseconds()),
            "Microseconds" => Value::Int64(self.microseconds()),
            "Nanoseconds" => Value::Int64(self.0),
            "String" => Value::from(self.to_string()),
            "Abs" => Value::object(self.abs()),
            "Round" => Value::object(self.round(argument()?)),
            "Truncate" => Value::object(self.truncate(argument()?)),
            _ => return Err(format!("no method {name}")),
        })
    }
    fn stringer(&self) -> Stringer {
        Stringer::Value
    }
    fn string(&self) -> String {
        self.to_string()
    }
    fn encode(&self, encoding: Encoding) -> Encoded {
        Encoded::Value(match encoding {
            Encoding::Json => Value::Int64(self.0),
            Encoding::Yaml | Encoding::Toml => Value::from(self.to_string()),
        })
    }
    fn deep_equal(&self, other: &dyn Object) -> bool {
        (other as &dyn Any).downcast_ref::<Duration>() == Some(self)
    }
}

impl Object for Month {
    fn type_name(&self) -> Cow<'static, str> {
        Cow::Borrowed("time.Month")
    }
    fn kind(&self) -> Kind {
        Kind::Int
    }
    fn scalar(&self) -> Option<Value> {
        Some(Value::Int(self.0))
    }
    fn fields(&self) -> Vec<(&'static str, Value)> {
        Vec::new()
    }
    fn has_method(&self, name: &str) -> bool {
        name == "String"
    }
    fn call_method(&self, _name: &str, _arguments: &[Value]) -> Result<Value, String> {
        Ok(Value::from(self.string()))
    }
    fn stringer(&self) -> Stringer {
        Stringer::Value
    }
    fn string(&self) -> String {
        month_name(self.0)
    }
    fn encode(&self, _encoding: Encoding) -> Encoded {
        Encoded::Value(Value::Int(self.0))
    }
    fn deep_equal(&self, other: &dyn Object) -> bool {
        (other as &dyn Any).downcast_ref::<Month>() == Some(self)
    }
}

impl Object for Weekday {
    fn type_name(&self) -> Cow<'static, str> {
        Cow::Borrowed("time.Weekday")
    }
    fn kind(&self) -> Kind {
        Kind::Int
    }
    fn scalar(&self) -> Option<Value> {
        Some(Value::Int(self.0))
    }
    fn fields(&self) -> Vec<(&'static str, Value)> {
        Vec::new()
    }
    fn has_method(&self, name: &str) -> bool {
        name == "String"
    }
    fn call_method(&self, _name: &str, _arguments: &[Value]) -> Result<Value, String> {
        Ok(Value::from(self.string()))
    }
    fn stringer(&self) -> Stringer {
        Stringer::Value
    }
    fn string(&self) -> String {
        weekday_name(self.0)
    }
    fn encode(&self, _encoding: Encoding) -> Encoded {
        Encoded::Value(Value::Int(self.0))
    }
    fn deep_equal(&self, other: &dyn Object) -> bool {
        (other as &dyn Any).downcast_ref::<Weekday>() == Some(self)
    }
}
