//! How the kubelet asks a container.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::fields::Fields;
use crate::blocks::number::Seconds;

/// The probes of a container.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Probes {
    /// Fields over those of the startup probe; enabled: false leaves it out.
    pub startup: Probe,
    /// Fields over those of the liveness probe; enabled: false leaves it out.
    pub liveness: Probe,
    /// Fields over those of the readiness probe; enabled: false leaves it out.
    pub readiness: Probe,
}

/// Fields in place of those of a chart's probe.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(title = "probe")]
pub struct Probe {
    /// Ask at all.
    pub enabled: Option<bool>,
    /// Seconds before the first time.
    pub initial_delay_seconds: Option<u32>,
    /// Seconds from one time to the next.
    pub period_seconds: Option<Seconds>,
    /// Seconds to wait for an answer.
    pub timeout_seconds: Option<Seconds>,
    /// Good answers in a row that count.
    #[schemars(range(min = 1))]
    pub success_threshold: Option<u32>,
    /// Bad answers in a row that count.
    #[schemars(range(min = 1))]
    pub failure_threshold: Option<u32>,
    /// Seconds to stop after a failed probe.
    pub termination_grace_period_seconds: Option<Seconds>,
    /// Ask with a command in the container.
    pub exec: Option<Fields>,
    /// Ask with a call of gRPC.
    pub grpc: Option<Fields>,
    /// Ask with a request of HTTP.
    pub http_get: Option<Fields>,
    /// Ask by opening a connection.
    pub tcp_socket: Option<Fields>,
}
