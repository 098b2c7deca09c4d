//! Tokens and positions (go-yaml: `yamlh.go`).

use std::borrow::Cow;

/// A place in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Byte offset.
    pub offset: u32,
    /// Line, counted from 0.
    pub line: u32,
    /// Column in characters, counted from 0.
    pub column: u32,
}

/// How a scalar or collection is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// A scalar without quotes.
    #[default]
    Plain,
    /// `'…'`
    SingleQuoted,
    /// `"…"`
    DoubleQuoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
    /// A collection by indentation.
    Block,
    /// A collection in brackets.
    Flow,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    StreamStart,
    StreamEnd,
    VersionDirective,
    TagDirective,
    DocumentStart,
    DocumentEnd,
    BlockSequenceStart,
    BlockMappingStart,
    BlockEnd,
    FlowSequenceStart,
    FlowSequenceEnd,
    FlowMappingStart,
    FlowMappingEnd,
    BlockEntry,
    FlowEntry,
    Key,
    Value,
    Alias,
    Anchor,
    Tag,
    Scalar,
}

/// One token. `text` is a scalar's value, an anchor's name, or a tag's handle; `extra` is a
/// tag's suffix, a directive's prefix, or the two version numbers.
#[derive(Debug)]
pub(crate) struct Token<'a> {
    pub kind: TokenKind,
    pub style: Style,
    pub start: Mark,
    pub end: Mark,
    pub text: Cow<'a, [u8]>,
    pub extra: Option<Box<[u8]>>,
}

impl<'a> Token<'a> {
    pub fn new(kind: TokenKind, start: Mark, end: Mark) -> Token<'a> {
        Token { kind, style: Style::Plain, start, end, text: Cow::Borrowed(&[]), extra: None }
    }
    pub fn scalar(style: Style, start: Mark, end: Mark, text: Cow<'a, [u8]>) -> Token<'a> {
        Token { style, text, ..Token::new(TokenKind::Scalar, start, end) }
    }
}
