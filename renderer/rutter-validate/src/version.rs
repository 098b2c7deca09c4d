//! Versions of Kubernetes, as far as schemas differ.

use std::fmt;

/// A minor version such as 1.34.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The first number.
    pub major: u32,
    /// The second number.
    pub minor: u32,
}

impl Version {
    /// Reads `1.34`, `v1.34` or `1.34.2`.
    pub fn parse(text: &str) -> Option<Version> {
        let text = text.strip_prefix('v').unwrap_or(text);
        let mut numbers = text.split(['.', '-', '+']);
        let major = numbers.next()?.parse().ok()?;
        let minor = numbers.next()?.parse().ok()?;
        Some(Version { major, minor })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// Versions in few words: `1.32–1.36`, or one by one where some are missing between.
pub(crate) fn range(versions: &[Version]) -> String {
    match versions {
        [] => String::new(),
        [only] => only.to_string(),
        [first, .., last] if last.minor - first.minor + 1 == versions.len() as u32 => {
            format!("{first}–{last}")
        }
        _ => versions.iter().map(Version::to_string).collect::<Vec<_>>().join(", "),
    }
}
