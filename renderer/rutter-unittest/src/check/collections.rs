//! `contains`, `isSubset`.

use std::collections::BTreeMap;

use super::{Check, Context, NO_MANIFEST, Verdict};
use crate::assertion::Parameters;
use crate::message::{self, Parts, Place};
use crate::query::Query;
use crate::snapshot_text::snapshot_text;
use crate::value::Value;

const PARTS: Parts = Parts { path: true, actual: true, diff: false };

/// Lists at a path hold an element.
pub(crate) struct Contains {
    path: Query,
    content: Value,
    count: Option<i64>,
    any: bool,
}

impl Contains {
    pub fn new(parameters: &mut Parameters<'_>) -> Contains {
        Contains {
            path: parameters.query(),
            content: parameters.value("Content").clone(),
            count: parameters.int("Count"),
            any: parameters.bool("Any"),
        }
    }

    fn messages(&self, actual: &Value, place: Place, negative: bool) -> Vec<String> {
        let expected = snapshot_text(&Value::List(vec![self.content.clone()]));
        let values = [self.path.as_str(), &expected, &snapshot_text(actual)];
        message::expected(negative, PARTS, " to contain", place, &values)
    }

    fn value(&self, actual: &Value, place: Place, negative: bool) -> Verdict {
        let Value::List(items) = actual else {
            let actual = snapshot_text(actual);
            let path = self.path.as_str();
            let text = format!("expect '{path}' to be an array, got:\n{actual}");
            return Verdict::failed(message::error(place, &text));
        };
        let count = items.iter().filter(|item| self.matches(item)).count();
        let Some(wanted) = self.count else {
            return Verdict::of((count > 0) != negative, || self.messages(actual, place, negative));
        };
        let holds = count > 0 && count as i64 == wanted;
        Verdict::of(holds != negative, || match count {
            0 => self.messages(actual, place, negative),
            _ => message::error(
                place,
                &format!(
                    "expect count {wanted} in '{}' to be in array, got {count}:\n{}",
                    self.path.as_str(),
                    snapshot_text(actual)
                ),
            ),
        })
    }

    fn matches(&self, item: &Value) -> bool {
        match (item, &self.content) {
            (Value::Map(item), Value::Map(content)) if self.any => is_subset(item, content),
            _ => *item == self.content,
        }
    }
}

impl Check for Contains {
    fn check(&self, context: &mut Context<'_>) -> Verdict {
        let negative = context.negative;
        let none = Value::String(NO_MANIFEST.to_string());
        context.each_value(
            &self.path,
            |_, place, actual| self.value(actual, place, negative),
            || self.messages(&none, Place::document(0), negative),
        )
    }
}

/// Whether a map has these entries; what is not there counts as `null`.
fn is_subset(map: &BTreeMap<String, Value>, content: &BTreeMap<String, Value>) -> bool {
    content.iter().all(|(key, value)| map.get(key).unwrap_or(&Value::Null) == value)
}

/// Maps at a path have some entries.
pub(crate) struct IsSubset {
    path: Query,
    content: Value,
}

impl IsSubset {
    pub fn new(parameters: &mut Parameters<'_>) -> IsSubset {
        IsSubset { path: parameters.query(), content: parameters.value("Content").clone() }
    }

    fn messages(&self, actual: &Value, place: Place, negative: bool) -> Vec<String> {
        let expected = snapshot_text(&self.content);
        let values = [self.path.as_str(), &expected, &snapshot_text(actual)];
        message::expected(negative, PARTS, " to contain", place, &values)
    }

    fn value(&self, actual: &Value, place: Place, negative: bool) -> Verdict {
        let (Value::Map(map), Value::Map(content)) = (actual, &self.content) else {
            let path = self.path.as_str();
            let text = format!("expect '{path}' to be an object, got:\n{}", snapshot_text(actual));
            return Verdict::failed(message::error(place, &text));
        };
        let passed = is_subset(map, content) != negative;
        Verdict::of(passed, || self.messages(actual, place, negative))
    }
}

impl Check for IsSubset {
    fn check(&self, context: &mut Context<'_>) -> Verdict {
        let negative = context.negative;
        let none = Value::String(NO_MANIFEST.to_string());
        context.each_value(
            &self.path,
            |_, place, actual| self.value(actual, place, negative),
            || self.messages(&none, Place::NONE, negative),
        )
    }
}
