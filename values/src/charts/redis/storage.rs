//! Volumes for data and for copies of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::{AccessMode, Resources, Retention, Size, Texts};

crate::blocks::text::texts! {
    /// When a backup is made.
    Schedule, "^(@(hourly|daily|weekly|monthly)|[-*/,0-9A-Za-z]+( [-*/,0-9A-Za-z]+){4})$";
    /// A time zone, or none.
    TimeZone, "^[A-Za-z0-9_+/-]*$";
}

/// The volume for data.
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
    /// Leave the claim of a Deployment in the cluster at uninstall; claims of a StatefulSet follow
    /// retention.
    pub keep: bool,
    /// What becomes of the claim of a StatefulSet.
    pub retention: Retention,
}

impl Default for Persistence {
    fn default() -> Persistence {
        Persistence {
            enabled: true,
            size: "8Gi".into(),
            storage_class: String::new(),
            access_modes: vec![AccessMode::ReadWriteOnce],
            annotations: Texts::new(),
            existing_claim: String::new(),
            keep: true,
            retention: Retention::default(),
        }
    }
}

/// Copies of the data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Backup {
    /// Save the data as RDB files on a volume of their own, at the times of schedule.
    pub enabled: bool,
    /// When, as five fields of cron.
    pub schedule: Schedule,
    /// Time zone of the schedule; that of the cluster when empty.
    pub time_zone: TimeZone,
    /// Backups that are kept; older ones are removed.
    #[schemars(range(min = 1))]
    pub keep: u32,
    /// Requests and limits of the Job.
    pub resources: Resources,
    /// The volume for backups.
    pub persistence: BackupPersistence,
}

impl Default for Backup {
    fn default() -> Backup {
        Backup {
            enabled: false,
            schedule: "17 3 * * *".into(),
            time_zone: TimeZone::default(),
            keep: 7,
            resources: Resources::requests(&[("cpu", "50m"), ("memory", "64Mi")]),
            persistence: BackupPersistence::default(),
        }
    }
}

/// The volume for backups.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct BackupPersistence {
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
    /// Leave the claim in the cluster at uninstall.
    pub keep: bool,
}

impl Default for BackupPersistence {
    fn default() -> BackupPersistence {
        BackupPersistence {
            size: "8Gi".into(),
            storage_class: String::new(),
            access_modes: vec![AccessMode::ReadWriteOnce],
            annotations: Texts::new(),
            existing_claim: String::new(),
            keep: true,
        }
    }
}
