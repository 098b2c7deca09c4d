//! Values as an action prints them.
//!
//! Go: text/template/exec.go `printableValue`: pointers are followed, and a `String` method that
//! only the pointer has counts where an address can be taken.

use rutter_go::fmt::{self, FormatError};
use rutter_go::value::Stringer;
use rutter_go::{Kind, Value};

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

/// Appends a value that has no such method.
pub(crate) fn append_value(
    out: &mut Vec<u8>,
    value: &Value,
    limit: usize,
) -> Result<(), FormatError> {
    let start = out.len();
    fmt::append_value_limited(out, value, limit)?;
    // A pointer is followed, so its `&` is not written.
    if matches!(value, Value::Object(object) if object.kind() == Kind::Pointer)
        && out.get(start) == Some(&b'&')
    {
        out.remove(start);
    }
    Ok(())
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
