//! Claims of volumes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::block::block;

block! {
    /// The volume of each pod of a StatefulSet with more than one, which no claim that exists can be.
    ClaimTemplate {
        /// Keep data in volumes; without them the data of a pod is lost with it.
        enabled: bool = true,
    } with claim {
        /// What becomes of claims.
        retention: Retention,
    }
}

impl ClaimTemplate {
    /// Volumes of a size.
    pub fn of(size: &str) -> ClaimTemplate {
        ClaimTemplate { size: size.into(), ..ClaimTemplate::default() }
    }
}

/// Access modes of a volume that is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum AccessMode {
    /// By pods of one node.
    #[default]
    ReadWriteOnce,
    /// By one pod.
    ReadWriteOncePod,
    /// By any pod.
    ReadWriteMany,
}

block! {
    /// What becomes of the claims of a StatefulSet.
    Retention {
        /// What becomes of the claim when the StatefulSet is deleted: Retain or Delete.
        when_deleted: Policy,
        /// What becomes of the claim when the StatefulSet is scaled down: Retain or Delete.
        when_scaled: Policy,
    }
}

/// What becomes of a claim or a volume.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Policy {
    /// It stays.
    #[default]
    Retain,
    /// It goes too.
    Delete,
}
