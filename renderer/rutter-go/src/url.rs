//! URLs (Go: `net/url`).

mod address;
mod escape;

use crate::strconv::quote;
use crate::strings::to_lower;
use escape::Part;
pub use escape::{path_escape, path_unescape, query_escape, query_unescape};

/// User name, and password if there is a `:` after it (Go: `url.Userinfo`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Userinfo {
    /// The name.
    pub username: Vec<u8>,
    /// The password, if there is one.
    pub password: Option<Vec<u8>>,
}

impl Userinfo {
    /// The escaped text (Go: `Userinfo.String`).
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = escape::escape(&self.username, Part::UserPassword);
        if let Some(password) = &self.password {
            out.push(b':');
            out.extend(escape::escape(password, Part::UserPassword));
        }
        out
    }
}

/// A parsed URL (Go: `url.URL`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Url {
    /// The scheme in lower case.
    pub scheme: Vec<u8>,
    /// What follows a scheme without a slash.
    pub opaque: Vec<u8>,
    /// Name and password.
    pub user: Option<Userinfo>,
    /// Host and port.
    pub host: Vec<u8>,
    /// The path, unescaped.
    pub path: Vec<u8>,
    /// The path as written, where that is not how Go escapes it.
    pub raw_path: Vec<u8>,
    /// Whether to write a `?` without a query.
    pub force_query: bool,
    /// The query without `?`.
    pub raw_query: Vec<u8>,
    /// The fragment, unescaped, without `#`.
    pub fragment: Vec<u8>,
    /// The fragment as written, where that is not how Go escapes it.
    pub raw_fragment: Vec<u8>,
    /// Whether the scheme is followed by a path without a host.
    pub omit_host: bool,
}

/// Go's `url.Parse`, with Go's error text.
pub fn parse(text: &[u8]) -> Result<Url, String> {
    let (head, fragment) = cut(text, b'#');
    let mut url = parse_head(head).map_err(|error| failure(head, &error))?;
    if let Some(fragment) = fragment.filter(|f| !f.is_empty()) {
        let set = url.set_fragment(fragment);
        set.map_err(|error| failure(text, &error))?;
    }
    Ok(url)
}

fn failure(text: &[u8], error: &str) -> String {
    format!("parse {}: {error}", quote(text))
}

fn cut(text: &[u8], separator: u8) -> (&[u8], Option<&[u8]>) {
    match memchr::memchr(separator, text) {
        Some(at) => (text.get(..at).unwrap_or_default(), text.get(at + 1..)),
        None => (text, None),
    }
}

fn parse_head(text: &[u8]) -> Result<Url, String> {
    let mut url = Url::default();
    if text.iter().any(|&b| b < 0x20 || b == 0x7F) {
        return Err("net/url: invalid control character in URL".to_string());
    }
    if text == b"*" {
        url.path = text.to_vec();
        return Ok(url);
    }
    let (scheme, mut rest) = split_scheme(text)?;
    url.scheme = to_lower(scheme);
    if rest.ends_with(b"?") && rest.iter().filter(|&&b| b == b'?').count() == 1 {
        url.force_query = true;
        rest = rest.get(..rest.len() - 1).unwrap_or_default();
    } else {
        let (path, query) = cut(rest, b'?');
        url.raw_query = query.unwrap_or_default().to_vec();
        rest = path;
    }
    if !rest.starts_with(b"/") {
        if !url.scheme.is_empty() {
            url.opaque = rest.to_vec();
            return Ok(url);
        }
        if cut(rest, b'/').0.contains(&b':') {
            return Err("first path segment in URL cannot contain colon".to_string());
        }
    }
    let three_slashes = url.scheme.is_empty() && rest.starts_with(b"///");
    match rest.strip_prefix(b"//") {
        Some(authority) if !three_slashes => {
            let end = memchr::memchr(b'/', authority).unwrap_or(authority.len());
            let (authority, path) = authority.split_at(end);
            url.set_authority(authority)?;
            rest = path;
        }
        _ => url.omit_host = !url.scheme.is_empty() && rest.starts_with(b"/"),
    }
    url.set_path(rest)?;
    Ok(url)
}

fn split_scheme(text: &[u8]) -> Result<(&[u8], &[u8]), String> {
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => {}
            b'0'..=b'9' | b'+' | b'-' | b'.' if at > 0 => {}
            b':' if at == 0 => return Err("missing protocol scheme".to_string()),
            b':' => {
                let rest = text.get(at + 1..).unwrap_or_default();
                return Ok((text.get(..at).unwrap_or_default(), rest));
            }
            _ => break,
        }
    }
    Ok((b"", text))
}

