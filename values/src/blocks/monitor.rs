//! A ServiceMonitor or a PodMonitor of the Prometheus operator.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::fields::{Fields, Texts};

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
    /// Time from one scrape to the next, such as 30s; that of the Prometheus when empty.
    pub interval: Duration,
    /// Time to wait for an answer; that of the Prometheus when empty.
    pub scrape_timeout: Duration,
    /// Relabelings of targets.
    pub relabelings: Vec<Fields>,
    /// Relabelings of metrics.
    pub metric_relabelings: Vec<Fields>,
}

crate::blocks::text::texts! {
    /// A time as Prometheus writes it, or none.
    Duration, "^(0|([0-9]+(ms|[smhdwy]))*)$";
}
