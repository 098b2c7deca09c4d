//! From tokens to events (go-yaml: `parserc.go`). The grammar is LL(1); the stack of states
//! takes the place of recursion.

mod block;
mod document;
mod flow;

use crate::Version;
use crate::error::{Error, Fault, Scan, Stage};
use crate::event::{Event, EventKind, Properties};
use crate::reader::Input;
use crate::scanner::{Comment, Scanner};
use crate::token::{Mark, Style, TokenKind};
use std::borrow::Cow;

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    StreamStart,
    ImplicitDocumentStart,
    DocumentStart,
    DocumentContent,
    DocumentEnd,
    BlockNode,
    BlockSequenceFirstEntry,
    BlockSequenceEntry,
    IndentlessSequenceEntry,
    BlockMappingFirstKey,
    BlockMappingKey,
    BlockMappingValue,
    FlowSequenceFirstEntry,
    FlowSequenceEntry,
    FlowSequenceEntryMappingKey,
    FlowSequenceEntryMappingValue,
    FlowSequenceEntryMappingEnd,
    FlowMappingFirstKey,
    FlowMappingKey,
    FlowMappingValue,
    FlowMappingEmptyValue,
    End,
}

/// Which contents a node may have.
#[derive(Clone, Copy, PartialEq)]
enum Context {
    Block,
    BlockOrIndentlessSequence,
    Flow,
}

/// Reads a stream of YAML documents event by event.
pub struct Parser<'a> {
    scanner: Scanner<'a>,
    version: Version,
    state: State,
    states: Vec<State>,
    marks: Vec<Mark>,
    tag_directives: Vec<(Vec<u8>, Vec<u8>)>,
}

type Parsed<'a> = Scan<Event<'a>>;

