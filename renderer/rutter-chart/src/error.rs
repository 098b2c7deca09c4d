//! Why a chart cannot be loaded, in Helm's words.

use std::fmt;

use crate::load::Notice;

/// An error whose text is Helm's, with the place where it is known.
#[derive(Clone, Debug)]
pub struct Error {
    message: Box<str>,
    notices: Vec<Notice>,
}

impl Error {
    /// An error with this text.
    pub fn new(message: impl Into<String>) -> Error {
        Error { message: message.into().into_boxed_str(), notices: Vec::new() }
    }

    /// What loading had to say before it failed.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    pub(crate) fn with_notices(self, notices: Vec<Notice>) -> Error {
        Error { notices, ..self }
    }

    /// Go's `fmt.Errorf("context: %w", self)`.
    pub fn context(self, context: impl fmt::Display) -> Error {
        Error::new(format!("{context}: {self}"))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl From<crate::metadata::ValidationError> for Error {
    fn from(error: crate::metadata::ValidationError) -> Self {
        Error::new(error.to_string())
    }
}
