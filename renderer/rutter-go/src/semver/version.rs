//! Versions (semver: `version.go`).

use super::object::{VersionPointer, VersionStruct};
use crate::strconv;
use crate::value::Value;
use std::cmp::Ordering;

/// Longest text that is read as a version.
const MAX_LENGTH: usize = 256;

/// A version, with the text it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// First number.
    pub major: u64,
    /// Second number.
    pub minor: u64,
    /// Third number.
    pub patch: u64,
    /// Text after `-`.
    pub prerelease: String,
    /// Text after `+`.
    pub metadata: String,
    /// The text as it was given.
    pub original: String,
}

/// The parts of a version's text; `minor` and `patch` may be missing.
pub(super) struct Parts<'t> {
    pub major: &'t [u8],
    pub minor: Option<&'t [u8]>,
    pub patch: Option<&'t [u8]>,
    pub prerelease: Option<&'t [u8]>,
    pub metadata: Option<&'t [u8]>,
    pub rest: &'t [u8],
}

impl Version {
    /// Reads a version leniently: with a `v`, with numbers missing, with leading zeros
    /// (Go: `semver.NewVersion`).
    pub fn parse(text: &[u8]) -> Result<Version, String> {
        const INVALID: &str = "invalid semantic version";
        if text.len() > MAX_LENGTH {
            return Err(format!("version string is too long (max {MAX_LENGTH} bytes)"));
        }
        let parts = split(text, u8::is_ascii_digit).filter(|parts| parts.rest.is_empty());
        let parts = parts.ok_or(INVALID)?;
        let number = |digits: Option<&[u8]>| match digits {
            None => Ok(0),
            Some(digits) => strconv::parse_uint_bytes(digits, 10, 64)
                .map_err(|(_, error)| format!("error parsing version segment: {error}")),
        };
        let (major, minor) = (number(Some(parts.major))?, number(parts.minor)?);
        let version = Version {
            major,
            minor,
            patch: number(parts.patch)?,
            prerelease: ascii(parts.prerelease.unwrap_or_default()),
            metadata: ascii(parts.metadata.unwrap_or_default()),
            original: ascii(text),
        };
        if !version.prerelease.is_empty() {
            check_prerelease(&version.prerelease)?;
        }
        if !version.metadata.is_empty() {
            check_metadata(&version.metadata)?;
        }
        Ok(version)
    }

    /// Reads a version by the letter of the standard (Go: `semver.StrictNewVersion`).
    pub fn parse_strict(text: &[u8]) -> Result<Version, String> {
        if text.is_empty() {
            return Err("version string empty".to_string());
        }
        if text.len() > MAX_LENGTH {
            return Err(format!("version string is too long (max {MAX_LENGTH} bytes)"));
        }
        let original = String::from_utf8_lossy(text).into_owned();
        let parts: Vec<&str> = original.splitn(3, '.').collect();
        let [major, minor, patch] = parts[..] else {
            return Err("invalid semantic version".to_string());
        };
        let (patch, metadata) = split_at_sign(patch, '+');
        if let Some(metadata) = metadata {
            check_metadata(metadata)?;
        }
        let (patch, prerelease) = split_at_sign(patch, '-');
        if let Some(prerelease) = prerelease {
            check_prerelease(prerelease)?;
        }
        for part in [major, minor, patch] {
            if !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err("invalid characters in version".to_string());
            }
            if part.len() > 1 && part.starts_with('0') {
                return Err("version segment starts with 0".to_string());
            }
        }
        let number = |text| strconv::parse_uint(text, 10, 64).map_err(|e| e.to_string());
        Ok(Version {
            major: number(major)?,
            minor: number(minor)?,
            patch: number(patch)?,
            prerelease: prerelease.unwrap_or_default().to_string(),
            metadata: metadata.unwrap_or_default().to_string(),
            original: original.clone(),
        })
    }

    /// Order by precedence; metadata does not count (Go: `Version.Compare`).
    pub fn compare(&self, other: &Version) -> Ordering {
        let numbers = |v: &Version| (v.major, v.minor, v.patch);
        let releases = (self.prerelease.is_empty(), other.prerelease.is_empty());
        numbers(self).cmp(&numbers(other)).then_with(|| match releases {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Greater,
            (false, true) => Ordering::Less,
            (false, false) => compare_prerelease(&self.prerelease, &other.prerelease),
        })
    }

    /// The next major version; `None` when the number would overflow.
    pub fn increment_major(&self) -> Option<Version> {
        Some(self.next(self.major.checked_add(1)?, 0, 0))
    }

    /// The next minor version; `None` when the number would overflow.
    pub fn increment_minor(&self) -> Option<Version> {
        Some(self.next(self.major, self.minor.checked_add(1)?, 0))
    }

    /// The next patch version, or the release of a pre-release; `None` when the number would
    /// overflow.
    pub fn increment_patch(&self) -> Option<Version> {
        let patch = match self.prerelease.is_empty() {
            true => self.patch.checked_add(1)?,
            false => self.patch,
        };
        Some(self.next(self.major, self.minor, patch))
    }

    fn next(&self, major: u64, minor: u64, patch: u64) -> Version {
        Version {
            major,
            minor,
            patch,
            prerelease: String::new(),
            metadata: String::new(),
            original: self.original.clone(),
        }
        .renamed()
    }

    /// The same version with another pre-release.
    pub fn with_prerelease(&self, prerelease: &str) -> Result<Version, &'static str> {
        if !prerelease.is_empty() {
            check_prerelease(prerelease)?;
        }
        let prerelease = prerelease.to_string();
        Ok(Version { prerelease, ..self.clone() }.renamed())
    }

    /// The same version with other metadata.
    pub fn with_metadata(&self, metadata: &str) -> Result<Version, &'static str> {
        if !metadata.is_empty() {
            check_metadata(metadata)?;
        }
        let metadata = metadata.to_string();
        Ok(Version { metadata, ..self.clone() }.renamed())
    }

    /// With an original text that fits, a `v` kept.
    fn renamed(self) -> Version {
        let prefix = if self.original.starts_with('v') { "v" } else { "" };
        let original = format!("{prefix}{self}");
        Version { original, ..self }
    }

    /// The version as templates see what the function `semver` gives: a `*semver.Version`.
    pub fn to_value(&self) -> Value {
        Value::object(VersionPointer(self.clone()))
    }

    /// The version as templates see what its methods give: a `semver.Version`.
    pub fn to_struct_value(&self) -> Value {
        Value::object(VersionStruct(self.clone()))
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)?;
        if !self.prerelease.is_empty() {
            write!(f, "-{}", self.prerelease)?;
        }
        if !self.metadata.is_empty() {
            write!(f, "+{}", self.metadata)?;
        }
        Ok(())
    }
}

