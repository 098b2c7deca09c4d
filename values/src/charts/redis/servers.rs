//! How servers work together.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::block::block;
use crate::blocks::{Port, Probes, Resources, Seconds};

crate::blocks::text::texts! {
    /// Name of the master that sentinels watch.
    MasterName, "^[A-Za-z0-9][-._A-Za-z0-9]*$";
}

/// How servers work together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Architecture {
    /// One server.
    #[default]
    Standalone,
    /// A master and replicas of it.
    Replication,
    /// A master, replicas and sentinels that choose the next master.
    Sentinel,
    /// Masters that share the keys, and their replicas.
    Cluster,
}

/// The server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    /// Redis.
    #[default]
    Redis,
    /// Valkey.
    Valkey,
}

/// What runs the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Kind {
    /// A StatefulSet with a claim template.
    #[default]
    StatefulSet,
    /// A Deployment with a claim of its own.
    Deployment,
}

block! {
    /// How replicas follow.
    Replication {
        /// Replicas that must follow, or the master takes no write; 0 takes writes that only it
        /// has.
        min_replicas_to_write: u32 = 1,
        /// Seconds that such a replica may lag behind.
        min_replicas_max_lag: Seconds = Seconds(5),
    }
}

block! {
    /// The sentinels.
    Sentinel {
        /// Name of the master that clients ask the sentinels for.
        master_name: MasterName = "mymaster".into(),
        /// Port of the Service, behind which the sentinels answer.
        port: Port = Port(26379),
        /// Sentinels that must agree that the master is down; 0 for the majority.
        quorum: u32,
        /// Milliseconds without an answer after which a server counts as down.
        #[schemars(range(min = 500))]
        down_after_milliseconds: u32 = 5000,
        /// Milliseconds after which a failover is given up.
        #[schemars(range(min = 1000))]
        failover_timeout_milliseconds: u32 = 15000,
        /// Replicas that sync with a new master at a time.
        #[schemars(range(min = 1))]
        parallel_syncs: u32 = 1,
        /// Requests and limits of a sentinel.
        resources: Resources = Resources::requests(&[("cpu", "20m"), ("memory", "32Mi")]),
        /// The probes of a sentinel.
        probes: Probes,
    }
}

block! {
    /// A cluster.
    Cluster {
        /// Masters, which share the keys.
        #[schemars(range(min = 1, max = 1000))]
        masters: u32 = 3,
        /// Replicas of each master.
        #[schemars(range(min = 0, max = 10))]
        replicas_per_master: u32 = 1,
        /// Milliseconds without an answer after which a server counts as down.
        #[schemars(range(min = 500))]
        node_timeout_milliseconds: u32 = 5000,
        /// Answer nothing when a part of the keys has no master.
        require_full_coverage: bool = true,
    }
}
