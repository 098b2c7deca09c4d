//! How pods of a component keep away from each other.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whether pods of a component share a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AntiAffinity {
    /// Only where they must.
    #[default]
    Soft,
    /// They never do.
    Hard,
    /// They may.
    None,
}
