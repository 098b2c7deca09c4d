//! API versions that come to an end. Kubernetes: the lifecycle methods of client-go.

use crate::version::Version;

/// The life of a kind.
pub(crate) struct Lifecycle {
    pub deprecated: Version,
    pub removed: Option<Version>,
    pub replacement: Option<String>,
}

/// What is known about the end of a kind.
pub(crate) fn find(api_version: &str, kind: &str) -> Option<Lifecycle> {
    let found = rutter::lint::deprecation(api_version, kind)?;
    Some(Lifecycle {
        deprecated: Version::parse(found.since)?,
        removed: Version::parse(found.removed),
        replacement: (found.replacement.0 != "-")
            .then(|| format!("{} {}", found.replacement.0, found.replacement.1)),
    })
}

impl Lifecycle {
    fn replaced(&self) -> String {
        match &self.replacement {
            Some(replacement) => format!("; use {replacement}"),
            None => String::new(),
        }
    }

    /// A sentence about the removal, if the version no longer has the kind.
    pub fn removal(&self, name: &str, version: Version) -> Option<String> {
        let removed = self.removed.filter(|removed| *removed <= version)?;
        Some(format!("{name} was removed in {removed}{}", self.replaced()))
    }

    /// A sentence about the coming removal, if the version speaks of it.
    pub fn deprecation(&self, name: &str, version: Version) -> Option<String> {
        if self.deprecated > version {
            return None;
        }
        let removed = match self.removed {
            Some(removed) => format!(" and will be removed in {removed}"),
            None => String::new(),
        };
        Some(format!("{name} is deprecated since {}{removed}{}", self.deprecated, self.replaced()))
    }
}
