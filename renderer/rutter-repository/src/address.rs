//! Addresses of repositories. Helm: internal/urlutil, pkg/repo/chartrepo.go.

use rutter_go::path;
use rutter_go::url::{self, Url};

fn text(url: &Url) -> String {
    String::from_utf8_lossy(&url.to_bytes()).into_owned()
}

/// A path below an address. Helm: `URLJoin`.
///
/// # Errors
/// Go's text for what is no URL.
pub fn join(base: &str, part: &str) -> Result<String, String> {
    let mut url = url::parse(base.as_bytes())?;
    url.path = path::join(&[url.path.as_slice(), part.as_bytes()]);
    url.raw_path.clear();
    Ok(text(&url))
}

/// Whether two addresses mean the same repository. Helm: `Equal`.
pub fn same(one: &str, other: &str) -> bool {
    let Ok(first) = url::parse(one.as_bytes()) else {
        return path::clean(one.as_bytes()) == path::clean(other.as_bytes());
    };
    let Ok(second) = url::parse(other.as_bytes()) else { return false };
    let plain = |mut url: Url| {
        if url.path.is_empty() {
            url.path = b"/".to_vec();
        }
        url.path = path::clean(&url.path);
        text(&url)
    };
    plain(first) == plain(second)
}

/// Where a reference in the index of a repository leads. Helm: `ResolveReferenceURL`.
///
/// # Errors
/// Go's text for what is no URL.
pub fn resolve(base: &str, reference: &str) -> Result<String, String> {
    let failed = |text: &str, error: String| format!("failed to parse {text} as URL: {error}");
    let parsed = url::parse(reference.as_bytes()).map_err(|e| failed(reference, e))?;
    if !parsed.scheme.is_empty() {
        return Ok(reference.to_string());
    }
    let mut base_url = url::parse(base.as_bytes()).map_err(|e| failed(base, e))?;
    for path in [&mut base_url.path, &mut base_url.raw_path] {
        if path.last() != Some(&b'/') {
            path.push(b'/');
        }
    }
    let mut resolved = base_url.join(reference.as_bytes()).map_err(|e| failed(reference, e))?;
    resolved.raw_query = base_url.raw_query;
    Ok(text(&resolved))
}
