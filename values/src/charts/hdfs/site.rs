//! Properties of Hadoop, and the hosts that it knows.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

crate::blocks::text::texts! {
    /// Name of a property.
    PropertyName, r"^[^\s<>&]+$";
    /// Name or address of a host, or a pod's name.
    Host, "^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$";
    /// Path of a rack.
    Rack, "^(/[A-Za-z0-9._-]+)+$";
}

/// Properties by name.
pub type Properties = BTreeMap<PropertyName, Property>;

/// A text, a number, true or false.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(extend("type" = ["string", "number", "boolean"]))]
pub struct Property(pub Value);

/// What clients get beside what they need.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Client {
    /// Properties added to the core-site.xml that clients get.
    pub core_site: Properties,
    /// Properties added to the hdfs-site.xml that clients get.
    pub hdfs_site: Properties,
}

/// Racks of DataNodes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct RackAwareness {
    /// Tell the NameNode the rack of each DataNode.
    pub enabled: bool,
    /// Racks by pod name, node name or address, such as hdfs-datanode-0: /row1/rack1.
    pub racks: BTreeMap<Host, Rack>,
    /// Rack of the others.
    pub default: Rack,
}

impl Default for RackAwareness {
    fn default() -> RackAwareness {
        RackAwareness { enabled: false, racks: BTreeMap::new(), default: "/default-rack".into() }
    }
}

/// Which DataNodes may serve.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Hosts {
    /// DataNodes that are decommissioned, by pod name, host name or address.
    pub exclude: Vec<Host>,
    /// DataNodes that may join, by pod name, host name or address; all when empty.
    pub include: Vec<Host>,
}
