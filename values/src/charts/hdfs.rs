//! The values of `charts/hdfs`.

pub mod component;
pub mod security;
pub mod site;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::blocks::{
    Duration, ExtraObjects, Fields, HttpRoute, Image, Ingress, NetworkPolicy, ServiceAccount,
    StorageGlobal, Texts, fields,
};
use crate::chart::Chart;

use component::{DataNode, HttpFs, JournalNode, NameNode, Zkfc};
use security::{Kerberos, Tls};
use site::{Client, Hosts, Properties, RackAwareness};

crate::blocks::text::texts! {
    /// Domain of a cluster's DNS.
    Domain, "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$";
    /// Folder of an image.
    Folder, r"^/[^\s]*[^\s/]$";
    /// Name of a user.
    User, "^[a-z_][a-z0-9_-]*$";
    /// Name of a file system, or none.
    Nameservice, "^([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)?$";
    /// Servers of ZooKeeper, or none.
    Quorum, "^([A-Za-z0-9.-]+:[0-9]+(,[A-Za-z0-9.-]+:[0-9]+)*)?$";
    /// A node of ZooKeeper, or none.
    Znode, r"^((/[^\s/]+)+)?$";
}

/// The values of the hdfs chart.
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
    /// Domain of the cluster's DNS.
    pub cluster_domain: Domain,
    /// Image of every server.
    pub image: Image,
    /// Where the image keeps Hadoop.
    pub hadoop_home: Folder,
    /// Name of the user that the image runs as: the superuser of HDFS, for whom HttpFS may act.
    pub user: User,
    /// Copies of each block; 0 for as many as there are DataNodes, 3 at most.
    #[schemars(range(min = 0, max = 512))]
    pub replication: u32,
    /// Properties of core-site.xml, over the chart's; those that other values decide are refused
    /// here.
    pub core_site: Properties,
    /// Properties of hdfs-site.xml, over the chart's; those that other values decide are refused
    /// here.
    pub hdfs_site: Properties,
    /// Properties of httpfs-site.xml, over the chart's.
    pub httpfs_site: Properties,
    /// What clients get.
    pub client: Client,
    /// What is logged.
    pub logging: Logging,
    /// High availability.
    pub ha: HighAvailability,
    /// The chart zookeeper.
    pub zookeeper: Zookeeper,
    /// The NameNodes.
    pub name_node: NameNode,
    /// The failover controllers.
    pub zkfc: Zkfc,
    /// The JournalNodes.
    pub journal_node: JournalNode,
    /// The DataNodes.
    pub data_node: DataNode,
    /// HttpFS.
    pub httpfs: HttpFs,
    /// Ways from outside.
    pub ingress: Ingresses,
    /// Ways from outside, of the Gateway API.
    pub http_route: HttpRoutes,
    /// Racks of DataNodes.
    pub rack_awareness: RackAwareness,
    /// Which DataNodes may serve.
    pub hosts: Hosts,
    /// Who clients and servers are.
    pub kerberos: Kerberos,
    /// Encryption of web ports.
    pub tls: Tls,
    /// Metrics for Prometheus.
    pub metrics: Metrics,
    /// ServiceMonitors.
    pub service_monitor: Monitor,
    /// Security context of the pods, over that of Pod Security "restricted"; null removes a field.
    pub pod_security_context: Fields,
    /// Security context of the containers, over that of Pod Security "restricted".
    pub container_security_context: Fields,
    /// The service account of all pods.
    pub service_account: ServiceAccount,
    /// Who may reach the pods.
    pub network_policy: NetworkPolicy,
    /// More objects by any name, each a map or a text, rendered as a template.
    pub extra_objects: ExtraObjects,
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
            cluster_domain: "cluster.local".into(),
            image: Image::of("apache/hadoop", ""),
            hadoop_home: "/opt/hadoop".into(),
            user: "hadoop".into(),
            replication: 0,
            core_site: Properties::new(),
            hdfs_site: Properties::new(),
            httpfs_site: Properties::new(),
            client: Client::default(),
            logging: Logging::default(),
            ha: HighAvailability::default(),
            zookeeper: Zookeeper::default(),
            name_node: NameNode::default(),
            zkfc: Zkfc::default(),
            journal_node: JournalNode::default(),
            data_node: DataNode::default(),
            httpfs: HttpFs::default(),
            ingress: Ingresses::default(),
            http_route: HttpRoutes::default(),
            rack_awareness: RackAwareness::default(),
            hosts: Hosts::default(),
            kerberos: Kerberos::default(),
            tls: Tls::default(),
            metrics: Metrics::default(),
            service_monitor: Monitor::default(),
            pod_security_context: fields(json!({
                "runAsUser": 1000,
                "runAsGroup": 100,
                "fsGroup": 100,
                "fsGroupChangePolicy": "OnRootMismatch",
            })),
            container_security_context: Fields::new(),
            service_account: ServiceAccount::default(),
            network_policy: NetworkPolicy::default(),
            extra_objects: ExtraObjects::new(),
            test: Test::default(),
        }
    }
}

