//! sprig dict.go.

use rutter_go::value::{Map, Str, Value};
use rutter_template::{Call, Error};

use crate::arguments::{Outcome, any, charge_entries, charge_items, map, rest, text};
use crate::merge::{Overwrite, merge_maps};
use crate::strings::strval;

/// Deepest nesting that `deepCopy` and `merge` walk; a cyclic value has no end.
pub(crate) const MAX_DEPTH: usize = 10_000;

pub(crate) fn dict(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let map = Map::new();
    {
        let mut entries = map.entries_mut();
        for pair in a.chunks(2) {
            let Some(key) = pair.first() else { continue };
            let value = pair.get(1).cloned().unwrap_or_else(|| Value::string(""));
            entries.insert(strval(call, key)?, value);
        }
    }
    Ok(Value::Map(map))
}

pub(crate) fn get(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(map(a, 0).get(text(a, 1)).unwrap_or_else(|| Value::string("")))
}

/// The map as a plain `map[string]interface {}`, which is what Go's signatures return.
fn plain(map: &Map) -> Value {
    Value::Map(map.cast(&rutter_go::value::MAP))
}

pub(crate) fn set(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let map = map(a, 0);
    if map.is_nil() {
        return Err(Error::panic("assignment to entry in nil map"));
    }
    map.insert(text(a, 1), any(a, 2));
    Ok(plain(&map))
}

pub(crate) fn unset(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let map = map(a, 0);
    map.remove(text(a, 1));
    Ok(plain(&map))
}

pub(crate) fn has_key(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::Bool(map(a, 0).contains_key(text(a, 1))))
}

pub(crate) fn pluck(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let key = text(a, 0);
    let maps = rest(a, 1).iter().filter_map(Value::as_map);
    Ok(Value::list(maps.filter_map(|m| m.get(&key)).collect()))
}

/// Go gives the keys in random order; ours are sorted.
pub(crate) fn keys(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let mut keys: Vec<Str> = Vec::new();
    for map in a.iter().filter_map(Value::as_map) {
        charge_items(call, map.len())?;
        keys.extend(map.keys());
    }
    Ok(Value::string_list(keys))
}

pub(crate) fn values(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let map = map(a, 0);
    charge_items(call, map.len())?;
    Ok(Value::list(map.to_pairs().into_iter().map(|(_, value)| value).collect()))
}

pub(crate) fn pick(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let map = map(a, 0);
    let names = rest(a, 1).iter().filter_map(Value::as_string);
    Ok(Value::map(names.filter_map(|key| Some((key.clone(), map.get(key)?)))))
}

pub(crate) fn omit(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let map = map(a, 0);
    charge_entries(call, map.len())?;
    let copy: Map = map.to_pairs().into_iter().collect();
    for key in rest(a, 1).iter().filter_map(Value::as_string) {
        copy.remove(key);
    }
    Ok(Value::Map(copy))
}

/// What a merge function does with an error: `merge` swallows it, `mustMerge` fails.
fn merged(call: &mut Call<'_, '_>, a: &[Value], overwrite: Overwrite) -> Outcome {
    let destination = map(a, 0);
    for source in rest(a, 1).iter().filter_map(Value::as_map) {
        merge_maps(call, &destination, source, overwrite, 0)?;
    }
    Ok(plain(&destination))
}

pub(crate) fn merge(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    merged(call, a, Overwrite::WhenEmpty)
}

pub(crate) fn merge_overwrite(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    merged(call, a, Overwrite::Always)
}

/// Steps for a part that is copied; many copies take memory too.
const COPY_STEPS: u64 = 50;

pub(crate) fn deep_copy(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    if a.first().is_none_or(|value| matches!(value, Value::Nil)) {
        return Err(Error::panic("reflect: call of reflect.Value.Type on zero Value"));
    }
    let mut parts = call.steps_left() / COPY_STEPS + 1;
    let before = parts;
    let copy = any(a, 0).deep_copy_limited(MAX_DEPTH, &mut parts);
    call.charge((before - parts) * COPY_STEPS)?;
    copy.ok_or_else(|| {
        Error::panic(format!(
            "deepCopy error: value nests deeper than {MAX_DEPTH} levels; copy an inner part (limit)"
        ))
    })
}

pub(crate) fn dig(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let [path @ .., default, dict] = a else {
        return Err(Error::panic("dig needs at least three arguments"));
    };
    if path.is_empty() {
        return Err(Error::panic("dig needs at least three arguments"));
    }
    let mut current = plain_map(dict)?;
    let mut keys = Vec::new();
    for key in path {
        match key {
            Value::String(key) => keys.push(key.clone()),
            other => return Err(conversion(other, "string")),
        }
    }
    let last = keys.len() - 1;
    for (index, key) in keys.iter().enumerate() {
        let Some(step) = current.get(key) else { return Ok(default.clone()) };
        if index == last {
            return Ok(step);
        }
        current = plain_map(&step)?;
    }
    Ok(default.clone())
}

/// A Go type assertion to `map[string]interface {}`: named map types do not pass.
fn plain_map(value: &Value) -> Result<Map, Error> {
    match value {
        Value::Map(map) if map.map_type().name == rutter_go::value::MAP.name => Ok(map.clone()),
        other => Err(conversion(other, "map[string]interface {}")),
    }
}

fn conversion(value: &Value, wanted: &str) -> Error {
    let found = match value {
        Value::Nil => "nil".into(),
        other => other.type_name(),
    };
    Error::panic(format!("interface conversion: interface {{}} is {found}, not {wanted}"))
}
