//! Volumes for data and for copies of it.

use crate::blocks::block::block;
use crate::blocks::{ObjectName, Resources, Retention};

crate::blocks::text::texts! {
    /// When a backup is made.
    Schedule, "^(@(hourly|daily|weekly|monthly)|[-*/,0-9A-Za-z]+( [-*/,0-9A-Za-z]+){4})$";
    /// A time zone, or none.
    TimeZone, "^[A-Za-z0-9_+/-]*$";
}

block! {
    /// The volume for data.
    Persistence {
        /// Keep data in a volume; without it data is lost with the pod.
        enabled: bool = true,
    } with claim {
        /// Use this claim instead of making one.
        existing_claim: ObjectName,
        /// Leave the claim of a Deployment in the cluster at uninstall; claims of a StatefulSet
        /// follow retention.
        keep: bool = true,
        /// What becomes of the claim of a StatefulSet.
        retention: Retention,
    }
}

block! {
    /// Copies of the data.
    Backup {
        /// Save the data as RDB files on a volume of their own, at the times of schedule.
        enabled: bool,
        /// When, as five fields of cron.
        schedule: Schedule = "17 3 * * *".into(),
        /// Time zone of the schedule; that of the cluster when empty.
        time_zone: TimeZone,
        /// Backups that are kept; older ones are removed.
        #[schemars(range(min = 1))]
        keep: u32 = 7,
        /// Requests and limits of the Job.
        resources: Resources = Resources::requests(&[("cpu", "50m"), ("memory", "64Mi")]),
        /// The volume for backups.
        persistence: BackupPersistence,
    }
}

block! {
    /// The volume for backups.
    BackupPersistence {} with claim {
        /// Use this claim instead of making one.
        existing_claim: ObjectName,
        /// Leave the claim in the cluster at uninstall.
        keep: bool = true,
    }
}