impl Chart for Values {
    const NAME: &'static str = "hdfs";

    fn sentences() -> Vec<(&'static str, &'static str)> {
        vec![
            (
                "nameNode.podDisruptionBudget.enabled",
                "Make a PodDisruptionBudget for more than one NameNode.",
            ),
            (
                "dataNode.podDisruptionBudget.maxUnavailable",
                "Pods that may go, as a number or a percentage; what replication allows when both \
                 are empty.",
            ),
            (
                "httpfs.podDisruptionBudget.enabled",
                "Make a PodDisruptionBudget for more than one pod.",
            ),
            (
                "networkPolicy.enabled",
                "Make NetworkPolicies; JournalNodes and failover controllers are open to the \
                 release alone.",
            ),
            (
                "networkPolicy.allowExternal",
                "Let every pod reach NameNodes, DataNodes and HttpFS; else only the release's and \
                 those with the label <full name>-<component>-client: \"true\".",
            ),
            (
                "serviceAccount.create",
                "Make a service account; the pods never call the Kubernetes API.",
            ),
        ]
    }
}

/// What is logged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Logging {
    /// Least level that is logged.
    pub level: LogLevel,
    /// A whole log4j.properties in place of the chart's.
    pub log4j: String,
}

/// A level of Log4j's.
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
    /// What ends a server.
    Fatal,
    /// Nothing.
    Off,
}

/// High availability.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct HighAvailability {
    /// Run two or more NameNodes, of which one is active, with JournalNodes, failover controllers
    /// and ZooKeeper.
    pub enabled: bool,
    /// Name of the file system that clients use (hdfs://NAME); the release's full name when empty.
    /// It cannot change later.
    pub nameservice: Nameservice,
    /// ZooKeeper to elect the active NameNode with, as host:port,host:port; not with
    /// zookeeper.enabled.
    pub zookeeper_quorum: Quorum,
    /// Node of ZooKeeper below which the election is held; /hadoop-ha/NAMESPACE-RELEASE when empty.
    pub parent_znode: Znode,
}

/// The chart zookeeper; it knows its other values itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
#[schemars(extend("additionalProperties" = true))]
pub struct Zookeeper {
    /// Install the chart zookeeper for the election; its values are given beside this one.
    pub enabled: bool,
    /// Servers of that ensemble.
    #[schemars(extend("enum" = [1, 3, 5, 7, 9]))]
    pub replicas: u32,
}

impl Default for Zookeeper {
    fn default() -> Zookeeper {
        Zookeeper { enabled: false, replicas: 3 }
    }
}

/// An Ingress for each server with web pages.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Ingresses {
    /// To HttpFS.
    pub httpfs: Ingress,
    /// To the web pages of the NameNode.
    pub name_node: Ingress,
}

/// An HTTPRoute for HttpFS.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct HttpRoutes {
    /// To HttpFS.
    pub httpfs: HttpRoute,
}

/// Metrics for Prometheus.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Metrics {
    /// Serve metrics for Prometheus at /prom of the web ports.
    pub enabled: bool,
}

/// How Prometheus scrapes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Monitor {
    /// Make ServiceMonitors of the Prometheus operator; needs metrics.enabled.
    pub enabled: bool,
    /// Labels that the Prometheus looks for.
    pub labels: Texts,
    /// Annotations of the monitors.
    pub annotations: Texts,
    /// Time from one scrape to the next, such as 30s; that of the Prometheus when empty.
    pub interval: Duration,
    /// Time to wait for an answer; that of the Prometheus when empty.
    pub scrape_timeout: Duration,
    /// Relabelings of targets.
    pub relabelings: Vec<Fields>,
    /// Relabelings of metrics.
    pub metric_relabelings: Vec<Fields>,
    /// How Prometheus checks the certificates, with tls.enabled.
    pub tls_config: Fields,
}

/// The test of a release.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Test {
    /// Ship the `helm test` pod that writes, reads and removes a file.
    pub enabled: bool,
}

impl Default for Test {
    fn default() -> Test {
        Test { enabled: true }
    }
}
