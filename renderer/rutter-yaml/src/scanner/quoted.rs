//! Quoted scalars.

use super::plain::column_shift;
use super::{Scan, Scanner};
use crate::chars::{BREAKZ, DOUBLE, SINGLE, WIDE, class, span_without, width};
use crate::token::{Mark, Style, Token};
use std::borrow::Cow;

impl<'a> Scanner<'a> {
    pub(super) fn fetch_quoted_scalar(&mut self, single: bool) -> Scan<()> {
        self.save_simple_key()?;
        self.simple_key_allowed = false;
        let token = self.scan_quoted_scalar(single)?;
        self.push(token);
        Ok(())
    }

    fn scan_quoted_scalar(&mut self, single: bool) -> Scan<Token<'a>> {
        let start = self.mark();
        self.skip_ascii(1);
        let style = match single {
            true => Style::SingleQuoted,
            false => Style::DoubleQuoted,
        };
        let text = match self.scan_verbatim(single) {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(self.scan_quoted_text(start, single)?),
        };
        self.skip_ascii(1);
        Ok(Token::scalar(style, start, self.mark(), text))
    }

    /// The text up to the closing quote, if it stands on this line without escapes.
    fn scan_verbatim(&mut self, single: bool) -> Option<&'a [u8]> {
        let stop = match single {
            true => SINGLE | BREAKZ | WIDE,
            false => DOUBLE | BREAKZ | WIDE,
        };
        let quote = quote(single);
        let rest = self.rest();
        let mut length = 0;
        loop {
            length += span_without(rest.get(length..)?, stop);
            let byte = *rest.get(length)?;
            if byte == quote {
                break;
            }
            if class(byte) & WIDE == 0 || self.is_break(length) {
                return None;
            }
            length += width(byte);
        }
        if single && rest.get(length + 1) == Some(&quote) {
            return None;
        }
        let text = rest.get(..length)?;
        self.pos += length;
        self.column_base += column_shift(text);
        Some(text)
    }

    fn scan_quoted_text(&mut self, start: Mark, single: bool) -> Scan<Vec<u8>> {
        let mut text = Vec::new();
        loop {
            self.need(4)?;
            if self.at_document_indicator() {
                return self.error(start, "found unexpected document indicator");
            }
            if self.pos >= self.text.len() {
                return self.error(start, "found unexpected end of stream");
            }
            let escaped_break = self.scan_quoted_word(&mut text, start, single)?;
            self.need(1)?;
            if self.at(0) == quote(single) {
                return Ok(text);
            }
            self.scan_quoted_gap(&mut text, escaped_break)?;
        }
    }

    /// Passes characters up to white space or the closing quote; tells whether an escaped line
    /// break ended them.
    fn scan_quoted_word(&mut self, text: &mut Vec<u8>, start: Mark, single: bool) -> Scan<bool> {
        while !self.is_blankz(0) {
            match self.at(0) {
                b'\'' if single => {
                    if self.at(1) != b'\'' {
                        return Ok(false);
                    }
                    text.push(b'\'');
                    self.skip_ascii(2);
                }
                b'"' if !single => return Ok(false),
                b'\\' if !single && self.is_break(1) => {
                    self.need(3)?;
                    self.skip_ascii(1);
                    self.skip_line();
                    return Ok(true);
                }
                b'\\' if !single => self.scan_escape(text, start)?,
                byte => {
                    let width = width(byte).max(1);
                    text.extend_from_slice(self.rest().get(..width).unwrap_or_default());
                    self.skip();
                }
            }
            self.need(2)?;
        }
        Ok(false)
    }

    /// Passes white space and line breaks inside the quotes and adds what they mean.
    fn scan_quoted_gap(&mut self, text: &mut Vec<u8>, escaped_break: bool) -> Scan<()> {
        let mut broken = escaped_break;
        let mut first_break: &[u8] = b"";
        let mut other_breaks = Vec::new();
        let kept = text.len();
        while self.is_blank(0) || self.is_break(0) {
            if self.is_blank(0) {
                if !broken {
                    text.push(self.at(0));
                }
                self.skip_ascii(1);
            } else {
                self.need(2)?;
                let line_break = self.read_line();
                if broken {
                    other_breaks.extend_from_slice(line_break);
                } else {
                    text.truncate(kept);
                    first_break = line_break;
                    broken = true;
                }
            }
            self.need(1)?;
        }
        if broken && first_break == b"\n" {
            if other_breaks.is_empty() {
                text.push(b' ');
            }
        } else {
            text.extend_from_slice(first_break);
        }
        text.append(&mut other_breaks);
        Ok(())
    }

    fn scan_escape(&mut self, text: &mut Vec<u8>, start: Mark) -> Scan<()> {
        let plain: &[u8] = match self.at(1) {
            b'0' => b"\0",
            b'a' => b"\x07",
            b'b' => b"\x08",
            b't' | b'\t' => b"\t",
            b'n' => b"\n",
            b'v' => b"\x0B",
            b'f' => b"\x0C",
            b'r' => b"\r",
            b'e' => b"\x1B",
            b' ' => b" ",
            b'"' => b"\"",
            b'\'' => b"'",
            b'\\' => b"\\",
            b'N' => "\u{85}".as_bytes(),
            b'_' => "\u{A0}".as_bytes(),
            b'L' => "\u{2028}".as_bytes(),
            b'P' => "\u{2029}".as_bytes(),
            b'x' => return self.scan_code(text, start, 2),
            b'u' => return self.scan_code(text, start, 4),
            b'U' => return self.scan_code(text, start, 8),
            _ => return self.error(start, "found unknown escape character"),
        };
        text.extend_from_slice(plain);
        self.skip_ascii(2);
        Ok(())
    }

    fn scan_code(&mut self, text: &mut Vec<u8>, start: Mark, length: usize) -> Scan<()> {
        self.skip_ascii(2);
        self.need(length)?;
        let mut value: u32 = 0;
        for ahead in 0..length {
            let Some(digit) = (self.at(ahead) as char).to_digit(16) else {
                return self.error(start, "did not find expected hexdecimal number");
            };
            value = value << 4 | digit;
        }
        let Some(letter) = char::from_u32(value) else {
            return self.error(start, "found invalid Unicode character escape code");
        };
        text.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        self.skip_ascii(length);
        Ok(())
    }
}

fn quote(single: bool) -> u8 {
    if single { b'\'' } else { b'"' }
}
