//! sprig list.go. Functions without `must` panic where those with it return an error; a template
//! shows the same text for both.

use rutter_go::cast::to_int;
use rutter_go::value::{LIST, LIST_LIST, List, Value};
use rutter_template::{Call, Error};

use crate::arguments::{Outcome, any, charge_items, int, rest, slice};
use crate::defaults::is_empty;
use crate::reflect::deep_equal;
use crate::strings::{strslice, strval};

/// The list a function works on; nil panics in Go's reflection, other types have sprig's text.
fn list_of(value: &Value, refusal: &str) -> Result<List, Error> {
    if value.is_nil() {
        return Err(Error::panic(
            "runtime error: invalid memory address or nil pointer dereference",
        ));
    }
    slice(value).ok_or_else(|| Error::new(format!("{refusal} type {}", value.kind().name())))
}

fn nil_list() -> Value {
    Value::List(List::nil(&LIST))
}

pub(crate) fn list(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::list(a.to_vec()))
}

pub(crate) fn append(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let list = list_of(&any(a, 0), "Cannot push on")?;
    call.charge(1)?;
    if std::ptr::eq(list.list_type(), &LIST) {
        return Ok(Value::List(list.append(any(a, 1))));
    }
    charge_items(call, list.len() + 1)?;
    let mut items = list.to_vec();
    items.push(any(a, 1));
    Ok(Value::list(items))
}

pub(crate) fn prepend(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let list = list_of(&any(a, 0), "Cannot prepend on")?;
    charge_items(call, list.len() + 1)?;
    let mut items = vec![any(a, 1)];
    list.with(|old| items.extend_from_slice(old));
    Ok(Value::list(items))
}

pub(crate) fn chunk(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let list = list_of(&any(a, 1), "Cannot chunk")?;
    let size = int(a, 0);
    charge_items(call, list.len())?;
    if size == 0 {
        let text = match list.is_empty() {
            true => "runtime error: makeslice: len out of range",
            false => "runtime error: makeslice: len out of range",
        };
        return Err(Error::panic(text));
    }
    let count = ((list.len() as f64 - 1.0) / size as f64).floor() as i64 + 1;
    if size < 0 {
        return negative_chunk(list.len(), count);
    }
    let chunks = list.with(|items| {
        items.chunks(size as usize).map(|c| Value::list(c.to_vec())).collect::<Vec<_>>()
    });
    Ok(Value::List(List::new(&LIST_LIST, chunks)))
}

/// A negative size makes Go ask for a slice of negative length, unless there is nothing to do.
fn negative_chunk(length: usize, count: i64) -> Outcome {
    if count <= 0 && length > 0 {
        return match count {
            0 => Ok(Value::List(List::new(&LIST_LIST, Vec::new()))),
            _ => Err(Error::panic("runtime error: makeslice: len out of range")),
        };
    }
    Err(Error::panic("runtime error: makeslice: len out of range"))
}

pub(crate) fn last(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let list = list_of(&any(a, 0), "Cannot find last on")?;
    Ok(list.len().checked_sub(1).and_then(|i| list.get(i)).unwrap_or_default())
}

pub(crate) fn first(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let list = list_of(&any(a, 0), "Cannot find first on")?;
    Ok(list.get(0).unwrap_or_default())
}

/// `list[low..high]` as a new list, nil when `list` is empty.
fn part(list: &List, low: usize, high: usize) -> Value {
    if list.is_empty() {
        return nil_list();
    }
    Value::list(list.with(|items| items[low..high].to_vec()))
}

pub(crate) fn rest_of(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let list = list_of(&any(a, 0), "Cannot find rest on")?;
    charge_items(call, list.len())?;
    Ok(part(&list, 1, list.len()))
}

pub(crate) fn initial(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let list = list_of(&any(a, 0), "Cannot find initial on")?;
    charge_items(call, list.len())?;
    Ok(part(&list, 0, list.len().saturating_sub(1)))
}

pub(crate) fn sort_alpha(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let value = any(a, 0);
    let Some(list) = slice(&value) else {
        return Ok(Value::string_list([strval(call, &value)?]));
    };
    charge_items(call, list.len())?;
    let mut items = strslice(call, &value)?;
    items.sort();
    Ok(Value::string_list(items))
}

pub(crate) fn reverse(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let list = list_of(&any(a, 0), "Cannot find reverse on")?;
    charge_items(call, list.len())?;
    let mut items = list.to_vec();
    items.reverse();
    Ok(Value::list(items))
}

pub(crate) fn compact(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let list = list_of(&any(a, 0), "Cannot compact on")?;
    charge_items(call, list.len())?;
    Ok(Value::list(list.iter().filter(|v| !is_empty(v)).collect()))
}

pub(crate) fn uniq(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let list = list_of(&any(a, 0), "Cannot find uniq on")?;
    let mut unique: Vec<Value> = Vec::new();
    for item in list.iter() {
        if !contains(call, &unique, &item)? {
            unique.push(item);
        }
    }
    Ok(Value::list(unique))
}

fn contains(call: &mut Call<'_, '_>, items: &[Value], wanted: &Value) -> Result<bool, Error> {
    for item in items {
        if deep_equal(call, wanted, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

pub(crate) fn without(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let list = list_of(&any(a, 0), "Cannot find without on")?;
    charge_items(call, list.len())?;
    let omitted = rest(a, 1);
    let mut kept = Vec::new();
    for item in list.iter() {
        if !contains(call, omitted, &item)? {
            kept.push(item);
        }
    }
    Ok(Value::list(kept))
}

pub(crate) fn has(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let haystack = any(a, 1);
    if haystack.is_nil() {
        return Ok(Value::Bool(false));
    }
    let list = list_of(&haystack, "Cannot find has on")?;
    charge_items(call, list.len())?;
    Ok(Value::Bool(contains(call, &list.to_vec(), &any(a, 0))?))
}

pub(crate) fn slice_of(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let value = any(a, 0);
    let list = match list_of(&value, "list should be type of slice or array but") {
        Ok(list) => list,
        Err(error) if value.is_nil() => return Err(error),
        Err(_) => {
            let kind = value.kind().name();
            return Err(Error::new(format!("list should be type of slice or array but {kind}")));
        }
    };
    call.charge(1)?;
    if list.is_empty() {
        return Ok(Value::Nil);
    }
    let low = a.get(1).map_or(0, to_int);
    let high = a.get(2).map_or(list.len() as i64, to_int);
    let in_bounds = low >= 0 && low <= high && high <= list.len() as i64;
    match in_bounds.then(|| list.slice(low as usize, high as usize)).flatten() {
        Some(part) => Ok(Value::List(part)),
        None => Err(Error::panic("reflect.Value.Slice: slice index out of bounds")),
    }
}

pub(crate) fn concat(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let mut items = Vec::new();
    for value in a {
        if value.is_nil() {
            return Err(Error::panic(
                "runtime error: invalid memory address or nil pointer dereference",
            ));
        }
        let Some(list) = slice(value) else {
            let kind = value.kind().name();
            return Err(Error::panic(format!("Cannot concat type {kind} as list")));
        };
        charge_items(call, items.len() + list.len())?;
        list.with(|more| items.extend_from_slice(more));
    }
    Ok(if items.is_empty() { nil_list() } else { Value::list(items) })
}
