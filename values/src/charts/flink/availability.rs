//! A cluster that outlives its JobManager.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::block::block;

crate::blocks::text::texts! {
    /// Servers of ZooKeeper, or none.
    Quorum, "^([-.a-zA-Z0-9]+:[0-9]+(,[-.a-zA-Z0-9]+:[0-9]+)*)?$";
    /// A node of ZooKeeper.
    Znode, r"^/[^\s]*$";
    /// A folder on a file system, or none.
    StateFolder, r"^([a-z0-9]+:/[-A-Za-z0-9_./:@=+%${}]*)?$";
    /// Name of a cluster, or none.
    ClusterId, "^[-a-zA-Z0-9_./]*$";
}

block! {
    /// A cluster that outlives its JobManager.
    HighAvailability {
        /// Who knows the JobManager that leads, and the jobs: none, kubernetes or zookeeper.
        #[serde(rename = "type")]
        kind: Kind,
        /// Folder for what is too large for them, which every JobManager reads, such as
        /// file:///state/ha with state.persistence.
        storage_dir: StateFolder,
        /// Name of this cluster; when empty the full name, for zookeeper with the namespace before it.
        cluster_id: ClusterId,
        /// For zookeeper.
        zookeeper: Zookeeper,
    }
}

/// Who knows the JobManager that leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Nobody.
    #[default]
    None,
    /// ConfigMaps.
    Kubernetes,
    /// ZooKeeper.
    Zookeeper,
}

block! {
    /// ZooKeeper for the JobManagers.
    Zookeeper {
        /// ZooKeeper servers, as HOST:PORT separated by commas.
        quorum: Quorum,
        /// Node in ZooKeeper below which every cluster has one.
        path_root: Znode = "/flink".into(),
    }
}
