//! Signing.

use pgp::composed::SignedSecretKey;
use pgp::crypto::hash::HashAlgorithm;
use pgp::packet::{Notation, SignatureConfig, SignatureType, Subpacket, SubpacketData};
use pgp::types::{KeyDetails, Password, SecretParams, Timestamp};

use crate::Error;
use crate::clear_text::{ClearText, hashed};

/// The name under which other programs put random bytes into what is hashed.
const SALT: &str = "salt@notations.openpgpjs.org";

/// A key to sign with.
pub struct Signer<'a> {
    pub(crate) key: &'a SignedSecretKey,
}

impl Signer<'_> {
    /// Whether a passphrase is needed.
    pub fn is_encrypted(&self) -> bool {
        matches!(self.key.primary_key.secret_params(), SecretParams::Encrypted(_))
    }

    /// The first user id.
    pub fn name(&self) -> String {
        let first = self.key.details.users.first();
        first.map_or("Unknown".into(), |user| String::from_utf8_lossy(user.id.id()).into_owned())
    }

    /// A text with its signature: a `.prov` file.
    ///
    /// `salt` are random bytes that nobody can guess, `now` are seconds since 1970.
    ///
    /// # Errors
    /// Go's text for a wrong passphrase.
    pub fn sign(
        &self,
        text: &str,
        passphrase: &str,
        salt: [u8; 32],
        now: u32,
    ) -> Result<String, Error> {
        let password = Password::from(passphrase);
        let key = &self.key.primary_key;
        let unlocked = key.unlock(&password, |_, _| Ok(()));
        if !matches!(unlocked, Ok(Ok(()))) {
            return Err(Error::new("openpgp: invalid data: private key checksum failure"));
        }
        let mut config =
            SignatureConfig::v4(SignatureType::Text, key.algorithm(), HashAlgorithm::Sha512);
        let failed = |error: pgp::errors::Error| Error::openpgp(&error);
        config.hashed_subpackets = self.subpackets(salt, now).map_err(failed)?;
        let signature = config.sign(key, &password, hashed(text).as_bytes()).map_err(failed)?;
        let mut packets = Vec::new();
        pgp::packet::PacketTrait::to_writer_with_header(&signature, &mut packets)
            .map_err(failed)?;
        Ok(ClearText { text: text.to_string(), signature: packets }.to_armour())
    }

    /// What is hashed beside the text, in Helm's order.
    fn subpackets(&self, salt: [u8; 32], now: u32) -> pgp::errors::Result<Vec<Subpacket>> {
        let key = &self.key.primary_key;
        let created = SubpacketData::SignatureCreationTime(Timestamp::from_secs(now));
        let notation = Notation { readable: false, name: SALT.into(), value: salt.to_vec().into() };
        Ok(vec![
            Subpacket::critical(created)?,
            Subpacket::regular(SubpacketData::IssuerKeyId(key.legacy_key_id()))?,
            Subpacket::regular(SubpacketData::Notation(notation))?,
            Subpacket::regular(SubpacketData::IssuerFingerprint(key.fingerprint()))?,
        ])
    }
}
