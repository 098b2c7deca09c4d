//! Template text to tokens.
//!
//! Go: text/template/parse/lex.go. Tokens carry byte positions only: Go counts lines while it
//! lexes, here [`line_at`] counts them when an error wants one.

use memchr::memmem;
use rutter_go::{unicode, utf8};

use crate::ast::Span;

/// What a token is (Go: `itemType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub(crate) enum Type {
    Error,
    Bool,
    Char,
    CharConstant,
    Complex,
    Assign,
    Declare,
    Eof,
    Field,
    Identifier,
    LeftDelimiter,
    LeftParenthesis,
    Number,
    Pipe,
    RawString,
    RightDelimiter,
    RightParenthesis,
    Space,
    String,
    Text,
    Variable,
    // Keywords come after all the rest.
    Block,
    Break,
    Continue,
    Dot,
    Define,
    Else,
    End,
    If,
    Nil,
    Range,
    Template,
    With,
}

/// A piece of the text (Go: `item`).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub kind: Type,
    pub start: u32,
    pub end: u32,
}

/// The scanner (Go: `lexer`).
pub(crate) struct Lexer<'text> {
    input: &'text [u8],
    position: usize,
    parentheses: usize,
    inside_action: bool,
    /// Whether the host has no function `break`, and none named `continue`.
    keywords: Keywords,
    /// Finds `{{`.
    delimiter: memmem::Finder<'static>,
    /// What an error token says.
    pub message: String,
}

/// Which of the later keywords are none because a function has that name.
#[derive(Clone, Copy)]
pub(crate) struct Keywords {
    pub break_allowed: bool,
    pub continue_allowed: bool,
}

/// The line of a byte, from 1.
pub(crate) fn line_at(text: &[u8], position: usize) -> usize {
    1 + memchr::memchr_iter(b'\n', text.get(..position).unwrap_or(text)).count()
}

impl<'text> Lexer<'text> {
    pub fn new(input: &'text [u8], keywords: Keywords) -> Lexer<'text> {
        Lexer {
            input,
            position: 0,
            parentheses: 0,
            inside_action: false,
            keywords,
            delimiter: memmem::Finder::new(b"{{"),
            message: String::new(),
        }
    }

    /// The next token (Go: `nextItem`).
    #[inline]
    pub fn next_token(&mut self) -> Token {
        if self.inside_action { self.lex_inside_action() } else { self.lex_text() }
    }

    fn rest(&self) -> &'text [u8] {
        self.input.get(self.position..).unwrap_or(&[])
    }
    fn byte(&self, position: usize) -> Option<u8> {
        self.input.get(position).copied()
    }
    #[inline]
    fn token(&self, kind: Type, start: usize) -> Token {
        Token { kind, start: start as u32, end: self.position as u32 }
    }

    /// An error ends the text (Go: `errorf`).
    #[cold]
    fn error(&mut self, start: usize, message: String) -> Token {
        self.message = message;
        self.input = &[];
        self.position = 0;
        Token { kind: Type::Error, start: start as u32, end: start as u32 }
    }

    fn lex_text(&mut self) -> Token {
        loop {
            let start = self.position;
            let Some(found) = self.delimiter.find(self.rest()) else {
                self.position = self.input.len();
                let kind = if self.position > start { Type::Text } else { Type::Eof };
                return self.token(kind, start);
            };
            let delimiter = start + found;
            let trim = has_left_trim_marker(self.input, delimiter + 2);
            if found > 0 {
                let text = self.input.get(start..delimiter).unwrap_or(&[]);
                let length = if trim { text.len() - trailing_space(text) } else { text.len() };
                self.position = delimiter;
                if length > 0 {
                    let end = (start + length) as u32;
                    return Token { kind: Type::Text, start: start as u32, end };
                }
            }
            let inside = delimiter + if trim { 4 } else { 2 };
            if self.input.get(inside..).is_some_and(|rest| rest.starts_with(b"/*")) {
                // A comment; `start` of its errors is its own.
                self.position = inside;
                if let Some(error) = self.skip_comment() {
                    return error;
                }
                continue;
            }
            self.inside_action = true;
            self.parentheses = 0;
            self.position = inside;
            let start = delimiter as u32;
            return Token { kind: Type::LeftDelimiter, start, end: start + 2 };
        }
    }

