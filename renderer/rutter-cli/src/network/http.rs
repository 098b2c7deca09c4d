//! Plain servers: indexes and packages of repositories. Helm: pkg/getter/httpgetter.go.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rutter::go::base64;
use rutter::go::time::Duration as GoDuration;
use rutter_http::{Limits, Method, Request, Transport, TransportOptions, Url};
use rutter_repository::Entry;

use crate::flags::Parsed;

/// What requests of this program call it.
pub const USER_AGENT: &str = concat!("rutter/", env!("CARGO_PKG_VERSION"));

/// Who we are to a server, and who it must be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Access {
    /// The address that the credentials belong to.
    pub url: String,
    /// Name.
    pub username: String,
    /// Password.
    pub password: String,
    /// Whether the credentials go to any host.
    pub pass_credentials_all: bool,
    /// Certificate of this side.
    pub cert_file: String,
    /// Its key.
    pub key_file: String,
    /// Certificates that sign for the server.
    pub ca_file: String,
    /// Whether the server's certificate is not looked at.
    pub insecure_skip_tls_verify: bool,
}

impl Access {
    /// What repositories.yaml says.
    pub fn of_repository(entry: &Entry) -> Access {
        Access {
            url: entry.url.clone(),
            username: entry.username.clone(),
            password: entry.password.clone(),
            pass_credentials_all: entry.pass_credentials_all,
            cert_file: entry.cert_file.clone(),
            key_file: entry.key_file.clone(),
            ca_file: entry.ca_file.clone(),
            insecure_skip_tls_verify: entry.insecure_skip_tls_verify,
        }
    }

    /// What flags say, for what is at `url`.
    pub fn of_flags(flags: &Parsed, url: &str) -> Access {
        let text = |name: &str| flags.text(name).unwrap_or_default().to_string();
        Access {
            url: url.to_string(),
            username: text("username"),
            password: text("password"),
            pass_credentials_all: flags.is_set("pass-credentials"),
            cert_file: text("cert-file"),
            key_file: text("key-file"),
            ca_file: text("ca-file"),
            insecure_skip_tls_verify: flags.is_set("insecure-skip-tls-verify"),
        }
    }

    fn transport(&self, limits: &Limits) -> Result<Transport, String> {
        let path = |text: &String| (!text.is_empty()).then(|| PathBuf::from(text));
        let options = TransportOptions {
            user_agent: USER_AGENT.to_string(),
            ca_file: path(&self.ca_file),
            cert_file: path(&self.cert_file),
            key_file: path(&self.key_file),
            insecure_skip_tls_verify: self.insecure_skip_tls_verify,
            limits: limits.clone(),
        };
        Transport::new(options)
            .map_err(|error| format!("can't create TLS config for client: {error}"))
    }

    /// The header with the credentials, where they may go.
    fn authorization(&self, url: &Url) -> Option<String> {
        let is_home = Url::parse(&self.url).is_ok_and(|home| home.same_origin(url));
        let has_both = !self.username.is_empty() && !self.password.is_empty();
        (has_both && (is_home || self.pass_credentials_all)).then(|| {
            let pair = format!("{}:{}", self.username, self.password);
            format!("Basic {}", String::from_utf8_lossy(&base64::encode(pair.as_bytes())))
        })
    }
}

/// Asks plain servers; threads may share it.
#[derive(Default)]
pub struct Http {
    limits: Limits,
    /// Transports by what they are made of.
    transports: Mutex<HashMap<Access, Arc<Transport>>>,
}

impl Http {
    /// With the time that a flag gives.
    pub fn new(flags: &Parsed) -> Http {
        let mut limits = Limits::default();
        let given = flags.text("timeout").and_then(|text| GoDuration::parse(text.as_bytes()).ok());
        if let Some(given) = given.and_then(|given| u64::try_from(given.0).ok()) {
            limits.transfer = Duration::from_nanos(given);
        }
        Http { limits, ..Http::default() }
    }

    fn transport(&self, access: &Access) -> Result<Arc<Transport>, String> {
        let mut transports = self.transports.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(transport) = transports.get(access) {
            return Ok(transport.clone());
        }
        let transport = Arc::new(access.transport(&self.limits)?);
        transports.insert(access.clone(), transport.clone());
        Ok(transport)
    }

    /// What is at an address, of at most `limit` bytes.
    ///
    /// # Errors
    /// Helm's text when the server does not answer with success, or with more than the limit.
    pub fn get(
        &self,
        url: &str,
        access: &Access,
        limit: u64,
        accept: Option<&str>,
    ) -> Result<Vec<u8>, String> {
        let address = Url::parse(url)
            .map_err(|reason| format!("Get {}: {reason}", rutter_http::quote(url)))?;
        let mut request = Request::new(Method::Get, address);
        if let Some(accept) = accept {
            request = request.header("Accept", accept);
        }
        if let Some(authorization) = access.authorization(request.url()) {
            request = request.header("Authorization", authorization);
        }
        let response = self.transport(access)?.send(&request).map_err(|error| error.to_string())?;
        if response.status() != 200 {
            return Err(format!("failed to fetch {url} : {}", response.status_line()));
        }
        response.bytes(limit).map_err(|error| error.to_string())
    }
}
