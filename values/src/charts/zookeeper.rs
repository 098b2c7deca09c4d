//! The values of `charts/zookeeper`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::blocks::{
    AccessMode, AntiAffinity, ClaimTemplate, DataKey, ExtraObjects, Fields, Image, Memory, Monitor,
    Named, NetworkPolicy, ObjectName, PodDisruptionBudget, Port, Probes, Resources, Seconds,
    ServiceAccount, ServiceName, ServiceType, Size, StorageGlobal, Texts, fields,
};
use crate::chart::Chart;

crate::blocks::text::texts! {
    /// Domain of a cluster's DNS.
    Domain, "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$";
    /// A command of ZooKeeper's.
    FourLetterWord, "^(conf|cons|crst|dirs|dump|envi|gtmk|hash|isro|lead|mntr|orst|ruok|srst|srvr|stat|stmk|wchc|wchp|wchs)$";
    /// Name of a line of zoo.cfg.
    Line, "^[A-Za-z0-9][A-Za-z0-9_.-]*$";
}

/// The values of the zookeeper chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Values {
    /// Values for every chart of a release.
    pub global: Option<StorageGlobal>,
    /// Read by charts that have this one as a dependency.
    pub enabled: Option<bool>,
    /// Replaces the chart's name in resource names.
    pub name_override: String,
    /// Replaces the whole resource name.
    pub fullname_override: String,
    /// Labels of every object.
    pub common_labels: Texts,
    /// Annotations of every object.
    pub common_annotations: Texts,
    /// Domain of the cluster's DNS.
    pub cluster_domain: Domain,
    /// Servers of the ensemble: an odd number, 1 for a single server.
    #[schemars(range(min = 1, max = 9))]
    pub replicas: u32,
    /// Image of the servers.
    pub image: Image,
    /// Lines of zoo.cfg, over the chart's; those that other values decide are refused here.
    pub config: BTreeMap<Line, Scalar>,
    /// Heap of a server, such as 512Mi; three quarters of its memory limit, else of its request,
    /// when empty.
    pub heap: Memory,
    /// More options of the servers' JVM.
    pub jvm_options: String,
    /// Four letter words that clients may send beside srvr and ruok, which the probes use.
    pub four_letter_words: Vec<FourLetterWord>,
    /// What is logged.
    pub logging: Logging,
    /// Commands over HTTP.
    pub admin_server: AdminServer,
    /// The Service that clients connect to.
    pub service: Service,
    /// The volumes for snapshots and logs.
    pub persistence: ClaimTemplate,
    /// The volumes for transaction logs alone.
    pub data_log: DataLog,
    /// Encryption.
    pub tls: Tls,
    /// Who clients and servers are.
    pub sasl: Sasl,
    /// Metrics for Prometheus.
    pub metrics: Metrics,
    /// A ServiceMonitor.
    pub service_monitor: Monitor,
    /// Requests and limits of a server.
    pub resources: Resources,
    /// Labels added to the pods.
    pub pod_labels: Texts,
    /// Annotations added to the pods.
    pub pod_annotations: Texts,
    /// Security context of the pods, over that of Pod Security "restricted"; null removes a field.
    pub pod_security_context: Fields,
    /// Security context of the containers, over that of Pod Security "restricted".
    pub container_security_context: Fields,
    /// The probes of a server.
    pub probes: Probes,
    /// Nodes the pods may run on.
    pub node_selector: Texts,
    /// Taints the pods tolerate.
    pub tolerations: Vec<Fields>,
    /// Affinity rules of the pods.
    pub affinity: Fields,
    /// Keep servers on different nodes where affinity is empty: soft, hard or none.
    pub pod_anti_affinity: AntiAffinity,
    /// Topology spread constraints; the pods' own labels select where none are given.
    pub topology_spread_constraints: Vec<Fields>,
    /// Priority class of the pods.
    pub priority_class_name: String,
    /// The service account of the pods.
    pub service_account: ServiceAccount,
    /// The budget for evictions.
    pub pod_disruption_budget: PodDisruptionBudget,
    /// Who may reach the servers.
    pub network_policy: NetworkPolicy,
    /// Variables added to the servers' environment.
    pub extra_env: Vec<Named>,
    /// Volumes added to the pods.
    pub extra_volumes: Vec<Named>,
    /// Mounts added to the servers.
    pub extra_volume_mounts: Vec<Named>,
    /// More objects by any name, each a map or a text, rendered as a template.
    pub extra_objects: ExtraObjects,
    /// Seconds a server gets to stop.
    pub termination_grace_period_seconds: Seconds,
    /// The test of a release.
    pub test: Test,
}

