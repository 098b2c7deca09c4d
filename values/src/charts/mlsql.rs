//! The values of `charts/mlsql`.

pub mod driver;
pub mod executor;
pub mod files;
pub mod history;
pub mod logs;
pub mod network;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::blocks::block::block;
use crate::blocks::{
    DataKey, Domain, ExtraObjects, Fields, Image, NameOverride, Named, NetworkPolicy,
    PodDisruptionBudget, Port, Probes, Resources, Scalars, Seconds, ServiceAccount, StorageGlobal,
    Texts, fields,
};
use crate::chart::Chart;

use driver::{Driver, Idle, Python, Rbac, Test};
use executor::{DynamicAllocation, Executor};
use files::{EventLog, Hadoop, Hive};
use history::History;
use logs::{LogCollector, Logs};
use network::{Metrics, Service, Ui};

crate::blocks::text::texts! {
    /// Name of a property of Spark.
    PropertyName, "^[a-zA-Z0-9_*][-._a-zA-Z0-9*]*$";
    /// Name of a setting of MLSQL.
    SettingName, "^streaming[.][-._a-zA-Z0-9]+$";
    /// An absolute path.
    Folder, "^/[^ ]*$";
    /// A version of Spark from 3.0.
    SparkVersion, "^([3-9]|[1-9][0-9]+)[.][0-9]+([.][0-9]+)?$";
    /// Address of a Kubernetes API server, as Spark writes it.
    MasterUrl, "^k8s://(https?://)?[^ /]+$";
    /// Name of a class of Java.
    ClassName, "^[a-zA-Z_$][a-zA-Z0-9_$]*([.][a-zA-Z_$][a-zA-Z0-9_$]*)*$";
    /// Where a jar is.
    Jar, "^([a-z0-9]+:/)?/?[^ ]+$";
    /// Memory as Java writes it.
    JavaMemory, "^[1-9][0-9]*[kmgKMG]$";
    /// Name of a user, or none.
    UserName, "^([a-z_][-_a-z0-9]*)?$";
}

/// Properties of Spark.
pub type Properties = BTreeMap<PropertyName, Scalars>;

