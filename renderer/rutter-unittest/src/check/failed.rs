//! `failedTemplate`.

use rutter_go::regexp::{Regexp, quote_meta};

use super::{Check, Context, Verdict};
use crate::assertion::Parameters;
use crate::message::{self, Parts, Place};
use crate::value::Value;

/// A template fails, with this message if one is given.
pub(crate) struct FailedTemplate {
    message: String,
    pattern: String,
}

impl FailedTemplate {
    pub fn new(parameters: &mut Parameters<'_>) -> FailedTemplate {
        FailedTemplate {
            message: parameters.text("ErrorMessage"),
            pattern: parameters.text("ErrorPattern"),
        }
    }

    fn messages(&self, actual: &str, place: Place, negative: bool) -> Vec<String> {
        let verb = if self.pattern.is_empty() { " to equal" } else { " to match" };
        let expected = if self.message.is_empty() { &self.pattern } else { &self.message };
        let parts = Parts { actual: !negative, ..Parts::default() };
        message::expected(negative, parts, verb, place, &[expected, actual])
    }

    /// Whether a text is the one expected; nothing said holds for every text.
    fn text(&self, actual: Option<&str>, place: Place, negative: bool) -> Verdict {
        let passed = match (self.pattern.is_empty(), self.message.is_empty()) {
            (false, _) => match self.pattern_holds(actual, negative) {
                Ok(passed) => passed,
                Err(text) => return Verdict::failed(message::error(Place::NONE, &text)),
            },
            (true, false) => (actual == Some(&self.message)) != negative,
            (true, true) => true,
        };
        Verdict::of(passed, || self.messages(actual.unwrap_or("<nil>"), place, negative))
    }

    /// A pattern that does not hold, or is none, is tried as a plain text.
    fn pattern_holds(&self, actual: Option<&str>, negative: bool) -> Result<bool, String> {
        let literal = quote_meta(self.pattern.as_bytes());
        let compile = |pattern: &[u8]| Regexp::compile(pattern).map_err(|error| error.to_string());
        let pattern = compile(self.pattern.as_bytes()).or_else(|_| compile(&literal))?;
        let Some(actual) = actual else { return Ok(true) };
        if pattern.is_match(actual.as_bytes()) != negative {
            return Ok(true);
        }
        let has_metacharacters = self.pattern.contains(|letter| ".+*?()|[]{}^$\\".contains(letter));
        Ok(has_metacharacters && compile(&literal)?.is_match(actual.as_bytes()) != negative)
    }
}

impl Check for FailedTemplate {
    fn check(&self, context: &mut Context<'_>) -> Verdict {
        let negative = context.negative;
        if !self.message.is_empty() && !self.pattern.is_empty() {
            let text =
                "single attribute 'errorMessage' or 'errorPattern' supported at the same time";
            return Verdict::failed(message::error(Place::NONE, text));
        }
        if let Some(error) = context.render_error {
            return self.text(Some(error), Place::NONE, negative);
        }
        if context.documents.is_empty() {
            let messages = || self.messages("No failed document", Place::NONE, negative);
            return Verdict::of(negative, messages);
        }
        let each = |_: &mut _, index: usize, document: &crate::documents::Document| {
            let actual = document.get("raw").and_then(Value::as_str);
            self.text(actual, Place::document(index), negative)
        };
        context.each(each, Vec::new)
    }
}
