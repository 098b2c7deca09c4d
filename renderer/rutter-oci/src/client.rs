//! The client.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rutter_http::{
    ErrorKind, Method, Request, Response, SetupError, Transport, TransportOptions, Url,
};

use crate::auth::Tokens;
use crate::reference::{check_registry, host_of};
use crate::{Answer, CredentialSource, Error, Limits, Reference};

/// Whether a registry is asked without TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PlainHttp {
    /// Never.
    #[default]
    Never,
    /// Always.
    Always,
    /// When it turns out to have none, as Helm 3 does it. Such a registry is never sent credentials
    /// and takes no new blobs.
    Fallback,
}

/// How a client is set up.
#[derive(Debug, Clone, Default)]
pub struct ClientOptions {
    /// Whether a registry is asked without TLS.
    pub plain_http: PlainHttp,
    /// Credentials may go to a token service of another host without TLS.
    pub insecure_realm: bool,
    /// What a registry may cost.
    pub limits: Limits,
}

/// Asks registries. Threads may share it.
pub struct Client {
    pub(crate) transport: Transport,
    pub(crate) credentials: Box<dyn CredentialSource>,
    pub(crate) options: ClientOptions,
    pub(crate) tokens: Mutex<Tokens>,
    /// Hosts that turned out to have no TLS.
    fallen: Mutex<HashSet<String>>,
    /// Whether a repository's registry keeps lists of referrers.
    pub(crate) keeps_referrers: Mutex<HashMap<String, bool>>,
}

impl Client {
    /// Makes a client.
    ///
    /// # Errors
    /// When a certificate or key cannot be used.
    pub fn new(
        transport: TransportOptions,
        credentials: impl CredentialSource + 'static,
        options: ClientOptions,
    ) -> Result<Self, SetupError> {
        Ok(Client {
            transport: Transport::new(transport)?,
            credentials: Box::new(credentials),
            options,
            tokens: Mutex::default(),
            fallen: Mutex::default(),
            keeps_referrers: Mutex::default(),
        })
    }

    /// What a registry may cost.
    pub fn limits(&self) -> &Limits {
        &self.options.limits
    }

    /// Asks whether a registry answers, and with the credentials it wants.
    ///
    /// # Errors
    /// When it does not.
    pub fn ping(&self, registry: &str) -> Result<(), Error> {
        self.ping_by(registry, self.scheme())
    }

    fn ping_by(&self, registry: &str, scheme: &str) -> Result<(), Error> {
        check_registry(registry)?;
        let url = parse(&format!("{scheme}://{}/v2/", host_of(registry)))?;
        let response = self.send(Request::new(Method::Get, url), "")?;
        match response.status() {
            200 => Ok(()),
            404 => Err(Error::NotFound(String::new())),
            _ => Err(self.refused(response)),
        }
    }

    /// Asks whether a registry accepts the credentials, first as Helm does with a token for a
    /// password, then by the other ways.
    ///
    /// # Errors
    /// When it does not: `authenticating to "HOST": …`.
    pub fn login(&self, registry: &str) -> Result<(), Error> {
        check_registry(registry)?;
        let mut result = self.ping_both(registry, self.scheme());
        if result.is_err() && self.has_fallen(host_of(registry)) {
            result = self.ping_both(registry, "http");
        }
        result.map_err(|error| {
            Error::Invalid(format!("authenticating to {}: {error}", rutter_http::quote(registry)))
        })
    }

    fn ping_both(&self, registry: &str, scheme: &str) -> Result<(), Error> {
        lock(&self.tokens).passwords_for_tokens = true;
        let first = self.ping_by(registry, scheme);
        lock(&self.tokens).passwords_for_tokens = false;
        first.or_else(|_| self.ping_by(registry, scheme))
    }

    fn scheme(&self) -> &'static str {
        if self.options.plain_http == PlainHttp::Always { "http" } else { "https" }
    }

    /// The address of something in a repository.
    pub(crate) fn url(&self, repository: &Reference, path: &str) -> Result<Url, Error> {
        let host = repository.host();
        parse(&format!("{}://{host}/v2/{}/{path}", self.scheme(), repository.repository))
    }

    /// Sends a request with the credentials its registry wants, once it wants them. `scope` is what
    /// a token would be for.
    pub(crate) fn send(&self, request: Request<'_>, scope: &str) -> Result<Response, Error> {
        let origin = request.url().clone();
        let (known, scopes) = self.known_token(&origin, scope);
        let response = self.send_with(&request, known.as_deref())?;
        // Whoever a redirect, or the want of TLS, led to learns nothing.
        if response.status() != 401 || !origin.same_origin(response.url()) {
            return Ok(response);
        }
        match self.answer_challenge(&origin, &response, &scopes)? {
            None => Ok(response),
            Some(authorization) => {
                // What is read to its end leaves a connection that is used again.
                drop(response.beginning(self.options.limits.error));
                self.send_with(&request, Some(&authorization))
            }
        }
    }

    fn send_with(
        &self,
        request: &Request<'_>,
        authorization: Option<&str>,
    ) -> Result<Response, Error> {
        let mut request = request.clone();
        let host = request.url().host().to_string();
        if self.has_fallen(&host) && request.url().scheme() == "https" {
            return Ok(self.transport.send(&request.clone().to(|url| url.with_scheme("http")))?);
        }
        if let Some(authorization) = authorization {
            request.headers_mut().set("Authorization", authorization);
        }
        match self.transport.send(&request) {
            Err(error)
                if error.kind() == ErrorKind::PlainServer
                    && self.options.plain_http == PlainHttp::Fallback
                    && error.url().same_origin(request.url()) =>
            {
                lock(&self.fallen).insert(host);
                request.headers_mut().remove("Authorization");
                Ok(self.transport.send(&request.clone().to(|url| url.with_scheme("http")))?)
            }
            result => Ok(result?),
        }
    }

    fn has_fallen(&self, host: &str) -> bool {
        lock(&self.fallen).contains(host)
    }

    /// What an answer that says no says.
    pub(crate) fn refused(&self, response: Response) -> Error {
        Error::Answer(Box::new(Answer::read(response, self.options.limits.error)))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("options", &self.options).finish_non_exhaustive()
    }
}

pub(crate) fn parse(text: &str) -> Result<Url, Error> {
    Url::parse(text).map_err(Error::Invalid)
}

/// What a thread that failed left is still good: every change is one step.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// `GET "URL"`, with which errors about an answer begin.
pub(crate) fn about(response: &Response) -> String {
    let url = rutter_http::quote(&response.url().to_string());
    format!("{} {url}", response.method().as_str())
}
