//! Proxies by environment, by Go's rules.

use std::net::IpAddr;

use ureq::{Proxy, ProxyProtocol};

use crate::Url;

/// What the environment says about proxies.
#[derive(Clone, Default)]
pub(crate) struct Proxies {
    http: String,
    https: String,
    none: Vec<Exception>,
}

/// A member of `NO_PROXY`.
#[derive(Debug, Clone, PartialEq)]
enum Exception {
    Everything,
    Address { address: IpAddr, port: Option<u16> },
    Network { address: IpAddr, bits: u32 },
    Domain { name: String, port: Option<u16>, itself: bool },
}

impl Proxies {
    /// Reads variables, upper case before lower case.
    pub(crate) fn from_environment(variable: &dyn Fn(&str) -> Option<String>) -> Self {
        let any = |upper: &str, lower: &str| {
            let set = |name: &str| variable(name).filter(|value| !value.is_empty());
            set(upper).or_else(|| set(lower)).unwrap_or_default()
        };
        // In a CGI program HTTP_PROXY is a header of whoever asks.
        let cgi = variable("REQUEST_METHOD").is_some_and(|value| !value.is_empty());
        let http = if cgi { String::new() } else { any("HTTP_PROXY", "http_proxy") };
        let none = any("NO_PROXY", "no_proxy");
        let none = none.split(',').filter_map(Exception::parse).collect();
        Proxies { http, https: any("HTTPS_PROXY", "https_proxy"), none }
    }

    /// The proxy for an address.
    pub(crate) fn of(&self, url: &Url) -> Result<Option<Proxy>, String> {
        let text = if url.scheme() == "https" { &self.https } else { &self.http };
        if text.is_empty() || self.goes_direct(url) {
            return Ok(None);
        }
        read(text).map(Some)
    }

    fn goes_direct(&self, url: &Url) -> bool {
        let host = url.hostname().trim_end_matches('.').to_ascii_lowercase();
        let address = host.parse::<IpAddr>().ok();
        if host == "localhost" || address.is_some_and(|a| a.is_loopback()) {
            return true;
        }
        self.none.iter().any(|e| e.matches(&host, address, url.port_or_default()))
    }
}

/// Reads the address of a proxy; without a scheme it is HTTP.
fn read(text: &str) -> Result<Proxy, String> {
    let full = if text.contains("://") { text.to_string() } else { format!("http://{text}") };
    let scheme = full.split("://").next().unwrap_or_default().to_ascii_lowercase();
    // A password may stand in it, so the text itself is not shown.
    let bad = || format!("invalid proxy address of scheme {}", crate::quote(&scheme));
    let proxy = Proxy::new(&full).map_err(|_| bad())?;
    match scheme.as_str() {
        "http" | "https" | "socks5h" => Ok(proxy),
        "socks5" => {
            let mut builder =
                Proxy::builder(ProxyProtocol::Socks5h).host(proxy.host()).port(proxy.port());
            if let Some(user) = proxy.username() {
                builder = builder.username(user).password(proxy.password().unwrap_or_default());
            }
            builder.build().map_err(|_| bad())
        }
        _ => Err(bad()),
    }
}

impl Exception {
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        if text.is_empty() {
            return None;
        }
        if text == "*" {
            return Some(Exception::Everything);
        }
        if let Some((address, bits)) = text.split_once('/') {
            let (address, bits) = (address.parse().ok()?, bits.parse().ok()?);
            return Some(Exception::Network { address, bits });
        }
        let (host, port) = match text.rsplit_once(':') {
            Some((host, port)) if !host.contains(':') || host.ends_with(']') => {
                (host, port.parse().ok())
            }
            _ => (text.as_str(), None),
        };
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        if let Ok(address) = bare.parse() {
            return Some(Exception::Address { address, port });
        }
        let host = host.strip_prefix('*').filter(|rest| rest.starts_with('.')).unwrap_or(host);
        let itself = !host.starts_with('.');
        let name = if itself { format!(".{host}") } else { host.to_string() };
        (name.len() > 1).then_some(Exception::Domain { name, port, itself })
    }

    fn matches(&self, host: &str, ip: Option<IpAddr>, at: u16) -> bool {
        let right = |port: &Option<u16>| port.is_none_or(|p| p == at);
        match self {
            Exception::Everything => true,
            Exception::Address { address, port } => ip == Some(*address) && right(port),
            Exception::Network { address, bits } => {
                ip.is_some_and(|ip| within(ip, *address, *bits))
            }
            Exception::Domain { name, port, itself } => {
                ip.is_none()
                    && (host.ends_with(name.as_str()) || (*itself && host == &name[1..]))
                    && right(port)
            }
        }
    }
}

fn within(ip: IpAddr, network: IpAddr, bits: u32) -> bool {
    match (ip, network) {
        (IpAddr::V4(ip), IpAddr::V4(network)) if bits <= 32 => {
            let differ = u32::from(ip) ^ u32::from(network);
            bits == 0 || differ >> (32 - bits) == 0
        }
        (IpAddr::V6(ip), IpAddr::V6(network)) if bits <= 128 => {
            let differ = u128::from(ip) ^ u128::from(network);
            bits == 0 || differ >> (128 - bits) == 0
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn direct(none: &str, url: &str) -> bool {
        let variable = |name: &str| match name {
            "HTTP_PROXY" => Some("proxy:3128".to_string()),
            "https_proxy" => Some("http://ann:secret@proxy:3129".to_string()),
            "NO_PROXY" => Some(none.to_string()),
            _ => None,
        };
        let url = Url::parse(url).unwrap();
        Proxies::from_environment(&variable).of(&url).unwrap().is_none()
    }

    #[test]
    fn exceptions_are_those_of_go() {
        for (none, url, expected) in [
            ("", "http://a.example/", false),
            ("", "https://a.example/", false),
            ("", "http://localhost:5000/", true),
            ("", "http://127.3.4.5:5000/", true),
            ("", "http://[::1]:5000/", true),
            ("*", "http://a.example/", true),
            ("example", "http://a.example/", true),
            ("example", "http://example/", true),
            (".example", "http://example/", false),
            ("*.example", "http://a.example/", true),
            ("xample", "http://a.example/", false),
            ("a.example:81", "http://a.example/", false),
            ("a.example:80", "http://a.example/", true),
            ("b, 10.0.0.0/8", "http://10.2.3.4/", true),
            ("10.0.0.0/8", "http://11.2.3.4/", false),
            ("10.2.3.4:8080", "http://10.2.3.4:8080/", true),
            ("fe80::/10", "http://[fe80::1]/", true),
        ] {
            assert_eq!(direct(none, url), expected, "{none} {url}");
        }
    }

    #[test]
    fn a_cgi_program_has_no_http_proxy() {
        let variable =
            |name: &str| Some(if name == "REQUEST_METHOD" { "GET" } else { "p:1" }.to_string());
        let proxies = Proxies::from_environment(&variable);
        assert!(proxies.of(&Url::parse("http://h/").unwrap()).unwrap().is_none());
    }
}