impl Default for Values {
    fn default() -> Values {
        Values {
            global: None,
            enabled: None,
            name_override: String::new(),
            fullname_override: String::new(),
            common_labels: Texts::new(),
            common_annotations: Texts::new(),
            cluster_domain: "cluster.local".into(),
            replicas: 1,
            image: Image::of("zookeeper", ""),
            config: config(),
            heap: Memory::default(),
            jvm_options: String::new(),
            four_letter_words: Vec::new(),
            logging: Logging::default(),
            admin_server: AdminServer::default(),
            service: Service::default(),
            persistence: ClaimTemplate::default(),
            data_log: DataLog::default(),
            tls: Tls::default(),
            sasl: Sasl::default(),
            metrics: Metrics::default(),
            service_monitor: Monitor::default(),
            resources: Resources::requests(&[("cpu", "100m"), ("memory", "512Mi")]),
            pod_labels: Texts::new(),
            pod_annotations: Texts::new(),
            pod_security_context: fields(json!({
                "runAsUser": 1000,
                "runAsGroup": 1000,
                "fsGroup": 1000,
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
            pod_disruption_budget: PodDisruptionBudget { enabled: true, ..Default::default() },
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
    const NAME: &'static str = "zookeeper";

    fn sentences() -> Vec<(&'static str, &'static str)> {
        vec![
            (
                "podDisruptionBudget.enabled",
                "Make a PodDisruptionBudget for an ensemble; a single server has none, so that \
                 drains can move it.",
            ),
            (
                "networkPolicy.enabled",
                "Make a NetworkPolicy; the ports between servers are open to servers alone.",
            ),
            (
                "serviceMonitor.enabled",
                "Make a ServiceMonitor of the Prometheus operator; needs metrics.enabled.",
            ),
            (
                "serviceAccount.create",
                "Make a service account; the servers never call the Kubernetes API.",
            ),
        ]
    }
}

/// The lines of zoo.cfg by default.
fn config() -> BTreeMap<Line, Scalar> {
    let lines = [
        ("tickTime", 2000),
        ("initLimit", 10),
        ("syncLimit", 5),
        ("maxClientCnxns", 60),
        ("autopurge.snapRetainCount", 3),
        ("autopurge.purgeInterval", 12),
    ];
    lines.into_iter().map(|(name, value)| (name.into(), Scalar(value.into()))).collect()
}

/// A text, a number, true or false.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(extend("type" = ["string", "number", "boolean"]))]
pub struct Scalar(pub Value);

/// What is logged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Logging {
    /// Least level that is logged.
    pub level: LogLevel,
    /// A whole logback.xml in place of the chart's.
    pub logback: String,
}

/// A level of Logback's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum LogLevel {
    /// Every step.
    Trace,
    /// For those who look for a fault.
    Debug,
    /// What happens.
    #[default]
    Info,
    /// What may be wrong.
    Warn,
    /// What is wrong.
    Error,
    /// Nothing.
    Off,
}

/// Commands over HTTP.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct AdminServer {
    /// Answer commands over HTTP on port 8080 of the pods; whoever reaches it learns much of the
    /// server.
    pub enabled: bool,
}

/// The Service that clients connect to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Service {
    /// Name of the Service that clients connect to; the release's full name when empty.
    pub name: ServiceName,
    /// Type of the Service.
    #[serde(rename = "type")]
    pub kind: ServiceType,
    /// Port of the Service.
    pub port: Port,
    /// Port of the Service for TLS, when tls.client.enabled.
    pub secure_port: Port,
    /// Annotations of the Service.
    pub annotations: Texts,
}

impl Default for Service {
    fn default() -> Service {
        Service {
            name: ServiceName::default(),
            kind: ServiceType::ClusterIP,
            port: Port(2181),
            secure_port: Port(2281),
            annotations: Texts::new(),
        }
    }
}

/// The volumes for transaction logs alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct DataLog {
    /// Keep the transaction logs in a volume of their own, best on a device that nothing else writes.
    pub enabled: bool,
    /// Size of the volume of each server.
    pub size: Size,
    /// Storage class; the cluster's default when empty, none when "-".
    pub storage_class: String,
    /// Access modes of the claims.
    #[schemars(length(min = 1))]
    pub access_modes: Vec<AccessMode>,
    /// Annotations of the claims.
    pub annotations: Texts,
}

