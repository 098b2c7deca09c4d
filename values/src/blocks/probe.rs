//! How the kubelet asks a container.

use crate::blocks::block::block;
use crate::blocks::fields::Fields;
use crate::blocks::number::Seconds;

block! {
    /// The probes of a container.
    Probes {
        /// Fields over those of the startup probe; enabled: false leaves it out.
        startup: Probe,
        /// Fields over those of the liveness probe; enabled: false leaves it out.
        liveness: Probe,
        /// Fields over those of the readiness probe; enabled: false leaves it out.
        readiness: Probe,
    }
}

block! {
    /// Fields in place of those of a chart's probe.
    #[schemars(title = "probe")]
    Probe {
        /// Ask at all.
        enabled: Option<bool>,
        /// Seconds before the first time.
        initial_delay_seconds: Option<u32>,
        /// Seconds from one time to the next.
        period_seconds: Option<Seconds>,
        /// Seconds to wait for an answer.
        timeout_seconds: Option<Seconds>,
        /// Good answers in a row that count.
        #[schemars(range(min = 1))]
        success_threshold: Option<u32>,
        /// Bad answers in a row that count.
        #[schemars(range(min = 1))]
        failure_threshold: Option<u32>,
        /// Seconds to stop after a failed probe.
        termination_grace_period_seconds: Option<Seconds>,
        /// Ask with a command in the container.
        exec: Option<Fields>,
        /// Ask with a call of gRPC.
        grpc: Option<Fields>,
        /// Ask with a request of HTTP.
        http_get: Option<Fields>,
        /// Ask by opening a connection.
        tcp_socket: Option<Fields>,
    }
}