impl Url {
    fn set_authority(&mut self, authority: &[u8]) -> Result<(), String> {
        let at = memchr::memrchr(b'@', authority);
        let host = at.map_or(authority, |at| authority.get(at + 1..).unwrap_or_default());
        self.host = parse_host(&self.scheme, host)?;
        let Some(userinfo) = at.and_then(|at| authority.get(..at)) else {
            return Ok(());
        };
        if !userinfo.iter().all(|&b| valid_in_userinfo(b)) {
            return Err("net/url: invalid userinfo".to_string());
        }
        let (username, password) = cut(userinfo, b':');
        let username = escape::unescape(username, Part::UserPassword)?;
        let password = password.map(|p| escape::unescape(p, Part::UserPassword));
        self.user = Some(Userinfo { username, password: password.transpose()? });
        Ok(())
    }

    fn set_path(&mut self, path: &[u8]) -> Result<(), String> {
        self.path = escape::unescape(path, Part::Path)?;
        self.raw_path = match escape::escape(&self.path, Part::Path) == path {
            true => Vec::new(),
            false => path.to_vec(),
        };
        Ok(())
    }

    fn set_fragment(&mut self, fragment: &[u8]) -> Result<(), String> {
        self.fragment = escape::unescape(fragment, Part::Fragment)?;
        self.raw_fragment = match escape::escape(&self.fragment, Part::Fragment) == fragment {
            true => Vec::new(),
            false => fragment.to_vec(),
        };
        Ok(())
    }

    /// Go's `URL.EscapedPath`.
    pub fn escaped_path(&self) -> Vec<u8> {
        if let Some(raw) = as_written(&self.raw_path, &self.path, Part::Path) {
            return raw;
        }
        match self.path == b"*" {
            true => b"*".to_vec(),
            false => escape::escape(&self.path, Part::Path),
        }
    }

    /// Go's `URL.EscapedFragment`.
    pub fn escaped_fragment(&self) -> Vec<u8> {
        as_written(&self.raw_fragment, &self.fragment, Part::Fragment)
            .unwrap_or_else(|| escape::escape(&self.fragment, Part::Fragment))
    }

    /// The host without port and brackets (Go: `URL.Hostname`).
    pub fn hostname(&self) -> &[u8] {
        let (host, _) = self.split_host();
        let inside = host.strip_prefix(b"[").and_then(|h| h.strip_suffix(b"]"));
        inside.unwrap_or(host)
    }

    /// The port without colon (Go: `URL.Port`).
    pub fn port(&self) -> &[u8] {
        self.split_host().1
    }

    fn split_host(&self) -> (&[u8], &[u8]) {
        let host = &self.host[..];
        match memchr::memrchr(b':', host).map(|at| host.split_at(at)) {
            Some((name, port)) if valid_port(port) => (name, port.get(1..).unwrap_or_default()),
            _ => (host, b""),
        }
    }

    /// The whole URL as text (Go: `URL.String`).
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        if !self.scheme.is_empty() {
            out.extend_from_slice(&self.scheme);
            out.push(b':');
        }
        match self.opaque.is_empty() {
            false => out.extend_from_slice(&self.opaque),
            true => self.append_hierarchy(&mut out),
        }
        if self.force_query || !self.raw_query.is_empty() {
            out.push(b'?');
            out.extend_from_slice(&self.raw_query);
        }
        if !self.fragment.is_empty() {
            out.push(b'#');
            out.extend(self.escaped_fragment());
        }
        out
    }

    fn append_hierarchy(&self, out: &mut Vec<u8>) {
        let no_host = self.host.is_empty() && self.user.is_none();
        if !(no_host && (self.scheme.is_empty() || self.omit_host)) {
            if !no_host || !self.path.is_empty() {
                out.extend_from_slice(b"//");
            }
            if let Some(user) = &self.user {
                out.extend(user.to_bytes());
                out.push(b'@');
            }
            out.extend(escape::escape(&self.host, Part::Host));
        }
        let path = self.escaped_path();
        if !path.is_empty() && !path.starts_with(b"/") && !self.host.is_empty() {
            out.push(b'/');
        }
        if out.is_empty() && cut(&path, b'/').0.contains(&b':') {
            out.extend_from_slice(b"./");
        }
        out.extend(path);
    }

    /// The URL that a reference means as seen from this one (Go: `URL.Parse`).
    pub fn join(&self, reference: &[u8]) -> Result<Url, String> {
        let reference = parse(reference)?;
        let mut url = reference.clone();
        if reference.scheme.is_empty() {
            url.scheme = self.scheme.clone();
        }
        let authority = !reference.host.is_empty() || reference.user.is_some();
        if !reference.scheme.is_empty() || authority {
            url.set_path(&resolve_path(&reference.escaped_path(), b""))?;
            return Ok(url);
        }
        if !reference.opaque.is_empty() {
            return Ok(url.without_hierarchy());
        }
        let empty = reference.path.is_empty();
        if empty && !reference.force_query && reference.raw_query.is_empty() {
            url.raw_query = self.raw_query.clone();
            if reference.fragment.is_empty() {
                url.fragment = self.fragment.clone();
                url.raw_fragment = self.raw_fragment.clone();
            }
        }
        if empty && !self.opaque.is_empty() {
            url.opaque = self.opaque.clone();
            return Ok(url.without_hierarchy());
        }
        url.host = self.host.clone();
        url.user = self.user.clone();
        url.set_path(&resolve_path(&self.escaped_path(), &reference.escaped_path()))?;
        Ok(url)
    }

    fn without_hierarchy(self) -> Url {
        Url { user: None, host: Vec::new(), path: Vec::new(), ..self }
    }
}

