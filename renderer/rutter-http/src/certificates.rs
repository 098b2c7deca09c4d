//! Certificates: whom to believe, and who we are.

use std::io;
use std::path::{Path, PathBuf};

use rustls::RootCertStore;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;

use crate::{SetupError, TransportOptions};

/// Bundles of the distributions, in the order in which Go looks for them.
const BUNDLES: &[&str] = &[
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/tls/cacert.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

/// Folders of single certificates, where there is no bundle.
const FOLDERS: &[&str] = &["/etc/ssl/certs", "/etc/pki/tls/certs"];

/// A chain of certificates, or a list of authorities.
pub(crate) type Certificates = Vec<CertificateDer<'static>>;

/// Whom to believe, and who we are.
pub(crate) struct Trust {
    /// Authorities in place of those of the system.
    pub(crate) authorities: Option<Certificates>,
    /// The client's certificate and key.
    pub(crate) client: Option<(Certificates, PrivateKeyDer<'static>)>,
    /// Believe any certificate.
    pub(crate) believes_all: bool,
}

impl Trust {
    /// As the options want it.
    pub(crate) fn new(options: &TransportOptions) -> Result<Self, SetupError> {
        Ok(Trust {
            authorities: options.ca_file.as_deref().map(authorities).transpose()?,
            client: match (&options.cert_file, &options.key_file) {
                (Some(cert), Some(key)) => Some(key_pair(cert, key)?),
                _ => None,
            },
            believes_all: options.insecure_skip_tls_verify,
        })
    }

    /// The authorities that count.
    pub(crate) fn roots(&self) -> RootCertStore {
        let mut store = RootCertStore::empty();
        match &self.authorities {
            Some(given) => store.add_parsable_certificates(given.iter().cloned()),
            None => store.add_parsable_certificates(of_system()),
        };
        if store.is_empty() {
            store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        }
        store
    }
}

fn authorities(path: &Path) -> Result<Certificates, SetupError> {
    let text = std::fs::read(path).map_err(|error| SetupError::CaFileUnread {
        path: path.to_path_buf(),
        reason: not_open(path, &error),
    })?;
    let found = certificates(&text);
    let mut store = RootCertStore::empty();
    if store.add_parsable_certificates(found.iter().cloned()).0 == 0 {
        return Err(SetupError::CaFileEmpty { path: path.to_path_buf() });
    }
    Ok(found)
}

/// The authorities of this machine as Go finds them; none where the machine has none.
fn of_system() -> Certificates {
    let mut found = Vec::new();
    let file = std::env::var_os("SSL_CERT_FILE").filter(|f| !f.is_empty()).map(PathBuf::from);
    let bundles = file.map_or_else(|| BUNDLES.iter().map(PathBuf::from).collect(), |f| vec![f]);
    if let Some(text) = bundles.iter().find_map(|path| std::fs::read(path).ok()) {
        found.extend(certificates(&text));
    }
    let folders = std::env::var_os("SSL_CERT_DIR").filter(|f| !f.is_empty());
    if found.is_empty() || folders.is_some() {
        let folders = folders.map_or_else(
            || FOLDERS.iter().map(PathBuf::from).collect(),
            |list| std::env::split_paths(&list).collect::<Vec<_>>(),
        );
        folders.iter().for_each(|folder| found.extend(in_folder(folder)));
    }
    found
}

fn in_folder(folder: &Path) -> Certificates {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let files = entries.flatten().filter_map(|entry| std::fs::read(entry.path()).ok());
    files.flat_map(|text| certificates(&text)).collect()
}

fn certificates(text: &[u8]) -> Certificates {
    CertificateDer::pem_slice_iter(text).flatten().collect()
}

fn key_pair(cert: &Path, key: &Path) -> Result<(Certificates, PrivateKeyDer<'static>), SetupError> {
    let read = |path: &Path, which| {
        std::fs::read(path).map_err(|error| SetupError::KeyPairUnread {
            cert: cert.to_path_buf(),
            key: key.to_path_buf(),
            which,
            reason: not_open(path, &error),
        })
    };
    let (cert_text, key_text) = (read(cert, "cert")?, read(key, "key")?);
    let fail = |reason: &str| SetupError::KeyPair {
        cert: cert.to_path_buf(),
        key: key.to_path_buf(),
        reason: reason.to_string(),
    };
    let chain = certificates(&cert_text);
    if chain.is_empty() {
        return Err(fail("tls: failed to find any PEM data in certificate input"));
    }
    let private = PrivateKeyDer::from_pem_slice(&key_text)
        .map_err(|_| fail("tls: failed to find any PEM data in key input"))?;
    match CertifiedKey::from_der(chain.clone(), private.clone_key(), &default_provider()) {
        Ok(_) => Ok((chain, private)),
        Err(rustls::Error::InconsistentKeys(_)) => {
            Err(fail("tls: private key does not match public key"))
        }
        Err(rustls::Error::InvalidCertificate(_)) => Err(fail("x509: malformed certificate")),
        Err(_) => Err(fail("tls: failed to parse private key")),
    }
}

/// Why a file does not open, in Go's words.
fn not_open(path: &Path, error: &io::Error) -> String {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "no such file or directory".to_string(),
        io::ErrorKind::PermissionDenied => "permission denied".to_string(),
        io::ErrorKind::IsADirectory => {
            return format!("read {}: is a directory", path.display());
        }
        _ => error.to_string(),
    };
    format!("open {}: {reason}", path.display())
}
