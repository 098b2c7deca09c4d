//! Anchors, aliases and tags.

use super::{Scan, Scanner};
use crate::chars::{ALPHA, class, width};
use crate::token::{Mark, Token, TokenKind};
use std::borrow::Cow;

impl<'a> Scanner<'a> {
    pub(super) fn fetch_anchor(&mut self, kind: TokenKind) -> Scan<()> {
        self.save_simple_key()?;
        self.simple_key_allowed = false;
        let start = self.mark();
        self.skip_ascii(1);
        let name = self.scan_alphas()?;
        let ends = self.is_blankz(0)
            || matches!(self.at(0), b'?' | b':' | b',' | b']' | b'}' | b'%' | b'@' | b'`');
        if name.is_empty() || !ends {
            let problem = "did not find expected alphabetic or numeric character";
            return self.error(start, problem);
        }
        let mut token = Token::new(kind, start, self.mark());
        token.text = Cow::Borrowed(name);
        self.push(token);
        Ok(())
    }

    pub(super) fn fetch_tag(&mut self) -> Scan<()> {
        self.save_simple_key()?;
        self.simple_key_allowed = false;
        let token = self.scan_tag()?;
        self.push(token);
        Ok(())
    }

    fn scan_tag(&mut self) -> Scan<Token<'a>> {
        let start = self.mark();
        self.need(2)?;
        let (mut handle, mut suffix): (Vec<u8>, Vec<u8>) = Default::default();
        if self.at(1) == b'<' {
            self.skip_ascii(2);
            suffix = self.scan_tag_uri(None, start)?;
            if self.at(0) != b'>' {
                return self.error(start, "did not find the expected '>'");
            }
            self.skip_ascii(1);
        } else {
            let head = self.scan_tag_handle(false, start)?;
            if head.len() > 1 && head.ends_with(b"!") {
                handle = head.to_vec();
                suffix = self.scan_tag_uri(None, start)?;
            } else {
                suffix.append(&mut self.scan_tag_uri(Some(head), start)?);
                match suffix.is_empty() {
                    true => suffix.push(b'!'),
                    false => handle.push(b'!'),
                }
            }
        }
        self.need(1)?;
        if !self.is_blankz(0) {
            return self.error(start, "did not find expected whitespace or line break");
        }
        let mut token = Token::new(TokenKind::Tag, start, self.mark());
        token.text = Cow::Owned(handle);
        token.extra = Some(suffix.into());
        Ok(token)
    }

    /// `!`, `!name` or `!name!`.
    pub(super) fn scan_tag_handle(&mut self, directive: bool, start: Mark) -> Scan<&'a [u8]> {
        self.need(1)?;
        if self.at(0) != b'!' {
            return self.error(start, "did not find expected '!'");
        }
        let rest = self.rest();
        self.skip_ascii(1);
        let mut length = 1 + self.scan_alphas()?.len();
        if self.at(0) == b'!' {
            self.skip_ascii(1);
            length += 1;
        } else if directive && length > 1 {
            return self.error(start, "did not find expected '!'");
        }
        Ok(rest.get(..length).unwrap_or_default())
    }

    /// The characters of a tag, behind what `head` holds already (its `!` left out).
    pub(super) fn scan_tag_uri(&mut self, head: Option<&[u8]>, start: Mark) -> Scan<Vec<u8>> {
        let mut uri = head.and_then(|h| h.get(1..)).unwrap_or_default().to_vec();
        let mut found = head.is_some_and(|h| !h.is_empty());
        self.need(1)?;
        while is_uri(self.at(0)) {
            match self.at(0) {
                b'%' => self.scan_uri_escape(&mut uri, start)?,
                byte => {
                    uri.push(byte);
                    self.skip_ascii(1);
                }
            }
            self.need(1)?;
            found = true;
        }
        match found {
            true => Ok(uri),
            false => self.error(start, "did not find expected tag URI"),
        }
    }

    /// The `%XX` that make up one character.
    fn scan_uri_escape(&mut self, uri: &mut Vec<u8>, start: Mark) -> Scan<()> {
        let mut left = None;
        while left != Some(0) {
            self.need(3)?;
            let digit = |at: u8| (at as char).to_digit(16);
            let (b'%', Some(high), Some(low)) = (self.at(0), digit(self.at(1)), digit(self.at(2)))
            else {
                return self.error(start, "did not find URI escaped octet");
            };
            let octet = (high << 4 | low) as u8;
            left = match left {
                None if width(octet) == 0 => {
                    return self.error(start, "found an incorrect leading UTF-8 octet");
                }
                None => Some(width(octet) - 1),
                Some(_) if octet & 0xC0 != 0x80 => {
                    return self.error(start, "found an incorrect trailing UTF-8 octet");
                }
                Some(count) => Some(count - 1),
            };
            uri.push(octet);
            self.skip_ascii(3);
        }
        Ok(())
    }
}

fn is_uri(byte: u8) -> bool {
    class(byte) & ALPHA != 0 || b";/?:@&=+$,.!~*'()[]%".contains(&byte)
}