fn resolve_path(base: &[u8], reference: &[u8]) -> Vec<u8> {
    let full = match reference.first() {
        None => base.to_vec(),
        Some(b'/') => reference.to_vec(),
        Some(_) => {
            let end = memchr::memrchr(b'/', base).map_or(0, |at| at + 1);
            [base.get(..end).unwrap_or_default(), reference].concat()
        }
    };
    if full.is_empty() {
        return full;
    }
    let (mut out, mut first, mut last) = (vec![b'/'], true, &b""[..]);
    for element in full.split(|&b| b == b'/') {
        last = element;
        match element {
            b"." => first = false,
            b".." => {
                let inner = out.get(1..).unwrap_or_default();
                let keep = memchr::memrchr(b'/', inner).map_or(1, |at| at + 1);
                out.truncate(keep);
                first = keep == 1;
            }
            _ => {
                if !first {
                    out.push(b'/');
                }
                out.extend_from_slice(element);
                first = false;
            }
        }
    }
    if last == b"." || last == b".." {
        out.push(b'/');
    }
    if out.starts_with(b"//") {
        out.remove(0);
    }
    out
}

/// The text as written, when it is a valid way to write the value.
fn as_written(raw: &[u8], value: &[u8], part: Part) -> Option<Vec<u8>> {
    let usable = !raw.is_empty() && escape::valid_encoded(raw, part);
    let same = usable && escape::unescape(raw, part).is_ok_and(|text| text == value);
    same.then(|| raw.to_vec())
}

fn valid_in_userinfo(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._:~!$&'()*+,;=%@".contains(&byte)
}

fn valid_port(port: &[u8]) -> bool {
    match port {
        [] => true,
        [b':', digits @ ..] => digits.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

fn parse_host(scheme: &[u8], host: &[u8]) -> Result<Vec<u8>, String> {
    let check_port = |port: &[u8]| match valid_port(port) {
        true => Ok(()),
        false => Err(format!("invalid port {} after host", quote(port))),
    };
    match memchr::memrchr(b'[', host) {
        Some(0) => {}
        Some(_) => return Err("invalid IP-literal".to_string()),
        None => {
            let strict = scheme == b"http" || scheme == b"https";
            let colon = match strict {
                true => memchr::memchr(b':', host),
                false => memchr::memrchr(b':', host),
            };
            check_port(colon.and_then(|at| host.get(at..)).unwrap_or_default())?;
            return escape::unescape(host, Part::Host);
        }
    }
    let Some(close) = memchr::memrchr(b']', host) else {
        return Err("missing ']' in host".to_string());
    };
    let port = host.get(close + 1..).unwrap_or_default();
    check_port(port)?;
    let port = escape::unescape(port, Part::Host)?;
    let name = host.get(1..close).unwrap_or_default();
    let name = match memchr::memmem::find(name, b"%25").map(|at| name.split_at(at)) {
        Some((address, zone)) => {
            let address = escape::unescape(address, Part::Host)?;
            [address, escape::unescape(zone, Part::Zone)?].concat()
        }
        None => escape::unescape(name, Part::Host)?,
    };
    address::check_v6(&name)?;
    Ok([b"[", &name[..], b"]", &port].concat())
}
