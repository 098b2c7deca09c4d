//! The JobManagers, the TaskManagers and the pods that are either.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ProcessMemory;
use crate::blocks::block::block;
use crate::blocks::{
    Autoscaling, ClaimTemplate, Name, PodDisruptionBudget, Probes, Resources, Seconds,
};

block! {
    /// The JobManagers.
    JobManager {
        /// JobManagers; more than one need highAvailability.
        #[schemars(range(min = 1, max = 9))]
        replica_count: u32 = 1,
        /// Memory of the whole process; that of the limit, else of the request, when empty.
        memory: ProcessMemory,
        /// Requests and limits of a JobManager.
        resources: Resources = Resources::requests(&[("cpu", "200m"), ("memory", "1600Mi")]),
        /// Seconds a JobManager gets to stop.
        termination_grace_period_seconds: Seconds = Seconds(60),
        /// The budget for evictions.
        pod_disruption_budget: PodDisruptionBudget,
    } with pod {
        /// The probes of a JobManager.
        probes: Probes,
    }
}

block! {
    /// The TaskManagers.
    TaskManager {
        /// What runs the TaskManagers: Deployment, or StatefulSet for names and volumes that stay.
        kind: Kind,
        /// TaskManagers; with autoscaling its bounds count.
        replica_count: u32 = 1,
        /// Parts of a job that one runs at a time; the cores of its limit when 0.
        slots: u32 = 1,
        /// Memory of the whole process; that of the limit, else of the request, when empty.
        memory: ProcessMemory,
        /// State kept beside the TaskManager too, for a faster recovery.
        local_recovery: LocalRecovery,
        /// As many TaskManagers as the load asks for.
        autoscaling: Autoscaling,
        /// Requests and limits of a TaskManager.
        resources: Resources = Resources::requests(&[("cpu", "500m"), ("memory", "1728Mi")]),
        /// Seconds a TaskManager gets to stop.
        termination_grace_period_seconds: Seconds = Seconds(60),
        /// The budget for evictions.
        pod_disruption_budget: PodDisruptionBudget,
    } with pod {
        /// The probes of a TaskManager.
        probes: Probes,
    }
}

/// What runs the TaskManagers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Kind {
    /// With names that change.
    #[default]
    Deployment,
    /// With names that stay.
    StatefulSet,
}

block! {
    /// State kept beside the TaskManager.
    LocalRecovery {
        /// Keep it; from Flink 1.15 and with kind StatefulSet.
        enabled: bool,
        /// The volume of each TaskManager for it.
        persistence: ClaimTemplate = ClaimTemplate::of("10Gi"),
    }
}

block! {
    /// The StatefulSet of topology unified: of its pods, jobManager.replicaCount and
    /// taskManager.replicaCount together, the first ones are the JobManagers.
    Unified {
        /// Name of the container.
        container_name: Name = "flink".into(),
        /// Memory of the whole process; that of the limit, else of the request, when empty.
        memory: ProcessMemory,
        /// Requests and limits of a pod.
        resources: Resources = Resources::requests(&[("cpu", "500m"), ("memory", "1728Mi")]),
        /// Seconds a pod gets to stop.
        termination_grace_period_seconds: Seconds = Seconds(60),
        /// The budget for evictions.
        pod_disruption_budget: PodDisruptionBudget,
    } with pod {
        /// The probes of a pod.
        probes: Probes,
    }
}
