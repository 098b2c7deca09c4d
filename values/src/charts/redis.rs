//! The values of `charts/redis`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::blocks::{
    AccessMode, DataKey, ExtraObjects, Fields, Image, Named, NetworkPolicy, PodDisruptionBudget,
    Probes, Resources, Retention, Seconds, Service, ServiceAccount, Size, StorageGlobal, Texts,
    fields,
};
use crate::chart::Chart;

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
    /// What runs the server: StatefulSet, or Deployment with a claim of its own.
    pub kind: Kind,
    /// Image of the server.
    pub image: Image,
    /// The password.
    pub auth: Auth,
    /// Lines of redis.conf, by directive; lists repeat the directive, true and false are yes and no.
    #[schemars(transform = directives)]
    pub config: Fields,
    /// The Service that clients connect to.
    pub service: Service,
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
    /// Seconds the server gets to save its data when it is stopped.
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
            kind: Kind::StatefulSet,
            image: Image::of("redis", ""),
            auth: Auth::default(),
            config: fields(json!({
                "appendonly": "yes",
                "maxmemory-policy": "noeviction",
                "save": ["3600 1", "300 100"],
            })),
            service: Service::of(6379),
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

    fn sentences() -> Vec<(&'static str, &'static str)> {
        vec![
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

/// What runs the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Kind {
    /// A StatefulSet with a claim template.
    #[default]
    StatefulSet,
    /// A Deployment with a claim of its own.
    Deployment,
}

/// The password that clients are asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Auth {
    /// Ask clients for a password.
    pub enabled: bool,
    /// Password that the chart puts into a Secret; better is a Secret of your own.
    pub password: String,
    /// Secret that holds the password, in place of auth.password.
    pub existing_secret: String,
    /// Key in that Secret.
    pub existing_secret_key: DataKey,
}

impl Default for Auth {
    fn default() -> Auth {
        Auth {
            enabled: false,
            password: String::new(),
            existing_secret: String::new(),
            existing_secret_key: "redis-password".into(),
        }
    }
}

/// The volume for data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Persistence {
    /// Keep data in a volume; without it data is lost with the pod.
    pub enabled: bool,
    /// Size of the volume.
    pub size: Size,
    /// Storage class; the cluster's default when empty, none when "-".
    pub storage_class: String,
    /// Access modes of the claim.
    #[schemars(length(min = 1))]
    pub access_modes: Vec<AccessMode>,
    /// Annotations of the claim.
    pub annotations: Texts,
    /// Use this claim instead of making one.
    pub existing_claim: String,
    /// Leave the claim of a Deployment in the cluster at uninstall; claims of a StatefulSet follow
    /// retention.
    pub keep: bool,
    /// What becomes of the claim of a StatefulSet.
    pub retention: Retention,
}

impl Default for Persistence {
    fn default() -> Persistence {
        Persistence {
            enabled: true,
            size: "8Gi".into(),
            storage_class: String::new(),
            access_modes: vec![AccessMode::ReadWriteOnce],
            annotations: Texts::new(),
            existing_claim: String::new(),
            keep: true,
            retention: Retention::default(),
        }
    }
}

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

/// A directive has a text, a number, yes or no, or a list of these.
fn directives(schema: &mut schemars::Schema) {
    let directive: Value = json!({
        "type": ["string", "number", "boolean", "array"],
        "items": {"type": ["string", "number", "boolean"]},
    });
    schema.insert("patternProperties".to_string(), json!({"^[a-z][a-z0-9-]*$": directive}));
    schema.insert("additionalProperties".to_string(), false.into());
}
