//! From go-yaml's values to those JSON can hold (sigs.k8s.io/yaml: `convertToJSONableObject`;
//! encoding/json's refusals).

use super::GoValue;
use super::decode::Decoded;
use crate::decode::{Build, key_text};
use crate::error::{Error, ErrorKind};
use crate::resolve::Scalar;
use crate::token::{Mark, Style};
use crate::tree::{Shape, TreeNode};
use rutter_go::utf8;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The value as JSON holds it, made by `build`.
pub(crate) fn to_json<B: Build>(decoded: &Decoded, build: &mut B) -> Result<B::Value, Error> {
    check_keys(&decoded.value).map_err(Error::converting)?;
    check_json(decoded)?;
    Ok(convert(&decoded.value, build))
}

/// Refuses what encoding/json cannot write or read back.
pub(crate) fn check_json(decoded: &Decoded) -> Result<(), Error> {
    check_numbers(&decoded.value).map_err(Error::converting)?;
    if let Some(bracket) = decoded.too_deep {
        let message = format!("invalid character '{bracket}' exceeded max depth");
        let error = Error::new(ErrorKind::Json, message);
        return Err(error.while_decoding());
    }
    Ok(())
}

/// Refuses keys that are no strings, numbers or booleans.
pub(crate) fn check_keys(value: &GoValue) -> Result<(), Error> {
    match value {
        GoValue::List(items) => items.iter().try_for_each(check_keys),
        GoValue::Map(entries) | GoValue::StringMap(entries) => {
            entries.iter().try_for_each(|(key, value)| {
                let key_type = match key {
                    GoValue::Nil => "%!s(<nil>)",
                    GoValue::Uint(_) => "uint64",
                    _ => return check_keys(value),
                };
                let (key, value) = (key.go_syntax(), value.go_syntax());
                let message =
                    format!("unsupported map key of type: {key_type}, key: {key}, value: {value}");
                Err(Error::new(ErrorKind::Json, message))
            })
        }
        _ => Ok(()),
    }
}

fn check_numbers(value: &GoValue) -> Result<(), Error> {
    match value {
        GoValue::Float(value) if !value.is_finite() => {
            let text = match *value {
                f64::INFINITY => "+Inf",
                f64::NEG_INFINITY => "-Inf",
                _ => "NaN",
            };
            let message = format!("json: unsupported value: {text}");
            Err(Error::new(ErrorKind::Json, message))
        }
        GoValue::List(items) => items.iter().try_for_each(check_numbers),
        GoValue::Map(entries) | GoValue::StringMap(entries) => {
            let sorted: BTreeMap<_, _> = entries.iter().map(|(k, v)| (json_key(k), v)).collect();
            sorted.values().try_for_each(|value| check_numbers(value))
        }
        _ => Ok(()),
    }
}

/// The key as JSON has it.
pub(crate) fn json_key(key: &GoValue) -> Vec<u8> {
    key_text(scalar(key)).unwrap_or_default().into_owned()
}

fn scalar(value: &GoValue) -> Scalar<'_> {
    match value {
        GoValue::Bool(value) => Scalar::Bool(*value),
        GoValue::Int(value) => Scalar::Int(*value),
        GoValue::Uint(value) => Scalar::Uint(*value),
        GoValue::Float(value) => Scalar::Float(*value),
        GoValue::String(text) | GoValue::Time(text) => {
            Scalar::Str(match std::str::from_utf8(text) {
                Ok(_) => Cow::Borrowed(text),
                Err(_) => Cow::Owned(utf8::to_valid(text)),
            })
        }
        _ => Scalar::Null,
    }
}

fn convert<B: Build>(value: &GoValue, build: &mut B) -> B::Value {
    let nowhere = nowhere();
    match value {
        GoValue::List(items) => {
            let items = items.iter().map(|item| convert(item, build)).collect();
            build.list(items, &nowhere)
        }
        GoValue::Map(entries) | GoValue::StringMap(entries) => {
            let convert_entry = |(key, value): &(GoValue, GoValue)| {
                let key = build.key(Cow::Owned(json_key(key)), &nowhere);
                (key, convert(value, build))
            };
            let entries = entries.iter().map(convert_entry).collect();
            build.map(entries, &nowhere)
        }
        other => build.scalar(scalar(other), &nowhere),
    }
}

/// Stands for the place of values whose place is no longer known.
fn nowhere() -> TreeNode<'static> {
    TreeNode::new(Shape::Scalar, Style::Plain, Mark::default(), 0)
}
