//! `exists`, `isNullOrEmpty`, `isType`.

use super::{Check, Context, NO_MANIFEST, Verdict};
use crate::assertion::Parameters;
use crate::message::{self, Parts, Place};
use crate::query::Query;
use crate::snapshot_text::snapshot_text;
use crate::value::Value;

/// A path leads to something, be it `null`.
pub(crate) struct Exists {
    path: Query,
}

impl Exists {
    pub fn new(parameters: &mut Parameters<'_>) -> Exists {
        Exists { path: parameters.query() }
    }
}

impl Check for Exists {
    fn check(&self, context: &mut Context<'_>) -> Verdict {
        let negative = context.negative;
        // The plugin looks at every document here, however fast it is to fail.
        context.fails_fast = false;
        context.each(
            |_, index, document| match self.path.find(document) {
                Err(text) => Verdict::failed(message::error(Place::document(index), &text)),
                Ok(found) => Verdict::of(found.is_empty() == negative, || {
                    message::existence(negative, Place::document(index), self.path.as_str())
                }),
            },
            || message::existence(negative, Place::NONE, self.path.as_str()),
        )
    }
}

/// Values at a path are null, zero or empty.
pub(crate) struct IsEmpty {
    path: Query,
}

impl IsEmpty {
    pub fn new(parameters: &mut Parameters<'_>) -> IsEmpty {
        IsEmpty { path: parameters.query() }
    }

    fn messages(&self, actual: &Value, place: Place, negative: bool) -> Vec<String> {
        let parts = Parts { path: true, ..Parts::default() };
        let values = [self.path.as_str(), &snapshot_text(actual)];
        message::expected(negative, parts, " to be null or empty, got", place, &values)
    }
}

impl Check for IsEmpty {
    fn check(&self, context: &mut Context<'_>) -> Verdict {
        let negative = context.negative;
        context.each_value(
            &self.path,
            |_, place, actual| {
                let passed = is_empty(actual) != negative;
                Verdict::of(passed, || self.messages(actual, place, negative))
            },
            || self.messages(&Value::String(NO_MANIFEST.to_string()), Place::NONE, negative),
        )
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(value) => !value,
        Value::Int(value) => *value == 0,
        Value::Uint(value) => *value == 0,
        Value::Float(value) => *value == 0.0,
        Value::String(text) => text.is_empty(),
        Value::Time(_) => false,
        Value::List(items) => items.is_empty(),
        Value::Map(entries) => entries.is_empty(),
        Value::AnyMap(entries) => entries.is_empty(),
    }
}

/// Values at a path have a Go type.
pub(crate) struct IsType {
    path: Query,
    type_name: String,
}

impl IsType {
    pub fn new(parameters: &mut Parameters<'_>) -> IsType {
        IsType { path: parameters.query(), type_name: parameters.text("Type") }
    }

    fn messages(&self, actual: &str, place: Place, negative: bool) -> Vec<String> {
        let parts = Parts { path: true, actual: true, diff: false };
        let values = [self.path.as_str(), &self.type_name, actual];
        message::expected(negative, parts, " to be of type", place, &values)
    }
}

impl Check for IsType {
    fn check(&self, context: &mut Context<'_>) -> Verdict {
        let negative = context.negative;
        context.each_value(
            &self.path,
            |_, place, actual| {
                let actual = actual.type_name();
                let passed = (actual == self.type_name) != negative;
                Verdict::of(passed, || self.messages(actual, place, negative))
            },
            || self.messages(NO_MANIFEST, Place::NONE, negative),
        )
    }
}
