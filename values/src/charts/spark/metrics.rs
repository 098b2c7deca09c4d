//! Metrics for Prometheus.

use crate::blocks::TlsMonitor;
use crate::blocks::block::block;

block! {
    /// Metrics for Prometheus.
    Metrics {
        /// Answer Prometheus on the web ports, under /metrics.
        enabled: bool = true,
        /// PodMonitors.
        pod_monitor: TlsMonitor,
    }
}
