//! Who we are to a registry.

use std::fmt;

/// Name and password, or tokens.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Credential {
    /// Name.
    pub username: String,
    /// Password.
    pub password: String,
    /// A token that a token service changes into others.
    pub refresh_token: String,
    /// A token for the registry itself.
    pub access_token: String,
}

impl Credential {
    /// Name and password.
    pub fn new(username: &str, password: &str) -> Self {
        Credential {
            username: username.to_string(),
            password: password.to_string(),
            ..Credential::default()
        }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Credential::default()
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential").field("username", &self.username).finish_non_exhaustive()
    }
}

/// Where credentials come from. They are asked for after a registry wanted them, not before.
pub trait CredentialSource: Send + Sync {
    /// The credential for a registry's host and port; an empty one when there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    fn get(&self, host: &str) -> Result<Credential, String>;
}

/// No credentials.
#[derive(Debug)]
pub struct NoCredentials;

impl CredentialSource for NoCredentials {
    fn get(&self, _: &str) -> Result<Credential, String> {
        Ok(Credential::default())
    }
}

/// The same credential for whatever registry is asked: that of flags.
#[derive(Debug)]
pub struct Fixed(pub Credential);

impl CredentialSource for Fixed {
    fn get(&self, _: &str) -> Result<Credential, String> {
        Ok(self.0.clone())
    }
}
