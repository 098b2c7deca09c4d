//! How a transport is set up.

use std::path::PathBuf;

use crate::Limits;

/// How a transport is set up.
#[derive(Debug, Clone, Default)]
pub struct TransportOptions {
    /// Value of `User-Agent`.
    pub user_agent: String,
    /// Certificates that servers must come from, in place of those of the system.
    pub ca_file: Option<PathBuf>,
    /// The client's certificate; without a key it is left aside, as Helm does.
    pub cert_file: Option<PathBuf>,
    /// The key of the client's certificate.
    pub key_file: Option<PathBuf>,
    /// Believe any certificate.
    pub insecure_skip_tls_verify: bool,
    /// What a server may cost.
    pub limits: Limits,
}
