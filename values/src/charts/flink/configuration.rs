//! Where files are, and what pods may do.

use super::Folder;
use crate::blocks::block::block;
use crate::blocks::{Fields, ObjectName};

block! {
    /// Where the files of the configuration are.
    Configuration {
        /// Name of the ConfigMap with them; <full name>-config when empty.
        name: ObjectName,
        /// Take a ConfigMap of that name that is there instead of making it.
        existing: bool,
        /// Where containers see the ConfigMap.
        path: Folder = "/flink-config".into(),
        /// Where they have a copy that the entrypoint may change, FLINK_CONF_DIR.
        directory: Folder = "/opt/flink/conf".into(),
    }
}

block! {
    /// Where servers log, beside the console.
    Logs {
        /// Folder of the log files, which the web interface shows.
        path: Folder = "/opt/flink/log".into(),
        /// Source of the volume there; an emptyDir when empty.
        volume: Fields,
    }
}

block! {
    /// What the service account may do.
    Rbac {
        /// Make a Role and a RoleBinding, with high availability by Kubernetes.
        create: bool = true,
        /// More rules of the Role.
        extra_rules: Vec<Fields>,
    }
}
