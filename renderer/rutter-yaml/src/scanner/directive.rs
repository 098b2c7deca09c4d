//! `%YAML` and `%TAG`.

use super::{Scan, Scanner};
use crate::chars::{ALPHA, class};
use crate::token::{Mark, Token, TokenKind};
use std::borrow::Cow;

impl<'a> Scanner<'a> {
    pub(super) fn fetch_directive(&mut self) -> Scan<()> {
        self.unroll_indent(-1, self.mark());
        self.remove_simple_key()?;
        self.simple_key_allowed = false;
        let token = self.scan_directive()?;
        self.push(token);
        Ok(())
    }

    fn scan_directive(&mut self) -> Scan<Token<'a>> {
        let start = self.mark();
        self.skip_ascii(1);
        let mut token = match self.scan_directive_name(start)? {
            b"YAML" => self.scan_version(start)?,
            b"TAG" => self.scan_tag_directive(start)?,
            _ => return self.error(start, "found unknown directive name"),
        };
        token.end = self.mark();
        self.skip_blanks()?;
        if self.at(0) == b'#' {
            self.skip_comment_line()?;
        }
        if !self.is_breakz(0) {
            return self.error(start, "did not find expected comment or line break");
        }
        self.need(2)?;
        self.skip_line();
        Ok(token)
    }

    fn scan_directive_name(&mut self, start: Mark) -> Scan<&'a [u8]> {
        let name = self.scan_alphas()?;
        if name.is_empty() {
            return self.error(start, "could not find expected directive name");
        }
        if !self.is_blankz(0) {
            return self.error(start, "found unexpected non-alphabetical character");
        }
        Ok(name)
    }

    /// The letters, digits, `_` and `-` that stand here.
    pub(super) fn scan_alphas(&mut self) -> Scan<&'a [u8]> {
        self.need(1)?;
        let rest = self.rest();
        let length = rest.iter().take_while(|b| class(**b) & ALPHA != 0).count();
        self.skip_ascii(length);
        self.need(1)?;
        Ok(rest.get(..length).unwrap_or_default())
    }

    fn scan_version(&mut self, start: Mark) -> Scan<Token<'a>> {
        self.skip_blanks()?;
        let major = self.scan_version_number(start)?;
        if self.at(0) != b'.' {
            return self.error(start, "did not find expected digit or '.' character");
        }
        self.skip_ascii(1);
        let minor = self.scan_version_number(start)?;
        let mut token = Token::new(TokenKind::VersionDirective, start, start);
        token.extra = Some(Box::new([major, minor]));
        Ok(token)
    }

    fn scan_version_number(&mut self, start: Mark) -> Scan<u8> {
        self.need(1)?;
        let (mut value, mut length) = (0, 0);
        while self.at(0).is_ascii_digit() {
            length += 1;
            if length > 2 {
                return self.error(start, "found extremely long version number");
            }
            value = value * 10 + (self.at(0) - b'0');
            self.skip_ascii(1);
            self.need(1)?;
        }
        match length {
            0 => self.error(start, "did not find expected version number"),
            _ => Ok(value),
        }
    }

    fn scan_tag_directive(&mut self, start: Mark) -> Scan<Token<'a>> {
        self.skip_blanks()?;
        let handle = self.scan_tag_handle(true, start)?;
        self.need(1)?;
        if !self.is_blank(0) {
            return self.error(start, "did not find expected whitespace");
        }
        self.skip_blanks()?;
        let prefix = self.scan_tag_uri(None, start)?;
        self.need(1)?;
        if !self.is_blankz(0) {
            return self.error(start, "did not find expected whitespace or line break");
        }
        let mut token = Token::new(TokenKind::TagDirective, start, start);
        token.text = Cow::Borrowed(handle);
        token.extra = Some(prefix.into());
        Ok(token)
    }
}
