//! Where the driver finds files and tables, and leaves event logs.

use crate::blocks::block::block;
use crate::blocks::{AccessMode, ObjectName};

crate::blocks::text::texts! {
    /// A folder on a file system.
    EventFolder, "^[a-z0-9]+:/[^ ]*$";
    /// Name of a user, or none.
    HadoopUser, "^[-_.a-zA-Z0-9]*$";
}

block! {
    /// What the driver tells a history server.
    EventLog {
        /// Write event logs, which a history server shows.
        enabled: bool,
        /// Where: file:///events for the volume below, or a folder on hdfs:// or s3a://.
        dir: EventFolder = "file:///events".into(),
        /// A volume for it.
        persistence: EventClaim = EventClaim {
            size: "10Gi".into(),
            access_modes: vec![AccessMode::ReadWriteMany],
            ..EventClaim::default()
        },
    }
}

block! {
    /// The volume of event logs.
    EventClaim {
        /// Mount a volume at /events.
        enabled: bool,
    } with claim {
        /// Use this claim instead of making one, such as that of a history server.
        existing_claim: ObjectName,
        /// Leave the claim in the cluster at uninstall.
        keep: bool = true,
    }
}

block! {
    /// Tables of Hive.
    Hive {
        /// ConfigMap with hive-site.xml; with it MLSQL uses Hive unless settings say otherwise.
        config_map: ObjectName,
    }
}

block! {
    /// Files on HDFS.
    Hadoop {
        /// ConfigMap with core-site.xml and hdfs-site.xml, such as the one of the chart hdfs.
        config_map: ObjectName,
        /// User that HDFS sees; the user of the process when empty.
        user_name: HadoopUser,
    }
}
