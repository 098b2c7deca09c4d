//! The tokens that are a single sign, and the ends of stream and document.

use super::{Scan, Scanner};
use crate::token::{Token, TokenKind};

impl<'a> Scanner<'a> {
    pub(super) fn fetch_stream_start(&mut self) -> Scan<()> {
        self.stream_started = true;
        self.simple_keys.push(super::SimpleKey::default());
        let mark = self.mark();
        self.push(Token::new(TokenKind::StreamStart, mark, mark));
        Ok(())
    }

    pub(super) fn fetch_stream_end(&mut self) -> Scan<()> {
        if self.pos != self.column_base {
            self.line += 1;
            self.column_base = self.pos;
        }
        self.unroll_indent(-1, self.mark());
        self.remove_simple_key()?;
        self.simple_key_allowed = false;
        let mark = self.mark();
        self.push(Token::new(TokenKind::StreamEnd, mark, mark));
        Ok(())
    }

    pub(super) fn fetch_document_indicator(&mut self, byte: u8) -> Scan<()> {
        self.unroll_indent(-1, self.mark());
        self.remove_simple_key()?;
        self.simple_key_allowed = false;
        let start = self.mark();
        self.skip_ascii(3);
        let kind = match byte {
            b'-' => TokenKind::DocumentStart,
            _ => TokenKind::DocumentEnd,
        };
        let end = self.mark();
        self.push(Token::new(kind, start, end));
        Ok(())
    }

    fn push_indicator(&mut self, kind: TokenKind) {
        let start = self.mark();
        self.skip_ascii(1);
        let end = self.mark();
        self.push(Token::new(kind, start, end));
    }

    pub(super) fn fetch_flow_start(&mut self, kind: TokenKind) -> Scan<()> {
        self.save_simple_key()?;
        self.increase_flow_level()?;
        self.simple_key_allowed = true;
        self.push_indicator(kind);
        Ok(())
    }

    pub(super) fn fetch_flow_end(&mut self, kind: TokenKind) -> Scan<()> {
        self.remove_simple_key()?;
        self.decrease_flow_level();
        self.simple_key_allowed = false;
        self.push_indicator(kind);
        Ok(())
    }

    pub(super) fn fetch_flow_entry(&mut self) -> Scan<()> {
        self.remove_simple_key()?;
        self.simple_key_allowed = true;
        self.push_indicator(TokenKind::FlowEntry);
        Ok(())
    }

    pub(super) fn fetch_block_entry(&mut self) -> Scan<()> {
        if self.flow_level == 0 {
            if !self.simple_key_allowed {
                let problem = "block sequence entries are not allowed in this context";
                return self.error(self.mark(), problem);
            }
            let mark = self.mark();
            self.roll_indent(self.column(), None, TokenKind::BlockSequenceStart, mark)?;
        }
        self.remove_simple_key()?;
        self.simple_key_allowed = true;
        self.push_indicator(TokenKind::BlockEntry);
        Ok(())
    }

    pub(super) fn fetch_key(&mut self) -> Scan<()> {
        if self.flow_level == 0 {
            if !self.simple_key_allowed {
                let problem = "mapping keys are not allowed in this context";
                return self.error(self.mark(), problem);
            }
            let mark = self.mark();
            self.roll_indent(self.column(), None, TokenKind::BlockMappingStart, mark)?;
        }
        self.remove_simple_key()?;
        self.simple_key_allowed = self.flow_level == 0;
        self.push_indicator(TokenKind::Key);
        Ok(())
    }

    pub(super) fn fetch_value(&mut self) -> Scan<()> {
        let last = self.simple_keys.len() - 1;
        if self.key_is_valid(last)? {
            self.begin_simple_key(last)?;
        } else {
            if self.flow_level == 0 {
                if !self.simple_key_allowed {
                    let problem = "mapping values are not allowed in this context";
                    return self.error(self.mark(), problem);
                }
                let mark = self.mark();
                self.roll_indent(self.column(), None, TokenKind::BlockMappingStart, mark)?;
            }
            self.simple_key_allowed = self.flow_level == 0;
        }
        self.push_indicator(TokenKind::Value);
        Ok(())
    }

    /// The token remembered as a possible key is one: says so in front of it.
    fn begin_simple_key(&mut self, last: usize) -> Scan<()> {
        let Some(key) = self.simple_keys.get_mut(last) else {
            return Ok(());
        };
        key.possible = false;
        let (number, mark) = (key.token_number, key.mark);
        self.insert(number, Token::new(TokenKind::Key, mark, mark));
        let column = mark.column as i32;
        self.roll_indent(column, Some(number), TokenKind::BlockMappingStart, mark)?;
        self.simple_key_allowed = false;
        Ok(())
    }
}
