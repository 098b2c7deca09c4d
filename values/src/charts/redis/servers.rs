//! How servers work together.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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

/// How replicas follow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Replication {
    /// Replicas that must follow, or the master takes no write; 0 takes writes that only it has.
    pub min_replicas_to_write: u32,
    /// Seconds that such a replica may lag behind.
    pub min_replicas_max_lag: Seconds,
}

impl Default for Replication {
    fn default() -> Replication {
        Replication { min_replicas_to_write: 1, min_replicas_max_lag: Seconds(5) }
    }
}

/// The sentinels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Sentinel {
    /// Name of the master that clients ask the sentinels for.
    pub master_name: MasterName,
    /// Port of the Service, behind which the sentinels answer.
    pub port: Port,
    /// Sentinels that must agree that the master is down; 0 for the majority.
    pub quorum: u32,
    /// Milliseconds without an answer after which a server counts as down.
    #[schemars(range(min = 500))]
    pub down_after_milliseconds: u32,
    /// Milliseconds after which a failover is given up.
    #[schemars(range(min = 1000))]
    pub failover_timeout_milliseconds: u32,
    /// Replicas that sync with a new master at a time.
    #[schemars(range(min = 1))]
    pub parallel_syncs: u32,
    /// Requests and limits of a sentinel.
    pub resources: Resources,
    /// The probes of a sentinel.
    pub probes: Probes,
}

impl Default for Sentinel {
    fn default() -> Sentinel {
        Sentinel {
            master_name: "mymaster".into(),
            port: Port(26379),
            quorum: 0,
            down_after_milliseconds: 5000,
            failover_timeout_milliseconds: 15000,
            parallel_syncs: 1,
            resources: Resources::requests(&[("cpu", "20m"), ("memory", "32Mi")]),
            probes: Probes::default(),
        }
    }
}

/// A cluster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Cluster {
    /// Masters, which share the keys.
    #[schemars(range(min = 1, max = 1000))]
    pub masters: u32,
    /// Replicas of each master.
    #[schemars(range(min = 0, max = 10))]
    pub replicas_per_master: u32,
    /// Milliseconds without an answer after which a server counts as down.
    #[schemars(range(min = 500))]
    pub node_timeout_milliseconds: u32,
    /// Answer nothing when a part of the keys has no master.
    pub require_full_coverage: bool,
}

impl Default for Cluster {
    fn default() -> Cluster {
        Cluster {
            masters: 3,
            replicas_per_master: 1,
            node_timeout_milliseconds: 5000,
            require_full_coverage: true,
        }
    }
}
