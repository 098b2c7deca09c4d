//! A PodDisruptionBudget.

use crate::blocks::block::block;
use crate::blocks::number::PodCount;

block! {
    /// How many pods an eviction may take.
    PodDisruptionBudget {
        /// Make a PodDisruptionBudget.
        enabled: bool,
        /// Pods that must stay, as a number or a percentage.
        min_available: PodCount,
        /// Pods that may go, as a number or a percentage; 1 when both are empty.
        max_unavailable: PodCount,
    }
}
