//! What is wrong, and where.

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

impl Finding {
    /// Whether the other one says the same, perhaps for other versions.
    pub(crate) fn is_same(&self, other: &Finding) -> bool {
        let fields = |finding: &Finding| {
            let Finding { rule, severity, line, .. } = *finding;
            (rule, severity, line)
        };
        fields(self) == fields(other)
            && self.source == other.source
            && self.resource == other.resource
            && self.path == other.path
            && self.message == other.message
    }

    /// Takes up the versions of one that says the same.
    pub(crate) fn merge(&mut self, versions: &[Version]) {
        self.versions.extend(versions);
        self.versions.sort();
        self.versions.dedup();
    }
}
