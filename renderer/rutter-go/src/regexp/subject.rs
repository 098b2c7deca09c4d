//! The text that is searched, with invalid bytes replaced by U+FFFD.

use super::Span;
use crate::utf8::{append_rune, decode_rune, runes};
use regex_automata::util::captures::Captures;
use std::borrow::Cow;

/// Bytes that U+FFFD takes more than the one it stands for.
const GROWTH: usize = 2;

/// A text as valid UTF-8, and the way back to its own offsets.
pub(super) struct Subject<'t> {
    text: Cow<'t, [u8]>,
    /// Where, in the valid text, each replacement ends.
    replaced: Vec<usize>,
}

impl<'t> Subject<'t> {
    pub fn new(text: &'t [u8]) -> Self {
        if std::str::from_utf8(text).is_ok() {
            return Subject { text: Cow::Borrowed(text), replaced: Vec::new() };
        }
        let mut valid = Vec::with_capacity(text.len() + 16);
        let mut replaced = Vec::new();
        for (at, rune, width) in runes(text) {
            append_rune(&mut valid, rune);
            if width == 1 && text.get(at).is_some_and(|b| !b.is_ascii()) {
                replaced.push(valid.len());
            }
        }
        Subject { text: Cow::Owned(valid), replaced }
    }

    pub fn text(&self) -> &[u8] {
        &self.text
    }

    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Width of the rune at an offset, 0 at the end.
    pub fn width(&self, at: usize) -> usize {
        decode_rune(self.text.get(at..).unwrap_or_default()).1
    }

    fn original(&self, at: usize) -> usize {
        match self.replaced.is_empty() {
            true => at,
            false => at - GROWTH * self.replaced.partition_point(|&end| end <= at),
        }
    }

    /// Where a span of the valid text lies in the original one.
    pub fn original_span(&self, (start, end): Span) -> Span {
        (self.original(start), self.original(end))
    }

    /// The whole match and `count` groups in all, in the original text. The engine knows
    /// nothing of last groups that can never take part.
    pub fn spans(&self, captures: &Captures, count: usize) -> Vec<Option<Span>> {
        let span = |group| captures.get_group(group);
        let original = |group| span(group).map(|s| self.original_span((s.start, s.end)));
        (0..count).map(original).collect()
    }
}
