//! A Service.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::block::block;
use crate::blocks::fields::Texts;
use crate::blocks::number::Port;
use crate::blocks::text::ServiceName;

block! {
    /// A Service with one port.
    Service {
        /// Name of the Service; the release's full name when empty.
        name: ServiceName,
        /// Type of the Service.
        #[serde(rename = "type")]
        kind: ServiceType,
        /// Port of the Service.
        port: Port = Port(80),
        /// Annotations of the Service.
        annotations: Texts,
    }
}

impl Service {
    /// A Service inside the cluster.
    pub fn of(port: u16) -> Service {
        Service { port: Port(port), ..Service::default() }
    }
}

block! {
    /// The Service of a component, with one port and the component's name.
    ComponentService {
        /// Type of the Service.
        #[serde(rename = "type")]
        kind: ServiceType,
        /// Port of the Service.
        port: Port = Port(80),
        /// Annotations of the Service.
        annotations: Texts,
    }
}

impl ComponentService {
    /// A Service inside the cluster.
    pub fn of(port: u16) -> ComponentService {
        ComponentService { port: Port(port), ..ComponentService::default() }
    }
}

/// Type of a Service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ServiceType {
    /// Inside the cluster.
    #[default]
    ClusterIP,
    /// A port of every node.
    NodePort,
    /// A load balancer of the cloud.
    LoadBalancer,
}
