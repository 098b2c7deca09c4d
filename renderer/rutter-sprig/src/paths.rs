//! The path functions of sprig functions.go: Go's path and, on Unix, path/filepath alike.

use rutter_go::path;
use rutter_go::value::Value;
use rutter_template::Call;

use crate::arguments::{Outcome, string, text};

pub(crate) fn base(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(path::base(text(a, 0).as_bytes()))
}

pub(crate) fn dir(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(path::dir(text(a, 0).as_bytes()))
}

pub(crate) fn clean(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(path::clean(text(a, 0).as_bytes()))
}

pub(crate) fn ext(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(path::ext(text(a, 0).as_bytes()))
}

pub(crate) fn is_abs(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Ok(Value::Bool(text(a, 0).as_bytes().first() == Some(&b'/')))
}
