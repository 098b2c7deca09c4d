//! A volume for data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::fields::Texts;
use crate::blocks::text::Size;

/// The volume of each pod of a StatefulSet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Persistence {
    /// Keep data in a volume; without it data is lost with the pod.
    pub enabled: bool,
    /// Size of the volume.
    pub size: Size,
    /// Storage class; the cluster's default when empty, none when "-".
    pub storage_class: String,
    /// Access modes of the claim.
    #[schemars(length(min = 1))]
    pub access_modes: Vec<AccessMode>,
    /// Annotations of the claim.
    pub annotations: Texts,
    /// Use this claim instead of making one.
    pub existing_claim: String,
    /// What becomes of claims.
    pub retention: Retention,
}

impl Persistence {
    /// A volume of a size.
    pub fn of(size: &str) -> Persistence {
        Persistence {
            enabled: true,
            size: size.into(),
            storage_class: String::new(),
            access_modes: vec![AccessMode::ReadWriteOnce],
            annotations: Texts::new(),
            existing_claim: String::new(),
            retention: Retention::default(),
        }
    }
}

impl Default for Persistence {
    fn default() -> Persistence {
        Persistence::of("8Gi")
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

/// What becomes of the claims of a StatefulSet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Retention {
    /// What becomes of the claim when the StatefulSet is deleted: Retain or Delete.
    pub when_deleted: Policy,
    /// What becomes of the claim when the StatefulSet is scaled down: Retain or Delete.
    pub when_scaled: Policy,
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
