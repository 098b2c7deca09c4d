//! The history server.

use super::JavaMemory;
use crate::blocks::block::block;
use crate::blocks::{ComponentService, HttpRoute, Ingress, Port, Probes, Resources, Seconds};

crate::blocks::text::texts! {
    /// An age as Spark writes it.
    Age, "^[0-9]+(s|m|min|h|d)$";
}

block! {
    /// The history server.
    History {
        /// Run a history server, which shows drivers that have ended; needs eventLog.enabled.
        enabled: bool,
        /// Port of the history server.
        port: Port = Port(18080),
        /// Its heap, as Java writes it.
        memory: JavaMemory = "512m".into(),
        /// Options of its Java process.
        java_options: String,
        /// What becomes of old event logs.
        cleaner: Cleaner,
        /// The Service of the history server.
        service: ComponentService = ComponentService::of(80),
        /// An Ingress to it.
        ingress: Ingress,
        /// An HTTPRoute to it.
        http_route: HttpRoute,
        /// Requests and limits of the history server.
        resources: Resources = Resources::requests(&[("cpu", "50m"), ("memory", "768Mi")]),
        /// Seconds the history server gets to stop.
        termination_grace_period_seconds: Seconds = Seconds(30),
    } with pod {
        /// The probes of the history server.
        probes: Probes,
    }
}

block! {
    /// What becomes of old event logs.
    Cleaner {
        /// Remove old event logs.
        enabled: bool,
        /// Age after which an event log is removed.
        max_age: Age = "7d".into(),
    }
}
