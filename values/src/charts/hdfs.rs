//! The values of `charts/hdfs`.

pub mod component;
pub mod security;
pub mod site;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::blocks::block::block;
use crate::blocks::{
    Domain, ExtraObjects, Fields, HttpRoute, Image, Ingress, NameOverride, NetworkPolicy,
    ServiceAccount, StorageGlobal, Texts, TlsMonitor, fields,
};
use crate::chart::Chart;

use component::{DataNode, HttpFs, JournalNode, NameNode, Zkfc};
use security::{Kerberos, Tls};
use site::{Client, Hosts, Properties, RackAwareness};

crate::blocks::text::texts! {
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

block! {
    /// The values of the hdfs chart.
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
        /// Image of every server.
        image: Image = Image::of("apache/hadoop", ""),
        /// Where the image keeps Hadoop.
        hadoop_home: Folder = "/opt/hadoop".into(),
        /// Name of the user that the image runs as: the superuser of HDFS, for whom HttpFS may act.
        user: User = "hadoop".into(),
        /// Copies of each block; 0 for as many as there are DataNodes, 3 at most.
        #[schemars(range(min = 0, max = 512))]
        replication: u32,
        /// Properties of core-site.xml, over the chart's; those that other values decide are
        /// refused here.
        core_site: Properties,
        /// Properties of hdfs-site.xml, over the chart's; those that other values decide are
        /// refused here.
        hdfs_site: Properties,
        /// Properties of httpfs-site.xml, over the chart's.
        httpfs_site: Properties,
        /// What clients get.
        client: Client,
        /// What is logged.
        logging: Logging,
        /// High availability.
        ha: HighAvailability,
        /// The chart zookeeper.
        zookeeper: Zookeeper,
        /// The NameNodes.
        name_node: NameNode,
        /// The failover controllers.
        zkfc: Zkfc,
        /// The JournalNodes.
        journal_node: JournalNode,
        /// The DataNodes.
        data_node: DataNode,
        /// HttpFS.
        httpfs: HttpFs,
        /// Ways from outside.
        ingress: Ingresses,
        /// Ways from outside, of the Gateway API.
        http_route: HttpRoutes,
        /// Racks of DataNodes.
        rack_awareness: RackAwareness,
        /// Which DataNodes may serve.
        hosts: Hosts,
        /// Who clients and servers are.
        kerberos: Kerberos,
        /// Encryption of web ports.
        tls: Tls,
        /// Metrics for Prometheus.
        metrics: Metrics,
        /// ServiceMonitors.
        service_monitor: TlsMonitor,
        /// Security context of the pods, over that of Pod Security "restricted"; null removes a
        /// field.
        pod_security_context: Fields = fields(json!({
            "runAsUser": 1000,
            "runAsGroup": 100,
            "fsGroup": 100,
            "fsGroupChangePolicy": "OnRootMismatch",
        })),
        /// Security context of the containers, over that of Pod Security "restricted".
        container_security_context: Fields,
        /// The service account of all pods.
        service_account: ServiceAccount,
        /// Who may reach the pods.
        network_policy: NetworkPolicy,
        /// More objects by any name, each a map or a text, rendered as a template.
        extra_objects: ExtraObjects,
        /// The test of a release.
        test: Test,
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
                "serviceMonitor.enabled",
                "Make ServiceMonitors of the Prometheus operator; needs metrics.enabled.",
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

block! {
    /// What is logged.
    Logging {
        /// Least level that is logged.
        level: LogLevel,
        /// A whole log4j.properties in place of the chart's.
        log4j: String,
    }
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

block! {
    /// High availability.
    HighAvailability {
        /// Run two or more NameNodes, of which one is active, with JournalNodes, failover
        /// controllers and ZooKeeper.
        enabled: bool,
        /// Name of the file system that clients use (hdfs://NAME); the release's full name when
        /// empty. It cannot change later.
        nameservice: Nameservice,
        /// ZooKeeper to elect the active NameNode with, as host:port,host:port; not with
        /// zookeeper.enabled.
        zookeeper_quorum: Quorum,
        /// Node of ZooKeeper below which the election is held; /hadoop-ha/NAMESPACE-RELEASE when
        /// empty.
        parent_znode: Znode,
    }
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

block! {
    /// An Ingress for each server with web pages.
    Ingresses {
        /// To HttpFS.
        httpfs: Ingress,
        /// To the web pages of the NameNode.
        name_node: Ingress,
    }
}

block! {
    /// An HTTPRoute for HttpFS.
    HttpRoutes {
        /// To HttpFS.
        httpfs: HttpRoute,
    }
}

block! {
    /// Metrics for Prometheus.
    Metrics {
        /// Serve metrics for Prometheus at /prom of the web ports.
        enabled: bool,
    }
}

block! {
    /// The test of a release.
    Test {
        /// Ship the `helm test` pod that writes, reads and removes a file.
        enabled: bool = true,
    }
}
