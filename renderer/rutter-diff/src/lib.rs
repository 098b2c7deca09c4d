//! What changes between two renders. No file, no network: texts of manifests in, reports out.
//!
//! [`Manifests`] are the objects of one side; [`Comparison`] pairs those of two. From it comes the
//! text of helm-diff ([`helm_diff`]), and what really changes ([`changes`]).

mod comparison;
pub mod helm_diff;
mod lines;
mod manifests;
mod plain_yaml;
mod secrets;

pub use comparison::{Comparison, Kind, Pair};
pub use lines::{Line, line_diff};
pub use manifests::{Manifests, Object};
pub use secrets::Secrets;
