//! `eq`, `lt` and their kin.
//!
//! Go: text/template/funcs.go `basicKind`, `eq`, `lt`. Kinds must match, except that signed and
//! unsigned integers compare.

use rutter_go::{Kind, Value};

use crate::printable::{show, show_with};
use crate::slot::{Slot, underlying};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Basic {
    Invalid,
    Bool,
    Complex,
    Int,
    Float,
    String,
    Uint,
}

fn basic_kind(value: &Value) -> Basic {
    match value.kind() {
        Kind::Bool => Basic::Bool,
        Kind::Int | Kind::Int64 => Basic::Int,
        Kind::Uint64 | Kind::Uint8 => Basic::Uint,
        Kind::Float64 => Basic::Float,
        Kind::Complex128 => Basic::Complex,
        Kind::String => Basic::String,
        _ => Basic::Invalid,
    }
}

/// Both values as plain ones; named scalars are rare.
fn plain(value: &Value) -> Value {
    underlying(value).unwrap_or_else(|| value.clone())
}

fn int(value: &Value) -> i64 {
    match value {
        Value::Int(number) | Value::Int64(number) => *number,
        _ => 0,
    }
}

fn uint(value: &Value) -> u64 {
    match value {
        Value::Uint64(number) => *number,
        Value::Uint8(number) => u64::from(*number),
        _ => 0,
    }
}

/// Whether the first equals one of the others.
pub(crate) fn eq(first: &Value, others: &[Slot]) -> Result<bool, String> {
    if others.is_empty() {
        return Err("missing argument for comparison".to_string());
    }
    for other in others {
        if equal(first, &other.value)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn equal(a: &Value, b: &Value) -> Result<bool, String> {
    match (a, b) {
        (Value::String(a), Value::String(b)) => Ok(a == b),
        (Value::Bool(a), Value::Bool(b)) => Ok(a == b),
        (Value::Float64(a), Value::Float64(b)) => Ok(a == b),
        (Value::Int(a) | Value::Int64(a), Value::Int(b) | Value::Int64(b)) => Ok(a == b),
        (Value::Complex128(a, b), Value::Complex128(c, d)) => Ok(a == c && b == d),
        _ => equal_other(a, b),
    }
}

fn equal_other(a: &Value, b: &Value) -> Result<bool, String> {
    if matches!(a, Value::Object(_)) && underlying(a).is_some()
        || matches!(b, Value::Object(_)) && underlying(b).is_some()
    {
        let (plain_a, plain_b) = (plain(a), plain(b));
        if basic_kind(&plain_a) == basic_kind(&plain_b) {
            return equal(&plain_a, &plain_b);
        }
    }
    match (basic_kind(a), basic_kind(b)) {
        (Basic::Uint, Basic::Uint) => Ok(uint(a) == uint(b)),
        (Basic::Int, Basic::Uint) => Ok(u64::try_from(int(a)) == Ok(uint(b))),
        (Basic::Uint, Basic::Int) => Ok(u64::try_from(int(b)) == Ok(uint(a))),
        (Basic::Invalid, Basic::Invalid) => equal_composite(a, b),
        _ if a.is_nil() || b.is_nil() => Ok(false),
        _ => Err(incompatible(a, b)),
    }
}

fn incompatible(a: &Value, b: &Value) -> String {
    format!("incompatible types for comparison: {} and {}", a.type_name(), b.type_name())
}

/// Nil, slices, maps, structs and pointers.
fn equal_composite(a: &Value, b: &Value) -> Result<bool, String> {
    if a.kind() != b.kind() && !a.is_nil() && !b.is_nil() {
        // The words are in Go's order.
        return Err(format!(
            "non-comparable types {}: {}, {}: {}",
            show_with(b"%s", a),
            a.type_name(),
            b.type_name(),
            show(b)
        ));
    }
    if is_nil(a) || is_nil(b) {
        return Ok(is_nil(a) == is_nil(b));
    }
    if !is_comparable(b) {
        return Err(format!("non-comparable type {}: {}", show_with(b"%s", b), b.type_name()));
    }
    match (a, b) {
        (Value::Object(a), Value::Object(b)) if a.type_name() == b.type_name() => {
            Ok(match a.kind() {
                Kind::Pointer => std::rc::Rc::ptr_eq(a, b),
                _ => a.deep_equal(b.as_ref()),
            })
        }
        _ => Ok(false),
    }
}

/// Go: `isNil`.
fn is_nil(value: &Value) -> bool {
    match value {
        Value::Nil => true,
        Value::List(list) => list.is_nil(),
        Value::Map(map) => map.is_nil(),
        Value::Bytes(bytes) => bytes.is_nil(),
        _ => false,
    }
}

/// Whether Go can compare values of the type; structs only if all of their fields can be.
fn is_comparable(value: &Value) -> bool {
    match value {
        Value::List(_) | Value::Map(_) | Value::Bytes(_) => false,
        Value::Object(object) => match object.kind() {
            Kind::Pointer => true,
            Kind::Slice | Kind::Map => false,
            _ => !object.printed_fields().iter().any(|(_, field)| {
                matches!(field, Value::List(_) | Value::Map(_) | Value::Bytes(_))
            }),
        },
        _ => true,
    }
}

/// Whether the first is below the second.
pub(crate) fn lt(a: &Value, b: &Value) -> Result<bool, String> {
    let bad = || "invalid type for comparison".to_string();
    let (plain_a, plain_b) = (plain(a), plain(b));
    match (basic_kind(&plain_a), basic_kind(&plain_b)) {
        (Basic::Invalid, _) | (_, Basic::Invalid) => Err(bad()),
        (Basic::Bool, Basic::Bool) | (Basic::Complex, Basic::Complex) => Err(bad()),
        (Basic::Int, Basic::Int) => Ok(int(&plain_a) < int(&plain_b)),
        (Basic::Uint, Basic::Uint) => Ok(uint(&plain_a) < uint(&plain_b)),
        (Basic::Int, Basic::Uint) => {
            Ok(u64::try_from(int(&plain_a)).is_ok_and(|a| a < uint(&plain_b)) || int(&plain_a) < 0)
        }
        (Basic::Uint, Basic::Int) => {
            Ok(u64::try_from(int(&plain_b)).is_ok_and(|b| uint(&plain_a) < b))
        }
        _ => match (&plain_a, &plain_b) {
            (Value::Float64(a), Value::Float64(b)) => Ok(a < b),
            (Value::String(a), Value::String(b)) => Ok(a < b),
            _ => Err(incompatible(a, b)),
        },
    }
}

/// Whether the first is not above the second.
pub(crate) fn le(a: &Value, b: &Value) -> Result<bool, String> {
    Ok(lt(a, b)? || equal(a, b)?)
}
