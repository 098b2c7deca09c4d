//! The history server.

use super::ProcessMemory;
use super::availability::StateFolder;
use crate::blocks::block::block;
use crate::blocks::{ComponentService, HttpRoute, Ingress, Port, Probes, Resources, Seconds};

block! {
    /// The history server.
    History {
        /// Run a history server; it needs archiveDir.
        enabled: bool,
        /// Folder where JobManagers leave finished jobs, such as file:///state/history.
        archive_dir: StateFolder,
        /// Port of the history server.
        port: Port = Port(8082),
        /// Heap of the history server.
        heap: ProcessMemory = "512Mi".into(),
        /// The Service of the history server.
        service: ComponentService = ComponentService::of(80),
        /// An Ingress to the history server.
        ingress: Ingress,
        /// An HTTPRoute to the history server.
        http_route: HttpRoute,
        /// Requests and limits of the history server.
        resources: Resources = Resources::requests(&[("cpu", "100m"), ("memory", "1Gi")]),
        /// Seconds the history server gets to stop.
        termination_grace_period_seconds: Seconds = Seconds(30),
    } with pod {
        /// The probes of the history server.
        probes: Probes,
    }
}
