//! From the text of a path to its tokens (yaml-jsonpath: `lexer.go`).
//!
//! The states are those of the Go library, because its messages name the place where a state gave
//! up and the text since the last token.

use super::token::{Kind, Token};
use rutter_go::strconv::quote;
use rutter_go::unicode::is_space;

/// The tokens of a path up to its end or to the first error.
pub(super) struct Tokens<'p> {
    pub(super) tokens: Vec<Token<'p>>,
    pub(super) error: Option<String>,
}

/// What is expected next.
#[derive(Clone, Copy, Debug)]
pub(super) enum State {
    /// A child, an index, a filter or the end.
    Path,
    /// An index behind a child, or what [`State::Path`] allows.
    Index,
    /// The first operand of a filter.
    Operand,
    /// An operator of a filter, or its end.
    Operator,
    /// The second operand of a comparison.
    Term,
    /// `)]`
    FilterEnd,
}

/// The state that follows, `None` at the end; an error is the message.
pub(super) type Next = Result<Option<State>, String>;

/// Takes a path apart.
pub(super) fn lex(path: &str) -> Tokens<'_> {
    let mut lexer = Lexer::new(path);
    let mut state = lexer.begin();
    let error = loop {
        state = match state {
            None => break None,
            Some(state) => match lexer.step(state) {
                Ok(next) => next,
                Err(message) => break Some(message),
            },
        };
    };
    Tokens { tokens: lexer.tokens, error }
}

pub(super) struct Lexer<'p> {
    input: &'p str,
    /// Where the token that is being read begins.
    start: usize,
    pub(super) position: usize,
    /// Where the last token of the text began.
    last_start: usize,
    /// The last token of the text: the root that is meant but not written does not count.
    pub(super) last: Option<Kind>,
    stack: Vec<State>,
    tokens: Vec<Token<'p>>,
}

/// Characters that end a name behind a dot.
const NAME_ENDS: [char; 10] = ['.', '[', ')', ' ', '&', '|', '=', '!', '>', '<'];

impl<'p> Lexer<'p> {
    fn new(input: &'p str) -> Self {
        let (stack, tokens) = (Vec::new(), Vec::new());
        Lexer { input, start: 0, position: 0, last_start: 0, last: None, stack, tokens }
    }

    fn begin(&mut self) -> Option<State> {
        if self.is_empty() {
            self.emit(Kind::Identity);
            return None;
        }
        if self.take("$") {
            self.emit(Kind::Root);
        } else {
            self.tokens.push(Token { kind: Kind::Root, text: "$" });
        }
        Some(State::Path)
    }

    fn step(&mut self, state: State) -> Next {
        match state {
            State::Path => self.path(),
            State::Index => self.index(),
            State::Operand => self.operand(),
            State::Operator => self.operator(),
            State::Term => self.term(),
            State::FilterEnd => self.filter_end(),
        }
    }

    fn path(&mut self) -> Next {
        if self.starts(")") {
            return self.pop();
        }
        if self.is_empty() {
            if !self.stack.is_empty() {
                return self.pop();
            }
            self.emit(Kind::Identity);
            return Ok(None);
        }
        if self.take("..") {
            return self.recursive_descent();
        }
        if self.take(".") {
            return self.child(Kind::DotChild, &['~']);
        }
        if self.is_next(&["[", "'"]) || self.is_next(&["[", "\""]) {
            return self.bracket_child();
        }
        if self.take("[?(") {
            let recursive = self.last == Some(Kind::RecursiveDescent);
            self.emit(if recursive { Kind::RecursiveFilterBegin } else { Kind::FilterBegin });
            return self.call(State::FilterEnd, State::Operand);
        }
        if self.starts("[") {
            return Ok(Some(State::Index));
        }
        match self.last {
            None => self.child(Kind::UndottedChild, &['~', ']']),
            Some(_) => self.fail("invalid path syntax"),
        }
    }

    fn recursive_descent(&mut self) -> Next {
        if !self.take_name(&['.', '['], &[]) && !self.starts("[") {
            return self
                .fail("child name or array access or filter missing after recursive descent");
        }
        self.emit(Kind::RecursiveDescent);
        Ok(Some(State::Path))
    }

    /// A name that ends where an operator may begin, or at one of `also`.
    fn child(&mut self, kind: Kind, also: &[char]) -> Next {
        if !self.take_name(&NAME_ENDS, also) {
            return self.fail("child name missing");
        }
        if !self.take("~") {
            self.emit(kind);
            return Ok(Some(State::Index));
        }
        self.expect_last_child()?;
        self.emit(Kind::ChildKey);
        Ok(Some(State::Path))
    }

    fn bracket_child(&mut self) -> Next {
        self.take_next("[");
        loop {
            self.skip_space();
            let quote = match self.next() {
                Some('\'') => "'",
                _ => "\"",
            };
            self.quoted(quote)?;
            if !self.take_next(",") {
                break;
            }
            if !self.is_next(&["'"]) && !self.is_next(&["\""]) {
                return self.fail("missing \"'\" or '\"'");
            }
        }
        if !self.take_next("]") {
            return self.fail("missing \"]\" or \",\"");
        }
        if self.take("~") {
            self.emit(Kind::BracketKey);
            self.expect_last_child()?;
            return Ok(Some(State::Path));
        }
        self.emit(Kind::BracketChild);
        Ok(Some(State::Index))
    }

