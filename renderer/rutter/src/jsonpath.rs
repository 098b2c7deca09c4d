//! JSONPath templates as `kubectl` and `helm show values --jsonpath` read them.
//!
//! Go: k8s.io/client-go/util/jsonpath.

mod eval;
mod node;
mod parse;

use rutter_go::Value;

pub use node::Node;
pub use parse::parse;

/// What a template prints over some data. Nothing at all when a part of it fails, such as a key
/// that is not there: Helm does not look at that error, so neither do we.
pub fn print(template: &[Node], data: Value) -> Vec<u8> {
    eval::print(template, data).unwrap_or_default()
}
