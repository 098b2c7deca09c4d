//! How connections are made, and what is seen on them.
//!
//! ureq neither says that an HTTP server answered where TLS was expected, nor keeps the words after
//! the status code. Both are read here from the bytes as they pass.

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

use ureq::Proxy;
use ureq::unversioned::transport::{
    Buffers, ConnectProxyConnector, ConnectionDetails, Connector, NextTimeout, SocksConnector,
    TcpConnector, Transport,
};

use crate::certificates::Trust;
use crate::forward::ForwardConnector;
use crate::tls::TlsConnector;

thread_local! {
    /// The words after the status code of the last answer on this thread.
    static PHRASE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// The words after the status code of the last answer on this thread.
pub(crate) fn take_phrase() -> Option<String> {
    PHRASE.with_borrow_mut(Option::take)
}

/// The chain: a proxy or a socket, a look at its first bytes, TLS, a look at answers.
pub(crate) fn chain(trust: Arc<Trust>) -> impl Connector {
    ().chain(SocksConnector::default())
        .chain(ConnectProxyConnector::default())
        .chain(TcpConnector::default())
        .chain(Watch { place: Place::BelowTls })
        .chain(TlsConnector::new(trust))
        .chain(Watch { place: Place::AboveTls })
}

/// The chain for requests without TLS through a proxy.
pub(crate) fn forwarding(proxy: &Proxy) -> impl Connector {
    ().chain(TcpConnector::default())
        .chain(ForwardConnector::new(proxy))
        .chain(Watch { place: Place::AboveTls })
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    BelowTls,
    AboveTls,
}

#[derive(Debug)]
struct Watch {
    place: Place,
}

impl<In: Transport> Connector<In> for Watch {
    type Out = Watched<In>;

    fn connect(
        &self,
        details: &ConnectionDetails,
        chained: Option<In>,
    ) -> Result<Option<Watched<In>>, ureq::Error> {
        let tls = details.needs_tls();
        Ok(chained.map(|inner| match self.place {
            Place::BelowTls => {
                let first = tls && !inner.is_tls();
                Watched { inner, expects_tls: first, answers: false }
            }
            Place::AboveTls => Watched { inner, expects_tls: false, answers: true },
        }))
    }
}

/// A connection whose incoming bytes are looked at.
#[derive(Debug)]
pub(crate) struct Watched<In> {
    inner: In,
    expects_tls: bool,
    answers: bool,
}

/// What answered is not TLS.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum NoTls {
    /// It was HTTP.
    Http,
    /// It was something else.
    Other,
}

impl fmt::Display for NoTls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NoTls::Http => "http: server gave HTTP response to HTTPS client",
            NoTls::Other => "tls: first record does not look like a TLS handshake",
        })
    }
}

impl std::error::Error for NoTls {}

impl<In: Transport> Watched<In> {
    fn look(&mut self) -> Result<(), ureq::Error> {
        let input = self.inner.buffers().input();
        if self.expects_tls && !input.is_empty() {
            self.expects_tls = false;
            match input {
                [b'H', b'T', b'T', b'P', b'/', ..] => {
                    return Err(ureq::Error::Other(Box::new(NoTls::Http)));
                }
                [20..=24, ..] => {}
                _ => return Err(ureq::Error::Other(Box::new(NoTls::Other))),
            }
        }
        if self.answers && input.starts_with(b"HTTP/1.") {
            let line = input.split(|b| *b == b'\r' || *b == b'\n').next().unwrap_or_default();
            let phrase = line.get(13..).unwrap_or_default();
            let phrase = String::from_utf8_lossy(phrase).into_owned();
            PHRASE.with_borrow_mut(|last| *last = Some(phrase));
        }
        Ok(())
    }
}

impl<In: Transport> Transport for Watched<In> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        self.inner.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        let more = self.inner.await_input(timeout)?;
        self.look()?;
        Ok(more)
    }

    fn is_open(&mut self) -> bool {
        self.inner.is_open()
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}
