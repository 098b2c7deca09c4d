//! The values of `charts/zookeeper`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::blocks::block::block;
use crate::blocks::{
    ClaimTemplate, DataKey, Domain, ExtraObjects, Fields, Image, Memory, Monitor, NameOverride,
    Named, NetworkPolicy, ObjectName, PodDisruptionBudget, Port, Probes, Resources, Scalar,
    Seconds, ServiceAccount, ServiceName, ServiceType, StorageGlobal, Texts, fields,
};
use crate::chart::Chart;

crate::blocks::text::texts! {
    /// A command of ZooKeeper's.
    FourLetterWord, "^(conf|cons|crst|dirs|dump|envi|gtmk|hash|isro|lead|mntr|orst|ruok|srst|srvr|stat|stmk|wchc|wchp|wchs)$";
    /// Name of a line of zoo.cfg.
    Line, "^[A-Za-z0-9][A-Za-z0-9_.-]*$";
}

block! {
    /// The values of the zookeeper chart.
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
        /// Domain of the cluster's DNS.
        cluster_domain: Domain = "cluster.local".into(),
        /// Servers of the ensemble: an odd number, 1 for a single server.
        #[schemars(range(min = 1, max = 9))]
        replicas: u32 = 1,
        /// Image of the servers.
        image: Image = Image::of("zookeeper", ""),
        /// Lines of zoo.cfg, over the chart's; those that other values decide are refused here.
        config: BTreeMap<Line, Scalar> = config(),
        /// Heap of a server, such as 512Mi; three quarters of its memory limit, else of its
        /// request, when empty.
        heap: Memory,
        /// More options of the servers' JVM.
        jvm_options: String,
        /// Four letter words that clients may send beside srvr and ruok, which the probes use.
        four_letter_words: Vec<FourLetterWord>,
        /// What is logged.
        logging: Logging,
        /// Commands over HTTP.
        admin_server: AdminServer,
        /// The Service that clients connect to.
        service: Service,
        /// The volumes for snapshots and logs.
        persistence: ClaimTemplate,
        /// The volumes for transaction logs alone.
        data_log: DataLog,
        /// Encryption.
        tls: Tls,
        /// Who clients and servers are.
        sasl: Sasl,
        /// Metrics for Prometheus.
        metrics: Metrics,
        /// A ServiceMonitor.
        service_monitor: Monitor,
        /// Requests and limits of a server.
        resources: Resources = Resources::requests(&[("cpu", "100m"), ("memory", "512Mi")]),
        /// Security context of the pods, over that of Pod Security "restricted"; null removes a
        /// field.
        pod_security_context: Fields = fields(json!({
            "runAsUser": 1000,
            "runAsGroup": 1000,
            "fsGroup": 1000,
            "fsGroupChangePolicy": "OnRootMismatch",
        })),
        /// Security context of the containers, over that of Pod Security "restricted".
        container_security_context: Fields,
        /// The probes of a server.
        probes: Probes,
    } with pod {
        /// The service account of the pods.
        service_account: ServiceAccount,
        /// The budget for evictions.
        pod_disruption_budget: PodDisruptionBudget = PodDisruptionBudget {
            enabled: true,
            ..PodDisruptionBudget::default()
        },
        /// Who may reach the servers.
        network_policy: NetworkPolicy,
        /// Variables added to the servers' environment.
        extra_env: Vec<Named>,
        /// Volumes added to the pods.
        extra_volumes: Vec<Named>,
        /// Mounts added to the servers.
        extra_volume_mounts: Vec<Named>,
        /// More objects by any name, each a map or a text, rendered as a template.
        extra_objects: ExtraObjects,
        /// Seconds a server gets to stop.
        termination_grace_period_seconds: Seconds = Seconds(60),
        /// The test of a release.
        test: Test,
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

block! {
    /// What is logged.
    Logging {
        /// Least level that is logged.
        level: LogLevel,
        /// A whole logback.xml in place of the chart's.
        logback: String,
    }
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

block! {
    /// Commands over HTTP.
    AdminServer {
        /// Answer commands over HTTP on port 8080 of the pods; whoever reaches it learns much of
        /// the server.
        enabled: bool,
    }
}

block! {
    /// The Service that clients connect to.
    Service {
        /// Name of the Service that clients connect to; the release's full name when empty.
        name: ServiceName,
        /// Type of the Service.
        #[serde(rename = "type")]
        kind: ServiceType,
        /// Port of the Service.
        port: Port = Port(2181),
        /// Port of the Service for TLS, when tls.client.enabled.
        secure_port: Port = Port(2281),
        /// Annotations of the Service.
        annotations: Texts,
    }
}

block! {
    /// The volumes for transaction logs alone.
    DataLog {
        /// Keep the transaction logs in a volume of their own, best on a device that nothing else
        /// writes.
        enabled: bool,
    } with claim {}
}

block! {
    /// Encryption.
    Tls {
        /// Between clients and servers.
        client: ClientTls,
        /// Between servers.
        quorum: QuorumTls,
    }
}

block! {
    /// Encryption between clients and servers.
    ClientTls {
        /// Let clients connect with TLS.
        enabled: bool,
        /// Secret with tls.crt, tls.key (PKCS #8) and ca.crt.
        existing_secret: ObjectName,
        /// Certificates of clients: need, want or none.
        client_auth: ClientAuth,
        /// Leave the port without TLS open to clients; else only the pod itself reaches it.
        plaintext: bool,
    }
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

block! {
    /// Encryption between servers.
    QuorumTls {
        /// Let servers talk to each other with TLS.
        enabled: bool,
        /// Secret with tls.crt, tls.key (PKCS #8) and ca.crt; the certificate names the pods.
        existing_secret: ObjectName,
    }
}

block! {
    /// Who clients and servers are.
    Sasl {
        /// Let clients log in with SASL.
        enabled: bool,
        /// Secret with the JAAS configuration of the servers.
        existing_secret: ObjectName,
        /// Key in that Secret.
        existing_secret_key: DataKey = "jaas.conf".into(),
        /// How they log in: DIGEST-MD5 with names and passwords in that file, or GSSAPI with
        /// Kerberos.
        mechanism: Mechanism,
        /// Refuse clients that do not log in.
        required: bool = true,
        /// Let servers log in to each other, with the sections QuorumServer and QuorumLearner.
        quorum: bool,
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

block! {
    /// Metrics for Prometheus.
    Metrics {
        /// Serve metrics for Prometheus on port 7000 of the pods.
        enabled: bool,
    }
}

block! {
    /// The test of a release.
    Test {
        /// Ship the `helm test` pod that creates, reads and deletes a node.
        enabled: bool = true,
    }
}
