//! Verifying.

use pgp::composed::{Deserializable, DetachedSignature, PublicOrSecret, SignedPublicKey};
use pgp::packet::Signature;
use pgp::types::{KeyDetails, PublicParams, VerifyingKey};

use crate::clear_text::{ClearText, hashed};
use crate::keyring::{Keyring, details, names};
use crate::{Error, digest, message};

/// A package that is what somebody has signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// The user ids of the key.
    pub names: Vec<String>,
    /// The fingerprint of the key, in upper case.
    pub fingerprint: String,
    /// The digest of the package, with `sha256:`.
    pub digest: String,
}

/// Holds a package against a `.prov` file; `file` is the package's name, `now` are seconds since
/// 1970. Helm: `Signatory.Verify`.
///
/// # Errors
/// Helm's text.
pub fn verify(
    keyring: &Keyring,
    provenance: &[u8],
    package: &[u8],
    file: &str,
    now: u32,
) -> Result<Verification, Error> {
    let clear_text =
        ClearText::parse(provenance).ok_or_else(|| Error::new("signature block not found"))?;
    let signature = DetachedSignature::from_bytes(clear_text.signature.as_slice())
        .map_err(|error| Error::openpgp(&error))?
        .signature;
    let key = check(keyring, &signature, hashed(&clear_text.text).as_bytes(), now)?;
    let wanted = message::digest_of(&clear_text.text, file)?;
    let found = digest(package);
    if wanted != found {
        return Err(Error::new(format!(
            "sha256 sum does not match for {file}: {wanted:?} != {found:?}"
        )));
    }
    Ok(Verification {
        names: names(key),
        fingerprint: public(key).primary_key.fingerprint().to_string().to_uppercase(),
        digest: found,
    })
}

fn public(key: &PublicOrSecret) -> SignedPublicKey {
    match key {
        PublicOrSecret::Public(key) => key.clone(),
        PublicOrSecret::Secret(key) => key.to_public_key(),
    }
}

/// The key that has signed. Go: openpgp `CheckDetachedSignature`.
fn check<'k>(
    keyring: &'k Keyring,
    signature: &Signature,
    data: &[u8],
    now: u32,
) -> Result<&'k PublicOrSecret, Error> {
    let mut failure = Error::new("openpgp: signature made by unknown entity");
    for key in &keyring.keys {
        let public_key = public(key);
        if made_by(signature, &public_key.primary_key) {
            match verified(signature, &public_key.primary_key, data) {
                Ok(()) => return valid(key, signature, now).map(|()| key),
                Err(error) => failure = error,
            }
        }
        for subkey in &public_key.public_subkeys {
            let is_bound = subkey.verify_bindings(&public_key.primary_key).is_ok();
            if is_bound && made_by(signature, &subkey.key) {
                match verified(signature, &subkey.key, data) {
                    Ok(()) => return valid(key, signature, now).map(|()| key),
                    Err(error) => failure = error,
                }
            }
        }
    }
    Err(failure)
}

fn made_by(signature: &Signature, key: &impl KeyDetails) -> bool {
    let fingerprints = signature.issuer_fingerprint();
    match fingerprints.is_empty() {
        false => fingerprints.contains(&&key.fingerprint()),
        true => signature.issuer_key_id().contains(&&key.legacy_key_id()),
    }
}

fn verified(signature: &Signature, key: &impl VerifyingKey, data: &[u8]) -> Result<(), Error> {
    let algorithm = match key.public_params() {
        PublicParams::RSA(_) => "RSA",
        PublicParams::ECDSA(_) => "ECDSA",
        PublicParams::DSA(_) => "DSA",
        PublicParams::Ed25519(_) => "Ed25519",
        _ => "EdDSA",
    };
    signature.verify(key, data).map_err(|_| {
        Error::new(format!("openpgp: invalid signature: {algorithm} verification failure"))
    })
}

/// Whether key and signature still hold. Go: openpgp `checkSignatureDetails`.
fn valid(key: &PublicOrSecret, signature: &Signature, now: u32) -> Result<(), Error> {
    if !details(key).revocation_signatures.is_empty() {
        return Err(Error::new("openpgp: signature made by revoked key"));
    }
    let created = public(key).primary_key.created_at().as_secs();
    let own = details(key).users.first().and_then(|user| user.signatures.first());
    let key_life = own.and_then(Signature::key_expiration_time);
    if key_life.is_some_and(|life| has_ended(created, life.as_secs(), now)) {
        return Err(Error::new("openpgp: key expired"));
    }
    let signed = signature.created().map_or(0, |time| time.as_secs());
    let life = signature.signature_expiration_time();
    if life.is_some_and(|life| has_ended(signed, life.as_secs(), now)) {
        return Err(Error::new("openpgp: signature expired"));
    }
    Ok(())
}

fn has_ended(start: u32, life: u32, now: u32) -> bool {
    life != 0 && now > start.saturating_add(life)
}