impl Default for DataLog {
    fn default() -> DataLog {
        DataLog {
            enabled: false,
            size: "8Gi".into(),
            storage_class: String::new(),
            access_modes: vec![AccessMode::ReadWriteOnce],
            annotations: Texts::new(),
        }
    }
}

/// Encryption.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Tls {
    /// Between clients and servers.
    pub client: ClientTls,
    /// Between servers.
    pub quorum: QuorumTls,
}

/// Encryption between clients and servers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ClientTls {
    /// Let clients connect with TLS.
    pub enabled: bool,
    /// Secret with tls.crt, tls.key (PKCS #8) and ca.crt.
    pub existing_secret: ObjectName,
    /// Certificates of clients: need, want or none.
    pub client_auth: ClientAuth,
    /// Leave the port without TLS open to clients; else only the pod itself reaches it.
    pub plaintext: bool,
}

/// Whether clients show a certificate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ClientAuth {
    /// They must.
    #[default]
    Need,
    /// They may.
    Want,
    /// They are not asked.
    None,
}

/// Encryption between servers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct QuorumTls {
    /// Let servers talk to each other with TLS.
    pub enabled: bool,
    /// Secret with tls.crt, tls.key (PKCS #8) and ca.crt; the certificate names the pods.
    pub existing_secret: ObjectName,
}

/// Who clients and servers are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Sasl {
    /// Let clients log in with SASL.
    pub enabled: bool,
    /// Secret with the JAAS configuration of the servers.
    pub existing_secret: ObjectName,
    /// Key in that Secret.
    pub existing_secret_key: DataKey,
    /// How they log in: DIGEST-MD5 with names and passwords in that file, or GSSAPI with Kerberos.
    pub mechanism: Mechanism,
    /// Refuse clients that do not log in.
    pub required: bool,
    /// Let servers log in to each other, with the sections QuorumServer and QuorumLearner.
    pub quorum: bool,
}

impl Default for Sasl {
    fn default() -> Sasl {
        Sasl {
            enabled: false,
            existing_secret: ObjectName::default(),
            existing_secret_key: "jaas.conf".into(),
            mechanism: Mechanism::DigestMd5,
            required: true,
            quorum: false,
        }
    }
}

/// A mechanism of SASL.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Mechanism {
    /// Names and passwords.
    #[default]
    #[serde(rename = "DIGEST-MD5")]
    DigestMd5,
    /// Kerberos.
    #[serde(rename = "GSSAPI")]
    Gssapi,
}

/// Metrics for Prometheus.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Metrics {
    /// Serve metrics for Prometheus on port 7000 of the pods.
    pub enabled: bool,
}

/// The test of a release.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Test {
    /// Ship the `helm test` pod that creates, reads and deletes a node.
    pub enabled: bool,
}

impl Default for Test {
    fn default() -> Test {
        Test { enabled: true }
    }
}
