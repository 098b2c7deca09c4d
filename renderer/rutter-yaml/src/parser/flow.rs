//! Collections in brackets.

use super::{Context, Parsed, Parser, State, event};
use crate::event::{EventKind, Properties};
use crate::token::{Style, TokenKind};

impl<'a> Parser<'a> {
    pub(super) fn flow_sequence_entry(&mut self, first: bool) -> Parsed<'a> {
        use TokenKind::*;
        if first {
            self.begin()?;
        }
        let mut kind = self.scanner.peek()?;
        let (mut start, mut end) = (self.scanner.head_start(), self.scanner.head_end());
        if kind != FlowSequenceEnd {
            if !first {
                if kind != FlowEntry {
                    let problem = "did not find expected ',' or ']'";
                    return self.error(self.context(), problem, start);
                }
                self.scanner.take();
                kind = self.scanner.peek()?;
                (start, end) = (self.scanner.head_start(), self.scanner.head_end());
            }
            if kind == Key {
                self.state = State::FlowSequenceEntryMappingKey;
                self.scanner.take();
                let mapping = EventKind::MappingStart {
                    properties: Properties::default(),
                    style: Style::Flow,
                };
                return Ok(event(mapping, start, end));
            }
            if kind != FlowSequenceEnd {
                self.states.push(State::FlowSequenceEntry);
                return self.node(Context::Flow);
            }
        }
        self.finish(EventKind::SequenceEnd, start, end)
    }

    pub(super) fn flow_pair_key(&mut self) -> Parsed<'a> {
        use TokenKind::*;
        let kind = self.scanner.peek()?;
        let end = self.scanner.head_end();
        if !matches!(kind, Value | FlowEntry | FlowSequenceEnd) {
            self.states.push(State::FlowSequenceEntryMappingValue);
            return self.node(Context::Flow);
        }
        self.scanner.take();
        self.state = State::FlowSequenceEntryMappingValue;
        Ok(self.empty_scalar(end))
    }

    pub(super) fn flow_pair_value(&mut self) -> Parsed<'a> {
        use TokenKind::*;
        let kind = self.scanner.peek()?;
        let start = self.scanner.head_start();
        if kind == Value {
            self.scanner.take();
            let next = self.scanner.peek()?;
            if !matches!(next, FlowEntry | FlowSequenceEnd) {
                self.states.push(State::FlowSequenceEntryMappingEnd);
                return self.node(Context::Flow);
            }
        }
        self.state = State::FlowSequenceEntryMappingEnd;
        Ok(self.empty_scalar(start))
    }

    pub(super) fn flow_pair_end(&mut self) -> Parsed<'a> {
        self.scanner.peek()?;
        let start = self.scanner.head_start();
        self.state = State::FlowSequenceEntry;
        Ok(event(EventKind::MappingEnd, start, start))
    }

    pub(super) fn flow_mapping_key(&mut self, first: bool) -> Parsed<'a> {
        use TokenKind::*;
        if first {
            self.begin()?;
        }
        let mut kind = self.scanner.peek()?;
        let (mut start, mut end) = (self.scanner.head_start(), self.scanner.head_end());
        if kind != FlowMappingEnd {
            if !first {
                if kind != FlowEntry {
                    let problem = "did not find expected ',' or '}'";
                    return self.error(self.context(), problem, start);
                }
                self.scanner.take();
                kind = self.scanner.peek()?;
                (start, end) = (self.scanner.head_start(), self.scanner.head_end());
            }
            if kind == Key {
                self.scanner.take();
                let next = self.scanner.peek()?;
                let start = self.scanner.head_start();
                if matches!(next, Value | FlowEntry | FlowMappingEnd) {
                    self.state = State::FlowMappingValue;
                    return Ok(self.empty_scalar(start));
                }
                self.states.push(State::FlowMappingValue);
                return self.node(Context::Flow);
            }
            if kind != FlowMappingEnd {
                self.states.push(State::FlowMappingEmptyValue);
                return self.node(Context::Flow);
            }
        }
        self.finish(EventKind::MappingEnd, start, end)
    }

    pub(super) fn flow_mapping_value(&mut self, empty: bool) -> Parsed<'a> {
        use TokenKind::*;
        let kind = self.scanner.peek()?;
        let start = self.scanner.head_start();
        self.state = State::FlowMappingKey;
        if empty || kind != Value {
            return Ok(self.empty_scalar(start));
        }
        self.scanner.take();
        let next = self.scanner.peek()?;
        let start = self.scanner.head_start();
        if matches!(next, FlowEntry | FlowMappingEnd) {
            return Ok(self.empty_scalar(start));
        }
        self.states.push(State::FlowMappingKey);
        self.node(Context::Flow)
    }
}
