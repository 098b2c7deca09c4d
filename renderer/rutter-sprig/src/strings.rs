//! sprig strings.go and the string functions of functions.go.

use rutter_go::strconv::quote as go_quote;
use rutter_go::value::{Map, MapType, STRING_LIST, STRING_MAP, Str, Stringer, Value};
use rutter_go::{fmt, fmt::FormatError, strings as go};
use rutter_template::{Call, Error};

use crate::arguments::{
    Outcome, any, charge, charge_entries, charge_items, charge_runes, int, string, text,
};
use crate::{goutils, xstrings};

/// sprig: `strval`: a string as it is, bytes as text, a Stringer by its method, else `%v`.
pub(crate) fn strval(call: &mut Call<'_, '_>, value: &Value) -> Result<Str, Error> {
    Ok(match value {
        Value::String(text) => text.clone(),
        Value::Bytes(bytes) => bytes.text(),
        Value::Object(object) if object.stringer() == Stringer::Value => Str::from(object.string()),
        other => {
            let mut text = Vec::new();
            shown(call, &mut text, other)?;
            Str::from(text)
        }
    })
}

/// Appends what `%v` gives; a value that holds one part at many places may be endless.
pub(crate) fn shown(
    call: &mut Call<'_, '_>,
    output: &mut Vec<u8>,
    value: &Value,
) -> Result<(), Error> {
    let (start, limit) = (output.len(), call.string_limit());
    match fmt::append_value_limited(output, value, limit) {
        Err(FormatError::TooLong) => Err(call.too_long()),
        // What nests too deeply is cut off.
        Err(FormatError::TooDeep) | Ok(()) if matches!(value, Value::String(_)) => Ok(()),
        Err(FormatError::TooDeep) | Ok(()) => {
            call.charge((output.len() - start) as u64 * 2 + SHOWN_STEPS)
        }
    }
}

/// Steps for a value that is printed.
const SHOWN_STEPS: u64 = 10;

/// sprig: `strslice`.
pub(crate) fn strslice(call: &mut Call<'_, '_>, value: &Value) -> Result<Vec<Str>, Error> {
    Ok(match value {
        Value::Nil => Vec::new(),
        Value::List(list) => {
            charge_items(call, list.len())?;
            let items = list.to_vec();
            let items = items.iter().filter(|item| !item.is_nil());
            items.map(|item| strval(call, item)).collect::<Result<_, _>>()?
        }
        Value::Bytes(bytes) => {
            charge_entries(call, bytes.as_bytes().len())?;
            bytes.as_bytes().iter().map(|b| Str::from(b.to_string())).collect()
        }
        other => vec![strval(call, other)?],
    })
}

pub(crate) fn hello(_: &mut Call<'_, '_>, _: &[Value]) -> Outcome {
    string("Hello!")
}

pub(crate) fn abbrev(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let (width, source) = (int(a, 0), text(a, 1));
    if width < 4 {
        return Ok(Value::String(source));
    }
    string(goutils::abbreviate_full(source.as_bytes(), 0, width))
}

pub(crate) fn abbrevboth(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let (left, right, source) = (int(a, 0), int(a, 1), text(a, 2));
    if right < 4 || left > 0 && right < 7 {
        return Ok(Value::String(source));
    }
    string(goutils::abbreviate_full(source.as_bytes(), left, right))
}

pub(crate) fn trunc(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let (count, source) = (int(a, 0), text(a, 1));
    let (bytes, length) = (source.as_bytes(), source.len() as i64);
    if count < 0 && length + count > 0 {
        return string(&bytes[(length + count) as usize..]);
    }
    if count >= 0 && length > count {
        return string(&bytes[..count as usize]);
    }
    Ok(Value::String(source))
}

pub(crate) fn trim(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(go::trim_space(text(a, 0).as_bytes()))
}

pub(crate) fn upper(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(go::to_upper(text(a, 0).as_bytes()))
}

pub(crate) fn lower(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(go::to_lower(text(a, 0).as_bytes()))
}

/// The text at the start of the arguments, whose runes will be looked at one by one.
fn runes_of(call: &mut Call<'_, '_>, a: &[Value]) -> Result<Str, Error> {
    let source = text(a, 0);
    charge_runes(call, &source)?;
    Ok(source)
}

pub(crate) fn title(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(go::title(runes_of(call, a)?.as_bytes()))
}

pub(crate) fn untitle(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(goutils::uncapitalize(runes_of(call, a)?.as_bytes()))
}

