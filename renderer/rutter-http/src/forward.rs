//! Plain requests through a proxy: the proxy is asked for the whole address.
//!
//! ureq opens a tunnel for every proxy. Proxies often allow tunnels for TLS only, so requests without
//! it go as Go sends them.

use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ureq::Proxy;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport};

/// Looks up the proxy whatever is asked for.
#[derive(Debug)]
pub(crate) struct ProxyResolver {
    proxy: Uri,
    inner: DefaultResolver,
}

impl ProxyResolver {
    pub(crate) fn new(proxy: &Proxy) -> Self {
        ProxyResolver { proxy: proxy.uri().clone(), inner: DefaultResolver::default() }
    }
}

impl Resolver for ProxyResolver {
    fn resolve(
        &self,
        _: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        self.inner.resolve(&self.proxy, config, timeout)
    }
}

/// Makes requests on a connection to a proxy name the server too.
pub(crate) struct ForwardConnector {
    authorization: Option<String>,
}

impl ForwardConnector {
    pub(crate) fn new(proxy: &Proxy) -> Self {
        let authorization = proxy.username().map(|user| {
            let password = proxy.password().unwrap_or_default();
            let text = BASE64_STANDARD.encode(format!("{user}:{password}"));
            format!("Proxy-Authorization: Basic {text}\r\n")
        });
        ForwardConnector { authorization }
    }
}

impl<In: Transport> Connector<In> for ForwardConnector {
    type Out = Forwarded<In>;

    fn connect(
        &self,
        details: &ConnectionDetails,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, ureq::Error> {
        let server = details.uri.authority().map(|a| format!("http://{a}")).unwrap_or_default();
        let authorization = self.authorization.clone().unwrap_or_default();
        Ok(chained.map(|inner| Forwarded { inner, server, authorization, begun: false }))
    }
}

impl fmt::Debug for ForwardConnector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ForwardConnector")
    }
}

/// A connection to a proxy, for one request.
pub(crate) struct Forwarded<In> {
    inner: In,
    server: String,
    authorization: String,
    begun: bool,
}

impl<In: Transport> Forwarded<In> {
    /// Writes the server into the first line, and credentials behind it.
    fn with_server(&mut self, amount: usize) -> Result<usize, ureq::Error> {
        let head = self.inner.buffers().output()[..amount].to_vec();
        let space = head.iter().position(|byte| *byte == b' ').map_or(0, |at| at + 1);
        let line = head.windows(2).position(|bytes| bytes == b"\r\n").map_or(0, |at| at + 2);
        let (before, rest) = head.split_at(space.min(line));
        let (first, others) = rest.split_at(line.saturating_sub(before.len()));
        let parts = [before, self.server.as_bytes(), first, self.authorization.as_bytes(), others];
        let text = parts.concat();
        let output = self.inner.buffers().output();
        let Some(place) = output.get_mut(..text.len()) else {
            return Err(ureq::Error::LargeResponseHeader(text.len(), output.len()));
        };
        place.copy_from_slice(&text);
        Ok(text.len())
    }
}

impl<In: Transport> Transport for Forwarded<In> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        let amount = if self.begun { amount } else { self.with_server(amount)? };
        self.begun = true;
        self.inner.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        self.inner.await_input(timeout)
    }

    /// Never used for a second request.
    fn is_open(&mut self) -> bool {
        false
    }
}

impl<In: Transport> fmt::Debug for Forwarded<In> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Forwarded").field("server", &self.server).finish_non_exhaustive()
    }
}
