//! The values of `charts/spark`.

pub mod access;
pub mod connect;
pub mod history;
pub mod master;
pub mod metrics;
pub mod stores;
pub mod worker;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::blocks::block::block;
use crate::blocks::{
    DataKey, Domain, ExtraObjects, Fields, Image, NameOverride, Named, NetworkPolicy, Scalars,
    ServiceAccount, StorageGlobal, Texts, fields,
};
use crate::chart::Chart;

use access::{Auth, Tls};
use connect::Connect;
use history::{EventLog, History};
use master::Master;
use metrics::Metrics;
use stores::{Hadoop, S3};
use worker::Worker;

crate::blocks::text::texts! {
    /// Name of a property of spark-defaults.conf.
    PropertyName, "^[a-zA-Z0-9_][-._a-zA-Z0-9]*$";
    /// Memory as Java writes it.
    JavaMemory, "^[1-9][0-9]*[kmgKMG]$";
}

/// Properties of spark-defaults.conf.
pub type Properties = BTreeMap<PropertyName, Scalars>;

/// Port of a web interface; with TLS that is at the port 400 above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct WebPort(#[schemars(range(min = 1, max = 65135))] pub u16);

block! {
    /// The values of the spark chart.
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
        image: Image = Image::of("spark", ""),
        /// Properties of spark-defaults.conf, for servers and applications; over those of the
        /// chart.
        config: Properties,
        /// More files of the configuration folder by name, such as log4j2.properties.
        config_files: BTreeMap<DataKey, String>,
        /// The masters.
        master: Master,
        /// The workers.
        worker: Worker,
        /// What applications tell the history server.
        event_log: EventLog,
        /// The history server.
        history: History,
        /// The Connect server.
        connect: Connect,
        /// A shared secret.
        auth: Auth,
        /// Encryption.
        tls: Tls,
        /// Files on HDFS.
        hadoop: Hadoop,
        /// Files in a store that speaks S3.
        s3: S3,
        /// Jars added to every process, as a Java class path, such as /jars/* with extraVolumes.
        classpath: String,
        /// Metrics for Prometheus.
        metrics: Metrics,
        /// The service account of all pods.
        service_account: ServiceAccount,
        /// Security context of the pods, over that of Pod Security "restricted"; null removes a
        /// field.
        pod_security_context: Fields = fields(json!({
            "runAsUser": 185,
            "runAsGroup": 185,
            "fsGroup": 185,
            "fsGroupChangePolicy": "OnRootMismatch",
        })),
        /// Security context of the containers, over that of Pod Security "restricted".
        container_security_context: Fields,
        /// Who may reach the pods.
        network_policy: NetworkPolicy,
        /// Variables added to every server.
        extra_env: Vec<Named>,
        /// Volumes added to every pod.
        extra_volumes: Vec<Named>,
        /// Mounts added to every server.
        extra_volume_mounts: Vec<Named>,
        /// More objects by any name, each a map or a text, rendered as a template.
        extra_objects: ExtraObjects,
        /// The test of a release.
        test: Test,
    }
}

impl Chart for Values {
    const NAME: &'static str = "spark";

    fn sentences() -> Vec<(&'static str, &'static str)> {
        vec![
            (
                "image.repository",
                "Repository of the unmodified upstream image, with Spark in /opt/spark.",
            ),
            ("master.ingress.enabled", "Make an Ingress to the web interface."),
            ("master.httpRoute.enabled", "Make an HTTPRoute to the web interface."),
            ("history.ingress.enabled", "Make an Ingress to the web interface."),
            ("history.httpRoute.enabled", "Make an HTTPRoute to the web interface."),
            (
                "metrics.podMonitor.enabled",
                "Make PodMonitors of the Prometheus operator for masters and workers; needs \
                 metrics.enabled.",
            ),
            ("networkPolicy.enabled", "Make a NetworkPolicy for each part."),
            (
                "networkPolicy.allowExternal",
                "Let every pod reach the cluster; else only those with the label <full \
                 name>-<part>-client: \"true\".",
            ),
            (
                "serviceAccount.create",
                "Make a service account; no server calls the Kubernetes API.",
            ),
        ]
    }
}

block! {
    /// The test of a release.
    Test {
        /// Ship the `helm test` pod that runs SparkPi.
        enabled: bool = true,
    }
}
