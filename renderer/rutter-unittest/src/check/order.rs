//! `greaterOrEqual`, `lessOrEqual`.

use std::cmp::Ordering;

use super::{Check, Context, Verdict};
use crate::assertion::Parameters;
use crate::documents::Document;
use crate::message::{self, Parts, Place};
use crate::query::Query;
use crate::value::Value;

/// Values at a path are not below, or not above, one of the same type.
pub(crate) struct Order {
    path: Query,
    value: Value,
    is_greater: bool,
}

impl Order {
    /// `greaterOrEqual`
    pub fn greater(parameters: &mut Parameters<'_>) -> Order {
        Order {
            path: parameters.query(),
            value: parameters.value("Value").clone(),
            is_greater: true,
        }
    }

    /// `lessOrEqual`
    pub fn less(parameters: &mut Parameters<'_>) -> Order {
        Order { is_greater: false, ..Order::greater(parameters) }
    }

    fn word(&self) -> &'static str {
        if self.is_greater { "greater" } else { "less" }
    }

    fn messages(&self, text: &str, place: Place, negative: bool) -> Vec<String> {
        let parts = Parts { path: true, ..Parts::default() };
        let verb = format!(" to be {} then or equal to, got", self.word());
        message::expected(negative, parts, &verb, place, &[self.path.as_str(), text])
    }

    /// Why a value is not as it should be. The opposite of `greaterOrEqual` holds for every value:
    /// so it does in the plugin.
    fn compare(&self, actual: &Value, negative: bool) -> Result<(), String> {
        let order = match (&self.value, actual) {
            (Value::String(expected), Value::String(actual)) => actual.cmp(expected),
            (Value::Int(expected), Value::Int(actual)) => actual.cmp(expected),
            (Value::Float(expected), Value::Float(actual)) => {
                actual.partial_cmp(expected).unwrap_or(Ordering::Equal)
            }
            (Value::Null, _) => return Err("unsupported type '<nil>'".to_string()),
            (expected, _) => return Err(format!("unsupported type '{}'", expected.type_name())),
        };
        let holds = match self.is_greater {
            true => order.is_ge() || negative,
            false => order.is_le() != negative,
        };
        match holds {
            true => Ok(()),
            false => Err(format!(
                "the actual '{}' is not {} or equal to the expected '{}'",
                actual.printed(),
                self.word(),
                self.value.printed()
            )),
        }
    }

    fn document(&self, index: usize, document: &Document, how: (bool, bool)) -> Verdict {
        let (negative, fails_fast) = how;
        let found = match self.path.find(document) {
            Ok(found) => found,
            Err(text) => return Verdict::failed(message::error(Place::document(index), &text)),
        };
        if found.is_empty() {
            let text = format!("unknown path '{}'", self.path.as_str());
            return Verdict::of(negative, || message::error(Place::document(index), &text));
        }
        let mut verdict = Verdict::failed(Vec::new());
        for (value_index, actual) in found.iter().enumerate() {
            let place = Place::value(index, value_index);
            let (is, should) = (type_name(actual), type_name(&self.value));
            if is != should {
                let text = format!("actual '{is}' and expected '{should}' types do not match");
                verdict.messages.extend(message::error(place, &text));
                continue;
            }
            let compared = self.compare(actual, negative);
            verdict.passed = (value_index == 0 || verdict.passed) && compared.is_ok();
            if let Err(text) = compared {
                verdict.messages.extend(self.messages(&text, place, negative));
            }
            if !verdict.passed && fails_fast {
                break;
            }
        }
        verdict
    }
}

/// Nothing has no type that Go could print.
fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "%!s(<nil>)",
        other => other.type_name(),
    }
}

impl Check for Order {
    fn check(&self, context: &mut Context<'_>) -> Verdict {
        let how = (context.negative, context.fails_fast);
        context.each(
            |_, index, document| self.document(index, document, how),
            || self.messages("no manifests found", Place::NONE, how.0),
        )
    }
}
