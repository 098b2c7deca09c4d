//! The values of `charts/redis`.

pub mod access;
pub mod image;
pub mod metrics;
pub mod servers;
pub mod storage;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::blocks::{
    AntiAffinity, ExtraObjects, Fields, Named, NetworkPolicy, PodDisruptionBudget, Probes,
    Resources, Seconds, Service, ServiceAccount, StorageGlobal, Texts, fields,
};
use crate::chart::Chart;

use access::{Acl, Auth, Tls};
use image::Image;
use metrics::Metrics;
use servers::{Architecture, Cluster, Engine, Kind, Replication, Sentinel};
use storage::{Backup, Persistence};

crate::blocks::text::texts! {
    /// Domain of a cluster's DNS.
    Domain, "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$";
    /// Name of a directive of redis.conf.
    Directive, "^[a-z][a-z0-9-]*$";
}

/// The values of the redis chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Values {
    /// Values for every chart of a release.
    pub global: Option<StorageGlobal>,
    /// Replaces the chart's name in resource names.
    pub name_override: String,
    /// Replaces the whole resource name.
    pub fullname_override: String,
    /// Labels of every object.
    pub common_labels: Texts,
    /// Annotations of every object.
    pub common_annotations: Texts,
    /// How servers work together: standalone, replication, sentinel or cluster.
    pub architecture: Architecture,
    /// The server: redis or valkey.
    pub engine: Engine,
    /// What runs the server: StatefulSet, or for one server a Deployment with a claim of its own.
    pub kind: Kind,
    /// Servers of the architectures replication and sentinel; the first master is one of them.
    #[schemars(range(min = 1, max = 99))]
    pub replicas: u32,
    /// Domain of the Kubernetes cluster.
    pub cluster_domain: Domain,
    /// Image of the servers.
    pub image: Image,
    /// The password.
    pub auth: Auth,
    /// More users.
    pub acl: Acl,
    /// Encryption.
    pub tls: Tls,
    /// How replicas follow.
    pub replication: Replication,
    /// The sentinels.
    pub sentinel: Sentinel,
    /// A cluster.
    pub cluster: Cluster,
    /// Lines of redis.conf, by directive; lists repeat the directive, true and false are yes and no.
    pub config: BTreeMap<Directive, Setting>,
    /// The Service that clients connect to.
    pub service: Service,
    /// Metrics for Prometheus.
    pub metrics: Metrics,
    /// Copies of the data.
    pub backup: Backup,
    /// The volume for data.
    pub persistence: Persistence,
    /// Requests and limits of the server.
    pub resources: Resources,
    /// Labels added to the pod.
    pub pod_labels: Texts,
    /// Annotations added to the pod.
    pub pod_annotations: Texts,
    /// Security context of the pod, over that of Pod Security "restricted"; null removes a field.
    pub pod_security_context: Fields,
    /// Security context of the containers, over that of Pod Security "restricted".
    pub container_security_context: Fields,
    /// The probes of the server.
    pub probes: Probes,
    /// Nodes the pod may run on.
    pub node_selector: Texts,
    /// Taints the pod tolerates.
    pub tolerations: Vec<Fields>,
    /// Affinity rules of the pod.
    pub affinity: Fields,
    /// Keep servers on different nodes where affinity is empty: soft, hard or none.
    pub pod_anti_affinity: AntiAffinity,
    /// Topology spread constraints; the pod's own labels select where none are given.
    pub topology_spread_constraints: Vec<Fields>,
    /// Priority class of the pod.
    pub priority_class_name: String,
    /// The service account of the pod.
    pub service_account: ServiceAccount,
    /// The budget for evictions.
    pub pod_disruption_budget: PodDisruptionBudget,
    /// Who may reach the server.
    pub network_policy: NetworkPolicy,
    /// Variables added to the server's environment.
    pub extra_env: Vec<Named>,
    /// Volumes added to the pod.
    pub extra_volumes: Vec<Named>,
    /// Mounts added to the server.
    pub extra_volume_mounts: Vec<Named>,
    /// More objects by any name, each a map or a text, rendered as a template.
    pub extra_objects: ExtraObjects,
    /// Seconds the server gets to hand over and to save its data when it is stopped.
    pub termination_grace_period_seconds: Seconds,
    /// The test of a release.
    pub test: Test,
}

