//! Kinds that Kubernetes no longer wants. Helm: lint/rules/deprecations.go over client-go's
//! lifecycle methods, which the table here holds as data.

use super::resource::Resource;
use crate::context::capabilities::KubeVersion;

const TABLE: &str = include_str!("deprecations.txt");

/// A kind that Kubernetes no longer wants.
#[derive(Clone, Copy, Debug)]
pub struct Deprecation {
    /// The version, such as `1.22`, from which it is deprecated.
    pub since: &'static str,
    /// The version that no longer has it, `-` when none is named.
    pub removed: &'static str,
    /// apiVersion and kind to use instead, both `-` when none is named.
    pub replacement: (&'static str, &'static str),
}

/// Whether the kind is deprecated in this version of Kubernetes.
pub(super) fn check(resource: &Resource, version: &KubeVersion) -> Result<(), String> {
    let Some(found) = deprecation(&resource.api_version, &resource.kind) else { return Ok(()) };
    let number = |text: &str| text.parse::<u64>().unwrap_or(0);
    let (major, minor) = found.since.split_once('.').unwrap_or((found.since, "0"));
    let current = (number(&version.major), number(&version.minor));
    if current != (0, 0) && current < (number(major), number(minor)) {
        return Ok(());
    }
    Err(found.text(resource))
}

/// What is known about the end of a kind.
pub fn deprecation(api_version: &str, kind: &str) -> Option<Deprecation> {
    TABLE.lines().find_map(|line| {
        let mut words = line.split(' ');
        if words.next()? != api_version || words.next()? != kind {
            return None;
        }
        let (since, removed) = (words.next()?, words.next()?);
        Some(Deprecation { since, removed, replacement: (words.next()?, words.next()?) })
    })
}

impl Deprecation {
    fn text(&self, resource: &Resource) -> String {
        let (api_version, kind) = (&resource.api_version, &resource.kind);
        let mut text = format!("{api_version} {kind} is deprecated in v{}+", self.since);
        if self.removed != "-" {
            text.push_str(&format!(", unavailable in v{}+", self.removed));
        }
        if self.replacement.0 != "-" {
            let (api_version, kind) = self.replacement;
            text.push_str(&format!("; use {api_version} {kind}"));
        }
        text
    }
}
