//! Collections by indentation.

use super::{Context, Parsed, Parser, State, event};
use crate::event::EventKind;
use crate::token::{Mark, TokenKind};

impl<'a> Parser<'a> {
    /// Takes the token that began the collection and remembers where.
    pub(super) fn begin(&mut self) -> crate::error::Scan<()> {
        self.scanner.peek()?;
        let start = self.scanner.head_start();
        self.marks.push(start);
        self.scanner.take();
        Ok(())
    }

    /// Takes the token that ends the collection.
    pub(super) fn finish(&mut self, kind: EventKind<'a>, start: Mark, end: Mark) -> Parsed<'a> {
        self.pop_state();
        self.marks.pop();
        self.scanner.take();
        Ok(event(kind, start, end))
    }

    pub(super) fn context(&self) -> Mark {
        self.marks.last().copied().unwrap_or_default()
    }

    pub(super) fn block_sequence_entry(&mut self, first: bool) -> Parsed<'a> {
        if first {
            self.begin()?;
        }
        let kind = self.scanner.peek()?;
        let (start, end) = (self.scanner.head_start(), self.scanner.head_end());
        match kind {
            TokenKind::BlockEntry => {
                self.scanner.take();
                let next = self.scanner.peek()?;
                if matches!(next, TokenKind::BlockEntry | TokenKind::BlockEnd) {
                    self.state = State::BlockSequenceEntry;
                    return Ok(self.empty_scalar(end));
                }
                self.states.push(State::BlockSequenceEntry);
                self.node(Context::Block)
            }
            TokenKind::BlockEnd => self.finish(EventKind::SequenceEnd, start, end),
            _ => self.error(self.context(), "did not find expected '-' indicator", start),
        }
    }

    pub(super) fn indentless_sequence_entry(&mut self) -> Parsed<'a> {
        use TokenKind::*;
        let kind = self.scanner.peek()?;
        let (start, end) = (self.scanner.head_start(), self.scanner.head_end());
        if kind != BlockEntry {
            self.pop_state();
            return Ok(event(EventKind::SequenceEnd, start, start));
        }
        self.scanner.take();
        let next = self.scanner.peek()?;
        if matches!(next, BlockEntry | Key | Value | BlockEnd) {
            self.state = State::IndentlessSequenceEntry;
            return Ok(self.empty_scalar(end));
        }
        self.states.push(State::IndentlessSequenceEntry);
        self.node(Context::Block)
    }

    pub(super) fn block_mapping_key(&mut self, first: bool) -> Parsed<'a> {
        if first {
            self.begin()?;
        }
        let kind = self.scanner.peek()?;
        let (start, end) = (self.scanner.head_start(), self.scanner.head_end());
        match kind {
            TokenKind::Key => self.block_pair_half(end, State::BlockMappingValue),
            TokenKind::BlockEnd => self.finish(EventKind::MappingEnd, start, end),
            _ => self.error(self.context(), "did not find expected key", start),
        }
    }

    pub(super) fn block_mapping_value(&mut self) -> Parsed<'a> {
        let kind = self.scanner.peek()?;
        let (start, end) = (self.scanner.head_start(), self.scanner.head_end());
        if kind == TokenKind::Value {
            return self.block_pair_half(end, State::BlockMappingKey);
        }
        self.state = State::BlockMappingKey;
        Ok(self.empty_scalar(start))
    }

    /// The node behind `?` or `:`, which may be missing.
    fn block_pair_half(&mut self, end: Mark, next_state: State) -> Parsed<'a> {
        use TokenKind::*;
        self.scanner.take();
        let next = self.scanner.peek()?;
        if matches!(next, Key | Value | BlockEnd) {
            self.state = next_state;
            return Ok(self.empty_scalar(end));
        }
        self.states.push(next_state);
        self.node(Context::BlockOrIndentlessSequence)
    }
}