    /// Go: `lexComment`.
    fn skip_comment(&mut self) -> Option<Token> {
        let start = self.position;
        let body = start + 2;
        let Some(length) = memmem::find(self.input.get(body..).unwrap_or(&[]), b"*/") else {
            return Some(self.error(start, "unclosed comment".to_string()));
        };
        self.position = body + length + 2;
        match self.right_delimiter() {
            None => Some(self.error(start, "comment ends before closing delimiter".to_string())),
            Some(trim) => {
                self.skip_right_delimiter(trim);
                None
            }
        }
    }

    /// Whether here is `}}`, and if so, whether ` -` stands before it (Go: `atRightDelim`).
    #[inline]
    fn right_delimiter(&self) -> Option<bool> {
        match self.input.get(self.position..)? {
            [b'}', b'}', ..] => Some(false),
            [space, b'-', b'}', b'}', ..] if is_space(*space) => Some(true),
            _ => None,
        }
    }

    fn skip_right_delimiter(&mut self, trim: bool) {
        self.position += if trim { 4 } else { 2 };
        if trim {
            self.position += self.rest().iter().take_while(|b| is_space(**b)).count();
        }
    }

    fn lex_right_delimiter(&mut self, trim: bool) -> Token {
        let start = self.position + if trim { 2 } else { 0 };
        self.skip_right_delimiter(trim);
        self.inside_action = false;
        let start = start as u32;
        Token { kind: Type::RightDelimiter, start, end: start + 2 }
    }

    /// Reads the plain names joined to what was read last, as in `.a.b`. What is not plain is left
    /// for the next token.
    #[inline]
    pub fn scan_fields(&mut self, fields: &mut Vec<Span>) {
        while self.byte(self.position) == Some(b'.') {
            let start = self.position + 1;
            let rest = self.input.get(start..).unwrap_or(&[]);
            let length = rest.iter().take_while(|byte| is_plain(**byte)).count();
            let is_name = rest.first().is_some_and(|byte| !byte.is_ascii_digit());
            if length == 0 || !is_name {
                return;
            }
            let position = std::mem::replace(&mut self.position, start + length);
            if !self.at_terminator() {
                self.position = position;
                return;
            }
            fields.push(Span { start: start as u32, length: length as u32 });
        }
    }

    /// Reads the end of the action if nothing but spaces stands before it.
    #[inline]
    pub fn scan_end(&mut self) -> Option<Token> {
        let position = self.position;
        while self.byte(self.position) == Some(b' ') {
            self.position += 1;
        }
        if self.position > position && self.byte(self.position) == Some(b'-') {
            self.position -= 1;
        }
        match self.right_delimiter() {
            Some(trim) if self.parentheses == 0 => Some(self.lex_right_delimiter(trim)),
            _ => {
                self.position = position;
                None
            }
        }
    }

    /// Passes over spaces inside an action, but for the one that belongs to a trimming delimiter.
    #[inline]
    pub fn skip_space(&mut self) {
        while self.inside_action
            && self.byte(self.position).is_some_and(is_space)
            && self.right_delimiter().is_none()
        {
            self.position += 1;
        }
    }

    /// Where the next token is read from, to come back to it.
    pub fn position(&self) -> usize {
        self.position
    }
    /// Reads on from a position inside the same action.
    pub fn seek(&mut self, position: usize) {
        self.position = position;
    }

