//! Metrics for Prometheus.

use crate::blocks::block::block;
use crate::blocks::{Monitor, Port};

block! {
    /// Metrics for Prometheus.
    Metrics {
        /// Answer Prometheus; from Flink 1.12.
        enabled: bool = true,
        /// Port of the metrics.
        port: Port = Port(9249),
        /// PodMonitors.
        pod_monitor: Monitor,
    }
}