block! {
    /// The values of the mlsql chart.
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
        /// Labels that select the driver beside those of the chart; they can never change.
        extra_selector_labels: Texts,
        /// Domain of the cluster's DNS.
        cluster_domain: Domain = "cluster.local".into(),
        /// Image of the driver, and of executors without one of their own.
        image: Image = Image::of("byzer/byzer-lang-k8s-base", "3.1.1-2.3.1"),
        /// Where Spark is in the image.
        spark_home: Folder = "/work/spark-3.1.1-bin-hadoop3.2".into(),
        /// Version of Spark in the image: from 3.3 on, log4j2.properties is its file for logs, and
        /// log4j.properties before.
        spark_version: SparkVersion = "3.1.1".into(),
        /// Address of the API server that executors are asked of.
        master: MasterUrl = "k8s://https://kubernetes.default.svc".into(),
        /// Class that spark-submit runs; any application that runs for long, but settings are for
        /// MLSQL.
        main_class: ClassName = "streaming.core.StreamingApp".into(),
        /// Jar with that class, in the image.
        jar: Jar = "local:///home/deploy/byzer-lang/main/byzer-lang-3.1.1-2.12-2.3.1.jar".into(),
        /// Settings of MLSQL by name, such as streaming.datalake.path; over those of the chart.
        settings: BTreeMap<SettingName, Scalars>,
        /// Arguments of the class, behind the settings.
        arguments: Vec<String>,
        /// Properties of Spark, over those of the chart.
        conf: Properties,
        /// Jars added to the driver and the executors, as a Java class path.
        classpath: String,
        /// More files of the configuration folder by name; templates.
        config_files: BTreeMap<DataKey, String>,
        /// Fields of a volume, such as hostPath, in place of the chart's configuration folder.
        conf_volume: Fields,
        /// Port that MLSQL listens on, or another application.
        port: Port = Port(9003),
        /// Port of Spark's web interface.
        ui_port: Port = Port(4040),
        /// The driver.
        driver: Driver,
        /// The executors.
        executor: Executor,
        /// As many executors as the load asks for.
        dynamic_allocation: DynamicAllocation,
        /// A container that waits, as a place to try things out.
        idle: Idle,
        /// Command of the container in place of the chart's.
        command: Vec<String>,
        /// Arguments of that command.
        args: Vec<String>,
        /// Script of bash that runs before the pod stops; the chart's, which stops spark-submit, when
        /// empty.
        pre_stop: String,
        /// How one driver takes the place of another.
        strategy: Fields = fields(json!({"type": "Recreate"})),
        /// The Service of the driver.
        service: Service,
        /// An Ingress to MLSQL.
        ingress: crate::blocks::Ingress,
        /// An HTTPRoute to MLSQL.
        http_route: crate::blocks::HttpRoute,
        /// Spark's web interface.
        ui: Ui,
        /// What is logged, and where.
        logs: Logs,
        /// A container that sends the log files on.
        log_collector: LogCollector,
        /// What the driver tells a history server.
        event_log: EventLog,
        /// The history server.
        history: History,
        /// Tables of Hive.
        hive: Hive,
        /// Files on HDFS.
        hadoop: Hadoop,
        /// Scripts in Python.
        python: Python,
        /// What the driver may ask of the API server.
        rbac: Rbac,
        /// The service account of the driver.
        service_account: ServiceAccount = ServiceAccount { create: true, ..ServiceAccount::default() },
        /// Name that the user of the pods has in /etc/passwd; what the image says when empty.
        user_name: UserName = "spark".into(),
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
        /// Requests and limits of the driver.
        resources: Resources = Resources::requests(&[("cpu", "500m"), ("memory", "2Gi")]),
        /// Seconds the driver gets to stop its executors and itself.
        termination_grace_period_seconds: Seconds = Seconds(60),
        /// The budget for evictions.
        pod_disruption_budget: PodDisruptionBudget,
        /// Metrics for Prometheus.
        metrics: Metrics,
        /// Who may reach the pods.
        network_policy: NetworkPolicy,
    } with pod {
        /// The probes of the driver.
        probes: Probes,
        /// Variables added to the driver.
        extra_env: Vec<Named>,
        /// Volumes added to the driver's pod.
        extra_volumes: Vec<Named>,
        /// Mounts added to the driver.
        extra_volume_mounts: Vec<Named>,
        /// More objects by any name, each a map or a text, rendered as a template.
        extra_objects: ExtraObjects,
        /// The test of a release.
        test: Test,
    }
}

impl Chart for Values {
    const NAME: &'static str = "mlsql";

    fn sentences() -> Vec<(&'static str, &'static str)> {
        vec![
            ("image.repository", "Repository of an image with Spark and the jar of MLSQL."),
            ("image.tag", "Tag; no other could stand for an empty one."),
            ("python.image.tag", "Tag; no other could stand for an empty one."),
            ("logCollector.image.tag", "Tag; no other could stand for an empty one."),
            ("python.image.repository", "Repository of the image; that of `image` when empty."),
            ("logCollector.image.repository", "Repository of the upstream image."),
            ("ingress.enabled", "Make an Ingress to MLSQL."),
            ("httpRoute.enabled", "Make an HTTPRoute to MLSQL."),
            ("ui.ingress.enabled", "Make an Ingress to Spark's web interface."),
            ("ui.httpRoute.enabled", "Make an HTTPRoute to Spark's web interface."),
            ("history.ingress.enabled", "Make an Ingress to the history server."),
            ("history.httpRoute.enabled", "Make an HTTPRoute to the history server."),
            (
                "metrics.podMonitor.enabled",
                "Make a PodMonitor of the Prometheus operator for the driver; needs metrics.enabled.",
            ),
            ("networkPolicy.enabled", "Make a NetworkPolicy for the driver and one for executors."),
            (
                "networkPolicy.allowExternal",
                "Let every pod reach the driver's ports for clients; else only those with the label \
                 <full name>-driver-client: \"true\".",
            ),
            ("serviceAccount.create", "Make a service account, which the driver needs."),
        ]
    }
}

/// How executors reach the driver.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum DriverHost {
    /// By the address of its pod.
    #[default]
    #[serde(rename = "podIP")]
    PodIp,
    /// By the name of the headless Service.
    #[serde(rename = "service")]
    Service,
}
