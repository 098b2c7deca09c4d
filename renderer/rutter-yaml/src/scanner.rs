//! From text to tokens (go-yaml: `scannerc.go`).
//!
//! Two things make YAML scanning clever: block collections begin and end by indentation, and a
//! key is only known to be one when its `:` is met. Tokens wait in a queue while the first of
//! them may still turn out to be a key.

mod block;
mod directive;
mod indicator;
mod plain;
mod quoted;
mod tag;

use crate::Version;
use crate::chars::{self, BREAKZ, WIDE, class, span_without, width};
use crate::error::{Fault, Scan, Stage};
use crate::reader::Input;
use crate::token::{Mark, Token, TokenKind};
use std::collections::VecDeque;

/// Deepest nesting of flow collections, and of block collections, that go-yaml accepts.
const MAX_DEPTH: usize = 10_000;
const TOO_DEEP: &str = "exceeded max depth of 10000";
/// Furthest distance, in characters, between a key and its `:`.
const MAX_KEY_LENGTH: usize = 1024;

/// A token that will be a key if a `:` follows in time.
#[derive(Clone, Copy, Default)]
struct SimpleKey {
    possible: bool,
    required: bool,
    /// Whether tokens behind this one wait for its `:`. go-yaml forgets that when an empty flow
    /// collection closes, which makes it refuse `[]: a`.
    awaited: bool,
    token_number: usize,
    mark: Mark,
}

/// A comment found on the way, without its line break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Where the `#` stands.
    pub start: Mark,
    /// Byte offset behind the comment.
    pub end: u32,
}

pub(crate) struct Scanner<'a> {
    text: &'a [u8],
    pos: usize,
    line: u32,
    /// The column is `pos - column_base`; wide characters move the base.
    column_base: usize,
    /// Where reading fails, `usize::MAX` if it does not.
    limit: usize,
    fault: &'static str,
    version: Version,
    /// Positions before this one count as preceded by a second byte order mark.
    bom_until: usize,

    tokens: VecDeque<Token<'a>>,
    tokens_parsed: usize,
    token_available: bool,
    stream_started: bool,
    stream_ended: bool,

    indent: i32,
    indents: Vec<i32>,
    simple_key_allowed: bool,
    simple_keys: Vec<SimpleKey>,
    /// No key of a lower flow level than this is possible.
    first_possible: usize,
    flow_level: usize,

    /// v3: whether the last token ended with a line break.
    broke_line: bool,
    /// Leave the text of scalars that would have to be put together empty, and say so.
    lean: bool,
    comments: Option<Vec<Comment>>,
}