impl Default for Values {
    fn default() -> Values {
        Values {
            global: None,
            name_override: String::new(),
            fullname_override: String::new(),
            common_labels: Texts::new(),
            common_annotations: Texts::new(),
            architecture: Architecture::Standalone,
            engine: Engine::Redis,
            kind: Kind::StatefulSet,
            replicas: 3,
            cluster_domain: "cluster.local".into(),
            image: Image::default(),
            auth: Auth::default(),
            acl: Acl::default(),
            tls: Tls::default(),
            replication: Replication::default(),
            sentinel: Sentinel::default(),
            cluster: Cluster::default(),
            config: config(),
            service: Service::of(6379),
            metrics: Metrics::default(),
            backup: Backup::default(),
            persistence: Persistence::default(),
            resources: Resources::requests(&[("cpu", "100m"), ("memory", "128Mi")]),
            pod_labels: Texts::new(),
            pod_annotations: Texts::new(),
            pod_security_context: fields(json!({
                "runAsUser": 999,
                "runAsGroup": 999,
                "fsGroup": 999,
                "fsGroupChangePolicy": "OnRootMismatch",
            })),
            container_security_context: Fields::new(),
            probes: Probes::default(),
            node_selector: Texts::new(),
            tolerations: Vec::new(),
            affinity: Fields::new(),
            pod_anti_affinity: AntiAffinity::Soft,
            topology_spread_constraints: Vec::new(),
            priority_class_name: String::new(),
            service_account: ServiceAccount::default(),
            pod_disruption_budget: PodDisruptionBudget::default(),
            network_policy: NetworkPolicy::default(),
            extra_env: Vec::new(),
            extra_volumes: Vec::new(),
            extra_volume_mounts: Vec::new(),
            extra_objects: ExtraObjects::new(),
            termination_grace_period_seconds: Seconds(60),
            test: Test::default(),
        }
    }
}

impl Chart for Values {
    const NAME: &'static str = "redis";

    fn rules() -> Vec<(&'static str, Value)> {
        vec![("metrics.image.tag", json!({"minLength": 1, "not": {"pattern": "^[.-]"}}))]
    }

    fn sentences() -> Vec<(&'static str, &'static str)> {
        vec![
            ("metrics.image.repository", "Repository of the exporter's image."),
            ("metrics.image.tag", "Tag."),
            ("metrics.serviceMonitor.enabled", "Make a ServiceMonitor of the Prometheus operator."),
            ("metrics.podMonitor.enabled", "Make a PodMonitor of the Prometheus operator."),
            ("metrics.podMonitor.labels", "Labels of the PodMonitor."),
            ("metrics.podMonitor.annotations", "Annotations of the PodMonitor."),
            ("metrics.serviceMonitor.labels", "Labels of the ServiceMonitor."),
            ("metrics.serviceMonitor.annotations", "Annotations of the ServiceMonitor."),
            (
                "podDisruptionBudget.enabled",
                "Make a PodDisruptionBudget. One server cannot be evicted without an outage.",
            ),
            (
                "serviceAccount.create",
                "Make a service account; the server never calls the Kubernetes API.",
            ),
        ]
    }
}

/// The lines of redis.conf by default.
fn config() -> BTreeMap<Directive, Setting> {
    let lines = [
        ("appendonly", json!("yes")),
        ("maxmemory-policy", json!("noeviction")),
        ("save", json!(["3600 1", "300 100"])),
    ];
    lines.into_iter().map(|(name, value)| (name.into(), Setting(value))).collect()
}

/// What a directive says: a text, a number, yes or no, or a list of these.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(extend(
    "type" = ["string", "number", "boolean", "array"],
    "items" = {"type": ["string", "number", "boolean"]}
))]
pub struct Setting(pub Value);

/// The test of a release.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Test {
    /// Ship the `helm test` pod that writes and reads a key.
    pub enabled: bool,
}

impl Default for Test {
    fn default() -> Test {
        Test { enabled: true }
    }
}
