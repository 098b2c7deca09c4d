//! Keyrings, signatures and their passphrases. Helm: pkg/action/package.go, pkg/downloader
//! `VerifyChart`.

use std::fs;
use std::path::{Path, PathBuf};

use rutter::chart::go_path_error;
use rutter::{Chart, Compat, SystemWorld, World};
use rutter_provenance::{Formats, Keyring, Verification, digest, message, verify};

use crate::failure::Failure;
use crate::flags::Parsed;
use crate::homes::variable;
use crate::output::Output;
use crate::{clock, password, whole_file};

/// Largest keyring, package or signature that is read.
const MAX_FILE: u64 = 256 << 20;

/// The keyring that a flag names, else GnuPG's.
pub fn keyring_path(flags: &Parsed, compat: Compat) -> PathBuf {
    if let Some(path) = flags.text("keyring") {
        return PathBuf::from(path);
    }
    let home = match std::env::var_os("GNUPGHOME") {
        Some(home) => PathBuf::from(home),
        None => PathBuf::from(variable("HOME").unwrap_or_default()).join(".gnupg"),
    };
    let packets = home.join("pubring.gpg");
    let keybox = home.join("pubring.kbx");
    match compat == Compat::V4 && !packets.exists() && keybox.exists() {
        true => keybox,
        false => packets,
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let size = path.metadata().map_or(0, |found| found.len());
    if size > MAX_FILE {
        return Err(format!("{} is larger than {MAX_FILE} bytes (limit)", path.display()));
    }
    fs::read(path).map_err(|error| go_path_error("open", path, &error))
}

fn keyring(path: &Path, compat: Compat) -> Result<Keyring, String> {
    let formats = match compat {
        Compat::V3 => Formats::Binary,
        Compat::V4 => Formats::All,
    };
    let data = read(path)?;
    Keyring::parse(&data, formats).map_err(|error| match compat {
        Compat::V4 if !error.0.starts_with("openpgp: ") => {
            format!("reading keyring {}: {error}", path.display())
        }
        _ => error.to_string(),
    })
}

/// Writes the signature of a package beside it. Helm: `Package.Clearsign`.
///
/// # Errors
/// Helm's text; the package stays.
pub fn sign(
    package: &Path,
    flags: &Parsed,
    compat: Compat,
    output: &mut Output,
) -> Result<(), Failure> {
    let keyring = keyring(&keyring_path(flags, compat), compat)?;
    let signer =
        keyring.signer(flags.text("key").unwrap_or_default()).map_err(|e| e.to_string())?;
    let passphrase = match signer.is_encrypted() {
        false => String::new(),
        true => passphrase(&signer.name(), flags, output)?,
    };
    let data = read(package)?;
    let chart = Chart::load_archive(&data, compat)
        .map_err(|error| format!("failed to load chart for signing: {error}"))?
        .chart;
    let metadata = chart.metadata.to_yaml().map_err(|e| e.to_string())?;
    let file = package.file_name().unwrap_or_default().to_string_lossy();
    let text = message(&String::from_utf8_lossy(&metadata), &file, &digest(&data));
    let mut salt = [0; 32];
    SystemWorld.fill_random(&mut salt);
    let signed = signer.sign(&text, &passphrase, salt, seconds()).map_err(|e| e.to_string())?;
    Ok(whole_file::write(&provenance_path(package), signed.as_bytes())?)
}

fn seconds() -> u32 {
    u32::try_from(clock::seconds()).unwrap_or(u32::MAX)
}

/// The first line of the file that a flag names, or what somebody types.
fn passphrase(name: &str, flags: &Parsed, output: &mut Output) -> Result<String, Failure> {
    let Some(file) = flags.text("passphrase-file").filter(|file| !file.is_empty()) else {
        let prompt = format!("Password for key {} >  ", rutter::quote(name));
        return password::ask(&prompt, output);
    };
    let text = match file {
        "-" => password::from_stdin()?,
        file => String::from_utf8_lossy(&read(Path::new(file))?).into_owned(),
    };
    Ok(text.lines().next().unwrap_or_default().to_string())
}

/// Where the signature of a package is.
pub fn provenance_path(package: &Path) -> PathBuf {
    PathBuf::from(format!("{}.prov", package.display()))
}

/// Holds a package against the signature beside it. Helm: downloader.`VerifyChart`.
///
/// # Errors
/// Helm's text.
pub fn check(package: &Path, flags: &Parsed, compat: Compat) -> Result<Verification, String> {
    check_by(package, &provenance_path(package), &keyring_path(flags, compat), compat)
}

fn check_by(
    package: &Path,
    provenance: &Path,
    keyring_path: &Path,
    compat: Compat,
) -> Result<Verification, String> {
    let found = package.metadata().map_err(|error| go_path_error("stat", package, &error))?;
    if found.is_dir() {
        return Err("unpacked charts cannot be verified".to_string());
    }
    if !package.extension().is_some_and(|end| end.eq_ignore_ascii_case("tgz")) {
        return Err("chart must be a tgz file".to_string());
    }
    if let Err(error) = provenance.metadata() {
        let shown = provenance.display();
        let reason = go_path_error("stat", provenance, &error);
        return Err(format!("could not load provenance file {shown}: {reason}"));
    }
    let keyring = keyring(keyring_path, compat)
        .map_err(|error| format!("failed to load keyring: {error}"))?;
    let file = package.file_name().unwrap_or_default().to_string_lossy();
    let verified = verify(&keyring, &read(provenance)?, &read(package)?, &file, seconds());
    verified.map_err(|error| match (compat, error.0.as_str()) {
        (Compat::V3, "signature block not found") => {
            format!("failed to decode signature: {error}")
        }
        _ => error.to_string(),
    })
}

/// What a verification says to somebody. Helm: pkg/cmd/verify.go.
pub fn report(verification: &Verification) -> String {
    let names: String =
        verification.names.iter().map(|name| format!("Signed by: {name}\n")).collect();
    format!(
        "{names}Using Key With Fingerprint: {}\nChart Hash Verified: {}\n",
        verification.fingerprint, verification.digest
    )
}
