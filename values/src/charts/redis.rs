//! The values of `charts/redis`.

pub mod access;
pub mod image;
pub mod metrics;
pub mod servers;
pub mod storage;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::blocks::block::block;
use crate::blocks::{
    Domain, ExtraObjects, Fields, NameOverride, Named, NetworkPolicy, PodDisruptionBudget, Probes,
    Resources, Scalars, Seconds, Service, ServiceAccount, StorageGlobal, Texts, fields,
};
use crate::chart::Chart;

use access::{Acl, Auth, Tls};
use image::Image;
use metrics::Metrics;
use servers::{Architecture, Cluster, Engine, Kind, Replication, Sentinel};
use storage::{Backup, Persistence};

crate::blocks::text::texts! {
    /// Name of a directive of redis.conf.
    Directive, "^[a-z][a-z0-9-]*$";
}

block! {
    /// The values of the redis chart.
    Values {
        /// Values for every chart of a release.
        global: Option<StorageGlobal>,
        /// Read by charts that have this one as a dependency.
        enabled: Option<bool>,
        /// Replaces the chart's name in resource names.
        name_override: NameOverride,
        /// Replaces the whole resource name.
        fullname_override: NameOverride,
        /// Labels of every object.
        common_labels: Texts,
        /// Annotations of every object.
        common_annotations: Texts,
        /// How servers work together: standalone, replication, sentinel or cluster.
        architecture: Architecture,
        /// The server: redis or valkey.
        engine: Engine,
        /// What runs the server: StatefulSet, or for one server a Deployment with a claim of its
        /// own.
        kind: Kind,
        /// Servers of the architectures replication and sentinel; the first master is one of them.
        #[schemars(range(min = 1, max = 99))]
        replicas: u32 = 3,
        /// Domain of the Kubernetes cluster.
        cluster_domain: Domain = "cluster.local".into(),
        /// Image of the servers.
        image: Image,
        /// The password.
        auth: Auth,
        /// More users.
        acl: Acl,
        /// Encryption.
        tls: Tls,
        /// How replicas follow.
        replication: Replication,
        /// The sentinels.
        sentinel: Sentinel,
        /// A cluster.
        cluster: Cluster,
        /// Lines of redis.conf, by directive; lists repeat the directive, true and false are yes
        /// and no.
        config: BTreeMap<Directive, Scalars> = config(),
        /// The Service that clients connect to.
        service: Service = Service::of(6379),
        /// Metrics for Prometheus.
        metrics: Metrics,
        /// Copies of the data.
        backup: Backup,
        /// The volume for data.
        persistence: Persistence,
        /// Requests and limits of the server.
        resources: Resources = Resources::requests(&[("cpu", "100m"), ("memory", "128Mi")]),
        /// Security context of the pod, over that of Pod Security "restricted"; null removes a
        /// field.
        pod_security_context: Fields = fields(json!({
            "runAsUser": 999,
            "runAsGroup": 999,
            "fsGroup": 999,
            "fsGroupChangePolicy": "OnRootMismatch",
        })),
        /// Security context of the containers, over that of Pod Security "restricted".
        container_security_context: Fields,
        /// The probes of the server.
        probes: Probes,
    } with pod {
        /// The service account of the pod.
        service_account: ServiceAccount,
        /// The budget for evictions.
        pod_disruption_budget: PodDisruptionBudget,
        /// Who may reach the server.
        network_policy: NetworkPolicy,
        /// Variables added to the server's environment.
        extra_env: Vec<Named>,
        /// Volumes added to the pod.
        extra_volumes: Vec<Named>,
        /// Mounts added to the server.
        extra_volume_mounts: Vec<Named>,
        /// More objects by any name, each a map or a text, rendered as a template.
        extra_objects: ExtraObjects,
        /// Seconds the server gets to hand over and to save its data when it is stopped.
        termination_grace_period_seconds: Seconds = Seconds(60),
        /// The test of a release.
        test: Test,
    }
}

impl Chart for Values {
    const NAME: &'static str = "redis";

    fn rules() -> Vec<(&'static str, Value)> {
        vec![("metrics.image.tag", json!({"minLength": 1}))]
    }

    fn sentences() -> Vec<(&'static str, &'static str)> {
        vec![
            ("metrics.image.repository", "Repository of the exporter's image."),
            ("metrics.image.tag", "Tag."),
            ("metrics.serviceMonitor.enabled", "Make a ServiceMonitor of the Prometheus operator."),
            ("metrics.podMonitor.enabled", "Make a PodMonitor of the Prometheus operator."),
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
fn config() -> BTreeMap<Directive, Scalars> {
    let lines = [
        ("appendonly", json!("yes")),
        ("maxmemory-policy", json!("noeviction")),
        ("save", json!(["3600 1", "300 100"])),
    ];
    lines.into_iter().map(|(name, value)| (name.into(), Scalars(value))).collect()
}

block! {
    /// The test of a release.
    Test {
        /// Ship the `helm test` pod that writes and reads a key.
        enabled: bool = true,
    }
}
