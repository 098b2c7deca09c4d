//! Types with fields and methods, as the Go side of the differential tests has them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "test code may panic")]

use std::borrow::Cow;

use rutter_go::value::{Encoded, Encoding, MAP, MapType, Methods, Stringer};
use rutter_go::{Element, Kind, ListType, Object, Value};

/// `main.Named`: a `map[string]interface {}` with methods.
pub static NAMED: MapType =
    MapType { name: "main.Named", element: Element::Interface, methods: Some(&NamedMethods) };

struct NamedMethods;

impl Methods for NamedMethods {
    fn has(&self, name: &str) -> bool {
        matches!(name, "Hello" | "Size" | "Table")
    }
    fn arity(&self, name: &str) -> usize {
        usize::from(name != "Size")
    }
    fn call(&self, receiver: &Value, name: &str, arguments: &[Value]) -> Result<Value, String> {
        let map = receiver.as_map().unwrap();
        match (name, arguments) {
            ("Hello", [Value::String(who)]) => Ok(format!("hello {}", who.to_str_lossy()).into()),
            ("Table", [Value::String(key)]) => match map.get(key) {
                Some(Value::Map(table)) if std::ptr::eq(table.map_type(), &MAP) => {
                    Ok(Value::Map(table.cast(&NAMED)))
                }
                _ => {
                    let key = rutter_go::strconv::quote(key.as_bytes());
                    Err(format!("{key} is not a table"))
                }
            },
            _ => Ok(Value::Int(map.len() as i64)),
        }
    }
}

/// `main.Names`: a `[]string` with a method.
pub static NAMES: ListType =
    ListType { name: "main.Names", element: Element::String, methods: Some(&NamesMethods) };

struct NamesMethods;

impl Methods for NamesMethods {
    fn has(&self, name: &str) -> bool {
        name == "Has"
    }
    fn arity(&self, _name: &str) -> usize {
        1
    }
    fn call(&self, receiver: &Value, _name: &str, arguments: &[Value]) -> Result<Value, String> {
        let wanted = arguments[0].as_string().unwrap();
        let found = receiver.as_list().unwrap().iter().any(|v| v.as_string() == Some(wanted));
        Ok(Value::Bool(found))
    }
}

/// A struct with an unexported field.
pub struct Point(pub i64, pub &'static str, pub i64);

impl Object for Point {
    fn type_name(&self) -> Cow<'static, str> {
        "main.Point".into()
    }
    fn kind(&self) -> Kind {
        Kind::Struct
    }
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![("X", Value::Int(self.0)), ("Y", self.1.into())]
    }
    fn printed_fields(&self) -> Vec<(&'static str, Value)> {
        vec![("X", Value::Int(self.0)), ("Y", self.1.into()), ("hidden", Value::Int(self.2))]
    }
    fn encode(&self, _encoding: Encoding) -> Encoded {
        Encoded::Error("none".to_string())
    }
    fn deep_equal(&self, other: &dyn Object) -> bool {
        let other = (other as &dyn std::any::Any).downcast_ref::<Point>();
        other.is_some_and(|o| (self.0, self.1, self.2) == (o.0, o.1, o.2))
    }
}

/// A named int with a `String` method.
pub struct Month(pub i64);

impl Object for Month {
    fn type_name(&self) -> Cow<'static, str> {
        "main.Month".into()
    }
    fn kind(&self) -> Kind {
        Kind::Int
    }
    fn fields(&self) -> Vec<(&'static str, Value)> {
        Vec::new()
    }
    fn has_method(&self, name: &str) -> bool {
        name == "String"
    }
    fn call_method(&self, _name: &str, _arguments: &[Value]) -> Result<Value, String> {
        Ok(self.string().into())
    }
    fn stringer(&self) -> Stringer {
        Stringer::Value
    }
    fn string(&self) -> String {
        format!("month-{}", self.0)
    }
    fn scalar(&self) -> Option<Value> {
        Some(Value::Int(self.0))
    }
    fn encode(&self, _encoding: Encoding) -> Encoded {
        Encoded::Value(Value::Int(self.0))
    }
    fn deep_equal(&self, other: &dyn Object) -> bool {
        let other = (other as &dyn std::any::Any).downcast_ref::<Month>();
        other.is_some_and(|o| self.0 == o.0)
    }
}

/// A struct whose pointer has methods.
pub struct Info(pub &'static str);

impl Object for Info {
    fn type_name(&self) -> Cow<'static, str> {
        "main.Info".into()
    }
    fn kind(&self) -> Kind {
        Kind::Struct
    }
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![("Name", self.0.into())]
    }
    fn has_method(&self, name: &str) -> bool {
        matches!(name, "String" | "Greet")
    }
    fn method_arity(&self, name: &str) -> (usize, bool) {
        (usize::from(name == "Greet"), false)
    }
    fn method_parameters(&self, _name: &str) -> Option<&'static [Element]> {
        Some(&[Element::String])
    }
    fn call_method(&self, _name: &str, arguments: &[Value]) -> Result<Value, String> {
        match arguments {
            [Value::String(who)] => Ok(format!("hello {}", who.to_str_lossy()).into()),
            _ => Ok(self.string().into()),
        }
    }
    fn stringer(&self) -> Stringer {
        Stringer::Pointer
    }
    fn string(&self) -> String {
        format!("info:{}", self.0)
    }
    fn encode(&self, _encoding: Encoding) -> Encoded {
        Encoded::Error("none".to_string())
    }
    fn deep_equal(&self, other: &dyn Object) -> bool {
        let other = (other as &dyn std::any::Any).downcast_ref::<Info>();
        other.is_some_and(|o| self.0 == o.0)
    }
}

/// A pointer to a struct of others, and where the struct lies.
pub struct Holder(pub u64);

impl Object for Holder {
    fn type_name(&self) -> Cow<'static, str> {
        "*main.Holder".into()
    }
    fn kind(&self) -> Kind {
        Kind::Pointer
    }
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("Info", Value::object(Info("inner"))),
            ("Point", Value::object(Point(4, "four", 8))),
            ("Month", Value::object(Month(5))),
            ("Nil", Value::Nil),
        ]
    }
    fn has_method(&self, name: &str) -> bool {
        matches!(name, "Twice" | "Fails" | "Join")
    }
    fn method_arity(&self, name: &str) -> (usize, bool) {
        match name {
            "Join" => (2, true),
            _ => (1, false),
        }
    }
    fn method_parameters(&self, name: &str) -> Option<&'static [Element]> {
        match name {
            "Twice" => Some(&[Element::Int]),
            _ => Some(&[Element::String]),
        }
    }
    fn call_method(&self, name: &str, arguments: &[Value]) -> Result<Value, String> {
        let text = |v: &Value| v.as_string().unwrap().to_str_lossy().into_owned();
        match (name, arguments) {
            ("Twice", [Value::Int(number)]) => Ok(Value::Int(number.wrapping_mul(2))),
            ("Fails", [value]) => Err(format!("holder failed: {}", text(value))),
            (_, [first, rest @ ..]) => {
                let rest: Vec<String> = rest.iter().map(text).collect();
                Ok(format!("{}{}", text(first), rest.join("+")).into())
            }
            _ => Err("no arguments".to_string()),
        }
    }
    fn address(&self) -> u64 {
        self.0
    }
    fn encode(&self, _encoding: Encoding) -> Encoded {
        Encoded::Error("none".to_string())
    }
}
