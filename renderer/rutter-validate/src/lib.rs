//! Says what a cluster would say about manifests, without one: fields and types by the schemas of
//! several Kubernetes versions, API versions that are gone, Pod Security levels, and what the
//! schemas leave out.
//!
//! ```
//! use rutter_validate::{Document, Options, Severity, validate};
//!
//! let text = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  prots: []\n";
//! let report = validate(&[Document::new("web.yaml", 1, text)], &Options::default());
//! let finding = &report.findings[0];
//! assert_eq!(finding.severity, Severity::Error);
//! assert_eq!(finding.path, "spec.prots");
//! assert_eq!(finding.line, 6);
//! ```

mod bundle;
mod chart;
mod crd;
mod document;
mod finding;
mod format;
mod lifecycle;
mod message;
mod object;
mod pod;
mod pod_security;
pub mod report;
mod schema;
mod validator;
mod version;

pub use chart::validate_chart;
pub use crd::CustomResources;
pub use document::{Document, documents};
pub use finding::{Finding, Resource, Severity};
pub use pod_security::Level;
pub use validator::{Options, Report, validate};
pub use version::Version;
