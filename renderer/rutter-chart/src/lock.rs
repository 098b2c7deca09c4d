//! Chart.lock. Helm: pkg/chart/dependency.go `Lock`.

use crate::metadata::Dependency;

/// The exact versions that dependencies were resolved to.
#[derive(Clone, Debug, Default)]
pub struct Lock {
    /// When, as written (RFC 3339).
    pub generated: String,
    /// Digest over requirements and lock.
    pub digest: String,
    /// The locked dependencies.
    pub dependencies: Vec<Option<Dependency>>,
}
