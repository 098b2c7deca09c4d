//! Writing values (sigs.k8s.io/yaml `Marshal`; go-yaml `encode.go`, `emitterc.go`).

mod analyze;
mod any_map;
mod json_text;
mod number;
mod order;
mod scalar;
mod value;
mod writer;

pub use any_map::AnyMap;

use crate::Version;
use crate::error::Error;
use rutter_go::{Str, Value};

/// The value as sigs.k8s.io/yaml marshals it, with the final line break (Helm's `toYaml` drops
/// it and gives `""` for an error).
///
/// This is the way through JSON and go-yaml v2: all its losses included, none of its work done.
pub fn to_yaml(value: &Value) -> Result<Str, Error> {
    let mut out = Vec::new();
    to_yaml_into(value, &mut out, usize::MAX)?;
    Ok(out.into())
}

/// As [`to_yaml`], appending to `out`. After an error `out` ends with an unfinished part.
///
/// A value may hold one part at many places, so that its text has no end: what is longer than
/// `limit` bytes is refused with [`ErrorKind::TooLong`](crate::ErrorKind::TooLong).
pub fn to_yaml_into(value: &Value, out: &mut Vec<u8>, limit: usize) -> Result<(), Error> {
    value::write(value, Version::V2, 2, out, limit)
}

/// The value as go-yaml v3 encodes it with an indentation of two, with the final line break
/// (Helm's `toYamlPretty` drops it and gives `""` for an error).
pub fn to_yaml_pretty(value: &Value) -> Result<Str, Error> {
    let mut out = Vec::new();
    to_yaml_v3_into(value, 2, &mut out, usize::MAX)?;
    Ok(out.into())
}

/// Appends the value to `out` as go-yaml v3 encodes it, indented by `step` (its default is 4).
/// After an error, also that for more than `limit` bytes, `out` ends with an unfinished part.
pub fn to_yaml_v3_into(
    value: &Value,
    step: u8,
    out: &mut Vec<u8>,
    limit: usize,
) -> Result<(), Error> {
    value::write(value, Version::V3, step, out, limit)
}

/// Sorts entries of a map in the order in which go-yaml of this version writes their keys (Go:
/// `keyList`): letters as they are, numbers inside them by their value.
pub fn sort_keys<T>(entries: &mut Vec<T>, version: Version, key: impl Fn(&T) -> &[u8]) {
    order::sort(entries, version, key);
}
