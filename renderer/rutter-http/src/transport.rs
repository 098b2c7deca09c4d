//! Sends requests.

use std::fmt;
use std::io::{self, Read};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ureq::config::ConfigBuilder;
use ureq::http::{self, HeaderName, HeaderValue};
use ureq::typestate::AgentScope;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::{Agent, Proxy, ProxyProtocol, SendBody};

use crate::certificates::Trust;
use crate::forward::ProxyResolver;
use crate::proxy::Proxies;
use crate::retry::Retry;
use crate::{
    Body, Error, ErrorKind, Headers, Limits, Request, Response, SetupError, TransportOptions, Url,
    connector, reason, redirect, status_text,
};

/// The most bytes of headers an answer may have.
const MOST_HEADERS: usize = 64 * 1024;

/// Sends requests within the limits of its options. Threads may share it.
pub struct Transport {
    limits: Limits,
    user_agent: String,
    trust: Arc<Trust>,
    proxies: Proxies,
    /// An agent per way, made when first used; connections are kept in them.
    agents: Mutex<Vec<(Way, Agent)>>,
}

/// How a request reaches a server.
#[derive(Clone, PartialEq)]
enum Way {
    /// By itself.
    Direct,
    /// Through a tunnel that a proxy opens.
    Tunnel(Proxy),
    /// As a request to a proxy.
    Forward(Proxy),
}

impl Way {
    fn new(url: &Url, proxy: Option<Proxy>) -> Self {
        match proxy {
            None => Way::Direct,
            Some(proxy) if url.scheme() == "http" && proxy.protocol() == ProxyProtocol::Http => {
                Way::Forward(proxy)
            }
            Some(proxy) => Way::Tunnel(proxy),
        }
    }

    fn proxy(&self) -> Option<&Proxy> {
        match self {
            Way::Direct => None,
            Way::Tunnel(proxy) | Way::Forward(proxy) => Some(proxy),
        }
    }
}

impl Transport {
    /// Makes a transport. Proxies are those of the environment.
    ///
    /// # Errors
    /// When a certificate or key of the options cannot be used.
    pub fn new(options: TransportOptions) -> Result<Self, SetupError> {
        let trust = Arc::new(Trust::new(&options)?);
        Ok(Transport {
            limits: options.limits,
            user_agent: options.user_agent,
            trust,
            proxies: Proxies::from_environment(&|name| std::env::var(name).ok()),
            agents: Mutex::new(Vec::new()),
        })
    }

    /// Its limits.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Sends a request, follows redirects and asks again where that may help.
    ///
    /// # Errors
    /// When there is no answer. An answer that says no is an answer.
    pub fn send(&self, request: &Request<'_>) -> Result<Response, Error> {
        let mut request = request.clone();
        let mut redirects = 0;
        let end = Instant::now() + self.limits.transfer;
        loop {
            let response = self.send_until_answered(&request, end)?;
            let Some(next) = redirect::next(&request, &response)? else { return Ok(response) };
            request = next;
            if redirects == self.limits.redirects {
                let reason = format!("stopped after {redirects} redirects");
                return Err(Error::new(ErrorKind::Redirect, request.method, &request.url, reason));
            }
            redirects += 1;
        }
    }

    fn send_until_answered(&self, request: &Request<'_>, end: Instant) -> Result<Response, Error> {
        let mut retry = Retry::new(&self.limits);
        loop {
            let result = self.send_once(request, end);
            let Some(wait) = retry.wait(request, &result) else { return result };
            drop(result);
            std::thread::sleep(wait);
        }
    }

