//! The stream, its documents and their directives.

use super::{Context, Parsed, Parser, State, event};
use crate::error::Scan;
use crate::event::EventKind;
use crate::token::{Mark, TokenKind};

impl<'a> Parser<'a> {
    pub(super) fn stream_start(&mut self) -> Parsed<'a> {
        self.scanner.peek()?;
        let (start, end) = (self.scanner.head_start(), self.scanner.head_end());
        self.scanner.take();
        self.state = State::ImplicitDocumentStart;
        Ok(event(EventKind::StreamStart, start, end))
    }

    pub(super) fn document_start(&mut self, implicit: bool) -> Parsed<'a> {
        use TokenKind::*;
        let mut kind = self.scanner.peek()?;
        let (mut start, mut end) = (self.scanner.head_start(), self.scanner.head_end());
        while !implicit && kind == DocumentEnd {
            self.scanner.take();
            kind = self.scanner.peek()?;
            (start, end) = (self.scanner.head_start(), self.scanner.head_end());
        }
        if kind == StreamEnd {
            self.state = State::End;
            self.scanner.take();
            return Ok(event(EventKind::StreamEnd, start, end));
        }
        let explicit = matches!(kind, VersionDirective | TagDirective | DocumentStart);
        self.directives()?;
        self.states.push(State::DocumentEnd);
        if implicit && !explicit {
            self.state = State::BlockNode;
            return Ok(event(EventKind::DocumentStart, start, end));
        }
        let kind = self.scanner.peek()?;
        let (at, end) = (self.scanner.head_start(), self.scanner.head_end());
        if kind != DocumentStart {
            let problem = "did not find expected <document start>";
            return self.error(Mark::default(), problem, at);
        }
        self.state = State::DocumentContent;
        self.scanner.take();
        Ok(event(EventKind::DocumentStart, start, end))
    }

    pub(super) fn document_content(&mut self) -> Parsed<'a> {
        use TokenKind::*;
        let kind = self.scanner.peek()?;
        let start = self.scanner.head_start();
        match kind {
            VersionDirective | TagDirective | DocumentStart | DocumentEnd | StreamEnd => {
                self.pop_state();
                Ok(self.empty_scalar(start))
            }
            _ => self.node(Context::Block),
        }
    }

    pub(super) fn document_end(&mut self) -> Parsed<'a> {
        let kind = self.scanner.peek()?;
        let (start, mut end) = (self.scanner.head_start(), self.scanner.head_end());
        match kind {
            TokenKind::DocumentEnd => {
                self.scanner.take();
            }
            _ => end = start,
        }
        self.tag_directives.clear();
        self.state = State::DocumentStart;
        Ok(event(EventKind::DocumentEnd, start, end))
    }

    fn directives(&mut self) -> Scan<()> {
        let mut versioned = false;
        loop {
            let kind = self.scanner.peek()?;
            let start = self.scanner.head_start();
            match kind {
                TokenKind::VersionDirective => {
                    if versioned {
                        let problem = "found duplicate %YAML directive";
                        return self.error(Mark::default(), problem, start);
                    }
                    versioned = true;
                    let token = self.scanner.take();
                    if token.and_then(|t| t.extra).as_deref() != Some(&[1, 1]) {
                        let problem = "found incompatible YAML document";
                        return self.error(Mark::default(), problem, start);
                    }
                }
                TokenKind::TagDirective => {
                    let token = self.scanner.take();
                    let handle = token.as_ref().map(|t| t.text.to_vec()).unwrap_or_default();
                    let prefix = token.and_then(|t| t.extra).unwrap_or_default();
                    if self.tag_directives.iter().any(|(known, _)| *known == handle) {
                        let problem = "found duplicate %TAG directive";
                        return self.error(Mark::default(), problem, start);
                    }
                    self.tag_directives.push((handle, prefix.into()));
                }
                _ => break,
            }
        }
        for (handle, prefix) in [("!", "!"), ("!!", "tag:yaml.org,2002:")] {
            let handle = handle.as_bytes().to_vec();
            if !self.tag_directives.iter().any(|(known, _)| *known == handle) {
                self.tag_directives.push((handle, prefix.into()));
            }
        }
        Ok(())
    }
}
