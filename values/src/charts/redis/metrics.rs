//! Metrics for Prometheus.

use crate::blocks::block::block;
use crate::blocks::{Image, Monitor, Resources};

block! {
    /// Metrics for Prometheus.
    Metrics {
        /// Run an exporter for Prometheus beside each server.
        enabled: bool,
        /// Image of the exporter.
        image: Image = Image::of("oliver006/redis_exporter", "v1.80.1"),
        /// Requests and limits of the exporter.
        resources: Resources = Resources::requests(&[("cpu", "10m"), ("memory", "32Mi")]),
        /// A ServiceMonitor.
        service_monitor: Monitor,
        /// A PodMonitor.
        pod_monitor: Monitor,
    }
}
