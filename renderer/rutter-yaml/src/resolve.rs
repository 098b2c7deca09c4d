//! What a scalar's text means (go-yaml: `resolve.go`).

mod timestamp;

pub(crate) use timestamp::is_timestamp;

use crate::Version;
use crate::error::Error;
use rutter_go::strconv::{parse_float_bytes, parse_int_bytes, parse_uint_bytes};
use std::borrow::Cow;

pub(crate) const LONG_PREFIX: &[u8] = b"tag:yaml.org,2002:";

/// The type a scalar resolves to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Null,
    Bool,
    Str,
    Int,
    Float,
    Timestamp,
}

impl Type {
    fn short_tag(self) -> &'static str {
        match self {
            Type::Null => "!!null",
            Type::Bool => "!!bool",
            Type::Str => "!!str",
            Type::Int => "!!int",
            Type::Float => "!!float",
            Type::Timestamp => "!!timestamp",
        }
    }
}

/// A scalar as a Go value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Scalar<'a> {
    Null,
    Bool(bool),
    Int(i64),
    Uint(u64),
    Float(f64),
    /// A string; also what looks like a timestamp.
    Str(Cow<'a, [u8]>),
}

impl Scalar<'_> {
    /// As a float, if it is a number.
    pub fn number(&self) -> Option<f64> {
        match self {
            Scalar::Int(v) => Some(*v as f64),
            Scalar::Uint(v) => Some(*v as f64),
            Scalar::Float(v) => Some(*v),
            _ => None,
        }
    }
}

/// Whether text that begins with `byte` may resolve to anything but a string.
#[inline]
pub(crate) fn may_resolve(byte: u8) -> bool {
    matches!(byte, b'+' | b'-' | b'.' | b'0'..=b'9' | b'~')
        || matches!(byte, b'y' | b'Y' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'o' | b'O')
}

/// The value of an untagged plain scalar.
#[inline]
pub(crate) fn resolve_plain<'a>(text: Cow<'a, [u8]>, version: Version) -> Scalar<'a> {
    match text.first() {
        None => Scalar::Null,
        Some(first) if !may_resolve(*first) => Scalar::Str(text),
        _ => match resolve_untagged(&text, version) {
            Some((_, scalar)) => scalar,
            None => Scalar::Str(text),
        },
    }
}

/// The type an untagged plain scalar resolves to.
pub(crate) fn plain_type(text: &[u8], version: Version) -> Type {
    match text.first() {
        None => Type::Null,
        Some(first) if !may_resolve(*first) => Type::Str,
        _ if is_timestamp(text) => Type::Timestamp,
        _ => resolve_untagged(text, version).map_or(Type::Str, |(kind, _)| kind),
    }
}

/// What `text` resolves to if it is not a string; timestamps are strings here.
fn resolve_untagged(text: &[u8], version: Version) -> Option<(Type, Scalar<'static>)> {
    match text.first()? {
        b'+' | b'-' | b'0'..=b'9' => match infinity(text) {
            Some(value) => Some((Type::Float, Scalar::Float(value))),
            None => number(text, version),
        },
        b'.' => match infinity(text) {
            Some(value) => Some((Type::Float, Scalar::Float(value))),
            None => float(text).map(|value| (Type::Float, Scalar::Float(value))),
        },
        _ => word(text, version),
    }
}

/// Whether v2 reads the word as a boolean and v3 does not (v3 quotes it all the same).
pub(crate) fn is_old_bool(text: &[u8]) -> bool {
    text.len() <= 3
        && word(text, Version::V3).is_none()
        && matches!(word(text, Version::V2), Some((Type::Bool, _)))
}

/// Words for booleans and null.
fn word(text: &[u8], version: Version) -> Option<(Type, Scalar<'static>)> {
    let value = match text {
        b"true" | b"True" | b"TRUE" => true,
        b"false" | b"False" | b"FALSE" => false,
        b"~" | b"null" | b"Null" | b"NULL" => return Some((Type::Null, Scalar::Null)),
        _ if version == Version::V3 => return None,
        b"y" | b"Y" | b"yes" | b"Yes" | b"YES" | b"on" | b"On" | b"ON" => true,
        b"n" | b"N" | b"no" | b"No" | b"NO" | b"off" | b"Off" | b"OFF" => false,
        _ => return None,
    };
    Some((Type::Bool, Scalar::Bool(value)))
}

pub(crate) fn infinity(text: &[u8]) -> Option<f64> {
    Some(match text {
        b".inf" | b".Inf" | b".INF" | b"+.inf" | b"+.Inf" | b"+.INF" => f64::INFINITY,
        b"-.inf" | b"-.Inf" | b"-.INF" => f64::NEG_INFINITY,
        b".nan" | b".NaN" | b".NAN" => f64::NAN,
        _ => return None,
    })
}