/// sprig: `substring`, with the panics of Go's slice expressions.
pub(crate) fn substr(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let (start, end, source) = (int(a, 0), int(a, 1), text(a, 2));
    let length = source.len() as i64;
    let (low, high) = match (start, end) {
        (start, end) if start < 0 => {
            if end < 0 {
                return Err(Error::panic(format!(
                    "runtime error: slice bounds out of range [:{end}]"
                )));
            }
            (0, end)
        }
        (start, end) if end < 0 || end > length => (start, length),
        bounds => bounds,
    };
    if high > length {
        return Err(Error::panic(format!(
            "runtime error: slice bounds out of range [:{high}] with length {length}"
        )));
    }
    if low > high {
        return Err(Error::panic(format!(
            "runtime error: slice bounds out of range [{low}:{high}]"
        )));
    }
    string(&source.as_bytes()[low as usize..high as usize])
}

/// Go's `strings.Repeat`, with its panics as errors.
fn repeated(call: &mut Call<'_, '_>, unit: &[u8], count: i64) -> Result<Vec<u8>, Error> {
    if count < 0 {
        return Err(Error::panic("strings: negative Repeat count"));
    }
    let size = unit.len().checked_mul(count as usize);
    let size = size.ok_or_else(|| Error::panic("strings: Repeat output length overflow"))?;
    charge(call, size)?;
    Ok(unit.repeat(count as usize))
}

pub(crate) fn repeat(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let source = text(a, 1);
    string(repeated(call, source.as_bytes(), int(a, 0))?)
}

pub(crate) fn trim_all(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let (cutset, source) = (text(a, 0), text(a, 1));
    string(go::trim(source.as_bytes(), cutset.as_bytes()))
}

pub(crate) fn trim_suffix(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let (suffix, source) = (text(a, 0), text(a, 1));
    match source.as_bytes().strip_suffix(suffix.as_bytes()) {
        Some(rest) => string(rest),
        None => Ok(Value::String(source)),
    }
}

pub(crate) fn trim_prefix(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let (prefix, source) = (text(a, 0), text(a, 1));
    match source.as_bytes().strip_prefix(prefix.as_bytes()) {
        Some(rest) => string(rest),
        None => Ok(Value::String(source)),
    }
}

pub(crate) fn nospace(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(goutils::delete_white_space(runes_of(call, a)?.as_bytes()))
}

pub(crate) fn initials(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(goutils::initials(runes_of(call, a)?.as_bytes()))
}

pub(crate) fn swapcase(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(goutils::swap_case(runes_of(call, a)?.as_bytes()))
}

pub(crate) fn snakecase(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(xstrings::to_lower_case(runes_of(call, a)?.as_bytes(), b'_'))
}

pub(crate) fn kebabcase(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(xstrings::to_lower_case(runes_of(call, a)?.as_bytes(), b'-'))
}

pub(crate) fn camelcase(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(xstrings::to_pascal_case(runes_of(call, a)?.as_bytes()))
}

pub(crate) fn wrap(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let source = text(a, 1);
    charge(call, source.len() * 2)?;
    string(goutils::wrap(source.as_bytes(), int(a, 0), b"\n", goutils::LongWords::Keep))
}

pub(crate) fn wrap_with(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let (separator, source) = (text(a, 1), text(a, 2));
    let pieces = source.len() / (int(a, 0).max(1) as usize) + 1;
    charge(call, source.len() + pieces.saturating_mul(separator.len()))?;
    let separator = if separator.is_empty() { Str::from("\n") } else { separator };
    let broken = goutils::LongWords::Break;
    string(goutils::wrap(source.as_bytes(), int(a, 0), separator.as_bytes(), broken))
}

pub(crate) fn contains(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let (needle, source) = (text(a, 0), text(a, 1));
    let found = memchr::memmem::find(source.as_bytes(), needle.as_bytes()).is_some();
    Ok(Value::Bool(found))
}

pub(crate) fn has_prefix(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::Bool(text(a, 1).as_bytes().starts_with(text(a, 0).as_bytes())))
}

pub(crate) fn has_suffix(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::Bool(text(a, 1).as_bytes().ends_with(text(a, 0).as_bytes())))
}

/// Joins what `piece` makes of every argument that is not nil.
fn joined(
    call: &mut Call<'_, '_>,
    a: &[Value],
    piece: impl Fn(&mut Call<'_, '_>, &mut Vec<u8>, &Value) -> Result<(), Error>,
) -> Outcome {
    let mut output = Vec::new();
    for value in a.iter().filter(|v| !v.is_nil()) {
        if !output.is_empty() {
            output.push(b' ');
        }
        piece(call, &mut output, value)?;
        charge(call, output.len())?;
    }
    string(output)
}

pub(crate) fn quote(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    joined(call, a, |call, output, value| {
        output.extend_from_slice(go_quote(strval(call, value)?.as_bytes()).as_bytes());
        Ok(())
    })
}

pub(crate) fn squote(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    joined(call, a, |call, output, value| {
        output.push(b'\'');
        shown(call, output, value)?;
        output.push(b'\'');
        Ok(())
    })
}

