//! Keys, public and secret.

use std::io::Cursor;

use pgp::composed::{PublicOrSecret, SignedKeyDetails};

use crate::Error;
use crate::keybox;
use crate::packets;
use crate::sign::Signer;

/// Which files are keyrings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formats {
    /// Packets alone, as Helm 3 wants them.
    Binary,
    /// Packets, armoured texts and keyboxes, as Helm 4 takes them.
    All,
}

/// The keys of a file.
pub struct Keyring {
    pub(crate) keys: Vec<PublicOrSecret>,
}

impl Keyring {
    /// Reads a keyring; an empty one has no keys.
    ///
    /// # Errors
    /// Go's or Helm's text for a file that is none.
    pub fn parse(data: &[u8], formats: Formats) -> Result<Keyring, Error> {
        let keys = match formats {
            Formats::All if keybox::is_keybox(data) => binary(&keybox::packets(data)?)?,
            Formats::All if data.trim_ascii_start().starts_with(b"-----BEGIN") => armoured(data)?,
            _ => binary(data)?,
        };
        Ok(Keyring { keys })
    }

    /// The key to sign with: the one with this user id, else the one with a user id that contains
    /// the text. Helm: `NewFromKeyring`.
    ///
    /// # Errors
    /// Helm's text when there is none, more than one, or only its public part.
    pub fn signer(&self, id: &str) -> Result<Signer<'_>, Error> {
        let named = self.keys.iter().flat_map(|key| names(key).into_iter().map(move |n| (key, n)));
        let named: Vec<(&PublicOrSecret, String)> = named.collect();
        let exact = named.iter().find(|(_, name)| name == id);
        let mut similar = named.iter().filter(|(_, name)| name.contains(id));
        let (first, second) = (similar.next(), similar.next());
        let found = match (exact, first, second) {
            (Some(exact), _, _) => Some(exact),
            (None, _, Some(_)) => {
                return Err(Error::new(format!("more than one key contain the id {id:?}")));
            }
            (None, first, None) => first,
        };
        match found {
            None => Err(Error::new("private key not found")),
            Some((PublicOrSecret::Public(_), _)) => Err(Error::new(
                "provided key is not a private key. Try providing a keyring with secret keys",
            )),
            Some((PublicOrSecret::Secret(key), _)) => Ok(Signer { key }),
        }
    }
}

pub(crate) fn details(key: &PublicOrSecret) -> &SignedKeyDetails {
    match key {
        PublicOrSecret::Public(key) => &key.details,
        PublicOrSecret::Secret(key) => &key.details,
    }
}

/// The user ids of a key.
pub(crate) fn names(key: &PublicOrSecret) -> Vec<String> {
    let users = details(key).users.iter();
    users.map(|user| String::from_utf8_lossy(user.id.id()).into_owned()).collect()
}

fn binary(data: &[u8]) -> Result<Vec<PublicOrSecret>, Error> {
    if data.first().is_some_and(|byte| byte & 0x80 == 0) {
        return Err(Error::new("openpgp: invalid data: tag byte does not have MSB set"));
    }
    let data = packets::without_trust(data);
    let keys =
        PublicOrSecret::from_bytes_many(Cursor::new(data)).map_err(|e| Error::openpgp(&e))?;
    keys.map(|key| key.map_err(|e| Error::openpgp(&e))).collect()
}

/// Every armoured block of a file.
fn armoured(data: &[u8]) -> Result<Vec<PublicOrSecret>, Error> {
    const BEGIN: &str = "-----BEGIN";
    let text = String::from_utf8_lossy(data);
    let mut keys = Vec::new();
    for block in text.split(BEGIN).skip(1) {
        let block = format!("{BEGIN}{block}");
        let (found, _) = PublicOrSecret::from_armor_many(Cursor::new(block.as_bytes()))
            .map_err(|e| Error::openpgp(&e))?;
        for key in found {
            keys.push(key.map_err(|e| Error::openpgp(&e))?);
        }
    }
    match keys.is_empty() {
        true => Err(Error::new("no keys found")),
        false => Ok(keys),
    }
}
