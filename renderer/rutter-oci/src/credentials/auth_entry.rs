//! One member of `auths`.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};

use crate::Credential;

/// One member of `auths`, in the order in which ORAS writes it.
#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
pub(crate) struct AuthEntry {
    #[serde(skip_serializing_if = "String::is_empty")]
    auth: String,
    #[serde(rename = "identitytoken", skip_serializing_if = "String::is_empty")]
    identity_token: String,
    #[serde(rename = "registrytoken", skip_serializing_if = "String::is_empty")]
    registry_token: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    username: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    password: String,
}

impl AuthEntry {
    pub(crate) fn of(credential: &Credential) -> Self {
        let Credential { username, password, refresh_token, access_token } = credential;
        let auth = if username.is_empty() && password.is_empty() {
            String::new()
        } else {
            BASE64_STANDARD.encode(format!("{username}:{password}"))
        };
        AuthEntry {
            auth,
            identity_token: refresh_token.clone(),
            registry_token: access_token.clone(),
            ..AuthEntry::default()
        }
    }

    /// The credential; errors say nothing of what stands there.
    pub(crate) fn credential(self) -> Result<Credential, String> {
        let (mut username, mut password) = (self.username, self.password);
        if !self.auth.is_empty() {
            let bad = "failed to decode auth field: invalid config format: ";
            let decoded = BASE64_STANDARD
                .decode(self.auth.trim())
                .map_err(|_| format!("{bad}illegal base64 data"))?;
            let text = String::from_utf8_lossy(&decoded).into_owned();
            let Some((user, secret)) = text.split_once(':') else {
                return Err(format!("{bad}it is not base64(username:password)"));
            };
            // Docker itself leaves a NUL at the end of some passwords.
            (username, password) = (user.to_string(), secret.trim_end_matches('\0').to_string());
        }
        Ok(Credential {
            username,
            password,
            refresh_token: self.identity_token,
            access_token: self.registry_token,
        })
    }
}
