//! Semantic versions and constraints (Go: `github.com/Masterminds/semver/v3`).

mod constraint;
mod object;
mod version;

pub use constraint::Constraints;
pub use version::Version;
