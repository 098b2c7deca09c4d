//! The master.

use std::collections::BTreeMap;

use super::{Folder, Jar, PropertyName};
use crate::blocks::block::block;
use crate::blocks::{
    DataKey, Fields, Memory, Monitor, PodDisruptionBudget, Port, Probes, Resources, Scalars,
    Seconds, ServiceType, Texts,
};

block! {
    /// The part that plans and starts jobs.
    Master {
        /// Run it.
        enabled: bool = true,
        /// Its jar.
        jar: Jar = "/nfs/data/jars/clic-master.jar".into(),
        /// Its arguments.
        arguments: Vec<String>,
        /// Options of its Java process.
        java_options: Vec<String>,
        /// Heap, such as 512Mi; three quarters of its memory limit, else of its request, when empty.
        heap: Memory,
        /// Port of its Thrift server.
        port: Port = Port(7777),
        /// Folder of its configuration.
        conf_folder: Folder = "/opt/clic/conf".into(),
        /// Properties of clic-master.properties, over those of the chart.
        config: BTreeMap<PropertyName, Scalars>,
        /// More files of the configuration folder by name; templates.
        config_files: BTreeMap<DataKey, String>,
        /// The Service of the master.
        service: Service,
        /// Requests and limits of the master.
        resources: Resources = Resources::requests(&[("cpu", "100m"), ("memory", "512Mi")]),
        /// Seconds the master gets to stop.
        termination_grace_period_seconds: Seconds = Seconds(30),
        /// The budget for evictions.
        pod_disruption_budget: PodDisruptionBudget,
    } with pod {
        /// The probes of the master.
        probes: Probes,
    }
}

block! {
    /// The Service of the master.
    Service {
        /// Type of the Service.
        #[serde(rename = "type")]
        kind: ServiceType,
        /// Port of the Service.
        port: Port = Port(7777),
        /// Annotations of the Service.
        annotations: Texts,
    }
}

block! {
    /// What the master may ask of the API server.
    Rbac {
        /// Make a Role for jobs and their pods and a RoleBinding to the service account.
        create: bool = true,
        /// More rules of the Role.
        extra_rules: Vec<Fields>,
    }
}

block! {
    /// Metrics for Prometheus.
    Metrics {
        /// Port where an agent in master.javaOptions answers.
        port: Port = Port(9404),
        /// Path of the metrics.
        #[schemars(regex(pattern = "^/"))]
        path: String = "/metrics".to_string(),
        /// A PodMonitor.
        pod_monitor: Monitor,
    }
}
