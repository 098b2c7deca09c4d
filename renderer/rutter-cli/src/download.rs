//! Values from URLs.

/// Downloads a text of at most `limit` bytes.
///
/// # Errors
/// When the server does not answer with success, or with more than the limit.
pub fn get(url: &str, limit: u64) -> Result<Vec<u8>, String> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(std::time::Duration::from_secs(60)))
        .http_status_as_error(false)
        .build()
        .into();
    let mut response = agent
        .get(url)
        .call()
        .map_err(|e| format!("Get {}: {}", rutter::quote(url), reason(url, &e)))?;
    let status = response.status();
    if !status.is_success() {
        return Err(format!(
            "failed to fetch {url} : {} {}",
            status.as_u16(),
            status.canonical_reason().unwrap_or("")
        ));
    }
    response.body_mut().with_config().limit(limit).read_to_vec().map_err(|e| format!("{url}: {e}"))
}

/// Why there is no answer, in Go's words where the reason is a common one.
fn reason(url: &str, error: &ureq::Error) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    match error {
        ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
            let port = if scheme == "https" { "443" } else { "80" };
            let has_port = host.rsplit(']').next().is_some_and(|end| end.contains(':'));
            let address = if has_port { host.to_string() } else { format!("{host}:{port}") };
            format!("dial tcp {address}: connect: connection refused")
        }
        ureq::Error::HostNotFound => {
            format!("dial tcp: lookup {}: no such host", host.split(':').next().unwrap_or(host))
        }
        other => other.to_string(),
    }
}
