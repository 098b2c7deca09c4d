//! The parts of the platform: what each has of its own, and what all of them have.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::block::block;
use crate::blocks::{
    AntiAffinity, DataKey, Digest, Fields, ObjectName, PodDisruptionBudget, Port, Probes,
    PullPolicy, Registry, Repository, Resources, Seconds, Tag, Texts, fields,
};
use serde_json::json;

crate::blocks::text::texts! {
    /// Name of a part, short enough for the names of its objects.
    ComponentKey, "^[a-z]([-a-z0-9]{0,28}[a-z0-9])?$";
    /// Name of a port.
    PortName, "^[a-z]([-a-z0-9]{0,13}[a-z0-9])?$";
    /// Name of a variable.
    VariableName, "^[A-Za-z_][A-Za-z0-9_]*$";
    /// Name of a volume.
    VolumeKey, "^[a-z]([-a-z0-9]{0,58}[a-z0-9])?$";
    /// A folder, or a template of one.
    FolderText, r"^(/\S*|\{\{.*)$";
    /// Path of a request, or none.
    RequestPath, "^(/.*)?$";
    /// Key of a label.
    LabelKey, r"^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$";
    /// Value of a label.
    LabelValue, "^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$";
}

block! {
    /// What parts have that say nothing else.
    Defaults {
        /// Requests and limits of a part.
        resources: Resources = Resources::requests(&[("cpu", "50m"), ("memory", "256Mi")]),
        /// The probes of a part.
        probes: Probes,
        /// Security context of the pods, over that of Pod Security "restricted"; null removes a
        /// field.
        pod_security_context: Fields = fields(json!({
            "runAsUser": 1000,
            "runAsGroup": 1000,
            "fsGroup": 1000,
        })),
        /// Security context of the containers, over that of Pod Security "restricted".
        container_security_context: Fields,
    } with pod {
        /// Seconds a part gets to stop.
        termination_grace_period_seconds: Seconds = Seconds(60),
    }
}

block! {
    /// A part of the platform.
    Component {
        /// What runs the part: Deployment, DaemonSet for a pod on each node with nodeLabel, or Job
        /// for a command that runs once all others are ready.
        kind: Option<Kind>,
        /// Run the part; true when left out.
        enabled: Option<bool>,
        /// Name of its workload; <full name>-NAME when left out.
        object_name: Option<ObjectName>,
        /// Pods of a Deployment.
        replicas: Option<u32>,
        /// Where its image comes from.
        image: Option<ComponentImage>,
        /// Its ports by name.
        ports: Option<BTreeMap<PortName, Option<PortSpec>>>,
        /// Label of the nodes that it runs on.
        node_label: Option<NodeLabel>,
        /// Use the network of the node.
        host_network: Option<bool>,
        /// See the processes of the node.
        #[serde(rename = "hostPID")]
        host_pid: Option<bool>,
        /// Parts that must answer before this one starts.
        after: Option<Vec<ComponentKey>>,
        /// Command in place of the image's.
        command: Option<Vec<String>>,
        /// Arguments.
        args: Option<Vec<String>>,
        /// Variables by name, each a template that may read `.addresses`.
        env: Option<BTreeMap<VariableName, String>>,
        /// Variables by name, each a key of the Secret of `secrets`.
        secret_env: Option<BTreeMap<VariableName, DataKey>>,
        /// Volumes by name.
        volumes: Option<BTreeMap<VolumeKey, Option<Volume>>>,
        /// Files of a ConfigMap of its own, mounted at filesPath.
        files: Option<BTreeMap<DataKey, String>>,
        /// Where these files are mounted.
        files_path: Option<FolderText>,
        /// Command that says that the part is ready.
        ready_command: Option<Vec<String>>,
        /// Path that says with status 200 that the part is ready.
        ready_path: Option<RequestPath>,
        /// Path of its metrics; none when left out.
        metrics_path: Option<RequestPath>,
        /// Requests and limits.
        resources: Option<Resources>,
        /// The probes.
        probes: Option<Probes>,
        /// Security context of the pods.
        pod_security_context: Option<Fields>,
        /// Security context of the containers.
        container_security_context: Option<Fields>,
        /// Labels added to the pods.
        pod_labels: Option<Texts>,
        /// Annotations added to the pods.
        pod_annotations: Option<Texts>,
        /// Nodes the pods may run on, beside nodeLabel.
        node_selector: Option<Texts>,
        /// Taints the pods tolerate.
        tolerations: Option<Vec<Fields>>,
        /// Affinity rules of the pods.
        affinity: Option<Fields>,
        /// Keep the pods on different nodes where affinity is empty: soft, hard or none.
        pod_anti_affinity: Option<AntiAffinity>,
        /// Topology spread constraints; the pods' own labels select where none are given.
        topology_spread_constraints: Option<Vec<Fields>>,
        /// Priority class of the pods.
        priority_class_name: Option<ObjectName>,
        /// Seconds the part gets to stop.
        termination_grace_period_seconds: Option<Seconds>,
        /// The budget for evictions.
        pod_disruption_budget: Option<PodDisruptionBudget>,
    }
}

/// What runs a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Kind {
    /// Pods that are all alike.
    #[default]
    Deployment,
    /// A pod on each node with a label.
    DaemonSet,
    /// A command that runs once.
    Job,
}

block! {
    /// Where the image of a part comes from.
    ComponentImage {
        /// Registry host; that of image when left out.
        registry: Option<Registry>,
        /// Whole repository; <image.repository>/NAME when left out.
        repository: Option<Repository>,
        /// Last part of the repository in place of the part's name.
        name: Option<Repository>,
        /// Tag; that of image when left out.
        tag: Option<Tag>,
        /// Digest (sha256:…); wins over the tag.
        digest: Option<Digest>,
        /// When the kubelet pulls.
        pull_policy: Option<PullPolicy>,
    }
}

block! {
    /// A port.
    #[schemars(extend("required" = ["container"]))]
    PortSpec {
        /// Port of the container.
        container: Port = Port(80),
        /// Port of the node that leads to it.
        host: Option<Port>,
        /// Port of the Service; that of the container when left out.
        service: Option<Port>,
    }
}

block! {
    /// A label of nodes.
    #[schemars(extend("required" = ["key"]))]
    NodeLabel {
        /// Key of the label.
        key: LabelKey,
        /// Value of the label.
        value: LabelValue = "true".into(),
    }
}

block! {
    /// A volume: exactly one of hostPath, chartConfigMap, configMap, secret, existingClaim, emptyDir.
    Volume {
        /// Where it is mounted.
        mount_path: Option<FolderText>,
        /// Mount it for reading only.
        read_only: Option<bool>,
        /// A folder of the node, a template.
        host_path: Option<FolderText>,
        /// A ConfigMap of the chart: hadoop or machines.
        chart_config_map: Option<ChartConfigMap>,
        /// A ConfigMap.
        config_map: Option<ObjectName>,
        /// A Secret.
        secret: Option<ObjectName>,
        /// A claim that there is.
        existing_claim: Option<ObjectName>,
        /// A folder that is gone with the pod, as Kubernetes writes it.
        empty_dir: Option<Fields>,
    }
}

/// A ConfigMap of the chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChartConfigMap {
    /// What hadoop says.
    #[default]
    Hadoop,
    /// What machines says.
    Machines,
}
