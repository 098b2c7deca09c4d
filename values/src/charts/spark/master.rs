//! The masters.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{JavaMemory, WebPort};
use crate::blocks::block::block;
use crate::blocks::{
    HttpRoute, Ingress, ObjectName, PodDisruptionBudget, Port, Probes, Resources, Seconds,
    ServiceType, Texts,
};

crate::blocks::text::texts! {
    /// Servers of ZooKeeper, or none.
    Quorum, "^([-.a-zA-Z0-9]+:[0-9]+(,[-.a-zA-Z0-9]+:[0-9]+)*)?$";
    /// A node of ZooKeeper, or none.
    Znode, r"^(/[^\s]+)?$";
}

block! {
    /// The masters.
    Master {
        /// What runs the masters: StatefulSet, or for one master a Deployment.
        kind: Kind,
        /// Masters; more than one need recovery.mode ZOOKEEPER.
        #[schemars(range(min = 1, max = 9))]
        replica_count: u32 = 1,
        /// Port that workers and applications connect to.
        cluster_port: Port = Port(7077),
        /// Port of the web interface.
        web_port: WebPort = WebPort(8080),
        /// Applications by REST.
        rest: Rest,
        /// Heap of a master, as Java writes it.
        daemon_memory: JavaMemory = "1g".into(),
        /// Options of its Java process.
        java_options: String,
        /// What the next master knows.
        recovery: Recovery,
        /// The Service of the masters.
        service: Service,
        /// An Ingress to the web interface.
        ingress: Ingress,
        /// An HTTPRoute to the web interface.
        http_route: HttpRoute,
        /// Requests and limits of a master.
        resources: Resources = Resources::requests(&[("cpu", "200m"), ("memory", "1Gi")]),
        /// Seconds a master gets to stop.
        termination_grace_period_seconds: Seconds = Seconds(30),
        /// The budget for evictions.
        pod_disruption_budget: PodDisruptionBudget,
    } with pod {
        /// The probes of a master.
        probes: Probes,
    }
}

/// What runs the masters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Kind {
    /// Masters with names of their own.
    #[default]
    StatefulSet,
    /// One master.
    Deployment,
}

block! {
    /// Applications by REST.
    Rest {
        /// Take applications by REST too; it cannot ask for the secret of auth.
        enabled: bool,
        /// Port of the REST server.
        port: Port = Port(6066),
    }
}

block! {
    /// What the next master knows.
    Recovery {
        /// Where a master finds the state of the one before it: NONE, FILESYSTEM or ZOOKEEPER.
        mode: Mode,
        /// For the mode ZOOKEEPER.
        zookeeper: Zookeeper,
        /// For the mode FILESYSTEM.
        persistence: StateClaim = StateClaim { size: "1Gi".into(), ..StateClaim::default() },
    }
}

/// Where a master finds the state of the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Mode {
    /// Nowhere.
    #[default]
    None,
    /// In files.
    Filesystem,
    /// In ZooKeeper, by which several masters choose the one that leads.
    Zookeeper,
}

block! {
    /// ZooKeeper for the state of the masters.
    Zookeeper {
        /// ZooKeeper servers, as HOST:PORT separated by commas.
        quorum: Quorum,
        /// Node in ZooKeeper; /spark/<namespace>-<full name> when empty.
        path: Znode,
    }
}

block! {
    /// The volume for the state of a master.
    StateClaim {
        /// Keep the state of mode FILESYSTEM in a volume.
        enabled: bool = true,
    } with claim {
        /// Use this claim instead of making one.
        existing_claim: ObjectName,
    }
}

block! {
    /// The Service of the masters.
    Service {
        /// Type of the Service.
        #[serde(rename = "type")]
        kind: ServiceType,
        /// Port of the Service for workers and applications.
        cluster_port: Port = Port(7077),
        /// Port of the Service for the web interface.
        web_port: Port = Port(80),
        /// Annotations of the Service.
        annotations: Texts,
    }
}
