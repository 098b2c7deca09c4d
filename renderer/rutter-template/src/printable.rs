//! Values as an action prints them.
//!
//! Go: text/template/exec.go `printableValue`: pointers are followed, and a `String` method that
//! only the pointer has counts where an address can be taken.

use std::borrow::Cow;
use std::rc::Rc;

use rutter_go::fmt::{self, FormatError};
use rutter_go::value::{Encoded, Encoding, Stringer};
use rutter_go::{Kind, Object, Value};

/// What the value's own `String` or `Error` method says, where an action would ask it.
pub(crate) fn string_method(value: &Value, is_addressable: bool) -> Option<String> {
    let Value::Object(object) = value else {
        return None;
    };
    match object.stringer() {
        Stringer::Value => Some(object.string()),
        Stringer::Pointer if is_addressable || object.kind() == Kind::Pointer => {
            Some(object.string())
        }
        _ => None,
    }
}

/// A struct without the pointer that led to it.
struct Pointed(Rc<dyn Object>);

impl Object for Pointed {
    fn type_name(&self) -> Cow<'static, str> {
        let name = self.0.type_name();
        Cow::Owned(name.strip_prefix('*').unwrap_or(&name).to_string())
    }
    fn kind(&self) -> Kind {
        Kind::Struct
    }
    fn fields(&self) -> Vec<(&'static str, Value)> {
        self.0.fields()
    }
    fn printed_fields(&self) -> Vec<(&'static str, Value)> {
        self.0.printed_fields()
    }
    fn encode(&self, encoding: Encoding) -> Encoded {
        self.0.encode(encoding)
    }
}

/// What a pointer without a `String` method points at; other values as they are.
pub(crate) fn pointed(value: &Value) -> Value {
    match value {
        Value::Object(object)
            if object.kind() == Kind::Pointer && object.stringer() == Stringer::None =>
        {
            Value::object(Pointed(object.clone()))
        }
        other => other.clone(),
    }
}

/// Appends a value that has no such method.
pub(crate) fn append_value(
    out: &mut Vec<u8>,
    value: &Value,
    limit: usize,
) -> Result<(), FormatError> {
    match value {
        Value::Object(_) => fmt::append_value_limited(out, &pointed(value), limit),
        _ => fmt::append_value_limited(out, value, limit),
    }
}

/// `%v` for the text of an error.
pub(crate) fn show(value: &Value) -> String {
    show_with(b"%v", value)
}

/// Any verb for the text of an error; what is too long for a message is cut.
pub(crate) fn show_with(verb: &[u8], value: &Value) -> String {
    const LONGEST: usize = 1 << 20;
    match fmt::sprintf_limited(verb, std::slice::from_ref(value), LONGEST) {
        Ok(text) => String::from_utf8_lossy(&text).into_owned(),
        Err(error) => format!("({error})"),
    }
}
