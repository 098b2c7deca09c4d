//! What can go wrong, with the text Go gives it (go-yaml `fail`, `failf`; sigs.k8s.io/yaml's
//! prefixes; encoding/json's mismatch errors).

use std::fmt;

/// Which layer refused the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Not UTF-8 or UTF-16, or holds characters YAML does not allow.
    Reader,
    /// Refused by the scanner or the parser.
    Syntax,
    /// Well formed, but the nodes cannot become Go values.
    Decode,
    /// Go values that JSON cannot hold.
    Json,
    /// JSON of another type than the caller asked for.
    Type,
    /// A value that cannot be written.
    Encode,
    /// A value whose text is longer than the caller allows.
    TooLong,
}

/// A failure; prints with Go's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    line: Option<u32>,
}

impl Error {
    /// An error of `kind` with Go's text.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Error {
        let message = message.into();
        Error { kind, message, line: None }
    }

    /// encoding/json's refusal of a value of JSON type `found` (`array`, `object`, `string`,
    /// `number`, `bool`) where the Go type `wanted` stands.
    pub fn mismatch(found: &str, wanted: &str) -> Error {
        let message = format!("json: cannot unmarshal {found} into Go value of type {wanted}");
        Error::new(ErrorKind::Type, message).while_decoding()
    }

    /// As [`Error::mismatch`], for `field` (such as `SimpleHead.kind`) of Go type `wanted`.
    pub fn field_mismatch(found: &str, field: &str, wanted: &str) -> Error {
        let message =
            format!("json: cannot unmarshal {found} into Go struct field {field} of type {wanted}");
        Error::new(ErrorKind::Type, message).while_decoding()
    }

    /// The layer that refused.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
    /// Go's text.
    pub fn message(&self) -> &str {
        &self.message
    }
    /// The line the trouble is on, counted from 1, where it is known.
    pub fn line(&self) -> Option<u32> {
        self.line
    }

    pub(crate) fn at(mut self, line: u32) -> Error {
        self.line = Some(line);
        self
    }
    pub(crate) fn prefixed(mut self, prefix: &str) -> Error {
        self.message.insert_str(0, prefix);
        self
    }
    /// Under sigs.k8s.io/yaml's prefix for the YAML half of its work.
    pub(crate) fn converting(self) -> Error {
        self.prefixed("error converting YAML to JSON: ")
    }
    /// Under sigs.k8s.io/yaml's prefix for the JSON half of its work.
    pub(crate) fn while_decoding(self) -> Error {
        self.prefixed("error unmarshaling JSON: while decoding JSON: ")
    }
    /// go-yaml's `failf`.
    pub(crate) fn yaml(message: impl fmt::Display) -> Error {
        Error::new(ErrorKind::Decode, format!("yaml: {message}"))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// A refusal by reader, scanner or parser, before it is put into words.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub stage: Stage,
    pub problem: &'static str,
    /// Line of the problem, counted from 0.
    pub line: u32,
    /// Line where the construct began, counted from 0.
    pub context: u32,
}

/// The part of go-yaml that found a [`Fault`]; it decides how the line is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Reader,
    Scanner,
    Parser,
}

/// Result of scanning and parsing steps; the fault is boxed because it is rare.
pub(crate) type Scan<T> = Result<T, Box<Fault>>;

impl Fault {
    /// Go's text: the line only when it is not the first, and as the version counts it.
    pub fn into_error(self, version: crate::Version) -> Error {
        let scanned = u32::from(self.stage == Stage::Scanner);
        let shown = match version {
            crate::Version::V2 if self.line != 0 => self.line + scanned,
            crate::Version::V2 => self.context,
            crate::Version::V3 if self.context != 0 => self.context + scanned,
            crate::Version::V3 if self.line != 0 => self.line + scanned,
            crate::Version::V3 => 0,
        };
        let message = match shown {
            0 => format!("yaml: {}", self.problem),
            line => format!("yaml: line {line}: {}", self.problem),
        };
        match self.stage {
            Stage::Reader => Error::new(ErrorKind::Reader, message),
            _ => Error::new(ErrorKind::Syntax, message).at(self.line + 1),
        }
    }
}
