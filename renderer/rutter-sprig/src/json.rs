//! The JSON functions of sprig defaults.go.

use rutter_go::json::{self, Error as JsonError};
use rutter_go::value::Value;
use rutter_template::{Call, Error};

use crate::arguments::{Outcome, any, string, text};

fn failed(error: JsonError) -> Error {
    Error::new(error.to_string())
}

pub(crate) fn from_json(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let source = text(a, 0);
    call.charge(source.len() as u64 / 16)?;
    Ok(json::decode(source.as_bytes()).unwrap_or_default())
}

pub(crate) fn must_from_json(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let source = text(a, 0);
    call.charge(source.len() as u64 / 16)?;
    json::decode(source.as_bytes()).map_err(failed)
}

pub(crate) fn to_json(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(json::encode(&any(a, 0)).unwrap_or_default())
}

pub(crate) fn must_to_json(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(json::encode(&any(a, 0)).map_err(failed)?)
}

pub(crate) fn to_pretty_json(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(json::encode_pretty(&any(a, 0)).unwrap_or_default())
}

pub(crate) fn must_to_pretty_json(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(json::encode_pretty(&any(a, 0)).map_err(failed)?)
}

/// Both forms fail on what cannot be written.
pub(crate) fn to_raw_json(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(json::encode_raw(&any(a, 0)).map_err(failed)?)
}
