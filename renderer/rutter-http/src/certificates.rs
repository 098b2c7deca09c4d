//! Certificates: whom to believe, and who we are.

use std::io;
use std::path::{Path, PathBuf};

use rustls::RootCertStore;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use ureq::tls::{Certificate, ClientCert, PemItem, PrivateKey, RootCerts, TlsConfig, parse_pem};

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

/// TLS as the options want it.
pub(crate) fn config(options: &TransportOptions) -> Result<TlsConfig, SetupError> {
    let roots = match &options.ca_file {
        Some(path) => Some(authorities(path)?),
        None => None,
    };
    let client = match (&options.cert_file, &options.key_file) {
        (Some(cert), Some(key)) => Some(key_pair(cert, key)?),
        _ => None,
    };
    Ok(TlsConfig::builder()
        .root_certs(roots.unwrap_or_else(of_system))
        .client_cert(client)
        .disable_verification(options.insecure_skip_tls_verify)
        .build())
}

fn authorities(path: &Path) -> Result<RootCerts, SetupError> {
    let text = std::fs::read(path).map_err(|error| SetupError::CaFileUnread {
        path: path.to_path_buf(),
        reason: not_open(path, &error),
    })?;
    let found = certificates(&text);
    let mut store = RootCertStore::empty();
    let ders = found.iter().map(|c| CertificateDer::from(c.der()));
    if store.add_parsable_certificates(ders).0 == 0 {
        return Err(SetupError::CaFileEmpty { path: path.to_path_buf() });
    }
    Ok(RootCerts::new_with_certs(&found))
}

/// The authorities of this machine as Go finds them; those built into this program where the
/// machine has none.
fn of_system() -> RootCerts {
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
    if found.is_empty() { RootCerts::WebPki } else { RootCerts::new_with_certs(&found) }
}

fn in_folder(folder: &Path) -> Vec<Certificate<'static>> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let files = entries.flatten().filter_map(|entry| std::fs::read(entry.path()).ok());
    files.flat_map(|text| certificates(&text)).collect()
}

fn certificates(text: &[u8]) -> Vec<Certificate<'static>> {
    let certificate = |item| match item {
        Ok(PemItem::Certificate(certificate)) => Some(certificate),
        _ => None,
    };
    parse_pem(text).filter_map(certificate).collect()
}

fn key_pair(cert: &Path, key: &Path) -> Result<ClientCert, SetupError> {
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
    let private = PrivateKey::from_pem(&key_text)
        .map_err(|_| fail("tls: failed to find any PEM data in key input"))?;
    check_pair(&chain, &key_text).map_err(fail)?;
    Ok(ClientCert::new_with_certs(&chain, private))
}

/// ureq takes a pair on trust; one that does not fit is found here.
fn check_pair(chain: &[Certificate<'static>], key: &[u8]) -> Result<(), &'static str> {
    let chain = chain.iter().map(|c| CertificateDer::from(c.der().to_vec())).collect();
    let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| "tls: failed to parse private key")?;
    match CertifiedKey::from_der(chain, key, &default_provider()) {
        Ok(_) => Ok(()),
        Err(rustls::Error::InconsistentKeys(_)) => {
            Err("tls: private key does not match public key")
        }
        Err(rustls::Error::InvalidCertificate(_)) => Err("x509: malformed certificate"),
        Err(_) => Err("tls: failed to parse private key"),
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
