//! What objects with methods share: their tables, and the error for a wrong argument.

use std::borrow::Cow;

use crate::value::Value;

/// Number of arguments of a method in a table of names and numbers.
pub(crate) fn arity(methods: &[(&str, usize)], name: &str) -> Option<usize> {
    let found = methods.iter().find(|(method, _)| *method == name);
    found.map(|&(_, arguments)| arguments)
}

/// Go: text/template's answer to an argument of another type.
pub(crate) fn wrong_type(value: Option<&Value>, expected: &str) -> String {
    let got = value.map_or(Cow::Borrowed("<nil>"), Value::type_name);
    format!("wrong type for value; expected {expected}; got {got}")
}
