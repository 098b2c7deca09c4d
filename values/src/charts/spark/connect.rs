//! The Connect server.

use super::Properties;
use crate::blocks::block::block;
use crate::blocks::{ComponentService, Port, Probes, Resources, Seconds};

crate::blocks::text::texts! {
    /// Memory as Java writes it, 512m or more.
    DriverMemory, "^((51[2-9]|5[2-9][0-9]|[6-9][0-9]{2}|[1-9][0-9]{3,})[mM]|[1-9][0-9]*[gG])$";
}

block! {
    /// The Connect server.
    Connect {
        /// Run a Spark Connect server, an application of this cluster.
        enabled: bool,
        /// Port for clients, gRPC.
        port: Port = Port(15002),
        /// Heap of the server, as Java writes it; Spark takes no less than 512m.
        driver_memory: DriverMemory = "1g".into(),
        /// Properties of this application, over config.
        config: Properties,
        /// The Service of the server.
        service: ComponentService = ComponentService::of(15002),
        /// Requests and limits of the server.
        resources: Resources = Resources::requests(&[("cpu", "200m"), ("memory", "2Gi")]),
        /// Seconds the server gets to stop.
        termination_grace_period_seconds: Seconds = Seconds(60),
    } with pod {
        /// The probes of the server.
        probes: Probes,
    }
}