    /// Sends it once; the answer must be whole before `end`.
    fn send_once(&self, request: &Request<'_>, end: Instant) -> Result<Response, Error> {
        let fail = |kind, reason: String| Error::new(kind, request.method, &request.url, reason);
        let proxy = self.proxies.of(&request.url).map_err(|r| fail(ErrorKind::Proxy, r))?;
        let way = Way::new(&request.url, proxy);
        let agent = self.agent(way.clone());
        let head = self.head(request).map_err(|reason| fail(ErrorKind::Url, reason))?;
        let left = end.saturating_duration_since(Instant::now());
        let head = agent.configure_request(head).timeout_global(Some(left)).build();
        let result = match request.body.filter(|body| body.length() > 0) {
            None => agent.run(head),
            Some(body) => {
                let content = body.open(0);
                let content = content.map_err(|e| fail(ErrorKind::Local, e.to_string()))?;
                let mut content = Counted { content, done: 0, total: body.length(), request };
                agent.run(head.map(|()| SendBody::from_reader(&mut content)))
            }
        };
        match result {
            Ok(answer) => Ok(self.response(request, answer)),
            Err(error) => {
                let (kind, reason) = match way.proxy() {
                    None => reason::of(&error, &request.url, &self.limits),
                    Some(proxy) => reason::of_proxy(&error, proxy, &request.url, &self.limits),
                };
                Err(fail(kind, reason))
            }
        }
    }

    fn head(&self, request: &Request<'_>) -> Result<http::Request<()>, String> {
        let mut head =
            http::Request::builder().method(request.method.as_str()).uri(request.url.sent());
        let mut headers = request.headers.clone();
        if headers.get("User-Agent").is_none() && !self.user_agent.is_empty() {
            headers.set("User-Agent", &self.user_agent);
        }
        if let Some((user, password)) = request.url.credentials()
            && headers.get("Authorization").is_none()
        {
            let text = BASE64_STANDARD.encode(format!("{user}:{password}"));
            headers.set("Authorization", format!("Basic {text}"));
        }
        if request.as_stored {
            headers.set("Accept-Encoding", "identity");
        }
        match request.body.map(Body::length) {
            Some(length) => headers.set("Content-Length", length.to_string()),
            None if request.method.tells_empty_body() => headers.set("Content-Length", "0"),
            None => {}
        }
        for (name, value) in headers.iter() {
            let invalid =
                || format!("net/http: invalid header field value for {}", crate::quote(name));
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| invalid())?;
            let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| invalid())?;
            head = head.header(name, value);
        }
        head.body(()).map_err(|error| error.to_string())
    }

    fn response(&self, request: &Request<'_>, answer: http::Response<ureq::Body>) -> Response {
        let status = answer.status().as_u16();
        let phrase = connector::take_phrase().unwrap_or_else(|| status_text(status).to_string());
        let mut headers = Headers::default();
        for (name, value) in answer.headers() {
            headers.add(name.as_str(), String::from_utf8_lossy(value.as_bytes()));
        }
        Response {
            method: request.method,
            url: request.url.clone(),
            status,
            phrase,
            headers,
            body: Box::new(answer.into_body().into_reader()),
            limits: self.limits.clone(),
        }
    }

    fn agent(&self, way: Way) -> Agent {
        let mut agents = self.agents.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((_, agent)) = agents.iter().find(|(known, _)| *known == way) {
            return agent.clone();
        }
        let agent = match &way {
            Way::Direct => self.tunnelling(None),
            Way::Tunnel(proxy) => self.tunnelling(Some(proxy.clone())),
            Way::Forward(proxy) => Agent::with_parts(
                self.config().build(),
                connector::forwarding(proxy),
                ProxyResolver::new(proxy),
            ),
        };
        agents.push((way, agent.clone()));
        agent
    }

    fn tunnelling(&self, proxy: Option<Proxy>) -> Agent {
        let config = self.config().proxy(proxy).build();
        Agent::with_parts(config, connector::chain(self.trust.clone()), DefaultResolver::default())
    }

    fn config(&self) -> ConfigBuilder<AgentScope> {
        Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_response_header_size(MOST_HEADERS)
            .accept("")
            .user_agent("")
            .proxy(None)
            .timeout_resolve(Some(self.limits.connect))
            .timeout_connect(Some(self.limits.connect))
            .timeout_per_read(Some(self.limits.idle))
            .timeout_per_write(Some(self.limits.idle))
    }
}

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transport").field("limits", &self.limits).finish_non_exhaustive()
    }
}

/// A body that tells how much of it is sent.
struct Counted<'a, 'b> {
    content: Box<dyn Read + 'a>,
    done: u64,
    total: u64,
    request: &'a Request<'b>,
}

impl Read for Counted<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.content.read(buffer)?;
        self.done += read as u64;
        if let Some(progress) = self.request.progress {
            progress(self.done, Some(self.total));
        }
        Ok(read)
    }
}
