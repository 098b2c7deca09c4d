//! Properties of Hadoop, and the hosts that it knows.

use crate::blocks::Scalar;
use crate::blocks::block::block;

use std::collections::BTreeMap;

crate::blocks::text::texts! {
    /// Name of a property.
    PropertyName, r"^[^\s<>&]+$";
    /// Name or address of a host, or a pod's name.
    Host, "^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$";
    /// Path of a rack.
    Rack, "^(/[A-Za-z0-9._-]+)+$";
}

/// Properties by name.
pub type Properties = BTreeMap<PropertyName, Scalar>;

block! {
    /// What clients get beside what they need.
    Client {
        /// Properties added to the core-site.xml that clients get.
        core_site: Properties,
        /// Properties added to the hdfs-site.xml that clients get.
        hdfs_site: Properties,
    }
}

block! {
    /// Racks of DataNodes.
    RackAwareness {
        /// Tell the NameNode the rack of each DataNode.
        enabled: bool,
        /// Racks by pod name, node name or address, such as hdfs-datanode-0: /row1/rack1.
        racks: BTreeMap<Host, Rack>,
        /// Rack of the others.
        default: Rack = "/default-rack".into(),
    }
}

block! {
    /// Which DataNodes may serve.
    Hosts {
        /// DataNodes that are decommissioned, by pod name, host name or address.
        exclude: Vec<Host>,
        /// DataNodes that may join, by pod name, host name or address; all when empty.
        include: Vec<Host>,
    }
}
