//! Values and schemas from URLs.

use rutter_http::{Method, Request, Transport, TransportOptions, Url};

/// What requests of this program call it.
pub fn user_agent() -> String {
    concat!("rutter/", env!("CARGO_PKG_VERSION")).to_string()
}

/// Downloads a text of at most `limit` bytes.
///
/// # Errors
/// When the server does not answer with success, or with more than the limit.
pub fn get(url: &str, limit: u64) -> Result<Vec<u8>, String> {
    let options = TransportOptions { user_agent: user_agent(), ..TransportOptions::default() };
    let transport = Transport::new(options).map_err(|error| error.to_string())?;
    let address =
        Url::parse(url).map_err(|reason| format!("Get {}: {reason}", rutter_http::quote(url)))?;
    let request = Request::new(Method::Get, address);
    let response = transport.send(&request).map_err(|error| error.to_string())?;
    if !(200..300).contains(&response.status()) {
        let shown = request.url();
        return Err(format!("failed to fetch {shown} : {}", response.status_line()));
    }
    response.bytes(limit).map_err(|error| error.to_string())
}
