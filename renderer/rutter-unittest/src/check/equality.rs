//! `equal`, `equalRaw`.

use super::{Check, Context, NO_MANIFEST, Verdict, decoded, raw, uniform};
use crate::assertion::Parameters;
use crate::message::{self, Parts, Place};
use crate::query::Query;
use crate::snapshot_text::snapshot_text;
use crate::unified_diff::unified_diff;
use crate::value::Value;

/// Values at a path are equal to one, types included.
pub(crate) struct Equal {
    path: Query,
    value: Value,
    decode_base64: bool,
}

impl Equal {
    pub fn new(parameters: &mut Parameters<'_>) -> Equal {
        Equal {
            path: parameters.query(),
            value: parameters.value("Value").clone(),
            decode_base64: parameters.bool("DecodeBase64"),
        }
    }

    fn compare(&self, actual: &Value, place: Place, negative: bool) -> Verdict {
        let Value::String(text) = actual else {
            let passed = (self.value == *actual) != negative;
            return Verdict::of(passed, || self.messages(actual, place, negative));
        };
        let text = match self.decode_base64 {
            false => uniform(text),
            true => match decoded(text) {
                Ok(text) => uniform(&text),
                Err(text) => return Verdict::failed(message::error(place, &text)),
            },
        };
        let passed = (self.value.as_str() == Some(&text)) != negative;
        Verdict::of(passed, || self.messages(&Value::String(text), place, negative))
    }

    fn messages(&self, actual: &Value, place: Place, negative: bool) -> Vec<String> {
        let parts = Parts { path: true, actual: !negative, diff: !negative };
        compared(&self.value, actual, Some(self.path.as_str()), place, parts)
    }
}

impl Check for Equal {
    fn check(&self, context: &mut Context<'_>) -> Verdict {
        let negative = context.negative;
        context.each_value(
            &self.path,
            |_, place, actual| self.compare(actual, place, negative),
            || self.messages(&Value::String(NO_MANIFEST.to_string()), Place::NONE, negative),
        )
    }
}

/// Texts of NOTES.txt and its like are equal to one.
pub(crate) struct EqualRaw {
    value: String,
}

impl EqualRaw {
    pub fn new(parameters: &mut Parameters<'_>) -> EqualRaw {
        EqualRaw { value: parameters.text("Value") }
    }

    fn messages(&self, actual: String, negative: bool) -> Vec<String> {
        let parts = Parts { path: false, actual: !negative, diff: !negative };
        let expected = Value::String(self.value.clone());
        compared(&expected, &Value::String(actual), None, Place::NONE, parts)
    }
}

impl Check for EqualRaw {
    fn check(&self, context: &mut Context<'_>) -> Verdict {
        let negative = context.negative;
        context.each(
            |_, _, document| {
                let actual = raw(document);
                let passed = (actual == self.value) != negative;
                Verdict::of(passed, || self.messages(actual, negative))
            },
            || self.messages(NO_MANIFEST.to_string(), negative),
        )
    }
}

fn compared(
    expected: &Value,
    actual: &Value,
    path: Option<&str>,
    place: Place,
    parts: Parts,
) -> Vec<String> {
    let expected = snapshot_text(expected);
    let actual = snapshot_text(actual);
    let diff = if parts.diff { unified_diff(&expected, &actual) } else { String::new() };
    let values = [expected.as_str(), &actual, &diff];
    let values: Vec<&str> = path.into_iter().chain(values).collect();
    message::expected(!parts.actual, parts, " to equal", place, &values)
}
