//! References.

use std::fmt;

use rutter_http::{Url, quote};

use crate::{Digest, Error};

/// `registry/repository`, with a tag or a digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Host and port.
    pub registry: String,
    /// Path of the repository.
    pub repository: String,
    /// Tag or digest; empty for the repository itself.
    pub reference: String,
}

impl Reference {
    /// Reads a reference. With a digest, a tag beside it is dropped unread.
    ///
    /// # Errors
    /// `invalid reference: …` in the words of ORAS.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let Some((registry, path)) = text.split_once('/') else {
            return Err(invalid("missing registry or repository".to_string()));
        };
        let (repository, reference, is_tag) = if let Some((before, digest)) = path.split_once('@') {
            (before.split(':').next().unwrap_or_default(), digest, false)
        } else if let Some((repository, tag)) = path.split_once(':') {
            (repository, tag, true)
        } else {
            (path, "", true)
        };
        let this = Reference::repository(registry, repository)?;
        if reference.is_empty() {
            return Ok(this);
        }
        if is_tag { this.with_tag(reference) } else { this.with_digest(reference) }
    }

    /// A repository.
    ///
    /// # Errors
    /// `invalid reference: …` in the words of ORAS.
    pub fn repository(registry: &str, repository: &str) -> Result<Self, Error> {
        check_registry(registry)?;
        if !is_repository(repository) {
            return Err(invalid(format!("invalid repository {}", quote(repository))));
        }
        Ok(Reference {
            registry: registry.to_string(),
            repository: repository.to_string(),
            reference: String::new(),
        })
    }

    /// The same repository with a tag.
    ///
    /// # Errors
    /// When it is no tag.
    pub fn with_tag(&self, tag: &str) -> Result<Self, Error> {
        if !is_tag(tag) {
            return Err(invalid(format!("invalid tag {}", quote(tag))));
        }
        Ok(Reference { reference: tag.to_string(), ..self.clone() })
    }

    /// The same repository with a digest.
    ///
    /// # Errors
    /// When it is no digest.
    pub fn with_digest(&self, digest: &str) -> Result<Self, Error> {
        if let Err(reason) = Digest::parse(digest) {
            return Err(invalid(format!("invalid digest {}: {reason}", quote(digest))));
        }
        Ok(Reference { reference: digest.to_string(), ..self.clone() })
    }

    /// The digest, where it has one.
    pub fn digest(&self) -> Option<Digest> {
        Digest::parse(&self.reference).ok()
    }

    /// The last element of the repository.
    pub fn name(&self) -> &str {
        self.repository.rsplit('/').next().unwrap_or_default()
    }

    /// The host that answers for the registry.
    pub fn host(&self) -> &str {
        host_of(&self.registry)
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.registry, self.repository)?;
        match (&self.reference, self.digest()) {
            (reference, _) if reference.is_empty() => Ok(()),
            (reference, Some(_)) => write!(f, "@{reference}"),
            (reference, None) => write!(f, ":{reference}"),
        }
    }
}

/// The host that answers for a registry.
pub(crate) fn host_of(registry: &str) -> &str {
    if registry == "docker.io" { "registry-1.docker.io" } else { registry }
}

/// Whether a text is host and port.
pub(crate) fn check_registry(registry: &str) -> Result<(), Error> {
    let plain = !registry.contains(['/', '?', '#', '@']);
    if plain && Url::parse(&format!("http://{registry}/")).is_ok() {
        return Ok(());
    }
    Err(invalid(format!("invalid registry {}", quote(registry))))
}

/// Parts of lower case letters and digits, joined by a dot, one or two underscores or dashes.
fn is_repository(text: &str) -> bool {
    text.split('/').all(|element| {
        let word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let bytes = element.as_bytes();
        let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
        let joints = element.split(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
        let joint = |text: &str| {
            matches!(text, "" | "." | "_" | "__") || text.bytes().all(|byte| byte == b'-')
        };
        word(*first) && word(*last) && joints.into_iter().all(joint)
    })
}

fn is_tag(text: &str) -> bool {
    let mut bytes = text.bytes();
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    text.len() <= 128
        && bytes.next().is_some_and(word)
        && bytes.all(|byte| word(byte) || byte == b'.' || byte == b'-')
}

fn invalid(reason: String) -> Error {
    Error::Reference(format!("invalid reference: {reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_and_written() {
        for text in ["h/r", "h:5/r/x", "h/r:1.0_b", "127.0.0.1:5/a__b/c--d.e:x", "[::1]:5/r"] {
            assert_eq!(Reference::parse(text).unwrap().to_string(), text);
        }
        let digest = Digest::of(b"");
        let both = format!("h/r:1@{digest}");
        assert_eq!(Reference::parse(&both).unwrap().to_string(), format!("h/r@{digest}"));
        assert_eq!(Reference::parse("docker.io/r").unwrap().host(), "registry-1.docker.io");
    }

    #[test]
    fn errors_are_those_of_oras() {
        for (text, expected) in [
            ("h", "missing registry or repository"),
            ("h/r/demo/", "invalid repository \"r/demo/\""),
            ("h/Upper/demo", "invalid repository \"Upper/demo\""),
            ("h/r:x/demo:1.0.0", "invalid tag \"x/demo:1.0.0\""),
            ("h/r@sha256:abc", "invalid digest \"sha256:abc\": invalid checksum digest length"),
            ("h h/r", "invalid registry \"h h\""),
            ("/r", "invalid registry \"\""),
            ("h/a___b", "invalid repository \"a___b\""),
            ("h/a..b", "invalid repository \"a..b\""),
            ("h/r:", "-"),
        ] {
            let result = Reference::parse(text).map_err(|e| e.to_string());
            if expected == "-" {
                assert!(result.is_ok());
            } else {
                assert_eq!(result.unwrap_err(), format!("invalid reference: {expected}"));
            }
        }
        let long = format!("h/r:{}", "a".repeat(129));
        assert!(Reference::parse(&long).is_err());
    }
}
