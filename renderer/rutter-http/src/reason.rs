//! Go's words for what goes wrong below HTTP.

use std::io;
use std::net::ToSocketAddrs;

use rustls::CertificateError;
use ureq::Timeout;

use crate::connector::NoTls;
use crate::{ErrorKind, Limits, Url};

/// What went wrong, and how to say it.
pub(crate) fn of(error: &ureq::Error, url: &Url, limits: &Limits) -> (ErrorKind, String) {
    match error {
        ureq::Error::Io(error) => of_io(error, url, limits),
        ureq::Error::Timeout(timeout) => of_timeout(*timeout, url, limits),
        ureq::Error::HostNotFound => {
            (ErrorKind::NoHost, format!("dial tcp: lookup {}: no such host", url.hostname()))
        }
        ureq::Error::ConnectProxyFailed(reason) => (ErrorKind::Proxy, reason.clone()),
        ureq::Error::Other(error) => match (error.downcast_ref(), error.downcast_ref()) {
            (Some(NoTls::Http), _) => (ErrorKind::PlainServer, error.to_string()),
            (_, Some(error)) => of_tls(error),
            _ => (ErrorKind::Tls, error.to_string()),
        },
        ureq::Error::Protocol(error) => {
            (ErrorKind::Protocol, format!("malformed HTTP response: {error}"))
        }
        ureq::Error::LargeResponseHeader(_, most) => {
            (ErrorKind::TooLarge, format!("the headers of the answer are larger than {most} bytes"))
        }
        ureq::Error::Decompress(_, error) => (ErrorKind::Protocol, format!("gzip: {error}")),
        other => (ErrorKind::Other, other.to_string()),
    }
}

/// The same where a proxy is asked first: what fails to connect is the proxy.
pub(crate) fn of_proxy(
    error: &ureq::Error,
    proxy: &ureq::Proxy,
    url: &Url,
    limits: &Limits,
) -> (ErrorKind, String) {
    let place = Url::parse(&format!("http://{}:{}", proxy.host(), proxy.port()));
    let (kind, reason) = of(error, place.as_ref().unwrap_or(url), limits);
    if reason.starts_with("dial tcp") {
        return (ErrorKind::Proxy, format!("proxyconnect tcp: {reason}"));
    }
    (kind, reason)
}

pub(crate) fn of_io(error: &io::Error, url: &Url, limits: &Limits) -> (ErrorKind, String) {
    if let Some(inner) = error.get_ref() {
        if let Some(inner) = inner.downcast_ref::<ureq::Error>() {
            return of(inner, url, limits);
        }
        if let Some(inner) = inner.downcast_ref::<rustls::Error>() {
            return of_tls(inner);
        }
    }
    let text = error.to_string();
    if let Some(reason) = text.strip_prefix("failed to lookup address information: ") {
        let temporary = reason.starts_with("Temporary failure");
        let reason = if temporary { reason } else { "no such host" };
        return (ErrorKind::NoHost, format!("dial tcp: lookup {}: {reason}", url.hostname()));
    }
    let dial = |text: &str| format!("dial tcp {}: connect: {text}", address(url));
    match error.kind() {
        io::ErrorKind::ConnectionRefused => (ErrorKind::Refused, dial("connection refused")),
        io::ErrorKind::HostUnreachable => (ErrorKind::Refused, dial("no route to host")),
        io::ErrorKind::NetworkUnreachable => (ErrorKind::Refused, dial("network is unreachable")),
        io::ErrorKind::ConnectionReset => (ErrorKind::Cut, "connection reset by peer".to_string()),
        io::ErrorKind::BrokenPipe => (ErrorKind::Cut, "broken pipe".to_string()),
        io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionAborted => {
            (ErrorKind::Cut, "unexpected EOF".to_string())
        }
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => {
            of_timeout(Timeout::PerRead, url, limits)
        }
        _ => (ErrorKind::Other, error.to_string()),
    }
}

fn of_timeout(timeout: Timeout, url: &Url, limits: &Limits) -> (ErrorKind, String) {
    let text = match timeout {
        Timeout::Resolve => format!("dial tcp: lookup {}: i/o timeout", url.hostname()),
        Timeout::Connect => {
            format!("dial tcp {}:{}: i/o timeout", url.hostname(), url.port_or_default())
        }
        Timeout::PerRead => format!("the server sent nothing for {:?}", limits.idle),
        Timeout::PerWrite => format!("the server took nothing for {:?}", limits.idle),
        _ => format!("not done after {:?}", limits.transfer),
    };
    (ErrorKind::Timeout, text)
}

/// The address as Go shows it: resolved.
fn address(url: &Url) -> String {
    let port = url.port_or_default();
    match (url.hostname(), port).to_socket_addrs().ok().and_then(|mut all| all.next()) {
        Some(address) => address.to_string(),
        None => format!("{}:{port}", url.hostname()),
    }
}

fn of_tls(error: &rustls::Error) -> (ErrorKind, String) {
    match error {
        rustls::Error::InvalidCertificate(error) => {
            let text = of_certificate(error);
            (ErrorKind::Certificate, format!("tls: failed to verify certificate: x509: {text}"))
        }
        rustls::Error::AlertReceived(alert) => {
            let name: String = format!("{alert:?}").chars().fold(String::new(), |mut out, c| {
                if c.is_ascii_uppercase() && !out.is_empty() {
                    out.push(' ');
                }
                out.push(c.to_ascii_lowercase());
                out
            });
            (ErrorKind::Tls, format!("remote error: tls: {name}"))
        }
        rustls::Error::InvalidMessage(_) => (ErrorKind::Tls, NoTls::Other.to_string()),
        other => (ErrorKind::Tls, format!("tls: {other}")),
    }
}

fn of_certificate(error: &CertificateError) -> String {
    match error {
        CertificateError::UnknownIssuer => "certificate signed by unknown authority".to_string(),
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => {
            "certificate has expired or is not yet valid".to_string()
        }
        CertificateError::NotValidForNameContext { expected, presented } => {
            let expected = expected.to_str();
            let names: Vec<&str> = presented.iter().filter_map(|n| n.split('"').nth(1)).collect();
            if expected.parse::<std::net::IpAddr>().is_ok() {
                format!(
                    "cannot validate certificate for {expected} because it doesn't contain any IP SANs"
                )
            } else if names.is_empty() {
                format!("certificate is not valid for any names, but wanted to match {expected}")
            } else {
                format!("certificate is valid for {}, not {expected}", names.join(", "))
            }
        }
        // An authority that signed itself, and is not known.
        CertificateError::Other(other) if other.to_string().contains("CaUsedAsEndEntity") => {
            "certificate signed by unknown authority".to_string()
        }
        other => other.to_string(),
    }
}

/// Go's words for a status code.
pub fn status_text(status: u16) -> &'static str {
    match status {
        418 => "I'm a teapot",
        _ => ureq::http::StatusCode::from_u16(status)
            .ok()
            .and_then(|status| status.canonical_reason())
            .unwrap_or_default(),
    }
}
