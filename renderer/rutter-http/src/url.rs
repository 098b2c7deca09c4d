//! Addresses, as far as HTTP needs them.

use std::fmt;

/// An absolute `http` or `https` address.
///
/// A password in it is sent as Basic credentials and never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Url {
    scheme: String,
    user: Option<String>,
    password: Option<String>,
    host: String,
    /// Path and query as they are sent, beginning with `/`.
    target: String,
}

impl Url {
    /// Reads an address.
    ///
    /// # Errors
    /// When it is none, or has a scheme other than `http` and `https`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let Some((scheme, rest)) = text.split_once("://") else {
            return Err(format!("{} is not an absolute URL", crate::quote(text)));
        };
        let scheme = scheme.to_ascii_lowercase();
        if scheme != "http" && scheme != "https" {
            return Err(format!("unsupported protocol scheme {}", crate::quote(&scheme)));
        }
        let rest = rest.split('#').next().unwrap_or_default();
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, target) = rest.split_at(end);
        let (user, password, host) = split_authority(authority)?;
        check_host(host)?;
        let url = Url { scheme, user, password, host: host.to_string(), target: sendable(target) };
        Ok(url)
    }

    /// `http` or `https`.
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// Host and port as they were given.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The host alone, without brackets.
    pub fn hostname(&self) -> &str {
        let host = match self.host.rfind(':') {
            Some(colon) if !self.host[colon..].contains(']') => &self.host[..colon],
            _ => &self.host,
        };
        host.trim_start_matches('[').trim_end_matches(']')
    }

    /// The port as it was given.
    pub fn port(&self) -> Option<u16> {
        let colon = self.host.rfind(':').filter(|i| !self.host[*i..].contains(']'))?;
        self.host[colon + 1..].parse().ok()
    }

    /// The port, that of the scheme where none was given.
    pub fn port_or_default(&self) -> u16 {
        self.port().unwrap_or(if self.scheme == "https" { 443 } else { 80 })
    }

    /// Path and query.
    pub fn target(&self) -> &str {
        &self.target
    }

    /// Name and password in the address.
    pub(crate) fn credentials(&self) -> Option<(&str, &str)> {
        let user = self.user.as_deref()?;
        Some((user, self.password.as_deref().unwrap_or_default()))
    }

    /// The same address without name and password.
    #[must_use]
    pub fn without_credentials(mut self) -> Self {
        self.user = None;
        self.password = None;
        self
    }

    /// The same address with another host and port.
    #[must_use]
    pub fn with_host(mut self, host: &str) -> Self {
        self.host = host.to_string();
        self
    }

    /// The same address under another scheme.
    #[must_use]
    pub fn with_scheme(mut self, scheme: &str) -> Self {
        self.scheme = scheme.to_string();
        self
    }

    /// Sets members of the query; those of the same name go. The query is sorted by name, as Go
    /// sorts it when it writes one.
    #[must_use]
    pub fn with_query(mut self, members: &[(&str, &str)]) -> Self {
        let (path, query) = self.target.split_once('?').unwrap_or((&self.target, ""));
        let mut pairs: Vec<(String, String)> = query_of(query);
        pairs.retain(|(name, _)| !members.iter().any(|(n, _)| n == name));
        pairs.extend(members.iter().map(|(n, v)| ((*n).to_string(), (*v).to_string())));
        pairs.sort_by(|a, b| a.0.cmp(&b.0));
        let query: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{}={}", escape_query(name), escape_query(value)))
            .collect();
        self.target = format!("{path}?{}", query.join("&"));
        self
    }

    /// Whether both have the same scheme, host and port.
    pub fn same_origin(&self, other: &Url) -> bool {
        self.scheme == other.scheme && self.same_host(other)
    }

    /// Whether both have the same host and port.
    pub fn same_host(&self, other: &Url) -> bool {
        self.hostname().eq_ignore_ascii_case(other.hostname())
            && self.port_or_default() == other.port_or_default()
    }

    /// Resolves a reference found in an answer to this address.
    ///
    /// # Errors
    /// When the result is no address.
    pub fn join(&self, reference: &str) -> Result<Url, String> {
        let reference = reference.split('#').next().unwrap_or_default();
        if reference.split(['/', '?']).next().is_some_and(|s| s.contains(':')) {
            return Url::parse(reference);
        }
        if reference.starts_with("//") {
            return Url::parse(&format!("{}:{reference}", self.scheme));
        }
        let mut url = self.clone();
        let path = self.target.split('?').next().unwrap_or_default();
        url.target = if reference.is_empty() {
            self.target.clone()
        } else if reference.starts_with('/') {
            sendable(&without_dots(reference))
        } else if reference.starts_with('?') {
            sendable(&format!("{path}{reference}"))
        } else {
            let folder = &path[..=path.rfind('/').unwrap_or(0)];
            sendable(&without_dots(&format!("{folder}{reference}")))
        };
        Ok(url)
    }

    /// As it is sent: everything but name and password.
    pub(crate) fn sent(&self) -> String {
        format!("{}://{}{}", self.scheme, self.host, self.target)
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://", self.scheme)?;
        match (&self.user, &self.password) {
            (Some(user), Some(_)) => write!(f, "{user}:***@")?,
            (Some(user), None) => write!(f, "{user}@")?,
            (None, _) => {}
        }
        write!(f, "{}{}", self.host, self.target)
    }
}

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

