//! Merging maps. Go: dario.cat/mergo 1.0.1 `Merge` and `MergeWithOverwrite` on maps.

use rutter_go::value::{Kind, Map, Str, Value};
use rutter_template::{Call, Error};

use crate::arguments::charge_entries;
use crate::dict::MAX_DEPTH;

/// Which side wins where both have a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Overwrite {
    /// The destination, unless its value is empty.
    WhenEmpty,
    /// The source.
    Always,
}

/// Merges `source` into `destination`; maps that only the source has are shared, not copied.
pub(crate) fn merge_maps(
    call: &mut Call<'_, '_>,
    destination: &Map,
    source: &Map,
    overwrite: Overwrite,
    depth: usize,
) -> Result<(), Error> {
    if depth > MAX_DEPTH {
        return Err(Error::panic(format!(
            "merge: values nest deeper than {MAX_DEPTH} levels; merge an inner part (limit)"
        )));
    }
    for (key, value) in source.to_pairs() {
        charge_entries(call, 1)?;
        merge_entry(call, destination, key, value, overwrite, depth)?;
    }
    Ok(())
}

fn merge_entry(
    call: &mut Call<'_, '_>,
    destination: &Map,
    key: Str,
    value: Value,
    overwrite: Overwrite,
    depth: usize,
) -> Result<(), Error> {
    let always = overwrite == Overwrite::Always;
    if value.is_nil() {
        if always {
            destination.insert(key, value);
        }
        return Ok(());
    }
    let existing = destination.get(&key);
    if let (Value::Map(from), Some(Value::Map(into))) = (&value, &existing)
        && !into.same(from)
    {
        merge_maps(call, into, from, overwrite, depth + 1)?;
    }
    let kept = existing.filter(|v| !is_empty(v));
    let Some(kept) = kept else {
        destination.insert(key, value);
        return Ok(());
    };
    let slice = value.kind() == Kind::Slice;
    let maps = value.kind() == Kind::Map && kept.kind() == Kind::Map;
    if always && !maps || slice && destination.is_empty() {
        destination.insert(key, value);
    }
    Ok(())
}

/// mergo: `isEmptyValue` with dereferencing: structs are never empty.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Nil => true,
        Value::Bool(v) => !v,
        Value::Int(v) | Value::Int64(v) => *v == 0,
        Value::Uint64(v) => *v == 0,
        Value::Uint8(v) => *v == 0,
        Value::Float64(v) => *v == 0.0,
        Value::Complex128(..) | Value::Object(_) => false,
        Value::String(v) => v.is_empty(),
        Value::Bytes(v) => v.as_bytes().is_empty(),
        Value::List(v) => v.is_empty(),
        Value::Map(v) => v.is_empty(),
    }
}
