//! A PodDisruptionBudget.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::number::PodCount;

/// How many pods an eviction may take.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct PodDisruptionBudget {
    /// Make a PodDisruptionBudget.
    pub enabled: bool,
    /// Pods that must stay, as a number or a percentage.
    pub min_available: PodCount,
    /// Pods that may go, as a number or a percentage; 1 when both are empty.
    pub max_unavailable: PodCount,
}
