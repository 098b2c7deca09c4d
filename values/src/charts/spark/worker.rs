//! The workers.

use super::{JavaMemory, WebPort};
use crate::blocks::block::block;
use crate::blocks::{Autoscaling, PodDisruptionBudget, Port, Probes, Resources, Seconds};

crate::blocks::text::texts! {
    /// Memory in whole mebibytes or more.
    WorkerMemory, "^[1-9][0-9]*(Mi|Gi|Ti|M|G|T)$";
    /// Bound of a volume, or none.
    SizeLimit, r"^([0-9]+(\.[0-9]+)?(Ki|Mi|Gi|Ti|Pi|k|M|G|T|P)?)?$";
}

block! {
    /// The workers.
    Worker {
        /// Workers; with autoscaling its bounds count.
        replica_count: u32 = 2,
        /// Port that the master and drivers connect to.
        port: Port = Port(7078),
        /// Port of the web interface.
        web_port: WebPort = WebPort(8081),
        /// Cores that a worker gives to executors.
        #[schemars(range(min = 1))]
        cores: u32 = 1,
        /// Memory that a worker gives to executors, as a Kubernetes quantity.
        memory: WorkerMemory = "1Gi".into(),
        /// Heap of the worker itself, as Java writes it.
        daemon_memory: JavaMemory = "512m".into(),
        /// Options of its Java process.
        java_options: String,
        /// Bound of the volume with work folders and shuffle files; none when empty.
        work_size_limit: SizeLimit,
        /// As many workers as the load asks for.
        autoscaling: Autoscaling,
        /// How a worker goes.
        decommission: Decommission,
        /// Requests and limits of a worker, for itself and its executors.
        resources: Resources = Resources::requests(&[("cpu", "500m"), ("memory", "2Gi")]),
        /// Seconds a worker gets to stop.
        termination_grace_period_seconds: Seconds = Seconds(30),
        /// The budget for evictions.
        pod_disruption_budget: PodDisruptionBudget,
    } with pod {
        /// The probes of a worker.
        probes: Probes,
    }
}

block! {
    /// How a worker goes.
    Decommission {
        /// Move a worker's blocks to others before its pod stops.
        enabled: bool,
        /// Seconds it gets for that.
        seconds: Seconds = Seconds(60),
    }
}
