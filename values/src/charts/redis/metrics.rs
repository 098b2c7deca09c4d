//! Metrics for Prometheus.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::{Fields, Image, Resources, Texts};

crate::blocks::text::texts! {
    /// A time between scrapes, hours at most, or none.
    ScrapeTime, "^([0-9]+(ms|s|m|h))*$";
}

/// Metrics for Prometheus.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Metrics {
    /// Run an exporter for Prometheus beside each server.
    pub enabled: bool,
    /// Image of the exporter.
    pub image: Image,
    /// Requests and limits of the exporter.
    pub resources: Resources,
    /// A ServiceMonitor.
    pub service_monitor: Monitor,
    /// A PodMonitor.
    pub pod_monitor: Monitor,
}

impl Default for Metrics {
    fn default() -> Metrics {
        Metrics {
            enabled: false,
            image: Image::of("oliver006/redis_exporter", "v1.80.1"),
            resources: Resources::requests(&[("cpu", "10m"), ("memory", "32Mi")]),
            service_monitor: Monitor::default(),
            pod_monitor: Monitor::default(),
        }
    }
}

/// How Prometheus scrapes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Monitor {
    /// Make it; the cluster needs the Prometheus operator.
    pub enabled: bool,
    /// Labels that the Prometheus looks for.
    pub labels: Texts,
    /// Annotations of the monitor.
    pub annotations: Texts,
    /// Time between two scrapes; Prometheus' own when empty.
    pub interval: ScrapeTime,
    /// Time a scrape may take; Prometheus' own when empty.
    pub scrape_timeout: ScrapeTime,
    /// Changes of labels before the scrape.
    pub relabelings: Vec<Fields>,
    /// Changes of labels after the scrape.
    pub metric_relabelings: Vec<Fields>,
}