    fn lex_inside_action(&mut self) -> Token {
        let start = self.position;
        let Some(byte) = self.byte(start) else {
            return self.error(start, "unclosed action".to_string());
        };
        if (byte == b'}' || is_space(byte))
            && let Some(trim) = self.right_delimiter()
        {
            if self.parentheses == 0 {
                return self.lex_right_delimiter(trim);
            }
            return self.error(start, "unclosed left paren".to_string());
        }
        self.position += 1;
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => self.lex_space(start),
            b'.' if !self.byte(start + 1).is_none_or(|b| b.is_ascii_digit()) => {
                self.lex_field_or_variable(start, Type::Field)
            }
            b'.' | b'+' | b'-' | b'0'..=b'9' => {
                self.position = start;
                self.lex_number(start)
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.lex_identifier(start),
            b'$' => self.lex_field_or_variable(start, Type::Variable),
            b'"' => self.lex_quote(start, b'"', Type::String, "unterminated quoted string"),
            b'`' => self.lex_raw_quote(start),
            b'|' => self.token(Type::Pipe, start),
            b'(' => {
                self.parentheses += 1;
                self.token(Type::LeftParenthesis, start)
            }
            b')' if self.parentheses == 0 => {
                self.error(start, "unexpected right paren".to_string())
            }
            b')' => {
                self.parentheses -= 1;
                self.token(Type::RightParenthesis, start)
            }
            b'=' => self.token(Type::Assign, start),
            b':' if self.byte(self.position) == Some(b'=') => {
                self.position += 1;
                self.token(Type::Declare, start)
            }
            b':' => self.error(start, "expected :=".to_string()),
            b'\'' => {
                let message = "unterminated character constant";
                self.lex_quote(start, b'\'', Type::CharConstant, message)
            }
            b'!'..=b'~' => self.token(Type::Char, start),
            _ => {
                self.position = start;
                if is_alphanumeric(self.rune().0) {
                    return self.lex_identifier(start);
                }
                let shown = show_rune(self.rune().0);
                self.error(start, format!("unrecognized character in action: {shown}"))
            }
        }
    }

    /// The rune here and its length; (0, 0) at the end.
    fn rune(&self) -> (u32, usize) {
        match self.rest() {
            [] => (0, 0),
            rest => utf8::decode_rune(rest),
        }
    }

    /// A run of spaces; the last one may belong to a trimming right delimiter (Go: `lexSpace`).
    #[inline]
    fn lex_space(&mut self, start: usize) -> Token {
        while self.byte(self.position).is_some_and(is_space) {
            self.position += 1;
        }
        let last = self.position - 1;
        if self.byte(self.position) == Some(b'-')
            && self.input.get(last + 2..).is_some_and(|rest| rest.starts_with(b"}}"))
        {
            // A single space before `-}}` was seen by `right_delimiter`, so more than one is here.
            self.position = last;
        }
        self.token(Type::Space, start)
    }

    #[inline]
    fn skip_alphanumeric(&mut self) {
        loop {
            match self.byte(self.position) {
                Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_') => self.position += 1,
                Some(0x80..) => {
                    let (rune, length) = self.rune();
                    if !is_alphanumeric(rune) {
                        return;
                    }
                    self.position += length;
                }
                _ => return,
            }
        }
    }

    #[inline]
    fn lex_identifier(&mut self, start: usize) -> Token {
        self.skip_alphanumeric();
        if !self.at_terminator() {
            return self.bad_character(start);
        }
        let word = self.input.get(start..self.position).unwrap_or(&[]);
        let kind = self.word_type(word);
        self.token(kind, start)
    }

    #[inline]
    fn word_type(&self, word: &[u8]) -> Type {
        if word.len() > 8 {
            return Type::Identifier;
        }
        match word {
            b"true" | b"false" => Type::Bool,
            b"block" => Type::Block,
            b"break" if self.keywords.break_allowed => Type::Break,
            b"continue" if self.keywords.continue_allowed => Type::Continue,
            b"define" => Type::Define,
            b"else" => Type::Else,
            b"end" => Type::End,
            b"if" => Type::If,
            b"range" => Type::Range,
            b"nil" => Type::Nil,
            b"template" => Type::Template,
            b"with" => Type::With,
            _ => Type::Identifier,
        }
    }

    /// The `.` or `$` is past.
    #[inline]
    fn lex_field_or_variable(&mut self, start: usize, kind: Type) -> Token {
        if self.at_terminator() {
            let kind = if kind == Type::Field { Type::Dot } else { kind };
            return self.token(kind, start);
        }
        self.skip_alphanumeric();
        if !self.at_terminator() {
            return self.bad_character(start);
        }
        self.token(kind, start)
    }

    #[cold]
    fn bad_character(&mut self, start: usize) -> Token {
        let shown = show_rune(self.rune().0);
        self.error(start, format!("bad character {shown}"))
    }

    /// Whether what may follow a name follows (Go: `atTerminator`).
    #[inline]
    fn at_terminator(&self) -> bool {
        match self.byte(self.position) {
            None | Some(b' ' | b'\t' | b'\r' | b'\n' | b'.' | b',' | b'|' | b':' | b')' | b'(') => {
                true
            }
            Some(b'}') => self.byte(self.position + 1) == Some(b'}'),
            _ => false,
        }
    }

