//! Arguments as bodies read them: the execution has already checked their types.

use rutter_go::value::{List, Map, Str, Value};
use rutter_template::{Call, Error};

/// What a body gives back.
pub(crate) type Outcome = Result<Value, Error>;

/// The argument at `index`, nil when missing.
pub(crate) fn any(arguments: &[Value], index: usize) -> Value {
    arguments.get(index).cloned().unwrap_or_default()
}

/// The string at `index`.
pub(crate) fn text(arguments: &[Value], index: usize) -> Str {
    arguments.get(index).and_then(Value::as_string).cloned().unwrap_or_default()
}

/// The `int` at `index`.
pub(crate) fn int(arguments: &[Value], index: usize) -> i64 {
    match arguments.get(index) {
        Some(Value::Int(n) | Value::Int64(n)) => *n,
        _ => 0,
    }
}

/// The map at `index`.
pub(crate) fn map(arguments: &[Value], index: usize) -> Map {
    arguments.get(index).and_then(Value::as_map).cloned().unwrap_or_default()
}

/// Everything from `index` on.
pub(crate) fn rest(arguments: &[Value], index: usize) -> &[Value] {
    arguments.get(index..).unwrap_or(&[])
}

/// Any slice as a list of its elements; `None` for what is no slice.
pub(crate) fn slice(value: &Value) -> Option<List> {
    match value {
        Value::List(list) => Some(list.clone()),
        Value::Bytes(bytes) => Some(bytes.as_bytes().iter().map(|b| Value::Uint8(*b)).collect()),
        _ => None,
    }
}

/// A string as a value.
pub(crate) fn string(text: impl Into<Str>) -> Outcome {
    Ok(Value::String(text.into()))
}

/// Checks that a string of this size may be made.
pub(crate) fn charge(call: &mut Call<'_, '_>, bytes: usize) -> Result<(), Error> {
    call.charge_bytes(bytes)
}

/// Counts a function that takes many times as long as others, whatever its arguments.
pub(crate) fn charge_slow(call: &mut Call<'_, '_>) -> Result<(), Error> {
    call.charge(200)
}

/// Counts a function that goes through a text rune by rune.
pub(crate) fn charge_runes(call: &mut Call<'_, '_>, text: &Str) -> Result<(), Error> {
    call.charge(text.len() as u64 * 2)
}

/// Counts entries of a map or list that are copied one by one.
pub(crate) fn charge_entries(call: &mut Call<'_, '_>, entries: usize) -> Result<(), Error> {
    call.charge(entries as u64 * ENTRY_STEPS)
}

/// Steps for an entry that is copied into another map.
const ENTRY_STEPS: u64 = 20;

/// Checks that a list of this many elements may be made.
pub(crate) fn charge_items(call: &mut Call<'_, '_>, items: usize) -> Result<(), Error> {
    call.charge(items as u64)?;
    call.charge_bytes(items.saturating_mul(std::mem::size_of::<Value>()))
}
