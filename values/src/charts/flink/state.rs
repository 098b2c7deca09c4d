//! What jobs remember.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::availability::StateFolder;
use crate::blocks::block::block;
use crate::blocks::{AccessMode, ObjectName};

crate::blocks::text::texts! {
    /// A time as Flink writes it, or none.
    Interval, "^([1-9][0-9]* ?(ms|s|min|h|d))?$";
}

block! {
    /// What jobs remember.
    State {
        /// Where a job keeps its state while it runs: hashmap or rocksdb; Flink's choice when empty.
        backend: Backend,
        /// Folder of checkpoints, such as file:///state/checkpoints.
        checkpoints_dir: StateFolder,
        /// Folder of savepoints, such as file:///state/savepoints.
        savepoints_dir: StateFolder,
        /// Time from one checkpoint to the next, such as 30s, for jobs that do not say it; none when
        /// empty.
        checkpoint_interval: Interval,
        /// A volume for these folders.
        persistence: StateClaim = StateClaim {
            size: "10Gi".into(),
            access_modes: vec![AccessMode::ReadWriteMany],
            ..StateClaim::default()
        },
    }
}

/// Where a job keeps its state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Backend {
    /// Flink decides.
    #[default]
    #[serde(rename = "")]
    Any,
    /// In the heap.
    Hashmap,
    /// In files.
    Rocksdb,
}

block! {
    /// The volume for state.
    StateClaim {
        /// Mount a volume at /state, which all pods share.
        enabled: bool,
    } with claim {
        /// Use this claim instead of making one.
        existing_claim: ObjectName,
        /// Leave the claim in the cluster at uninstall.
        keep: bool = true,
    }
}