    /// The rest of a quoted name, with the quote at its end.
    fn quoted(&mut self, quote: &str) -> Result<(), String> {
        loop {
            if self.take(quote) {
                return Ok(());
            }
            if self.take(&format!("\\{quote}")) || self.take("\\\\") {
                continue;
            }
            if self.starts("\\") {
                let text = format!("unsupported escape sequence inside {quote}{quote}");
                return Err(self.message(&text));
            }
            if self.next().is_none() {
                let quote = if quote == "'" { "\"'\"" } else { "'\"'" };
                return Err(self.message(&format!("unmatched {quote}")));
            }
        }
    }

    fn index(&mut self) -> Next {
        let other = ["['", "[\"", "[?("].iter().any(|start| self.starts(start));
        if !other && self.take("[") {
            self.subscript()?;
        }
        match self.peek() {
            Some(' ' | '&' | '|' | '=' | '!' | '>' | '<') => self.leave_operand(),
            _ => Ok(Some(State::Path)),
        }
    }

    fn subscript(&mut self) -> Result<(), String> {
        let from = self.position;
        while !self.take("]") {
            if self.next().is_none() {
                return Err(self.message("unmatched ["));
            }
        }
        let inner = self.input.get(from..self.position.saturating_sub(1)).unwrap_or_default();
        if inner.is_empty() {
            return Err(format!("subscript missing from [] before position {}", self.position));
        }
        if let Err(error) = super::subscript::parse(inner) {
            let (text, position) = (self.text(), self.position);
            return Err(format!("invalid array index {text} before position {position}: {error}"));
        }
        if !self.take("~") {
            self.emit(Kind::Subscript);
            return Ok(());
        }
        if self.peek().is_some() {
            return Err(
                self.message("property name operator can only be used on last item in path")
            );
        }
        if inner != "*" {
            return Err(self.message("property name operator can only be used on map nodes"));
        }
        self.emit(Kind::SubscriptKey);
        Ok(())
    }

    fn expect_last_child(&self) -> Result<(), String> {
        match self.peek() {
            None => Ok(()),
            Some(_) => {
                Err(self.message("property name operator may only be used on last child in path"))
            }
        }
    }

    /// Ends a path inside a filter; outside of one the character is wrong.
    pub(super) fn leave_operand(&mut self) -> Next {
        if self.stack.is_empty() {
            let character = rutter_go::strconv::quote_rune(self.peek().map_or(0, u32::from));
            return self.fail(&format!("invalid character {character}"));
        }
        self.pop()
    }

    /// Goes to `state`, and to `back` when that is done.
    pub(super) fn call(&mut self, back: State, state: State) -> Next {
        self.stack.push(back);
        Ok(Some(state))
    }

    pub(super) fn pop(&mut self) -> Next {
        match self.stack.pop() {
            Some(state) => Ok(Some(state)),
            None => self.fail("syntax error"),
        }
    }

    /// Ends the token that is being read.
    pub(super) fn emit(&mut self, kind: Kind) {
        self.tokens.push(Token { kind, text: self.text() });
        self.last_start = self.start;
        self.start = self.position;
        self.last = Some(kind);
    }

    pub(super) fn fail(&self, text: &str) -> Next {
        Err(self.message(text))
    }

    pub(super) fn message(&self, text: &str) -> String {
        format!("{text} at position {}, following {}", self.position, quote(self.context()))
    }

    /// The last token and what has been read since.
    pub(super) fn context(&self) -> &'p [u8] {
        self.input.get(self.last_start..self.position).unwrap_or_default().as_bytes()
    }

    /// What has been read of the token.
    pub(super) fn text(&self) -> &'p str {
        self.input.get(self.start..self.position).unwrap_or_default()
    }

    fn rest(&self) -> &'p str {
        self.input.get(self.position..).unwrap_or_default()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest().is_empty()
    }

    pub(super) fn starts(&self, text: &str) -> bool {
        self.rest().starts_with(text)
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.position += next.len_utf8();
        Some(next)
    }

    pub(super) fn take(&mut self, text: &str) -> bool {
        let found = self.starts(text);
        if found {
            self.position += text.len();
        }
        found
    }

    /// Reads characters up to one that ends a name; false if there is none.
    fn take_name(&mut self, ends: &[char], more: &[char]) -> bool {
        let is_end = |c: char| ends.contains(&c) || more.contains(&c);
        let length = self.rest().find(is_end).unwrap_or(self.rest().len());
        self.position += length;
        length > 0
    }

    /// Whether these follow, with space before each.
    pub(super) fn is_next(&self, texts: &[&str]) -> bool {
        let mut rest = self.rest();
        texts.iter().all(|text| {
            let found = trim_start(rest).strip_prefix(text);
            rest = found.unwrap_or_default();
            found.is_some()
        })
    }

    /// Reads this and the space before it, if it follows.
    pub(super) fn take_next(&mut self, text: &str) -> bool {
        let found = self.is_next(&[text]);
        if found {
            self.skip_space();
            self.position += text.len();
        }
        found
    }

    fn skip_space(&mut self) {
        self.position = self.input.len() - trim_start(self.rest()).len();
    }

    /// Skips space between two tokens.
    pub(super) fn drop_space(&mut self) {
        self.skip_space();
        self.start = self.position;
    }
}

fn trim_start(text: &str) -> &str {
    text.trim_start_matches(|c| is_space(u32::from(c)))
}
