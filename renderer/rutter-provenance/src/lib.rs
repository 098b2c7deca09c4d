//! Signatures of packages: `.prov` files by OpenPGP. Helm: pkg/provenance.
//!
//! A `.prov` file is a text in clear, what Chart.yaml says and the digest of the package, with a
//! signature below it (RFC 9580, section 7).

mod clear_text;
mod keybox;
mod keyring;
mod message;
mod packets;
mod sign;
mod verify;

pub use keyring::{Formats, Keyring};
pub use message::message;
pub use sign::Signer;
pub use verify::{Verification, verify};

use sha2::{Digest, Sha256};

/// Why something is not signed or not verified; Helm's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(pub String);

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

impl Error {
    fn new(text: impl Into<String>) -> Error {
        Error(text.into())
    }

    fn openpgp(error: &pgp::errors::Error) -> Error {
        Error(format!("openpgp: {error}"))
    }
}

/// `sha256:` and the digest of a package in hexadecimal.
pub fn digest(package: &[u8]) -> String {
    let hash: String = Sha256::digest(package).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hash}")
}
