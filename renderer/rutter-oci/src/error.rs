//! What goes wrong with a registry.

use std::fmt;

use crate::Answer;

/// On which side of a transfer something went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Where content comes from.
    Source,
    /// Where content goes.
    Destination,
}

/// What goes wrong with a registry, shown in the words of ORAS.
#[derive(Debug, Clone)]
pub enum Error {
    /// A reference that is none.
    Reference(String),
    /// No answer.
    Http(rutter_http::Error),
    /// An answer that says no.
    Answer(Box<Answer>),
    /// Something is not there.
    NotFound(String),
    /// Credentials are missing or cannot be read.
    Credentials(String),
    /// Content that is not what it should be.
    Content(String),
    /// Anything else that is not as it should be.
    Invalid(String),
    /// A step of a transfer.
    Step {
        /// The step as ORAS calls it.
        name: &'static str,
        /// The side.
        origin: Origin,
        /// What went wrong.
        error: Box<Error>,
    },
}

impl Error {
    /// Whether something is not there.
    pub fn is_not_found(&self) -> bool {
        match self {
            Error::NotFound(_) => true,
            Error::Step { error, .. } => error.is_not_found(),
            _ => false,
        }
    }

    /// The status of the answer, where there was one.
    pub fn status(&self) -> Option<u16> {
        match self {
            Error::Answer(answer) => Some(answer.status),
            Error::Step { error, .. } => error.status(),
            _ => None,
        }
    }

    /// Names the step that failed.
    pub(crate) fn at(self, name: &'static str, origin: Origin) -> Error {
        Error::Step { name, origin, error: Box::new(self) }
    }
}

impl From<rutter_http::Error> for Error {
    fn from(error: rutter_http::Error) -> Self {
        Error::Http(error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Http(error) => error.fmt(f),
            Error::Answer(answer) => answer.fmt(f),
            Error::NotFound(what) if what.is_empty() => f.write_str("not found"),
            Error::NotFound(what) => write!(f, "{what}: not found"),
            Error::Reference(text)
            | Error::Credentials(text)
            | Error::Content(text)
            | Error::Invalid(text) => f.write_str(text),
            Error::Step { name, origin, error } => {
                let origin = match origin {
                    Origin::Source => "source",
                    Origin::Destination => "destination",
                };
                write!(f, "failed to perform \"{name}\" on {origin}: {error}")
            }
        }
    }
}

impl std::error::Error for Error {}