/// An integer or float that begins with a sign or digit.
fn number(text: &[u8], version: Version) -> Option<(Type, Scalar<'static>)> {
    let int = |value| Some((Type::Int, Scalar::Int(value)));
    if let Some(value) = small_integer(text) {
        return int(value);
    }
    let plain = match text.contains(&b'_') {
        true => Cow::Owned(text.iter().copied().filter(|b| *b != b'_').collect()),
        false => Cow::Borrowed(text),
    };
    if !looks_numeric(&plain) {
        return None;
    }
    if let Ok(value) = parse_int_bytes(&plain, 0, 64) {
        return int(value);
    }
    if let Ok(value) = parse_uint_bytes(&plain, 0, 64) {
        return Some((Type::Int, Scalar::Uint(value)));
    }
    if is_yaml_float(&plain)
        && let Some(value) = float(&plain)
    {
        return Some((Type::Float, Scalar::Float(value)));
    }
    based(&plain, b"0b", 2).or_else(|| match version {
        Version::V2 => None,
        Version::V3 => based(&plain, b"0o", 8),
    })
}

/// Decimal integers of up to 18 digits without leading zero: nearly all there are.
#[inline]
fn small_integer(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.is_empty() || digits.len() > 18 || (digits[0] == b'0' && digits.len() > 1) {
        return None;
    }
    let mut value: i64 = 0;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        value = value * 10 + (digit - b'0') as i64;
    }
    Some(if negative { -value } else { value })
}

/// Whether every byte may stand in a number; saves the long way for dates, versions and words.
fn looks_numeric(text: &[u8]) -> bool {
    text.iter().all(|b| b.is_ascii_hexdigit() || b"+-.xXoO".contains(b))
}

/// go-yaml reads `0b` (and v3 `0o`) behind its own prefix check too, so a sign may follow it.
fn based(plain: &[u8], prefix: &[u8], base: u32) -> Option<(Type, Scalar<'static>)> {
    if let Some(digits) = plain.strip_prefix(prefix) {
        if let Ok(value) = parse_int_bytes(digits, base, 64) {
            return Some((Type::Int, Scalar::Int(value)));
        }
        let value = parse_uint_bytes(digits, base, 64).ok()?;
        return Some((Type::Int, Scalar::Uint(value)));
    }
    let digits = plain.strip_prefix(b"-")?.strip_prefix(prefix)?;
    let negative = [b"-", digits].concat();
    let value = parse_int_bytes(&negative, base, 64).ok()?;
    Some((Type::Int, Scalar::Int(value)))
}

/// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
fn is_yaml_float(text: &[u8]) -> bool {
    let digits = |text: &[u8]| text.iter().take_while(|b| b.is_ascii_digit()).count();
    let text = match text {
        [b'+' | b'-', rest @ ..] => rest,
        _ => text,
    };
    let whole = digits(text);
    let mut rest = text.get(whole..).unwrap_or_default();
    if let [b'.', fraction @ ..] = rest {
        let length = digits(fraction);
        if whole + length == 0 {
            return false;
        }
        rest = fraction.get(length..).unwrap_or_default();
    } else if whole == 0 {
        return false;
    }
    match rest {
        [] => true,
        [b'e' | b'E', b'+' | b'-', rest @ ..] | [b'e' | b'E', rest @ ..] => {
            !rest.is_empty() && digits(rest) == rest.len()
        }
        _ => false,
    }
}

/// Go's `strconv.ParseFloat`, `None` when out of range.
fn float(text: &[u8]) -> Option<f64> {
    if !is_yaml_float(text) {
        return parse_float_bytes(text).ok();
    }
    let value: f64 = std::str::from_utf8(text).ok()?.parse().ok()?;
    value.is_finite().then_some(value)
}

/// The value of a scalar with a tag (or with `!`, which leaves the type open).
pub(crate) fn resolve_tagged<'a>(
    tag: &[u8],
    text: &Cow<'a, [u8]>,
    version: Version,
) -> Result<Scalar<'a>, Error> {
    let short = match (version, tag.strip_prefix(LONG_PREFIX)) {
        (_, Some(short)) => short,
        (Version::V3, None) => tag.strip_prefix(b"!!").unwrap_or(b""),
        (Version::V2, None) => b"",
    };
    let wanted = match short {
        b"str" => return Ok(Scalar::Str(text.clone())),
        b"binary" => return binary(text),
        b"bool" => Type::Bool,
        b"int" => Type::Int,
        b"float" => Type::Float,
        b"null" => Type::Null,
        b"timestamp" => Type::Timestamp,
        _ => return Ok(Scalar::Str(text.clone())),
    };
    let (found, scalar) = match wanted {
        Type::Timestamp if is_timestamp(text) => (Type::Timestamp, Scalar::Str(text.clone())),
        _ if text.is_empty() => (Type::Null, Scalar::Null),
        _ => resolve_untagged(text, version)
            .unwrap_or_else(|| (Type::Str, Scalar::Str(text.clone()))),
    };
    match (wanted, found, scalar) {
        (wanted, found, scalar) if wanted == found => Ok(scalar),
        (Type::Float, Type::Int, Scalar::Int(value)) => Ok(Scalar::Float(value as f64)),
        (_, found, _) => {
            let tag = format!("!!{}", String::from_utf8_lossy(short));
            let text = String::from_utf8_lossy(text);
            let found = found.short_tag();
            Err(Error::yaml(format!("cannot decode {found} `{text}` as a {tag}")))
        }
    }
}

fn binary<'a>(text: &[u8]) -> Result<Scalar<'a>, Error> {
    match rutter_go::base64::decode(text) {
        Ok(data) => Ok(Scalar::Str(Cow::Owned(data))),
        Err(_) => Err(Error::yaml("!!binary value contains invalid base64 data")),
    }
}
