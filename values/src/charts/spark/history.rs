//! The history server, and what it shows.

use super::{JavaMemory, WebPort};
use crate::blocks::block::block;
use crate::blocks::{
    AccessMode, ComponentService, HttpRoute, Ingress, ObjectName, Probes, Resources, Seconds,
};

crate::blocks::text::texts! {
    /// A folder on a file system.
    EventFolder, "^[a-z0-9]+:/[^ ]*$";
    /// An age as Spark writes it.
    Age, "^[0-9]+(s|m|min|h|d)$";
}

block! {
    /// What applications tell the history server.
    EventLog {
        /// Have applications write what the history server shows.
        enabled: bool,
        /// Where: file:///events for the volume below, or a folder on hdfs:// or s3a://.
        dir: EventFolder = "file:///events".into(),
        /// A volume for it.
        persistence: EventClaim = EventClaim {
            size: "10Gi".into(),
            access_modes: vec![AccessMode::ReadWriteMany],
            ..EventClaim::default()
        },
    }
}

block! {
    /// The volume of event logs.
    EventClaim {
        /// Mount a volume at /events, which servers and workers share.
        enabled: bool,
    } with claim {
        /// Use this claim instead of making one.
        existing_claim: ObjectName,
        /// Leave the claim in the cluster at uninstall.
        keep: bool = true,
    }
}

block! {
    /// The history server.
    History {
        /// Run a history server.
        enabled: bool,
        /// Port of the history server.
        port: WebPort = WebPort(18080),
        /// Heap of the history server, as Java writes it.
        daemon_memory: JavaMemory = "1g".into(),
        /// Options of its Java process.
        java_options: String,
        /// What becomes of old event logs.
        cleaner: Cleaner,
        /// The Service of the history server.
        service: ComponentService = ComponentService::of(80),
        /// An Ingress to the web interface.
        ingress: Ingress,
        /// An HTTPRoute to the web interface.
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

block! {
    /// What becomes of old event logs.
    Cleaner {
        /// Remove old event logs.
        enabled: bool,
        /// Age after which an event log is removed.
        max_age: Age = "7d".into(),
    }
}
