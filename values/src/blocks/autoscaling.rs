//! A HorizontalPodAutoscaler.

use crate::blocks::block::block;
use crate::blocks::fields::Fields;

block! {
    /// As many pods as the load asks for.
    Autoscaling {
        /// Make a HorizontalPodAutoscaler.
        enabled: bool,
        /// Fewest pods.
        #[schemars(range(min = 1))]
        min_replicas: u32 = 1,
        /// Most pods.
        #[schemars(range(min = 1))]
        max_replicas: u32 = 5,
        /// Use of CPU to keep, in percent of the request; 0 looks at something else.
        #[serde(rename = "targetCPU")]
        target_cpu: u32 = 80,
        /// Use of memory to keep, in percent of the request; 0 looks at something else.
        target_memory: u32,
        /// Behavior of the HorizontalPodAutoscaler.
        behavior: Fields,
    }
}