type Authority<'a> = (Option<String>, Option<String>, &'a str);

fn split_authority(authority: &str) -> Result<Authority<'_>, String> {
    let Some((info, host)) = authority.rsplit_once('@') else {
        return Ok((None, None, authority));
    };
    let (user, password) = match info.split_once(':') {
        Some((user, password)) => (user, Some(password)),
        None => (info, None),
    };
    let decode =
        |text: &str| unescape(text, false).ok_or_else(|| "net/url: invalid userinfo".to_string());
    Ok((Some(decode(user)?), password.map(decode).transpose()?, host))
}

fn check_host(host: &str) -> Result<(), String> {
    let bad = |c: char| c.is_ascii_control() || " \"<>\\^`{|}%".contains(c) || !c.is_ascii();
    if let Some(c) = host.chars().find(|c| bad(*c)) {
        return Err(format!("invalid character {} in host name", crate::quote(&c.to_string())));
    }
    let colons = host.rsplit(']').next().unwrap_or_default();
    if let Some((_, port)) = colons.split_once(':')
        && !port.is_empty()
        && port.parse::<u16>().is_err()
    {
        return Err(format!("invalid port {} after host", crate::quote(&format!(":{port}"))));
    }
    if host.split(':').next().unwrap_or_default().is_empty() {
        return Err("no Host in request URL".to_string());
    }
    Ok(())
}

/// Path and query with a leading slash; what may not stand in a request is escaped.
fn sendable(target: &str) -> String {
    let mut out = String::with_capacity(target.len() + 1);
    if !target.starts_with('/') {
        out.push('/');
    }
    for byte in target.bytes() {
        if byte <= b' ' || byte >= 0x7f || b"\"<>\\^`{|}".contains(&byte) {
            out.push_str(&format!("%{byte:02X}"));
        } else {
            out.push(char::from(byte));
        }
    }
    out
}

/// Takes `.` and `..` out of a path; the query stays.
fn without_dots(target: &str) -> String {
    let (path, query) = match target.find('?') {
        Some(at) => target.split_at(at),
        None => (target, ""),
    };
    let mut parts: Vec<&str> = Vec::new();
    let all: Vec<&str> = path.split('/').skip(1).collect();
    for (index, part) in all.iter().enumerate() {
        let last = index + 1 == all.len();
        match *part {
            "." | ".." => {
                if *part == ".." {
                    parts.pop();
                }
                if last {
                    parts.push("");
                }
            }
            part => parts.push(part),
        }
    }
    format!("/{}{query}", parts.join("/"))
}

/// Names and values of a query.
pub fn query_of(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let read = |text: &str| unescape(text, true).unwrap_or_else(|| text.to_string());
            (read(name), read(value))
        })
        .collect()
}

/// Escapes a text for a query as Go's `url.QueryEscape` does.
pub fn escape_query(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            b' ' => out.push('+'),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn unescape(text: &str, plus: bool) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'%' => {
                let digits = text.get(at + 1..at + 3)?;
                out.push(u8::from_str_radix(digits, 16).ok()?);
                at += 2;
            }
            b'+' if plus => out.push(b' '),
            byte => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_apart_and_shown_without_passwords() {
        let url = Url::parse("https://ann:s%40c@h.example:444/a/b?x=1#f").unwrap();
        assert_eq!(url.to_string(), "https://ann:***@h.example:444/a/b?x=1");
        assert_eq!(format!("{url:?}"), "https://ann:***@h.example:444/a/b?x=1");
        assert_eq!(url.sent(), "https://h.example:444/a/b?x=1");
        assert_eq!(url.credentials(), Some(("ann", "s@c")));
        assert_eq!((url.hostname(), url.port_or_default()), ("h.example", 444));
        assert_eq!(Url::parse("http://[::1]:5").unwrap().hostname(), "::1");
        assert_eq!(Url::parse("http://[::1]").unwrap().port(), None);
        for bad in
            ["h/x", "ftp://h/x", "http:///x", "http://h:x/", "http://a b/", "http://h:99999/"]
        {
            assert!(Url::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn references_are_resolved() {
        let url = Url::parse("https://h:1/a/b?x=1").unwrap();
        for (reference, result) in [
            ("/c", "https://h:1/c"),
            ("c/../d", "https://h:1/a/d"),
            ("../../../d/.", "https://h:1/d/"),
            ("?y", "https://h:1/a/b?y"),
            ("//o/p", "https://o/p"),
            ("http://o/p?q", "http://o/p?q"),
            ("/v2/x?next=a:b", "https://h:1/v2/x?next=a:b"),
        ] {
            assert_eq!(url.join(reference).unwrap().to_string(), result, "{reference}");
        }
    }

    #[test]
    fn origins_know_default_ports() {
        let url = |text| Url::parse(text).unwrap();
        assert!(url("https://H/").same_origin(&url("https://h:443/x")));
        assert!(!url("https://h/").same_origin(&url("http://h/")));
        assert!(!url("https://h/").same_origin(&url("https://h:444/")));
    }

    #[test]
    fn members_of_a_query_are_set_as_go_sets_them() {
        let url = Url::parse("http://h/u?_state=a%3D&digest=old").unwrap();
        let url = url.with_query(&[("digest", "sha256:ab")]);
        assert_eq!(url.target(), "/u?_state=a%3D&digest=sha256%3Aab");
    }
}
