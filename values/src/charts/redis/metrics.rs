//! Metrics for Prometheus.

use crate::blocks::block::block;
use crate::blocks::{Fields, Image, Resources, Texts};

crate::blocks::text::texts! {
    /// A time between scrapes, hours at most, or none.
    ScrapeTime, "^([0-9]+(ms|s|m|h))*$";
}

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

block! {
    /// How Prometheus scrapes.
    Monitor {
        /// Make it; the cluster needs the Prometheus operator.
        enabled: bool,
        /// Labels that the Prometheus looks for.
        labels: Texts,
        /// Annotations of the monitor.
        annotations: Texts,
        /// Time between two scrapes; Prometheus' own when empty.
        interval: ScrapeTime,
        /// Time a scrape may take; Prometheus' own when empty.
        scrape_timeout: ScrapeTime,
        /// Changes of labels before the scrape.
        relabelings: Vec<Fields>,
        /// Changes of labels after the scrape.
        metric_relabelings: Vec<Fields>,
    }
}
