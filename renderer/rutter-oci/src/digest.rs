//! Digests.

use std::fmt;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256, Sha384, Sha512};

/// The digest of content, `sha256:` and 64 digits. One that was read may be wrong until it is
/// checked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(transparent)]
pub struct Digest(String);

impl Digest {
    /// The digest of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Digest(format!("sha256:{}", hex(&Sha256::digest(bytes))))
    }

    /// Reads a digest.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let digest = Digest(text.to_string());
        digest.check().map(|()| digest)
    }

    /// Whether it is one.
    ///
    /// # Errors
    /// When it is none.
    pub fn check(&self) -> Result<(), &'static str> {
        const FORMAT: &str = "invalid checksum digest format";
        let Some((algorithm, encoded)) = self.0.split_once(':') else { return Err(FORMAT) };
        if algorithm.is_empty() || encoded.is_empty() {
            return Err(FORMAT);
        }
        let length = match algorithm {
            "sha256" => 64,
            "sha384" => 96,
            "sha512" => 128,
            _ if is_some_digest(algorithm, encoded) => return Err("unsupported digest algorithm"),
            _ => return Err(FORMAT),
        };
        if encoded.len() != length {
            return Err("invalid checksum digest length");
        }
        let digits = encoded.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if digits { Ok(()) } else { Err(FORMAT) }
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digits.
    pub fn encoded(&self) -> &str {
        self.0.split_once(':').map_or("", |(_, encoded)| encoded)
    }

    /// Whether bytes have this digest.
    pub fn matches(&self, bytes: &[u8]) -> bool {
        let mut hasher = Hasher::new(self);
        hasher.update(bytes);
        hasher.finish()
    }
}

fn is_some_digest(algorithm: &str, encoded: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    algorithm.split(['.', '+', '_', '-']).all(part)
        && encoded.bytes().all(|b| b.is_ascii_alphanumeric() || b"=_-".contains(&b))
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Hashes content as it passes and compares it with a digest.
pub struct Hasher {
    algorithm: Algorithm,
    expected: String,
}

enum Algorithm {
    Sha256(Sha256),
    Sha384(Sha384),
    Sha512(Sha512),
}

impl Hasher {
    /// For content that should have this digest.
    pub fn new(expected: &Digest) -> Self {
        let algorithm = match expected.0.split(':').next() {
            Some("sha384") => Algorithm::Sha384(Sha384::new()),
            Some("sha512") => Algorithm::Sha512(Sha512::new()),
            _ => Algorithm::Sha256(Sha256::new()),
        };
        Hasher { algorithm, expected: expected.encoded().to_string() }
    }

    /// Takes more content.
    pub fn update(&mut self, bytes: &[u8]) {
        match &mut self.algorithm {
            Algorithm::Sha256(hash) => hash.update(bytes),
            Algorithm::Sha384(hash) => hash.update(bytes),
            Algorithm::Sha512(hash) => hash.update(bytes),
        }
    }

    /// Whether the content had the digest.
    pub fn finish(self) -> bool {
        let found = match self.algorithm {
            Algorithm::Sha256(hash) => hex(&hash.finalize()),
            Algorithm::Sha384(hash) => hex(&hash.finalize()),
            Algorithm::Sha512(hash) => hex(&hash.finalize()),
        };
        found == self.expected
    }
}

/// Writes to another writer and hashes what passes.
pub(crate) struct HashingWriter<'a> {
    pub(crate) writer: &'a mut dyn Write,
    pub(crate) hasher: Hasher,
    pub(crate) written: u64,
}

impl Write for HashingWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.writer.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        self.written += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_checked_in_the_words_of_go() {
        assert_eq!(Digest::parse("sha256:abc"), Err("invalid checksum digest length"));
        for text in ["", "sha256", "sha256:", ":abc", "sha256:../../x", "SHA256:abc"] {
            assert!(Digest::parse(text).is_err(), "{text}");
        }
        assert_eq!(
            Digest::parse("md5:d41d8cd98f00b204e9800998ecf8427e"),
            Err("unsupported digest algorithm")
        );
        let upper = format!("sha256:{}", "A".repeat(64));
        assert_eq!(Digest::parse(&upper), Err("invalid checksum digest format"));
        let empty = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Digest::of(b"").as_str(), empty);
        assert!(Digest::parse(empty).unwrap().matches(b""));
        assert!(!Digest::parse(empty).unwrap().matches(b"x"));
    }
}