impl<'a> Scanner<'a> {
    pub fn new(input: &'a Input<'_>, version: Version) -> Scanner<'a> {
        let (text, start) = (input.text(), input.start());
        let second_bom = text.get(start..).is_some_and(|t| t.starts_with(b"\xEF\xBB\xBF"));
        Scanner {
            text,
            pos: start,
            line: 0,
            column_base: start,
            limit: input.fault().map_or(usize::MAX, |_| text.len()),
            fault: input.fault().unwrap_or(""),
            version,
            bom_until: if second_bom { 512 } else { 0 },
            tokens: VecDeque::with_capacity(16),
            tokens_parsed: 0,
            token_available: false,
            stream_started: false,
            stream_ended: false,
            indent: -1,
            indents: Vec::new(),
            simple_key_allowed: true,
            simple_keys: Vec::new(),
            first_possible: 0,
            flow_level: 0,
            broke_line: false,
            lean: false,
            comments: None,
        }
    }

    pub fn keep_comments(&mut self) {
        self.comments = Some(Vec::new());
    }
    pub fn take_comments(&mut self) -> Vec<Comment> {
        self.comments.take().unwrap_or_default()
    }
    /// From now on only scalars that stand in the text as they are get a value.
    pub fn set_lean(&mut self, lean: bool) {
        self.lean = lean;
    }

    /// The kind of the token at the head of the queue, which is scanned if need be.
    #[inline]
    pub fn peek(&mut self) -> Scan<TokenKind> {
        if !self.token_available {
            self.fetch_more_tokens()?;
        }
        Ok(self.tokens.front().map_or(TokenKind::StreamEnd, |token| token.kind))
    }
    /// Where the token [`Scanner::peek`] showed begins.
    #[inline]
    pub fn head_start(&self) -> Mark {
        self.tokens.front().map_or_else(|| self.mark(), |token| token.start)
    }
    /// Where the token [`Scanner::peek`] showed ends.
    #[inline]
    pub fn head_end(&self) -> Mark {
        self.tokens.front().map_or_else(|| self.mark(), |token| token.end)
    }

    /// Takes the token [`Scanner::peek`] showed.
    pub fn take(&mut self) -> Option<Token<'a>> {
        self.token_available = false;
        self.tokens_parsed += 1;
        let token = self.tokens.pop_front();
        self.stream_ended = token.as_ref().is_some_and(|t| t.kind == TokenKind::StreamEnd);
        token
    }

    pub fn has_ended(&self) -> bool {
        self.stream_ended
    }

    // ---- reading ----

    #[inline]
    fn at(&self, ahead: usize) -> u8 {
        self.text.get(self.pos + ahead).copied().unwrap_or(0)
    }
    #[inline]
    fn rest(&self) -> &'a [u8] {
        self.text.get(self.pos..).unwrap_or(&[])
    }
    #[inline]
    fn column(&self) -> i32 {
        (self.pos - self.column_base) as i32
    }
    #[inline]
    fn mark(&self) -> Mark {
        Mark {
            offset: self.pos as u32,
            line: self.line,
            column: (self.pos - self.column_base) as u32,
        }
    }

    /// Makes sure `count` characters can be read (or the text ends properly before).
    #[inline]
    fn need(&self, count: usize) -> Scan<()> {
        // No character is wider than four bytes.
        match self.pos.saturating_add(4 * count) > self.limit {
            true => self.need_near_fault(count),
            false => Ok(()),
        }
    }
    #[cold]
    fn need_near_fault(&self, count: usize) -> Scan<()> {
        let rest = self.rest();
        if rest.len() - chars::continuation_bytes(rest) >= count {
            return Ok(());
        }
        Err(Box::new(Fault { stage: Stage::Reader, problem: self.fault, line: 0, context: 0 }))
    }

    /// Passes one character.
    #[inline]
    fn skip(&mut self) {
        let width = width(self.at(0)).max(1);
        self.pos += width;
        self.column_base += width - 1;
    }
    /// Passes ASCII characters.
    #[inline]
    fn skip_ascii(&mut self, count: usize) {
        self.pos += count;
    }
    /// Passes the line break that stands here, if one does.
    #[inline]
    fn skip_line(&mut self) -> bool {
        let length = chars::line_break(self.rest());
        if length == 0 {
            return false;
        }
        self.pos += length;
        self.line += 1;
        self.column_base = self.pos;
        true
    }
    /// Passes the line break and gives its normal form: `\n`, or U+2028/U+2029 as they are.
    fn read_line(&mut self) -> &'a [u8] {
        let rest = self.rest();
        self.skip_line();
        match rest {
            [0xE2, 0x80, 0xA8 | 0xA9, ..] => rest.get(..3).unwrap_or(b"\n"),
            _ => b"\n",
        }
    }
    #[inline]
    fn is_break(&self, ahead: usize) -> bool {
        match self.at(ahead) {
            b'\n' | b'\r' => true,
            0xC2 | 0xE2 => chars::line_break(self.text.get(self.pos + ahead..).unwrap_or(&[])) != 0,
            _ => false,
        }
    }
    #[inline]
    fn is_breakz(&self, ahead: usize) -> bool {
        self.at(ahead) == 0 || self.is_break(ahead)
    }
    #[inline]
    fn is_blank(&self, ahead: usize) -> bool {
        matches!(self.at(ahead), b' ' | b'\t')
    }
    #[inline]
    fn is_blankz(&self, ahead: usize) -> bool {
        self.is_blank(ahead) || self.is_breakz(ahead)
    }
    /// Passes characters up to a line break or the end.
    fn skip_to_line_end(&mut self) -> Scan<()> {
        loop {
            let length = span_without(self.rest(), BREAKZ | WIDE);
            self.skip_ascii(length);
            if class(self.at(0)) & WIDE == 0 || self.is_break(0) {
                return self.need(1);
            }
            self.skip();
        }
    }
    /// Passes spaces and tabs.
    fn skip_blanks(&mut self) -> Scan<()> {
        while self.is_blank(0) {
            self.skip_ascii(1);
        }
        self.need(1)
    }
    /// Whether `---` or `...` stands here as a document indicator.
    fn at_document_indicator(&self) -> bool {
        self.pos == self.column_base
            && (self.rest().starts_with(b"---") || self.rest().starts_with(b"..."))
            && self.is_blankz(3)
    }

    #[cold]
    fn error<T>(&self, context: Mark, problem: &'static str) -> Scan<T> {
        Err(Box::new(Fault {
            stage: Stage::Scanner,
            problem,
            line: self.line,
            context: context.line,
        }))
    }

    // ---- the token queue ----

    fn push(&mut self, token: Token<'a>) {
        self.tokens.push_back(token);
    }
    /// Puts a token in front of the one numbered `number`, or last if that one is gone.
    fn insert(&mut self, number: usize, token: Token<'a>) {
        match number.checked_sub(self.tokens_parsed) {
            Some(index) if index < self.tokens.len() => self.tokens.insert(index, token),
            _ => self.tokens.push_back(token),
        }
    }

    fn fetch_more_tokens(&mut self) -> Scan<()> {
        // go-yaml v3 looks two tokens further, for comments.
        let lookahead = match self.version {
            Version::V2 => 0,
            Version::V3 => 2,
        };
        while self.tokens.len() <= lookahead || self.head_may_be_key()? {
            self.fetch_next_token()?;
        }
        self.token_available = true;
        Ok(())
    }

    fn head_may_be_key(&mut self) -> Scan<bool> {
        while let Some(key) = self.simple_keys.get(self.first_possible) {
            if key.possible && key.awaited {
                let index = self.first_possible;
                return Ok(key.token_number == self.tokens_parsed && self.key_is_valid(index)?);
            }
            self.first_possible += 1;
        }
        Ok(false)
    }

    fn fetch_next_token(&mut self) -> Scan<()> {
        self.need(1)?;
        if !self.stream_started {
            return self.fetch_stream_start();
        }
        let before = self.mark();
        self.scan_to_next_token()?;
        self.unroll_indent(self.column(), before);
        self.need(4)?;
        if self.pos >= self.text.len() {
            return self.fetch_stream_end();
        }
        let byte = self.at(0);
        if self.pos == self.column_base {
            if byte == b'%' {
                return self.fetch_directive();
            }
            if (byte == b'-' || byte == b'.') && self.at_document_indicator() {
                return self.fetch_document_indicator(byte);
            }
        }
        self.fetch_content(byte)?;
        if self.version == Version::V3 {
            self.skip_line_comment()?;
        }
        Ok(())
    }

    fn fetch_content(&mut self, byte: u8) -> Scan<()> {
        use TokenKind::*;
        let flow = self.flow_level > 0;
        self.broke_line = false;
        match byte {
            b'[' => self.fetch_flow_start(FlowSequenceStart),
            b'{' => self.fetch_flow_start(FlowMappingStart),
            b']' => self.fetch_flow_end(FlowSequenceEnd),
            b'}' => self.fetch_flow_end(FlowMappingEnd),
            b',' => self.fetch_flow_entry(),
            b'-' if self.is_blankz(1) => self.fetch_block_entry(),
            b'?' if flow || self.is_blankz(1) => self.fetch_key(),
            b':' if flow || self.is_blankz(1) => self.fetch_value(),
            b'*' => self.fetch_anchor(Alias),
            b'&' => self.fetch_anchor(Anchor),
            b'!' => self.fetch_tag(),
            b'|' if !flow => self.fetch_block_scalar(true),
            b'>' if !flow => self.fetch_block_scalar(false),
            b'\'' => self.fetch_quoted_scalar(true),
            b'"' => self.fetch_quoted_scalar(false),
            b' ' | b'\t' | b'#' | b'|' | b'>' | b'%' | b'@' | b'`' => self.no_token(),
            _ => self.fetch_plain_scalar(),
        }
    }

    fn no_token(&self) -> Scan<()> {
        self.error(self.mark(), "found character that cannot start any token")
    }

    /// Passes white space, comments and line breaks before the next token.
    fn scan_to_next_token(&mut self) -> Scan<()> {
        loop {
            self.need(1)?;
            if self.pos == self.column_base && self.pos < self.bom_until {
                self.skip();
            }
            self.need(1)?;
            // Tabs separate, except where they would indent a key.
            let tabs = self.flow_level > 0 || !self.simple_key_allowed;
            while self.at(0) == b' ' || (tabs && self.at(0) == b'\t') {
                self.skip_ascii(1);
            }
            self.need(1)?;
            if self.at(0) == b'#' {
                self.skip_comment()?;
            }
            if !self.is_break(0) {
                return Ok(());
            }
            self.need(2)?;
            self.skip_line();
            if self.flow_level == 0 {
                self.simple_key_allowed = true;
            }
        }
    }

    fn skip_comment(&mut self) -> Scan<()> {
        loop {
            let start = self.mark();
            self.skip_to_line_end()?;
            let end = self.pos as u32;
            if let Some(comments) = &mut self.comments {
                comments.push(Comment { start, end });
            }
            if self.version == Version::V2 || !self.comment_follows() {
                return Ok(());
            }
            while self.at(0) != b'#' {
                if !self.skip_line() {
                    self.skip_ascii(1);
                }
            }
        }
    }

    /// v3 takes the following comment lines at once, whatever white space they begin with.
    fn comment_follows(&self) -> bool {
        let blank = |b: &u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r');
        let mut next = self.rest().iter().take(MAX_KEY_LENGTH / 2);
        next.find(|b| !blank(b)) == Some(&b'#')
    }

    /// v3 takes the comment behind a token together with the token.
    fn skip_line_comment(&mut self) -> Scan<()> {
        let entry = self.tokens.back().is_some_and(|t| t.kind == TokenKind::BlockEntry);
        if entry || self.broke_line {
            return Ok(());
        }
        let blanks = self.rest().iter().take_while(|b| matches!(b, b' ' | b'\t'));
        let blanks = blanks.count();
        if self.at(blanks) == b'#' && blanks < 512 {
            self.skip_ascii(blanks);
            let start = self.mark();
            self.skip_to_line_end()?;
            let end = self.pos as u32;
            if let Some(comments) = &mut self.comments {
                comments.push(Comment { start, end });
            }
        }
        Ok(())
    }

    // ---- simple keys ----

    fn key_is_valid(&mut self, index: usize) -> Scan<bool> {
        let Some(key) = self.simple_keys.get(index).copied().filter(|k| k.possible) else {
            return Ok(false);
        };
        if key.mark.line >= self.line && !self.is_too_far_from(key.mark.offset as usize) {
            return Ok(true);
        }
        if key.required {
            return self.error(key.mark, "could not find expected ':'");
        }
        if let Some(key) = self.simple_keys.get_mut(index) {
            key.possible = false;
        }
        Ok(false)
    }

    fn is_too_far_from(&self, offset: usize) -> bool {
        let bytes = self.pos.saturating_sub(offset);
        if bytes <= MAX_KEY_LENGTH || bytes > 4 * MAX_KEY_LENGTH {
            return bytes > MAX_KEY_LENGTH;
        }
        let between = self.text.get(offset..self.pos).unwrap_or(&[]);
        bytes - chars::continuation_bytes(between) > MAX_KEY_LENGTH
    }

    fn save_simple_key(&mut self) -> Scan<()> {
        if !self.simple_key_allowed {
            return Ok(());
        }
        let key = SimpleKey {
            possible: true,
            required: self.flow_level == 0 && self.indent == self.column(),
            awaited: true,
            token_number: self.tokens_parsed + self.tokens.len(),
            mark: self.mark(),
        };
        self.remove_simple_key()?;
        if let Some(last) = self.simple_keys.last_mut() {
            *last = key;
        }
        self.first_possible = self.first_possible.min(self.simple_keys.len() - 1);
        Ok(())
    }

    fn remove_simple_key(&mut self) -> Scan<()> {
        let Some(key) = self.simple_keys.last_mut().filter(|k| k.possible) else {
            return Ok(());
        };
        let (required, mark) = (key.required, key.mark);
        if required {
            return self.error(mark, "could not find expected ':'");
        }
        key.possible = false;
        Ok(())
    }

    fn increase_flow_level(&mut self) -> Scan<()> {
        self.simple_keys.push(SimpleKey {
            mark: self.mark(),
            token_number: self.tokens_parsed + self.tokens.len(),
            ..SimpleKey::default()
        });
        self.flow_level += 1;
        match self.flow_level > MAX_DEPTH {
            true => self.error(self.mark(), TOO_DEEP),
            false => Ok(()),
        }
    }

    fn decrease_flow_level(&mut self) {
        if self.flow_level > 0 {
            self.flow_level -= 1;
            let inner = self.simple_keys.pop().map(|key| key.token_number);
            if let Some(outer) = self.simple_keys.last_mut()
                && Some(outer.token_number) == inner
            {
                outer.awaited = false;
            }
            self.first_possible = self.first_possible.min(self.simple_keys.len() - 1);
        }
    }

    // ---- indentation ----

    /// Begins a block collection if `column` is further right than the current one; its token
    /// goes in front of token `number`, or at the end.
    fn roll_indent(
        &mut self,
        column: i32,
        number: Option<usize>,
        kind: TokenKind,
        mark: Mark,
    ) -> Scan<()> {
        if self.flow_level > 0 || self.indent >= column {
            return Ok(());
        }
        self.indents.push(self.indent);
        self.indent = column;
        if self.indents.len() > MAX_DEPTH {
            let context = self.simple_keys.last().map_or(mark, |key| key.mark);
            return self.error(context, TOO_DEEP);
        }
        let token = Token::new(kind, mark, mark);
        match number {
            Some(number) => self.insert(number, token),
            None => self.push(token),
        }
        Ok(())
    }

    /// Ends the block collections that are further right than `column`.
    #[inline]
    fn unroll_indent(&mut self, column: i32, before: Mark) {
        if self.flow_level > 0 {
            return;
        }
        while self.indent > column {
            let mark = match self.version {
                Version::V2 => self.mark(),
                Version::V3 => before,
            };
            self.push(Token::new(TokenKind::BlockEnd, mark, mark));
            self.indent = self.indents.pop().unwrap_or(-1);
        }
    }
}
