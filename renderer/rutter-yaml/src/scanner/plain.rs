//! Plain scalars.

use super::{MAX_KEY_LENGTH, Scan, Scanner, SimpleKey};
use crate::Version;
use crate::chars::{BLANK, BREAKZ, COLON, FLOW, WIDE, class, continuation_bytes, span_without};
use crate::token::{Style, Token};
use std::borrow::Cow;

impl<'a> Scanner<'a> {
    pub(super) fn fetch_plain_scalar(&mut self) -> Scan<()> {
        self.save_simple_key()?;
        self.simple_key_allowed = false;
        let token = self.scan_plain_scalar()?;
        self.push(token);
        match self.at(0) == b':' && self.is_sure_key() {
            true => self.fetch_value(),
            false => Ok(()),
        }
    }

    /// Whether the `:` here makes a key of the scalar just passed, as it nearly always does, and
    /// nothing can go wrong: then it may be taken at once.
    fn is_sure_key(&self) -> bool {
        let near = |key: &SimpleKey| {
            let distance = self.pos.saturating_sub(key.mark.offset as usize);
            key.possible && key.mark.line == self.line && distance <= MAX_KEY_LENGTH
        };
        self.flow_level == 0
            && self.version == Version::V2
            && self.limit == usize::MAX
            && self.is_blankz(1)
            && self.simple_keys.last().is_some_and(near)
    }

    fn scan_plain_scalar(&mut self) -> Scan<Token<'a>> {
        let (start, begin) = (self.mark(), self.pos);
        let indent = self.indent + 1;
        let mut words = Words::new(self.text, begin, self.lean);
        let mut end = start;
        loop {
            self.need(4)?;
            if self.at(0) == b'#' || self.at_document_indicator() {
                break;
            }
            let word = self.pos;
            self.scan_word()?;
            if self.pos > word {
                words.add(word, self.pos);
                end = self.mark();
            }
            if !self.is_blank(0) && !self.is_break(0) {
                break;
            }
            self.scan_gap(&mut words, start, indent)?;
            if self.flow_level == 0 && self.column() < indent {
                break;
            }
        }
        if words.broken {
            self.simple_key_allowed = true;
            self.broke_line = true;
        }
        Ok(Token::scalar(Style::Plain, start, end, words.finish()))
    }

    /// Passes the characters up to white space or what ends a plain scalar.
    fn scan_word(&mut self) -> Scan<()> {
        let stop = match self.flow_level {
            0 => BLANK | BREAKZ | COLON | WIDE,
            _ => BLANK | BREAKZ | COLON | WIDE | FLOW,
        };
        loop {
            let length = span_without(self.rest(), stop);
            self.skip_ascii(length);
            let class = class(self.at(0));
            if class & COLON != 0 {
                self.need(2)?;
                if self.is_blankz(1) {
                    return Ok(());
                }
                self.skip_ascii(1);
            } else if class & WIDE != 0 {
                self.need(1)?;
                if self.is_break(0) {
                    return Ok(());
                }
                self.skip();
            } else {
                return self.need(1);
            }
        }
    }

    /// Passes white space and line breaks between two words.
    fn scan_gap(&mut self, words: &mut Words<'a>, start: crate::Mark, indent: i32) -> Scan<()> {
        loop {
            if self.is_blank(0) {
                if words.broken && self.column() < indent && self.at(0) == b'\t' {
                    return self.error(start, "found a tab character that violates indentation");
                }
                self.skip_ascii(1);
            } else if self.is_break(0) {
                self.need(2)?;
                let line_break = self.read_line();
                words.add_break(line_break);
            } else {
                return self.need(1);
            }
        }
    }
}

/// The value of a scalar that runs over several lines, borrowed as long as it does not.
pub(super) struct Words<'a> {
    text: &'a [u8],
    begin: usize,
    end: usize,
    folded: Option<Vec<u8>>,
    lean: bool,
    /// Whether a line break stands behind the last word.
    pub broken: bool,
    first_break: &'a [u8],
    other_breaks: Vec<u8>,
}

impl<'a> Words<'a> {
    pub fn new(text: &'a [u8], begin: usize, lean: bool) -> Words<'a> {
        Words {
            text,
            begin,
            end: begin,
            folded: None,
            lean,
            broken: false,
            first_break: b"",
            other_breaks: Vec::new(),
        }
    }

    /// Adds the word at `start..end`, with what separates it from the last one.
    fn add(&mut self, start: usize, end: usize) {
        if self.broken {
            self.fold();
        } else if let Some(folded) = &mut self.folded {
            folded.extend_from_slice(self.text.get(self.end..start).unwrap_or_default());
        }
        if let Some(folded) = &mut self.folded {
            folded.extend_from_slice(self.text.get(start..end).unwrap_or_default());
        }
        self.end = end;
    }

    fn add_break(&mut self, line_break: &'a [u8]) {
        if self.broken {
            self.other_breaks.extend_from_slice(line_break);
        } else {
            self.broken = true;
            self.first_break = line_break;
        }
    }

    /// Turns the line breaks behind the last word into what they mean.
    fn fold(&mut self) {
        let so_far = self.text.get(self.begin..self.end).unwrap_or_default();
        let folded = self.folded.get_or_insert_with(|| match self.lean {
            true => Vec::new(),
            false => so_far.to_vec(),
        });
        if self.first_break != b"\n" {
            folded.extend_from_slice(self.first_break);
        } else if self.other_breaks.is_empty() {
            folded.push(b' ');
        }
        folded.append(&mut self.other_breaks);
        self.broken = false;
    }

    fn finish(self) -> Cow<'a, [u8]> {
        match self.folded {
            Some(folded) => Cow::Owned(folded),
            None => Cow::Borrowed(self.text.get(self.begin..self.end).unwrap_or_default()),
        }
    }
}

/// How much further right than its bytes suggest the text behind `passed` begins.
pub(super) fn column_shift(passed: &[u8]) -> usize {
    match passed.is_ascii() {
        true => 0,
        false => continuation_bytes(passed),
    }
}
