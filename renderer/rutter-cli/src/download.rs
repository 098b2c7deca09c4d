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
    let mut response =
        agent.get(url).call().map_err(|e| format!("Get {}: {e}", rutter::quote(url)))?;
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
