//! A request that got no answer.

use std::fmt;

use crate::{Method, Url};

/// What kind of thing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// Nothing listens there.
    Refused,
    /// The name is not known.
    NoHost,
    /// A limit of time.
    Timeout,
    /// A certificate that is not believed.
    Certificate,
    /// Other trouble of TLS.
    Tls,
    /// A server without TLS where TLS was asked for.
    PlainServer,
    /// A redirect that is not followed.
    Redirect,
    /// More than a limit of size.
    TooLarge,
    /// The connection broke.
    Cut,
    /// The proxy.
    Proxy,
    /// Not HTTP.
    Protocol,
    /// An address that is none.
    Url,
    /// A file of ours, while it was sent.
    Local,
    /// Anything else.
    Other,
}

/// A request that got no answer, or only a part of one. Shown as Go's `url.Error`.
#[derive(Debug, Clone)]
pub struct Error {
    kind: ErrorKind,
    method: Method,
    url: Box<Url>,
    reason: String,
}

impl Error {
    pub(crate) fn new(
        kind: ErrorKind,
        method: Method,
        url: &Url,
        reason: impl Into<String>,
    ) -> Self {
        Error { kind, method, url: Box::new(url.clone()), reason: reason.into() }
    }

    /// What kind of thing went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What went wrong, without method and address.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// Where the request went.
    pub fn url(&self) -> &Url {
        &self.url
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = crate::quote(&self.url.to_string());
        write!(f, "{} {url}: {}", self.method.in_errors(), self.reason)
    }
}

impl std::error::Error for Error {}