pub(crate) fn cat(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let mut output = Vec::new();
    for (index, value) in a.iter().filter(|v| !v.is_nil()).enumerate() {
        if index > 0 {
            output.push(b' ');
        }
        shown(call, &mut output, value)?;
        charge(call, output.len())?;
    }
    string(output)
}

fn indented(call: &mut Call<'_, '_>, a: &[Value], first: &[u8]) -> Outcome {
    let source = text(a, 1);
    let spaces = int(a, 0);
    if spaces < 0 {
        return Err(Error::panic("strings: negative Repeat count"));
    }
    let breaks = memchr::memchr_iter(b'\n', source.as_bytes()).count();
    let spaces = spaces as usize;
    let size = spaces.saturating_mul(breaks + 1).saturating_add(source.len() + first.len());
    charge(call, size)?;
    let mut output = Vec::with_capacity(size);
    output.extend_from_slice(first);
    output.resize(output.len() + spaces, b' ');
    let mut rest = source.as_bytes();
    while let Some(at) = memchr::memchr(b'\n', rest) {
        output.extend_from_slice(&rest[..=at]);
        output.resize(output.len() + spaces, b' ');
        rest = &rest[at + 1..];
    }
    output.extend_from_slice(rest);
    string(output)
}

pub(crate) fn indent(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    indented(call, a, b"")
}

pub(crate) fn nindent(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    indented(call, a, b"\n")
}

pub(crate) fn replace(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let (old, new, source) = (text(a, 0), text(a, 1), text(a, 2));
    let count = match old.is_empty() {
        true => source.len() + 1,
        false => memchr::memmem::find_iter(source.as_bytes(), old.as_bytes()).count(),
    };
    charge(call, source.len() + count.saturating_mul(new.len()))?;
    string(go::replace(source.as_bytes(), old.as_bytes(), new.as_bytes(), -1))
}

pub(crate) fn plural(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(if int(a, 2) == 1 { any(a, 0) } else { any(a, 1) })
}

pub(crate) fn to_string(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let shown = strval(call, &any(a, 0))?;
    charge(call, shown.len())?;
    Ok(Value::String(shown))
}

fn string_map(parts: Vec<&[u8]>) -> Value {
    let entries = parts
        .into_iter()
        .enumerate()
        .map(|(index, part)| (Str::from(format!("_{index}")), Value::string(part)));
    let map_type: &'static MapType = &STRING_MAP;
    Value::Map(Map::with_type(map_type, entries.collect()))
}

pub(crate) fn split(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let (separator, source) = (text(a, 0), text(a, 1));
    let parts = go::split_n(source.as_bytes(), separator.as_bytes(), -1);
    charge_items(call, parts.len())?;
    Ok(string_map(parts))
}

pub(crate) fn splitn(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let (separator, count, source) = (text(a, 0), int(a, 1), text(a, 2));
    let parts = go::split_n(source.as_bytes(), separator.as_bytes(), count);
    charge_items(call, parts.len())?;
    Ok(string_map(parts))
}

pub(crate) fn split_list(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let (separator, source) = (text(a, 0), text(a, 1));
    let parts = go::split_n(source.as_bytes(), separator.as_bytes(), -1);
    charge_items(call, parts.len())?;
    Ok(Value::string_list(parts))
}

pub(crate) fn to_strings(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let value = any(a, 0);
    match &value {
        Value::List(list) if std::ptr::eq(list.list_type(), &STRING_LIST) => Ok(value),
        _ => Ok(Value::string_list(strslice(call, &value)?)),
    }
}

pub(crate) fn join(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let separator = text(a, 0);
    let parts = strslice(call, &any(a, 1))?;
    let size: usize = parts.iter().map(Str::len).sum();
    let size = size.saturating_add(separator.len().saturating_mul(parts.len()));
    charge(call, size)?;
    let mut output = Vec::with_capacity(size);
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            output.extend_from_slice(separator.as_bytes());
        }
        output.extend_from_slice(part.as_bytes());
    }
    string(output)
}

pub(crate) fn b64enc(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let source = text(a, 0);
    charge(call, source.len() * 4 / 3)?;
    string(rutter_go::base64::encode(source.as_bytes()))
}

pub(crate) fn b64dec(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    match rutter_go::base64::decode(text(a, 0).as_bytes()) {
        Ok(data) => string(data),
        Err(error) => string(error.to_string()),
    }
}

pub(crate) fn b32enc(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let source = text(a, 0);
    charge(call, source.len() * 8 / 5)?;
    string(rutter_go::base32::encode(source.as_bytes()))
}

pub(crate) fn b32dec(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    match rutter_go::base32::decode(text(a, 0).as_bytes()) {
        Ok(data) => string(data),
        Err(error) => string(error.to_string()),
    }
}
