//! A request.

use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::{Body, Headers, Method, Progress, Url};

/// A request that is still to be sent.
#[derive(Clone)]
pub struct Request<'a> {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: Headers,
    pub(crate) body: Option<&'a dyn Body>,
    pub(crate) progress: Option<Progress<'a>>,
    pub(crate) as_stored: bool,
    pub(crate) repeat_when_cut: bool,
    pub(crate) at_home: bool,
}

impl<'a> Request<'a> {
    /// A request without headers and body.
    pub fn new(method: Method, url: Url) -> Self {
        Request {
            method,
            url,
            headers: Headers::default(),
            body: None,
            progress: None,
            as_stored: false,
            repeat_when_cut: method.is_repeatable(),
            at_home: false,
        }
    }

    /// Sets a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.set(name, value);
        self
    }

    /// Sets what is sent.
    #[must_use]
    pub fn body(mut self, body: &'a dyn Body) -> Self {
        self.body = Some(body);
        self
    }

    /// Is told how much of the body is sent.
    #[must_use]
    pub fn progress(mut self, progress: Progress<'a>) -> Self {
        self.progress = Some(progress);
        self
    }

    /// Asks for the bytes as they are stored, not compressed for the way: what is compared with a
    /// digest or asked for in parts.
    #[must_use]
    pub fn as_stored(mut self) -> Self {
        self.as_stored = true;
        self
    }

    /// Does not send it again when the connection breaks: the caller knows better.
    #[must_use]
    pub fn not_repeated(mut self) -> Self {
        self.repeat_when_cut = false;
        self
    }

    /// Is not redirected to another scheme, host or port: its body is a secret.
    #[must_use]
    pub fn at_home(mut self) -> Self {
        self.at_home = true;
        self
    }

    /// Sets Basic credentials.
    #[must_use]
    pub fn basic(self, user: &str, password: &str) -> Self {
        let text = BASE64_STANDARD.encode(format!("{user}:{password}"));
        self.header("Authorization", format!("Basic {text}"))
    }

    /// The same request to another address.
    #[must_use]
    pub fn to(mut self, change: impl FnOnce(Url) -> Url) -> Self {
        self.url = change(self.url);
        self
    }

    /// Its method.
    pub fn method(&self) -> Method {
        self.method
    }

    /// Where it goes.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Its headers.
    pub fn headers_mut(&mut self) -> &mut Headers {
        &mut self.headers
    }
}

impl fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &self.headers)
            .field("body", &self.body.map(Body::length))
            .finish_non_exhaustive()
    }
}