impl<'a> Parser<'a> {
    /// A parser of `input` with the rules of one go-yaml version.
    pub fn new(input: &'a Input<'_>, version: Version) -> Parser<'a> {
        Parser {
            scanner: Scanner::new(input, version),
            version,
            state: State::StreamStart,
            states: Vec::with_capacity(16),
            marks: Vec::with_capacity(16),
            tag_directives: Vec::new(),
        }
    }

    /// Collects comments from now on; costs nothing otherwise.
    pub fn keep_comments(&mut self) {
        self.scanner.keep_comments();
    }
    /// The comments collected so far.
    pub fn take_comments(&mut self) -> Vec<Comment> {
        self.scanner.take_comments()
    }

    /// The next event; `None` behind the end of the stream.
    pub fn next_event(&mut self) -> Result<Option<Event<'a>>, Error> {
        if self.has_ended() {
            return Ok(None);
        }
        self.step().map(Some).map_err(|fault| fault.into_error(self.version))
    }

    /// Leave the values of scalars that would have to be put together undefined (but owned).
    pub(crate) fn set_lean(&mut self, lean: bool) {
        self.scanner.set_lean(lean);
    }
    pub(crate) fn version(&self) -> Version {
        self.version
    }
    fn has_ended(&self) -> bool {
        self.state == State::End || self.scanner.has_ended()
    }

    /// The next event; must not be called behind the end of the stream.
    pub(crate) fn step(&mut self) -> Parsed<'a> {
        match self.state {
            State::StreamStart => self.stream_start(),
            State::ImplicitDocumentStart => self.document_start(true),
            State::DocumentStart => self.document_start(false),
            State::DocumentContent => self.document_content(),
            State::DocumentEnd => self.document_end(),
            State::BlockNode => self.node(Context::Block),
            State::BlockSequenceFirstEntry => self.block_sequence_entry(true),
            State::BlockSequenceEntry => self.block_sequence_entry(false),
            State::IndentlessSequenceEntry => self.indentless_sequence_entry(),
            State::BlockMappingFirstKey => self.block_mapping_key(true),
            State::BlockMappingKey => self.block_mapping_key(false),
            State::BlockMappingValue => self.block_mapping_value(),
            State::FlowSequenceFirstEntry => self.flow_sequence_entry(true),
            State::FlowSequenceEntry => self.flow_sequence_entry(false),
            State::FlowSequenceEntryMappingKey => self.flow_pair_key(),
            State::FlowSequenceEntryMappingValue => self.flow_pair_value(),
            State::FlowSequenceEntryMappingEnd => self.flow_pair_end(),
            State::FlowMappingFirstKey => self.flow_mapping_key(true),
            State::FlowMappingKey => self.flow_mapping_key(false),
            State::FlowMappingValue => self.flow_mapping_value(false),
            State::FlowMappingEmptyValue => self.flow_mapping_value(true),
            State::End => Ok(event(EventKind::StreamEnd, Mark::default(), Mark::default())),
        }
    }

    fn pop_state(&mut self) {
        self.state = self.states.pop().unwrap_or(State::End);
    }

    #[cold]
    fn error<T>(&self, context: Mark, problem: &'static str, at: Mark) -> Scan<T> {
        Err(Box::new(Fault { stage: Stage::Parser, problem, line: at.line, context: context.line }))
    }

    /// `properties content`, or an alias.
    fn node(&mut self, context: Context) -> Parsed<'a> {
        let kind = self.scanner.peek()?;
        let start = self.scanner.head_start();
        if kind == TokenKind::Alias {
            return self.alias();
        }
        if !matches!(kind, TokenKind::Anchor | TokenKind::Tag) {
            return self.content(context, Properties::default(), start);
        }
        let mut properties = Properties::default();
        let mut tag = None;
        for wanted in [kind, other_property(kind)] {
            let kind = self.scanner.peek()?;
            let at = self.scanner.head_start();
            if kind != wanted {
                break;
            }
            let token = self.scanner.take();
            match (kind, token) {
                (TokenKind::Tag, Some(token)) => tag = Some((token, at)),
                (_, Some(token)) => properties.anchor = borrowed(token.text),
                _ => {}
            }
        }
        // The next token is scanned before the tag is looked at.
        self.scanner.peek()?;
        if let Some((token, at)) = tag {
            let suffix = token.extra.unwrap_or_default();
            let tag = self.resolve_tag(&token.text, &suffix);
            if tag.is_empty() {
                return self.error(start, "found undefined tag handle", at);
            }
            properties.tag = Some(tag.into());
        }
        self.content(context, properties, start)
    }

    fn alias(&mut self) -> Parsed<'a> {
        self.pop_state();
        let token = self.scanner.take();
        let (start, end) = token.as_ref().map(|t| (t.start, t.end)).unwrap_or_default();
        let name = token.and_then(|t| borrowed(t.text)).unwrap_or_default();
        Ok(event(EventKind::Alias(name), start, end))
    }

    /// The tag that handle and suffix stand for; empty if the handle is unknown.
    fn resolve_tag(&self, handle: &[u8], suffix: &[u8]) -> Vec<u8> {
        if handle.is_empty() {
            return suffix.to_vec();
        }
        let known = self.tag_directives.iter().find(|(name, _)| name == handle);
        known.map_or(Vec::new(), |(_, prefix)| [prefix, suffix].concat())
    }

    fn content(&mut self, context: Context, properties: Properties<'a>, start: Mark) -> Parsed<'a> {
        let kind = self.scanner.peek()?;
        let (token_start, end) = (self.scanner.head_start(), self.scanner.head_end());
        let block = context != Context::Flow;
        let (sequence, style) = match kind {
            TokenKind::Scalar => return self.scalar(properties, start),
            TokenKind::BlockEntry if context == Context::BlockOrIndentlessSequence => {
                self.state = State::IndentlessSequenceEntry;
                (true, Style::Block)
            }
            TokenKind::FlowSequenceStart => {
                self.state = State::FlowSequenceFirstEntry;
                (true, Style::Flow)
            }
            TokenKind::FlowMappingStart => {
                self.state = State::FlowMappingFirstKey;
                (false, Style::Flow)
            }
            TokenKind::BlockSequenceStart if block => {
                self.state = State::BlockSequenceFirstEntry;
                (true, Style::Block)
            }
            TokenKind::BlockMappingStart if block => {
                self.state = State::BlockMappingFirstKey;
                (false, Style::Block)
            }
            _ if properties.anchor.is_some() || properties.tag.is_some() => {
                self.pop_state();
                let implicit = properties.tag.is_none();
                return Ok(plain(properties, implicit, start, token_start));
            }
            _ => return self.error(start, "did not find expected node content", token_start),
        };
        let kind = match sequence {
            true => EventKind::SequenceStart { properties, style },
            false => EventKind::MappingStart { properties, style },
        };
        Ok(event(kind, start, end))
    }

    fn scalar(&mut self, properties: Properties<'a>, start: Mark) -> Parsed<'a> {
        self.pop_state();
        let Some(token) = self.scanner.take() else {
            return Ok(plain(properties, true, start, start));
        };
        let implicit = match &properties.tag {
            None => token.style == Style::Plain,
            Some(tag) => **tag == *b"!",
        };
        let kind =
            EventKind::Scalar { properties, value: token.text, style: token.style, implicit };
        Ok(event(kind, start, token.end))
    }

    fn empty_scalar(&self, mark: Mark) -> Event<'a> {
        plain(Properties::default(), true, mark, mark)
    }
}

fn other_property(kind: TokenKind) -> TokenKind {
    match kind {
        TokenKind::Anchor => TokenKind::Tag,
        _ => TokenKind::Anchor,
    }
}

fn borrowed(text: Cow<'_, [u8]>) -> Option<&[u8]> {
    match text {
        Cow::Borrowed(text) => Some(text),
        Cow::Owned(_) => None,
    }
}

fn event(kind: EventKind<'_>, start: Mark, end: Mark) -> Event<'_> {
    Event { kind, start, end }
}

fn plain(properties: Properties<'_>, implicit: bool, start: Mark, end: Mark) -> Event<'_> {
    let kind =
        EventKind::Scalar { properties, value: Cow::Borrowed(&[]), style: Style::Plain, implicit };
    event(kind, start, end)
}
