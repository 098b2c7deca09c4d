//! What is wrong, and where.

use std::collections::BTreeMap;

use crate::version::Version;

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A cluster would refuse the object, or what was asked for does not hold.
    Error,
    /// Works today, or cannot be judged.
    Warning,
}

impl Severity {
    /// `error` or `warning`
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// The object that a finding is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Resource {
    /// `apiVersion`
    pub api_version: String,
    /// `kind`
    pub kind: String,
    /// `metadata.namespace`, empty when missing.
    pub namespace: String,
    /// `metadata.name`, empty when missing.
    pub name: String,
}

impl Resource {
    /// `KIND/NAME`
    pub fn title(&self) -> String {
        format!("{}/{}", self.kind, self.name)
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Name of the rule, such as `unknown-field` or `runAsNonRoot`.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Template or file the document comes from.
    pub source: String,
    /// Line in that file, or in the rendered document when it comes from a template; from 1.
    pub line: usize,
    /// The object.
    pub resource: Resource,
    /// Path inside the object, such as `spec.ports[0].name`; empty for the object itself.
    pub path: String,
    /// A sentence that names the value.
    pub message: String,
    /// Versions of Kubernetes it holds for; empty when it does not depend on them.
    pub versions: Vec<Version>,
    /// Where a template was included from, innermost first, as `FILE:LINE`.
    pub includes: Vec<String>,
    /// Values that the line was made of, as `PATH (SOURCE)`.
    pub values: Vec<String>,
}

/// What two findings share that say the same, perhaps for other versions.
type Key = (String, usize, &'static str, Severity, Resource, String, String);

/// Findings, each told once.
#[derive(Default)]
pub(crate) struct Findings {
    list: Vec<Finding>,
    places: BTreeMap<Key, usize>,
}

impl Findings {
    /// Adds a finding, or its versions to the one that says the same.
    pub fn add(&mut self, finding: Finding) {
        let key = (
            finding.source.clone(),
            finding.line,
            finding.rule,
            finding.severity,
            finding.resource.clone(),
            finding.path.clone(),
            finding.message.clone(),
        );
        match self.places.get(&key).and_then(|place| self.list.get_mut(*place)) {
            Some(known) => {
                known.versions.extend(finding.versions);
                known.versions.sort();
                known.versions.dedup();
            }
            None => {
                self.places.insert(key, self.list.len());
                self.list.push(finding);
            }
        }
    }

    /// The findings by source and line.
    pub fn sorted(self) -> Vec<Finding> {
        let mut list = self.list;
        list.sort_by(|a, b| (&a.source, a.line).cmp(&(&b.source, b.line)));
        list
    }
}