    /// The quote is past. No newline may stand inside (Go: `lexQuote`, `lexChar`).
    fn lex_quote(&mut self, start: usize, quote: u8, kind: Type, message: &str) -> Token {
        loop {
            let byte = self.byte(self.position);
            self.position += 1;
            match byte {
                Some(b'\\') => {
                    let escaped = self.byte(self.position);
                    self.position += 1;
                    if escaped.is_none_or(|b| b == b'\n') {
                        return self.error(start, message.to_string());
                    }
                }
                None | Some(b'\n') => return self.error(start, message.to_string()),
                Some(byte) if byte == quote => return self.token(kind, start),
                _ => {}
            }
        }
    }

    fn lex_raw_quote(&mut self, start: usize) -> Token {
        match memchr::memchr(b'`', self.rest()) {
            None => self.error(start, "unterminated raw quoted string".to_string()),
            Some(length) => {
                self.position += length + 1;
                self.token(Type::RawString, start)
            }
        }
    }

    /// Go: `lexNumber`.
    fn lex_number(&mut self, start: usize) -> Token {
        if !self.scan_number() {
            return self.bad_number(start);
        }
        if matches!(self.byte(self.position), Some(b'+' | b'-')) {
            if !self.scan_number() || self.byte(self.position - 1) != Some(b'i') {
                return self.bad_number(start);
            }
            return self.token(Type::Complex, start);
        }
        self.token(Type::Number, start)
    }

    #[cold]
    fn bad_number(&mut self, start: usize) -> Token {
        let text = self.input.get(start..self.position).unwrap_or(&[]);
        let quoted = rutter_go::strconv::quote(text);
        self.error(start, format!("bad number syntax: {quoted}"))
    }

    fn accept(&mut self, valid: &[u8]) -> bool {
        let found = self.byte(self.position).is_some_and(|b| valid.contains(&b));
        self.position += usize::from(found);
        found
    }
    fn accept_digits(&mut self, base: u8) {
        let is_digit = |b: u8| match base {
            16 => b.is_ascii_hexdigit(),
            base => b.wrapping_sub(b'0') < base,
        };
        while self.byte(self.position).is_some_and(|b| b == b'_' || is_digit(b)) {
            self.position += 1;
        }
    }

    /// A rough number; what is wrong with it, the parser finds (Go: `scanNumber`).
    fn scan_number(&mut self) -> bool {
        self.accept(b"+-");
        let mut base = 10;
        if self.accept(b"0") {
            if self.accept(b"xX") {
                base = 16;
            } else if self.accept(b"oO") {
                base = 8;
            } else if self.accept(b"bB") {
                base = 2;
            }
        }
        self.accept_digits(base);
        if self.accept(b".") {
            self.accept_digits(base);
        }
        if base == 10 && self.accept(b"eE") || base == 16 && self.accept(b"pP") {
            self.accept(b"+-");
            self.accept_digits(10);
        }
        self.accept(b"i");
        let (rune, length) = self.rune();
        if length > 0 && is_alphanumeric(rune) {
            self.position += length;
            return false;
        }
        true
    }
}

/// Whether `- ` stands here, after `{{` (Go: `hasLeftTrimMarker`).
fn has_left_trim_marker(text: &[u8], position: usize) -> bool {
    matches!(text.get(position..position + 2), Some([b'-', space]) if is_space(*space))
}

fn trailing_space(text: &[u8]) -> usize {
    text.iter().rev().take_while(|b| is_space(**b)).count()
}

/// Whether a byte is part of a name and a character of its own.
#[inline]
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[inline]
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Whether a rune may be part of a name (Go: `isAlphaNumeric`).
fn is_alphanumeric(rune: u32) -> bool {
    rune == u32::from(b'_') || unicode::is_letter(rune) || unicode::is_digit(rune)
}

/// A rune as `%#U` shows it.
fn show_rune(rune: u32) -> String {
    match char::from_u32(rune) {
        Some(character) if unicode::is_print(rune) => format!("U+{rune:04X} '{character}'"),
        _ => format!("U+{rune:04X}"),
    }
}
