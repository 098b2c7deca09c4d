//! Literal and folded scalars.

use super::plain::column_shift;
use super::{Scan, Scanner};
use crate::chars::{BREAKZ, WIDE, class, span_without, width};
use crate::token::{Mark, Style, Token};
use std::borrow::Cow;

/// What happens to the line breaks at the end.
#[derive(Clone, Copy, PartialEq)]
enum Chomping {
    Strip,
    Clip,
    Keep,
}

impl<'a> Scanner<'a> {
    pub(super) fn fetch_block_scalar(&mut self, literal: bool) -> Scan<()> {
        self.remove_simple_key()?;
        self.simple_key_allowed = true;
        let token = self.scan_block_scalar(literal)?;
        self.push(token);
        self.broke_line = true;
        Ok(())
    }

    fn scan_block_scalar(&mut self, literal: bool) -> Scan<Token<'a>> {
        let start = self.mark();
        self.skip_ascii(1);
        let (chomping, increment) = self.scan_block_header(start)?;
        let mut end = self.mark();
        let mut indent = match increment {
            0 => 0,
            _ => self.indent.max(0) + increment,
        };
        let mut breaks = Vec::new();
        self.scan_block_breaks(&mut indent, &mut breaks, start, &mut end)?;
        self.need(1)?;
        let mut text = Vec::new();
        let mut first_break: &[u8] = b"";
        let mut was_blank = false;
        while self.column() == indent && self.pos < self.text.len() {
            let blank = self.is_blank(0);
            if !literal && !was_blank && !blank && first_break == b"\n" {
                if breaks.is_empty() {
                    text.push(b' ');
                }
            } else {
                text.extend_from_slice(first_break);
            }
            text.append(&mut breaks);
            was_blank = blank;
            let line = self.scan_line()?;
            if !self.lean {
                text.extend_from_slice(line);
            }
            self.need(2)?;
            first_break = match self.is_break(0) {
                true => self.read_line(),
                false => b"",
            };
            self.scan_block_breaks(&mut indent, &mut breaks, start, &mut end)?;
        }
        if chomping != Chomping::Strip {
            text.extend_from_slice(first_break);
        }
        if chomping == Chomping::Keep {
            text.append(&mut breaks);
        }
        let style = match literal {
            true => Style::Literal,
            false => Style::Folded,
        };
        Ok(Token::scalar(style, start, end, Cow::Owned(text)))
    }

    /// Passes the indicators behind `|` or `>` and the rest of the line.
    fn scan_block_header(&mut self, start: Mark) -> Scan<(Chomping, i32)> {
        self.need(1)?;
        let mut chomping = self.scan_chomping();
        self.need(1)?;
        let mut increment = 0;
        if self.at(0).is_ascii_digit() {
            increment = (self.at(0) - b'0') as i32;
            if increment == 0 {
                return self.error(start, "found an indentation indicator equal to 0");
            }
            self.skip_ascii(1);
            self.need(1)?;
            chomping = chomping.or_else(|| self.scan_chomping());
        }
        self.skip_blanks()?;
        if self.at(0) == b'#' {
            self.skip_comment_line()?;
        }
        if !self.is_breakz(0) {
            return self.error(start, "did not find expected comment or line break");
        }
        self.need(2)?;
        self.skip_line();
        Ok((chomping.unwrap_or(Chomping::Clip), increment))
    }

    fn scan_chomping(&mut self) -> Option<Chomping> {
        let chomping = match self.at(0) {
            b'+' => Chomping::Keep,
            b'-' => Chomping::Strip,
            _ => return None,
        };
        self.skip_ascii(1);
        Some(chomping)
    }

    /// Passes a comment that belongs to the line of a header or directive.
    pub(super) fn skip_comment_line(&mut self) -> Scan<()> {
        let start = self.mark();
        self.skip_to_line_end()?;
        let end = self.pos as u32;
        if let Some(comments) = &mut self.comments {
            comments.push(super::Comment { start, end });
        }
        Ok(())
    }

    /// The rest of the line.
    fn scan_line(&mut self) -> Scan<&'a [u8]> {
        let begin = self.pos;
        let mut wide = false;
        loop {
            self.pos += span_without(self.rest(), BREAKZ | WIDE);
            if class(self.at(0)) & WIDE == 0 || self.is_break(0) {
                break;
            }
            wide = true;
            self.pos += width(self.at(0)).max(1);
        }
        self.need(1)?;
        let line = self.text.get(begin..self.pos).unwrap_or_default();
        if wide {
            self.column_base += column_shift(line);
        }
        Ok(line)
    }

    /// Passes indentation and empty lines; settles the indentation if it is not known yet.
    fn scan_block_breaks(
        &mut self,
        indent: &mut i32,
        breaks: &mut Vec<u8>,
        start: Mark,
        end: &mut Mark,
    ) -> Scan<()> {
        *end = self.mark();
        let mut deepest = 0;
        loop {
            self.need(1)?;
            while (*indent == 0 || self.column() < *indent) && self.at(0) == b' ' {
                self.skip_ascii(1);
            }
            self.need(1)?;
            deepest = deepest.max(self.column());
            if (*indent == 0 || self.column() < *indent) && self.at(0) == b'\t' {
                let problem = "found a tab character where an indentation space is expected";
                return self.error(start, problem);
            }
            if !self.is_break(0) {
                break;
            }
            self.need(2)?;
            breaks.extend_from_slice(self.read_line());
            *end = self.mark();
        }
        if *indent == 0 {
            *indent = deepest.max(self.indent + 1).max(1);
        }
        Ok(())
    }
}
