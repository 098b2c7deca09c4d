//! Answers to challenges.

use std::collections::HashMap;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rutter_http::{Response, Url};

use crate::challenge::Challenge;
use crate::client::{about, lock};
use crate::{Client, Error, scope};

/// What registries accepted before. Kept by scheme, host and port, so nothing goes elsewhere.
#[derive(Default)]
pub(crate) struct Tokens {
    /// Whether a name and a password are changed into a token by a form instead of a query.
    pub(crate) passwords_for_tokens: bool,
    basic: HashMap<String, String>,
    bearer: HashMap<(String, String), String>,
    uses_bearer: HashMap<String, bool>,
}

fn origin_of(url: &Url) -> String {
    format!("{}://{}:{}", url.scheme(), url.hostname().to_ascii_lowercase(), url.port_or_default())
}

impl Client {
    /// The authorization that worked before, and the scopes it is for.
    pub(crate) fn known_token(&self, url: &Url, hint: &str) -> (Option<String>, Vec<String>) {
        let scopes = scope::join(&[hint]);
        let origin = origin_of(url);
        let tokens = lock(&self.tokens);
        let known = match tokens.uses_bearer.get(&origin) {
            None => None,
            Some(false) => tokens.basic.get(&origin).map(|token| format!("Basic {token}")),
            Some(true) => {
                let key = (origin, scopes.join(" "));
                tokens.bearer.get(&key).map(|token| format!("Bearer {token}"))
            }
        };
        (known, scopes)
    }

    /// What answers the challenge of a registry; nothing when it cannot be answered.
    pub(crate) fn answer_challenge(
        &self,
        url: &Url,
        response: &Response,
        hints: &[String],
    ) -> Result<Option<String>, Error> {
        let header = response.headers().get("WWW-Authenticate").unwrap_or_default();
        let fail = |reason: String| Error::Credentials(format!("{}: {reason}", about(response)));
        match Challenge::parse(header) {
            Challenge::Other => Ok(None),
            Challenge::Basic => self.basic(url).map(Some).map_err(fail),
            Challenge::Bearer { realm, service, scope } => {
                let mut scopes: Vec<&str> = hints.iter().map(String::as_str).collect();
                scopes.push(&scope);
                let scopes = scope::join(&scopes);
                self.bearer(url, &realm, &service, &scopes).map(Some).map_err(fail)
            }
        }
    }

    fn basic(&self, url: &Url) -> Result<String, String> {
        let credential = self
            .credentials
            .get(url.host())
            .map_err(|reason| format!("failed to resolve credential: {reason}"))?;
        if credential.is_empty() {
            return Err("basic credential not found".to_string());
        }
        if credential.username.is_empty() || credential.password.is_empty() {
            return Err("missing username or password for basic auth".to_string());
        }
        let token =
            BASE64_STANDARD.encode(format!("{}:{}", credential.username, credential.password));
        let mut tokens = lock(&self.tokens);
        tokens.uses_bearer.insert(origin_of(url), false);
        tokens.basic.insert(origin_of(url), token.clone());
        Ok(format!("Basic {token}"))
    }

    fn bearer(
        &self,
        url: &Url,
        realm: &str,
        service: &str,
        scopes: &[String],
    ) -> Result<String, String> {
        let realm = self.realm(url, realm)?;
        let credential = self.credentials.get(url.host())?;
        let token = if credential.access_token.is_empty() {
            self.fetch_token(&realm, service, scopes, &credential)?
        } else {
            credential.access_token
        };
        let mut tokens = lock(&self.tokens);
        tokens.uses_bearer.insert(origin_of(url), true);
        tokens.bearer.insert((origin_of(url), scopes.join(" ")), token.clone());
        Ok(format!("Bearer {token}"))
    }

    /// The token service, unless credentials must not go there.
    fn realm(&self, registry: &Url, realm: &str) -> Result<Url, String> {
        let quoted = rutter_http::quote(realm);
        let url = Url::parse(realm)
            .map_err(|reason| format!("failed to parse bearer realm {quoted}: {reason}"))?;
        let same_host = url.hostname().eq_ignore_ascii_case(registry.hostname());
        let secure = url.scheme() == "https";
        if !secure && registry.scheme() == "https" {
            return Err(format!(
                "bearer realm {quoted} uses http but registry was contacted over https"
            ));
        }
        if same_host || self.options.insecure_realm {
            return Ok(url);
        }
        if is_inside(url.hostname()) {
            return Err(format!(
                "bearer realm host {} is a loopback, link-local, private, or unspecified address",
                rutter_http::quote(url.hostname())
            ));
        }
        if secure {
            return Ok(url);
        }
        Err(format!("bearer realm {quoted} is on another host than the registry and not https"))
    }
}

/// Whether an address is one that only insiders reach, such as that of a cloud's metadata.
fn is_inside(host: &str) -> bool {
    match host.parse() {
        Ok(std::net::IpAddr::V4(ip)) => {
            ip.is_loopback() || ip.is_link_local() || ip.is_private() || ip.is_unspecified()
        }
        Ok(std::net::IpAddr::V6(ip)) => {
            ip.is_loopback()
                || ip.is_unspecified()
                || ip.is_unique_local()
                || ip.is_unicast_link_local()
                || ip.to_ipv4_mapped().is_some_and(|ip| is_inside(&ip.to_string()))
        }
        Err(_) => false,
    }
}
