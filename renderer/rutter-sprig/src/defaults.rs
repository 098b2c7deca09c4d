//! sprig defaults.go.

use rutter_go::value::{Kind, Value};
use rutter_template::Call;

use crate::arguments::{Outcome, any};

/// sprig: `empty`.
pub(crate) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Nil => true,
        Value::Bool(v) => !v,
        Value::Int(v) | Value::Int64(v) => *v == 0,
        Value::Uint64(v) => *v == 0,
        Value::Uint8(v) => *v == 0,
        Value::Float64(v) => *v == 0.0,
        Value::Complex128(re, im) => *re == 0.0 && *im == 0.0,
        Value::String(v) => v.is_empty(),
        Value::Bytes(v) => v.as_bytes().is_empty(),
        Value::List(v) => v.is_empty(),
        Value::Map(v) => v.is_empty(),
        Value::Object(object) => match object.kind() {
            Kind::Int64 => object.string() == "0s",
            _ => false,
        },
    }
}

pub(crate) fn default(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(match a.get(1) {
        Some(given) if !is_empty(given) => given.clone(),
        _ => any(a, 0),
    })
}

pub(crate) fn empty(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::Bool(is_empty(&any(a, 0))))
}

pub(crate) fn coalesce(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(a.iter().find(|v| !is_empty(v)).cloned().unwrap_or_default())
}

pub(crate) fn all(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::Bool(!a.iter().any(is_empty)))
}

pub(crate) fn any_of(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::Bool(a.iter().any(|v| !is_empty(v))))
}

pub(crate) fn ternary(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(match a.get(2) {
        Some(Value::Bool(true)) => any(a, 0),
        _ => any(a, 1),
    })
}