fn ascii(text: &[u8]) -> String {
    text.iter().map(|&b| b as char).collect()
}

fn split_at_sign(text: &str, sign: char) -> (&str, Option<&str>) {
    match text.split_once(sign) {
        Some((head, tail)) => (head, Some(tail)),
        None => (text, None),
    }
}

/// The longest version at the beginning of a text, numbers being runs of certain bytes.
pub(super) fn split(text: &[u8], digit: fn(&u8) -> bool) -> Option<Parts<'_>> {
    let run = |text: &[u8]| text.iter().take_while(|b| digit(b)).count();
    let unprefixed = text.strip_prefix(b"v").unwrap_or(text);
    let length = run(unprefixed);
    let (major, mut rest) = unprefixed.split_at_checked(length).filter(|_| length > 0)?;
    let mut number = || {
        let tail = rest.strip_prefix(b".")?;
        let length = run(tail);
        let (number, tail) = tail.split_at_checked(length).filter(|_| length > 0)?;
        rest = tail;
        Some(number)
    };
    let minor = number();
    let patch = minor.and_then(|_| number());
    let prerelease = identifiers(&mut rest, b'-');
    let metadata = identifiers(&mut rest, b'+');
    Some(Parts { major, minor, patch, prerelease, metadata, rest })
}

/// Words joined by dots behind a sign.
fn identifiers<'t>(rest: &mut &'t [u8], sign: u8) -> Option<&'t [u8]> {
    let text = rest.strip_prefix(&[sign])?;
    let letter = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'-');
    let mut end = 0;
    loop {
        let start = end;
        while letter(text.get(end)) {
            end += 1;
        }
        if end == start {
            // A dot without a word behind it is not part of the text.
            end = start.checked_sub(1)?;
            break;
        }
        if text.get(end) != Some(&b'.') {
            break;
        }
        end += 1;
    }
    let (found, tail) = text.split_at_checked(end)?;
    *rest = tail;
    Some(found)
}

fn check_prerelease(text: &str) -> Result<(), &'static str> {
    for part in text.split('.') {
        if part.is_empty() || !part.bytes().all(allowed) {
            return Err("invalid prerelease string");
        }
        let numeric = part.bytes().all(|b| b.is_ascii_digit());
        if numeric && part.len() > 1 && part.starts_with('0') {
            return Err("version segment starts with 0");
        }
    }
    Ok(())
}

fn check_metadata(text: &str) -> Result<(), &'static str> {
    let fits = |part: &str| !part.is_empty() && part.bytes().all(allowed);
    match text.split('.').all(fits) {
        true => Ok(()),
        false => Err("invalid metadata string"),
    }
}

fn allowed(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-'
}

/// Order of two pre-releases, neither of them empty.
pub(super) fn compare_prerelease(left: &str, right: &str) -> Ordering {
    let (mut left, mut right) = (left.split('.'), right.split('.'));
    loop {
        let (a, b) = (left.next(), right.next());
        if a.is_none() && b.is_none() {
            return Ordering::Equal;
        }
        match compare_part(a.unwrap_or_default(), b.unwrap_or_default()) {
            Ordering::Equal => {}
            other => return other,
        }
    }
}

fn compare_part(left: &str, right: &str) -> Ordering {
    if left == right || left.is_empty() || right.is_empty() {
        return left.cmp(right);
    }
    let number = |text| strconv::parse_uint(text, 10, 64).ok();
    match (number(left), number(right)) {
        (None, None) => left.cmp(right),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (Some(a), Some(b)) if a > b => Ordering::Greater,
        (Some(_), Some(_)) => Ordering::Less,
    }
}
