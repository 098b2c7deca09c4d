//! `isKind`, `isAPIVersion`, `hasDocuments`, `containsDocument`.

use super::{Check, Context, NO_MANIFEST, Verdict};
use crate::assertion::Parameters;
use crate::documents::Document;
use crate::message::{self, Parts, Place};
use crate::query::Query;
use crate::snapshot_text::snapshot_text;
use crate::value::Value;

/// A field at the top of each document has a text.
pub(crate) struct TextField {
    field: &'static str,
    verb: &'static str,
    of: String,
}

impl TextField {
    /// `isKind`
    pub fn kind(parameters: &mut Parameters<'_>) -> TextField {
        TextField { field: "kind", verb: " to be kind", of: parameters.text("Of") }
    }

    /// `isAPIVersion`
    pub fn api_version(parameters: &mut Parameters<'_>) -> TextField {
        TextField { field: "apiVersion", verb: " to be apiVersion", of: parameters.text("Of") }
    }

    fn messages(&self, actual: &Value, place: Place, negative: bool) -> Vec<String> {
        let parts = Parts { actual: !negative, ..Parts::default() };
        let values = [self.of.as_str(), &snapshot_text(actual)];
        message::expected(negative, parts, self.verb, place, &values)
    }
}

impl Check for TextField {
    fn check(&self, context: &mut Context<'_>) -> Verdict {
        let negative = context.negative;
        context.each(
            |_, index, document| {
                let actual = document.get(self.field).unwrap_or(&Value::Null);
                let passed = (actual.as_str() == Some(&self.of)) != negative;
                Verdict::of(passed, || self.messages(actual, Place::document(index), negative))
            },
            || self.messages(&Value::String(NO_MANIFEST.to_string()), Place::NONE, negative),
        )
    }
}

/// A template has so many documents, those that are not looked at included unless it is told.
pub(crate) struct HasDocuments {
    count: i64,
    filter_aware: bool,
}

impl HasDocuments {
    pub fn new(parameters: &mut Parameters<'_>) -> HasDocuments {
        HasDocuments {
            count: parameters.int("Count").unwrap_or_default(),
            filter_aware: parameters.bool("FilterAware"),
        }
    }
}

impl Check for HasDocuments {
    fn check(&self, context: &mut Context<'_>) -> Verdict {
        let count = if self.filter_aware { context.documents.len() } else { context.file.len() };
        Verdict::of((count as i64 == self.count) != context.negative, || {
            let parts = Parts { actual: !context.negative, ..Parts::default() };
            let values = [self.count.to_string(), count.to_string()];
            let values = values.each_ref().map(String::as_str);
            let verb = " documents count to be";
            message::expected(context.negative, parts, verb, Place::NONE, &values)
        })
    }
}

/// Documents are of a kind and version, and have a name and namespace if they are given.
pub(crate) struct ContainsDocument {
    kind: String,
    api_version: String,
    name: String,
    namespace: String,
    any: bool,
    name_path: Query,
    namespace_path: Query,
}

impl ContainsDocument {
    pub fn new(parameters: &mut Parameters<'_>) -> ContainsDocument {
        ContainsDocument {
            kind: parameters.text("Kind"),
            api_version: parameters.text("APIVersion"),
            name: parameters.text("Name"),
            namespace: parameters.text("Namespace"),
            any: parameters.bool("Any"),
            name_path: Query::from("metadata.name".to_string()),
            namespace_path: Query::from("metadata.namespace".to_string()),
        }
    }

    fn messages(&self, index: usize, negative: bool) -> Vec<String> {
        let mut text = format!("Kind = {}, apiVersion = {}", self.kind, self.api_version);
        for (name, value) in [("Name", &self.name), ("Namespace", &self.namespace)] {
            if !value.is_empty() {
                text.push_str(&format!(", {name} = {value}"));
            }
        }
        let place = Place::document(index);
        message::expected(negative, Parts::default(), " to contain document", place, &[&text])
    }

    fn matches(&self, document: &Document) -> bool {
        // What a document does not say is not held against it.
        let field = |name: &str, wanted: &str| {
            document.get(name).and_then(Value::as_str).is_none_or(|text| text == wanted)
        };
        let metadata = |path: &Query, wanted: &str| {
            let first = || path.find(document).ok()?.first().map(|v| v.as_str() == Some(wanted));
            wanted.is_empty() || first().unwrap_or(false)
        };
        field("kind", &self.kind)
            && field("apiVersion", &self.api_version)
            && metadata(&self.name_path, &self.name)
            && metadata(&self.namespace_path, &self.namespace)
    }
}

impl Check for ContainsDocument {
    fn check(&self, context: &mut Context<'_>) -> Verdict {
        let negative = context.negative;
        if context.documents.is_empty() {
            return Verdict::of(negative, || self.messages(0, negative));
        }
        let mut all = Verdict::passed();
        for (index, document) in context.documents.iter().enumerate() {
            let passed = self.matches(document) != negative;
            if passed && self.any != negative {
                return Verdict::passed();
            }
            all.and(Verdict::of(passed, || self.messages(index, negative)));
            if !passed && context.fails_fast {
                break;
            }
        }
        all
    }
}
