//! Why a transport cannot be set up.

use std::fmt;
use std::path::PathBuf;

use crate::quote;

/// Why a transport cannot be set up. Shown in the words of Helm 4; the parts are there for others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetupError {
    /// The file of authorities cannot be read.
    CaFileUnread {
        /// The file.
        path: PathBuf,
        /// Why, in Go's words: `open FILE: no such file or directory`.
        reason: String,
    },
    /// The file of authorities holds no certificate.
    CaFileEmpty {
        /// The file.
        path: PathBuf,
    },
    /// The client's certificate or key cannot be read.
    KeyPairUnread {
        /// The certificate.
        cert: PathBuf,
        /// The key.
        key: PathBuf,
        /// The one that cannot be read: `cert` or `key`.
        which: &'static str,
        /// Why, in Go's words.
        reason: String,
    },
    /// The client's certificate and key cannot be used.
    KeyPair {
        /// The certificate.
        cert: PathBuf,
        /// The key.
        key: PathBuf,
        /// Why, in Go's words.
        reason: String,
    },
}

impl SetupError {
    /// In the words of Helm 3.
    pub fn in_words_of_helm_3(&self) -> String {
        match self {
            SetupError::CaFileUnread { path, .. } => {
                format!("can't read CA file: {}", path.display())
            }
            SetupError::CaFileEmpty { path } => {
                format!("failed to append certificates from file: {}", path.display())
            }
            SetupError::KeyPairUnread { cert, key, reason, .. }
            | SetupError::KeyPair { cert, key, reason } => format!(
                "can't load key pair from cert {} and key {}: {reason}",
                cert.display(),
                key.display()
            ),
        }
    }
}

impl fmt::Display for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SetupError::CaFileUnread { path, reason } => {
                write!(f, "can't read CA file: {}: {reason}", quote(&path.display().to_string()))
            }
            SetupError::CaFileEmpty { .. } => {
                write!(f, "failed to append certificates from pem block")
            }
            SetupError::KeyPairUnread { cert, key, which, reason } => {
                let path = if *which == "cert" { cert } else { key };
                let path = quote(&path.display().to_string());
                write!(f, "unable to read {which} file: {path}: {reason}")
            }
            SetupError::KeyPair { reason, .. } => {
                write!(f, "unable to load cert from key pair: {reason}")
            }
        }
    }
}

impl std::error::Error for SetupError {}
