//! What goes wrong while templates are parsed or executed, in Go's words.
//!
//! Go: text/template/exec.go `ExecError` and parse/parse.go `errorf`. The text of an [`Error`] is
//! Go's text byte for byte; [`Error::source`] walks the chain that Go's `errors.Unwrap` walks.

use std::fmt;

/// What sort of error this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// A template could not be executed (Go: `template.ExecError`).
    Exec,
    /// A function returned an error.
    Function,
    /// A function panicked, which Go turns into an error.
    Panic,
    /// Another error with words before it (Go: `fmt.Errorf` with `%w`).
    Wrap,
    /// A budget is used up.
    Limit,
}

/// A budget that can be used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Limit {
    /// Steps of all templates together.
    Steps,
    /// Bytes all templates write together.
    OutputBytes,
    /// Bytes of one string or list.
    StringBytes,
    /// Texts executed inside texts.
    TextDepth,
    /// The native stack.
    Stack,
}

impl Limit {
    /// What an error calls it.
    pub fn name(self) -> &'static str {
        match self {
            Limit::Steps => "template steps",
            Limit::OutputBytes => "bytes of output",
            Limit::StringBytes => "bytes of one string",
            Limit::TextDepth => "nested texts",
            Limit::Stack => "bytes of stack",
        }
    }
    /// What a chart's author can do about it; `--limit` is how the command line raises the
    /// [`crate::Budget`].
    pub fn advice(self) -> &'static str {
        match self {
            Limit::Steps => {
                "loop over less or call fewer functions here, or raise it by --limit steps=NUMBER"
            }
            Limit::OutputBytes => {
                "write less, split the chart, or raise it by --limit output-bytes=NUMBER"
            }
            Limit::StringBytes => {
                "make less text or a shorter list in one call, or raise it by --limit string-bytes=NUMBER"
            }
            Limit::TextDepth => "end the tpl that calls itself",
            Limit::Stack => "nest templates and expressions less deeply",
        }
    }
}

/// A place in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Name under which the text was parsed: the file.
    pub file: String,
    /// Name of the template that was executing: a file or a `define`.
    pub template: String,
    /// Line, from 1.
    pub line: usize,
    /// Byte in the line, from 0 as Go prints it.
    pub column: usize,
    /// Byte in the text, from 0.
    pub offset: usize,
}

/// An error of an execution.
pub struct Error(Box<Repr>);

struct Repr {
    kind: Kind,
    /// The words before those of `source`, or all words.
    text: String,
    position: Option<Position>,
    source: Option<Error>,
    limit: Option<Limit>,
}

impl Error {
    fn make(kind: Kind, text: String, position: Option<Position>, source: Option<Error>) -> Error {
        Error(Box::new(Repr { kind, text, position, source, limit: None }))
    }

    /// The error a function returns.
    pub fn new(message: impl Into<String>) -> Error {
        Error::make(Kind::Function, message.into(), None, None)
    }
    /// The error Go makes of a panic inside a function.
    pub fn panic(text: impl Into<String>) -> Error {
        Error::make(Kind::Panic, text.into(), None, None)
    }
    /// `source` with `prefix` and `": "` before it. A [`Kind::Limit`] error stays as it is: how
    /// deep the execution was says nothing about which budget to raise.
    pub fn wrap(prefix: impl Into<String>, source: Error) -> Error {
        if source.kind() == Kind::Limit {
            return source;
        }
        let mut text = prefix.into();
        text.push_str(": ");
        Error::make(Kind::Wrap, text, None, Some(source))
    }
    /// A budget of `value` is used up.
    pub fn limit(limit: Limit, value: u64) -> Error {
        let text = format!("limit reached: {} ({value}); {}", limit.name(), limit.advice());
        let mut error = Error::make(Kind::Limit, text, None, None);
        error.0.limit = Some(limit);
        error
    }
    /// Go's `ExecError`: `text` ends where the text of `source` goes on.
    pub(crate) fn exec(text: String, position: Option<Position>, source: Option<Error>) -> Error {
        Error::make(Kind::Exec, text, position, source)
    }
    /// Says where a budget was used up, unless that is known already.
    pub(crate) fn located(mut self, position: impl FnOnce() -> Position) -> Error {
        if self.0.kind == Kind::Limit && self.0.position.is_none() {
            self.0.position = Some(position());
        }
        self
    }
    /// Forgets where a budget was used up: a place in a text that was made at run time helps
    /// nobody, so the place that executed it is named instead.
    pub(crate) fn unlocated(mut self) -> Error {
        if self.0.kind == Kind::Limit {
            self.0.position = None;
        }
        self
    }

    /// What sort of error this is.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }
    /// Which budget is used up, if one is.
    pub fn limit_kind(&self) -> Option<Limit> {
        self.0.limit
    }
    /// Whether this is what Go calls an `ExecError`.
    pub fn is_exec(&self) -> bool {
        self.kind() == Kind::Exec
    }
    /// Where it happened; errors of functions have no place of their own.
    pub fn position(&self) -> Option<&Position> {
        self.0.position.as_ref()
    }
    /// The error this one wraps (Go: `errors.Unwrap`).
    pub fn source(&self) -> Option<&Error> {
        self.0.source.as_ref()
    }
    /// This error and all it wraps, outermost first.
    pub fn chain(&self) -> impl Iterator<Item = &Error> {
        std::iter::successors(Some(self), |error| error.source())
    }
    /// The innermost error.
    pub fn root(&self) -> &Error {
        self.chain().last().unwrap_or(self)
    }
    /// Only the words this error adds to its source.
    pub fn own_text(&self) -> &str {
        &self.0.text
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Kind::Limit, Some(place)) = (self.0.kind, &self.0.position) {
            let Position { file, template, line, column, .. } = place;
            write!(f, "template: {file}:{line}:{column}: executing {template:?}: ")?;
        }
        self.chain().try_for_each(|error| f.write_str(&error.0.text))
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}({self})", self.kind())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_ref().map(|error| error as _)
    }
}

/// A text that is no template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// Go's whole text, `template: NAME:LINE: …`.
    pub message: String,
    /// Name under which the text was parsed.
    pub name: String,
    /// Line the parser had reached, from 1.
    pub line: usize,
    /// Byte the parser had reached, from 0.
    pub offset: usize,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ParseError {}

/// Why a text given at run time (Helm's `tpl`) gave no output.
#[derive(Debug)]
pub enum ExecuteTextError {
    /// It is no template.
    Parse(ParseError),
    /// It failed.
    Exec(Error),
}
