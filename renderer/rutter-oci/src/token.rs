//! Tokens of a token service.

use rutter_http::{Method, Request, Url, escape_query};
use serde::Deserialize;

use crate::client::{about, lock};
use crate::{Client, Credential, json};

/// What this client calls itself to token services.
const CLIENT_ID: &str = "rutter";

#[derive(Deserialize, Default)]
struct Granted {
    #[serde(default)]
    token: Option<String>,
    #[serde(default)]
    access_token: Option<String>,
}

impl Client {
    /// A token for the scopes.
    pub(crate) fn fetch_token(
        &self,
        realm: &Url,
        service: &str,
        scopes: &[String],
        credential: &Credential,
    ) -> Result<String, String> {
        let by_form = lock(&self.tokens).passwords_for_tokens;
        if credential.refresh_token.is_empty() && (credential.is_empty() || !by_form) {
            return self.token_by_query(realm, service, scopes, credential);
        }
        let form = form(service, scopes, credential)?;
        let form = form.as_bytes();
        let request = Request::new(Method::Post, realm.clone())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(&form)
            .at_home();
        self.granted(&request)
    }

    /// By the distribution specification: name and password as Basic credentials.
    fn token_by_query(
        &self,
        realm: &Url,
        service: &str,
        scopes: &[String],
        credential: &Credential,
    ) -> Result<String, String> {
        let mut members: Vec<(&str, &str)> = Vec::new();
        members.extend(scopes.iter().map(|scope| ("scope", scope.as_str())));
        if !service.is_empty() {
            members.push(("service", service));
        }
        let url =
            if members.is_empty() { realm.clone() } else { realm.clone().with_query(&members) };
        let mut request = Request::new(Method::Get, url);
        if !credential.username.is_empty() || !credential.password.is_empty() {
            request = request.basic(&credential.username, &credential.password);
        }
        self.granted(&request)
    }

    fn granted(&self, request: &Request<'_>) -> Result<String, String> {
        let response = self.transport.send(request).map_err(|error| error.to_string())?;
        if response.status() != 200 {
            return Err(self.refused(response).to_string());
        }
        let about = about(&response);
        let body = response.beginning(self.options.limits.token).map_err(|e| e.to_string())?;
        let granted: Granted = json::read_first(&body)
            .map_err(|reason| format!("{about}: failed to decode response: {reason}"))?;
        let tokens = [granted.access_token, granted.token].into_iter().flatten();
        let token = tokens.into_iter().find(|token| !token.is_empty());
        token.ok_or_else(|| format!("{about}: empty token returned"))
    }
}

/// By OAuth 2: a refresh token, or name and password.
fn form(service: &str, scopes: &[String], credential: &Credential) -> Result<String, String> {
    let mut members = if !credential.refresh_token.is_empty() {
        vec![("grant_type", "refresh_token"), ("refresh_token", &credential.refresh_token)]
    } else if !credential.username.is_empty() && !credential.password.is_empty() {
        vec![
            ("grant_type", "password"),
            ("username", &credential.username),
            ("password", &credential.password),
        ]
    } else {
        return Err("missing username or password for bearer auth".to_string());
    };
    let scopes = scopes.join(" ");
    members.extend([("service", service), ("client_id", CLIENT_ID)]);
    if !scopes.is_empty() {
        members.push(("scope", &scopes));
    }
    members.sort_unstable();
    let pairs: Vec<String> =
        members.iter().map(|(name, value)| format!("{name}={}", escape_query(value))).collect();
    Ok(pairs.join("&"))
}
