//! The values of `charts/flink`.

pub mod application;
pub mod availability;
pub mod configuration;
pub mod history;
pub mod metrics;
pub mod rest;
pub mod servers;
pub mod state;
pub mod stores;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::blocks::block::block;
use crate::blocks::{
    DataKey, Domain, ExtraObjects, Fields, Image, NameOverride, Named, NetworkPolicy, Scalars,
    ServiceAccount, StorageGlobal, Texts, fields,
};
use crate::chart::Chart;

use application::Application;
use availability::HighAvailability;
use configuration::{Configuration, Logs, Rbac};
use history::History;
use metrics::Metrics;
use rest::Rest;
use servers::{JobManager, TaskManager, Unified};
use state::State;
use stores::{Hadoop, S3};

crate::blocks::text::texts! {
    /// Name of an option of Flink.
    OptionName, "^[a-zA-Z][-._a-zA-Z0-9]*$";
    /// A version as MAJOR.MINOR, or none.
    FlinkVersion, r"^([1-9][0-9]*\.[0-9]+)?$";
    /// A folder.
    Folder, r"^/[^\s]*[^\s/]$";
    /// File name of a jar.
    JarName, r"^[-._a-zA-Z0-9]+\.jar$";
    /// Memory in whole mebibytes or more, or none.
    ProcessMemory, "^([1-9][0-9]*(Mi|Gi|Ti|M|G|T))?$";
}

/// Options of Flink.
pub type Options = BTreeMap<OptionName, Scalars>;

block! {
    /// The values of the flink chart.
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
        /// Labels added to what selects pods; a release can never change them.
        extra_selector_labels: Texts,
        /// Domain of the cluster's DNS.
        cluster_domain: Domain = "cluster.local".into(),
        /// Image of every server.
        image: Image = Image::of("flink", ""),
        /// Version of Flink as MAJOR.MINOR, which decides over files and options; that of the tag when
        /// empty.
        flink_version: FlinkVersion,
        /// What runs a cluster: standard, each kind of server for itself, or unified, one StatefulSet
        /// whose first pods are the JobManagers.
        topology: Topology,
        /// What a cluster is for: session takes jobs, application runs the one in application.
        mode: Mode,
        /// Options of Flink by name, over those of the chart.
        config: Options,
        /// More files of the configuration folder by name.
        config_files: BTreeMap<DataKey, String>,
        /// Where the files of the configuration are.
        configuration: Configuration,
        /// Where servers log.
        logs: Logs,
        /// Plugins of the image's folder opt to switch on, such as flink-s3-fs-presto-1.20.5.jar.
        plugins: Vec<JarName>,
        /// A cluster that outlives its JobManager.
        high_availability: HighAvailability,
        /// What jobs remember.
        state: State,
        /// The job of mode application.
        application: Application,
        /// Let the job of mode application take as many slots as there are, and go on with what is left.
        reactive: bool,
        /// The JobManagers.
        job_manager: JobManager,
        /// The TaskManagers.
        task_manager: TaskManager,
        /// The StatefulSet of topology unified.
        unified: Unified,
        /// Memory that versions before 1.11 get beside their heap.
        heap_reserve: ProcessMemory = "1024Mi".into(),
        /// The REST interface and the web interface.
        rest: Rest,
        /// The history server.
        history: History,
        /// Files on HDFS.
        hadoop: Hadoop,
        /// Files in a store that speaks S3.
        s3: S3,
        /// Metrics for Prometheus.
        metrics: Metrics,
        /// The service account of all pods.
        service_account: ServiceAccount = ServiceAccount { create: true, ..ServiceAccount::default() },
        /// What the service account may do.
        rbac: Rbac,
        /// Security context of the pods, over that of Pod Security "restricted"; null removes a
        /// field.
        pod_security_context: Fields = fields(json!({
            "runAsUser": 9999,
            "runAsGroup": 9999,
            "fsGroup": 9999,
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

/// What runs a cluster.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Topology {
    /// Each kind of server for itself.
    #[default]
    Standard,
    /// One StatefulSet.
    Unified,
}

/// What a cluster is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// It takes jobs.
    #[default]
    Session,
    /// It runs one.
    Application,
}

impl Chart for Values {
    const NAME: &'static str = "flink";

    fn rules() -> Vec<(&'static str, Value)> {
        let is = |name: &str, value: &str| json!({"properties": {name: {"const": value}}, "required": [name]});
        let needs =
            |name: &str| json!({"properties": {name: {"minLength": 1}}, "required": [name]});
        vec![
            (
                "highAvailability",
                json!({"if": is("type", "kubernetes"), "then": needs("storageDir")}),
            ),
            (
                "highAvailability",
                json!({"if": is("type", "zookeeper"), "then": {"allOf": [
                    needs("storageDir"),
                    {"properties": {"zookeeper": needs("quorum")}, "required": ["zookeeper"]},
                ]}}),
            ),
        ]
    }

    fn sentences() -> Vec<(&'static str, &'static str)> {
        vec![
            (
                "image.repository",
                "Repository of the unmodified upstream image, with Flink in /opt/flink.",
            ),
            ("rest.service.type", "Type of the Service before the web interface."),
            ("rest.ingress.enabled", "Make an Ingress to the web interface."),
            ("rest.httpRoute.enabled", "Make an HTTPRoute to the web interface."),
            ("history.ingress.enabled", "Make an Ingress to the history server."),
            ("history.httpRoute.enabled", "Make an HTTPRoute to the history server."),
            (
                "metrics.podMonitor.enabled",
                "Make PodMonitors of the Prometheus operator; needs metrics.enabled.",
            ),
            ("networkPolicy.enabled", "Make a NetworkPolicy for each part."),
            (
                "networkPolicy.allowExternal",
                "Let every pod reach the REST interface; else only those with the label <full \
                 name>-<part>-client: \"true\". TaskManagers and RPC are open to the release alone.",
            ),
            (
                "serviceAccount.create",
                "Make a service account; with high availability by Kubernetes the servers call its API.",
            ),
        ]
    }
}

block! {
    /// The test of a release.
    Test {
        /// Ship the `helm test` pod that counts TaskManagers and, in mode session, runs the example
        /// WordCount of the image.
        enabled: bool = true,
    }
}
