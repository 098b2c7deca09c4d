//! Versions as templates see them.

use super::Version;
use crate::method::{arity, wrong_type};
use crate::value::{Element, Encoded, Encoding, Kind, Object, Stringer, Value};
use std::any::Any;
use std::borrow::Cow;

/// A `*semver.Version`.
pub(super) struct VersionPointer(pub Version);

/// A `semver.Version`, which lacks the methods of the pointer.
pub(super) struct VersionStruct(pub Version);

/// Methods of a version: name, and number of arguments.
const METHODS: &[(&str, usize)] = &[
    ("IncMajor", 0),
    ("IncMinor", 0),
    ("IncPatch", 0),
    ("Major", 0),
    ("MarshalJSON", 0),
    ("MarshalText", 0),
    ("Metadata", 0),
    ("Minor", 0),
    ("Patch", 0),
    ("Prerelease", 0),
    ("SetMetadata", 1),
    ("SetPrerelease", 1),
    ("String", 0),
    ("Value", 0),
];

/// Methods that only the pointer has.
const POINTER_METHODS: &[(&str, usize)] = &[
    ("Compare", 1),
    ("Equal", 1),
    ("GreaterThan", 1),
    ("GreaterThanEqual", 1),
    ("LessThan", 1),
    ("LessThanEqual", 1),
    ("Original", 0),
];

fn parameters(name: &str) -> Option<&'static [Element]> {
    matches!(name, "SetMetadata" | "SetPrerelease").then_some(&[Element::String])
}

fn printed(version: &Version) -> Vec<(&'static str, Value)> {
    vec![
        ("major", Value::Uint64(version.major)),
        ("minor", Value::Uint64(version.minor)),
        ("patch", Value::Uint64(version.patch)),
        ("pre", Value::from(version.prerelease.as_str())),
        ("metadata", Value::from(version.metadata.as_str())),
        ("original", Value::from(version.original.as_str())),
    ]
}

fn call(version: &Version, name: &str, arguments: &[Value]) -> Result<Value, String> {
    let next = |next: Option<Version>, part: &str| match next {
        Some(version) => Ok(version.to_struct_value()),
        None => Err(format!("{part} version increment would overflow uint64")),
    };
    let text = || match arguments.first() {
        Some(Value::String(text)) => Ok(text.to_str_lossy()),
        other => Err(wrong_type(other, "string")),
    };
    match name {
        "IncMajor" => next(version.increment_major(), "major"),
        "IncMinor" => next(version.increment_minor(), "minor"),
        "IncPatch" => next(version.increment_patch(), "patch"),
        "Major" => Ok(Value::Uint64(version.major)),
        "Minor" => Ok(Value::Uint64(version.minor)),
        "Patch" => Ok(Value::Uint64(version.patch)),
        "Prerelease" => Ok(Value::from(version.prerelease.as_str())),
        "Metadata" => Ok(Value::from(version.metadata.as_str())),
        "String" | "Value" => Ok(Value::from(version.to_string())),
        "MarshalText" => Ok(bytes(version.to_string())),
        "MarshalJSON" => Ok(bytes(format!("\"{version}\""))),
        "SetPrerelease" => Ok(version.with_prerelease(&text()?)?.to_struct_value()),
        "SetMetadata" => Ok(version.with_metadata(&text()?)?.to_struct_value()),
        _ => Err(format!("no method {name}")),
    }
}

fn bytes(text: String) -> Value {
    Value::Bytes(crate::value::Bytes::new(text))
}

fn call_pointer(version: &Version, name: &str, arguments: &[Value]) -> Result<Value, String> {
    if name == "Original" {
        return Ok(Value::from(version.original.as_str()));
    }
    let other = arguments.first().and_then(Value::downcast::<VersionPointer>);
    let other = other.ok_or_else(|| wrong_type(arguments.first(), "*semver.Version"))?;
    let order = version.compare(&other.0);
    Ok(match name {
        "Compare" => Value::Int(order as i64),
        "Equal" => Value::Bool(order.is_eq()),
        "GreaterThan" => Value::Bool(order.is_gt()),
        "GreaterThanEqual" => Value::Bool(order.is_ge()),
        "LessThan" => Value::Bool(order.is_lt()),
        "LessThanEqual" => Value::Bool(order.is_le()),
        _ => return Err(format!("no method {name}")),
    })
}

impl Object for VersionPointer {
    fn type_name(&self) -> Cow<'static, str> {
        Cow::Borrowed("*semver.Version")
    }
    fn kind(&self) -> Kind {
        Kind::Pointer
    }
    fn fields(&self) -> Vec<(&'static str, Value)> {
        Vec::new()
    }
    fn printed_fields(&self) -> Vec<(&'static str, Value)> {
        printed(&self.0)
    }
    fn has_method(&self, name: &str) -> bool {
        arity(METHODS, name).is_some() || arity(POINTER_METHODS, name).is_some()
    }
    fn method_arity(&self, name: &str) -> (usize, bool) {
        let count = arity(METHODS, name).or_else(|| arity(POINTER_METHODS, name));
        (count.unwrap_or(0), false)
    }
    fn method_parameters(&self, name: &str) -> Option<&'static [Element]> {
        parameters(name)
    }
    fn call_method(&self, name: &str, arguments: &[Value]) -> Result<Value, String> {
        match arity(POINTER_METHODS, name) {
            Some(_) => call_pointer(&self.0, name, arguments),
            None => call(&self.0, name, arguments),
        }
    }
    fn stringer(&self) -> Stringer {
        Stringer::Value
    }
    fn string(&self) -> String {
        self.0.to_string()
    }
    fn encode(&self, _encoding: Encoding) -> Encoded {
        Encoded::Value(Value::from(self.0.to_string()))
    }
    fn deep_equal(&self, other: &dyn Object) -> bool {
        let other = (other as &dyn Any).downcast_ref::<VersionPointer>();
        other.is_some_and(|other| other.0 == self.0)
    }
}

impl Object for VersionStruct {
    fn type_name(&self) -> Cow<'static, str> {
        Cow::Borrowed("semver.Version")
    }
    fn kind(&self) -> Kind {
        Kind::Struct
    }
    fn fields(&self) -> Vec<(&'static str, Value)> {
        Vec::new()
    }
    fn printed_fields(&self) -> Vec<(&'static str, Value)> {
        printed(&self.0)
    }
    fn has_method(&self, name: &str) -> bool {
        arity(METHODS, name).is_some()
    }
    fn method_arity(&self, name: &str) -> (usize, bool) {
        (arity(METHODS, name).unwrap_or(0), false)
    }
    fn method_parameters(&self, name: &str) -> Option<&'static [Element]> {
        parameters(name)
    }
    fn call_method(&self, name: &str, arguments: &[Value]) -> Result<Value, String> {
        call(&self.0, name, arguments)
    }
    fn stringer(&self) -> Stringer {
        Stringer::Value
    }
    fn string(&self) -> String {
        self.0.to_string()
    }
    fn encode(&self, _encoding: Encoding) -> Encoded {
        Encoded::Value(Value::from(self.0.to_string()))
    }
    fn deep_equal(&self, other: &dyn Object) -> bool {
        let other = (other as &dyn Any).downcast_ref::<VersionStruct>();
        other.is_some_and(|other| other.0 == self.0)
    }
}
