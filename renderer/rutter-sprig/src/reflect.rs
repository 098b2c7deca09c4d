//! sprig reflect.go and Go's `reflect.DeepEqual`.

use rutter_go::value::{List, Map, Value};
use rutter_template::{Call, Error};

use crate::arguments::{Outcome, any, charge_entries, string, text};
use crate::dict::MAX_DEPTH;

pub(crate) fn type_of(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(any(a, 0).type_name().as_ref())
}

pub(crate) fn type_is(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::Bool(text(a, 0) == *any(a, 1).type_name()))
}

pub(crate) fn type_is_like(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let (target, value) = (text(a, 0), any(a, 1));
    let name = value.type_name();
    let like = target == *name || name.strip_prefix('*').is_some_and(|rest| target == *rest);
    Ok(Value::Bool(like))
}

pub(crate) fn kind_of(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(any(a, 0).kind().name())
}

pub(crate) fn kind_is(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::Bool(text(a, 0) == any(a, 1).kind().name()))
}

pub(crate) fn deep_equal_of(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::Bool(deep_equal(call, &any(a, 0), &any(a, 1))?))
}

/// Go's `reflect.DeepEqual`.
///
/// # Errors
/// When the values nest deeper than the limit, as two different cyclic ones do, or hold more parts
/// than the execution has steps for.
pub(crate) fn deep_equal(call: &mut Call<'_, '_>, a: &Value, b: &Value) -> Result<bool, Error> {
    equal_at(call, a, b, 0)
}

/// Steps for a part that is compared.
const COMPARE_STEPS: u64 = 5;

fn equal_at(call: &mut Call<'_, '_>, a: &Value, b: &Value, depth: usize) -> Result<bool, Error> {
    call.charge(COMPARE_STEPS)?;
    if depth > MAX_DEPTH {
        return Err(Error::panic(format!(
            "comparison nests deeper than {MAX_DEPTH} levels; compare an inner part (limit)"
        )));
    }
    Ok(match (a, b) {
        (Value::Nil, Value::Nil) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) | (Value::Int64(a), Value::Int64(b)) => a == b,
        (Value::Uint64(a), Value::Uint64(b)) => a == b,
        (Value::Uint8(a), Value::Uint8(b)) => a == b,
        (Value::Float64(a), Value::Float64(b)) => a == b,
        (Value::Complex128(ar, ai), Value::Complex128(br, bi)) => ar == br && ai == bi,
        (Value::String(a), Value::String(b)) => {
            call.charge(a.len().min(b.len()) as u64 / 16)?;
            a == b
        }
        (Value::Bytes(a), Value::Bytes(b)) => {
            a.is_nil() == b.is_nil() && a.as_bytes() == b.as_bytes()
        }
        (Value::List(a), Value::List(b)) => return lists_equal(call, a, b, depth),
        (Value::Map(a), Value::Map(b)) => return maps_equal(call, a, b, depth),
        (Value::Object(a), Value::Object(b)) => {
            a.type_name() == b.type_name() && a.deep_equal(b.as_ref())
        }
        _ => false,
    })
}

fn lists_equal(call: &mut Call<'_, '_>, a: &List, b: &List, depth: usize) -> Result<bool, Error> {
    let same_type = a.list_type().name == b.list_type().name;
    if !same_type || a.is_nil() != b.is_nil() || a.len() != b.len() {
        return Ok(false);
    }
    for index in 0..a.len() {
        let (Some(a), Some(b)) = (a.get(index), b.get(index)) else { return Ok(false) };
        if !equal_at(call, &a, &b, depth + 1)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn maps_equal(call: &mut Call<'_, '_>, a: &Map, b: &Map, depth: usize) -> Result<bool, Error> {
    let same_type = a.map_type().name == b.map_type().name;
    if !same_type || a.is_nil() != b.is_nil() || a.len() != b.len() {
        return Ok(false);
    }
    if a.same(b) {
        return Ok(true);
    }
    charge_entries(call, a.len())?;
    for (key, value) in a.to_pairs() {
        let Some(other) = b.get(&key) else { return Ok(false) };
        if !equal_at(call, &value, &other, depth + 1)? {
            return Ok(false);
        }
    }
    Ok(true)
}
