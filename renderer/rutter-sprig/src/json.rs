//! The JSON functions of sprig defaults.go.

use rutter_go::json::{self, EncodeError, Options};
use rutter_go::value::Value;
use rutter_template::{Call, Error};

use crate::arguments::{Outcome, any, string, text};

fn failed(error: EncodeError) -> Error {
    Error::new(error.to_string())
}

/// Reads one document; what Go leaves behind beside an error is kept.
fn decoded(call: &mut Call<'_, '_>, a: &[Value]) -> Result<(Value, Option<String>), Error> {
    let source = text(a, 0);
    call.charge(source.len() as u64)?;
    Ok(match json::decode(source.as_bytes()) {
        Ok(decoded) => (decoded.value, decoded.error),
        Err(error) => (Value::Nil, Some(error.to_string())),
    })
}

pub(crate) fn from_json(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(decoded(call, a)?.0)
}

pub(crate) fn must_from_json(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    match decoded(call, a)? {
        (value, None) => Ok(value),
        (_, Some(error)) => Err(Error::new(error)),
    }
}

/// Writes a value no longer than the execution allows.
fn encoded(
    call: &mut Call<'_, '_>,
    a: &[Value],
    options: Options<'_>,
) -> Result<Result<Vec<u8>, EncodeError>, Error> {
    let limit = call.string_limit();
    let mut out = Vec::new();
    match json::append(&mut out, &any(a, 0), &Options { limit, ..options }) {
        Err(EncodeError::TooLong) => Err(call.too_long()),
        Err(error) => Ok(Err(error)),
        Ok(()) => {
            call.charge(out.len() as u64 / 2)?;
            Ok(Ok(out))
        }
    }
}

fn pretty() -> Options<'static> {
    let indent = Some(json::Indent { prefix: "", step: "  " });
    Options { indent, ..Options::default() }
}

pub(crate) fn to_json(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(encoded(call, a, Options::default())?.unwrap_or_default())
}

pub(crate) fn must_to_json(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(encoded(call, a, Options::default())?.map_err(failed)?)
}

pub(crate) fn to_pretty_json(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(encoded(call, a, pretty())?.unwrap_or_default())
}

pub(crate) fn must_to_pretty_json(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(encoded(call, a, pretty())?.map_err(failed)?)
}

/// Both forms fail on what cannot be written.
pub(crate) fn to_raw_json(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let raw = Options { escape_html: false, ..Options::default() };
    string(encoded(call, a, raw)?.map_err(failed)?)
}
