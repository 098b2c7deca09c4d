//! `matchRegex`, `matchRegexRaw`.

use rutter_go::regexp::Regexp;

use super::{Check, Context, NO_MANIFEST, Verdict, decoded, raw};
use crate::assertion::Parameters;
use crate::message::{self, Parts, Place};
use crate::query::Query;
use crate::snapshot_text::snapshot_text;
use crate::value::Value;

/// A pattern as it is written, and compiled.
struct Pattern {
    text: String,
    compiled: Result<Regexp, String>,
}

impl Pattern {
    fn new(parameters: &mut Parameters<'_>) -> Pattern {
        let text = parameters.text("Pattern");
        let compiled = Regexp::compile(text.as_bytes()).map_err(|error| error.to_string());
        Pattern { text, compiled }
    }

    /// Why no text can be held against it.
    fn check_is_given(&self) -> Result<(), Verdict> {
        match self.text.is_empty() {
            false => Ok(()),
            true => {
                let text = "expected field 'pattern' to be filled";
                Err(Verdict::failed(message::error(Place::NONE, text)))
            }
        }
    }

    fn matches(&self, text: &str) -> Result<bool, Verdict> {
        match &self.compiled {
            Ok(pattern) => Ok(pattern.is_match(text.as_bytes())),
            Err(text) => Err(Verdict::failed(message::error(Place::NONE, text))),
        }
    }
}

/// Strings at a path match a pattern.
pub(crate) struct MatchRegex {
    path: Query,
    pattern: Pattern,
    decode_base64: bool,
}

impl MatchRegex {
    pub fn new(parameters: &mut Parameters<'_>) -> MatchRegex {
        MatchRegex {
            path: parameters.query(),
            pattern: Pattern::new(parameters),
            decode_base64: parameters.bool("DecodeBase64"),
        }
    }

    fn messages(&self, actual: &str, place: Place, negative: bool) -> Vec<String> {
        let parts = Parts { path: true, actual: true, diff: false };
        let values = [self.path.as_str(), &self.pattern.text, actual];
        message::expected(negative, parts, " to match", place, &values)
    }

    fn value(&self, actual: &Value, place: Place, negative: bool) -> Verdict {
        let Value::String(text) = actual else {
            let path = self.path.as_str();
            let text = format!("expect '{path}' to be a string, got:\n{}", snapshot_text(actual));
            return Verdict::failed(message::error(place, &text));
        };
        let text = match self.decode_base64 {
            false => Ok(text.clone()),
            true => decoded(text),
        };
        let text = match text {
            Ok(text) => text,
            Err(text) => return Verdict::failed(message::error(place, &text)),
        };
        match self.pattern.matches(&text) {
            Ok(matches) => {
                Verdict::of(matches != negative, || self.messages(&text, place, negative))
            }
            Err(verdict) => verdict,
        }
    }
}

impl Check for MatchRegex {
    fn check(&self, context: &mut Context<'_>) -> Verdict {
        if let Err(verdict) = self.pattern.check_is_given() {
            return verdict;
        }
        let negative = context.negative;
        // A pattern that is none fails even where a path leads nowhere.
        if !context.documents.is_empty()
            && let Err(verdict) = self.pattern.matches("")
        {
            return context.each(
                |_, index, document| match self.path.find(document) {
                    Ok(_) => Verdict::failed(verdict.messages.clone()),
                    Err(text) => Verdict::failed(message::error(Place::document(index), &text)),
                },
                Vec::new,
            );
        }
        context.each_value(
            &self.path,
            |_, place, actual| self.value(actual, place, negative),
            || self.messages(NO_MANIFEST, Place::NONE, negative),
        )
    }
}

/// Texts of NOTES.txt and its like match a pattern.
pub(crate) struct MatchRegexRaw {
    pattern: Pattern,
}

impl MatchRegexRaw {
    pub fn new(parameters: &mut Parameters<'_>) -> MatchRegexRaw {
        MatchRegexRaw { pattern: Pattern::new(parameters) }
    }

    fn messages(&self, actual: &str, negative: bool) -> Vec<String> {
        let parts = Parts { actual: true, ..Parts::default() };
        let values = [self.pattern.text.as_str(), actual];
        message::expected(negative, parts, " to match", Place::NONE, &values)
    }
}

impl Check for MatchRegexRaw {
    fn check(&self, context: &mut Context<'_>) -> Verdict {
        let given = self.pattern.check_is_given();
        let compiled = match context.documents.is_empty() {
            true => Ok(true),
            false => self.pattern.matches(""),
        };
        if let Err(verdict) = given.and(compiled) {
            return verdict;
        }
        let negative = context.negative;
        context.each(
            |_, _, document| {
                let actual = raw(document);
                match self.pattern.matches(&actual) {
                    Ok(matches) => {
                        Verdict::of(matches != negative, || self.messages(&actual, negative))
                    }
                    Err(verdict) => verdict,
                }
            },
            || self.messages(NO_MANIFEST, negative),
        )
    }
}
