//! How clients reach the driver.

use crate::blocks::block::block;
use crate::blocks::{HttpRoute, Ingress, Monitor, Port, ServiceType, Texts};

crate::blocks::text::texts! {
    /// Name of a port.
    PortName, "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "maxLength" = 15;
}

block! {
    /// The Service of the driver.
    Service {
        /// Type of the Service.
        #[serde(rename = "type")]
        kind: ServiceType,
        /// Port of the Service for MLSQL.
        port: Port = Port(9003),
        /// Name of that port.
        port_name: PortName = "http".into(),
        /// Port of the Service for Spark's web interface.
        ui_port: Port = Port(4040),
        /// Name of that port.
        ui_port_name: PortName = "ui".into(),
        /// Annotations of the Service.
        annotations: Texts,
    }
}

block! {
    /// Spark's web interface.
    Ui {
        /// An Ingress to it.
        ingress: Ingress,
        /// An HTTPRoute to it.
        http_route: HttpRoute,
    }
}

block! {
    /// Metrics for Prometheus.
    Metrics {
        /// Answer Prometheus on the port of Spark's web interface, under /metrics.
        enabled: bool = true,
        /// A PodMonitor.
        pod_monitor: Monitor,
    }
}
