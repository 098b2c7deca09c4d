//! The values of `charts/clic`.

pub mod master;
pub mod shell;
pub mod stores;

use serde_json::json;

use crate::blocks::block::block;
use crate::blocks::{
    ExtraObjects, Fields, Global, Image, NameOverride, Named, NetworkPolicy, ServiceAccount, Texts,
    fields,
};
use crate::chart::Chart;

use master::{Master, Metrics, Rbac};
use shell::{Shell, Test};
use stores::{Hdfs, Jars, Redis, Spark, Wait};

crate::blocks::text::texts! {
    /// Host and port of a server, or none.
    Address, "^([-.a-zA-Z0-9]+:[0-9]{1,5})?$";
    /// An absolute path.
    Folder, "^/[^ ]*$";
    /// Path of a jar in the container.
    Jar, "^/[^ ]+[.]jar$";
    /// Name of a user, or none.
    UserName, "^[-_.a-zA-Z0-9]*$";
    /// Name of a property.
    PropertyName, "^[a-zA-Z0-9_][-._a-zA-Z0-9]*$";
}

block! {
    /// The values of the clic chart.
    Values {
        /// Values for every chart of a release.
        global: Option<Global>,
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
        /// Image of both parts: one with Java and bash, and with the jars unless they are on a volume.
        image: Image = Image::of("eclipse-temurin", "8-jre"),
        /// Where the jars are.
        jars: Jars,
        /// The part that plans and starts jobs.
        master: Master,
        /// The part that users type in.
        shell: Shell,
        /// Where the master keeps its state.
        redis: Redis,
        /// Where jobs find data.
        hdfs: Hdfs,
        /// What runs jobs of Spark.
        spark: Spark,
        /// How each part waits for what it needs.
        wait: Wait,
        /// What the master may ask of the API server.
        rbac: Rbac,
        /// The service account of the master.
        service_account: ServiceAccount = ServiceAccount { create: true, ..ServiceAccount::default() },
        /// Metrics for Prometheus.
        metrics: Metrics,
        /// Who may reach the pods.
        network_policy: NetworkPolicy,
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
        /// Variables added to both parts.
        extra_env: Vec<Named>,
        /// Volumes added to both pods.
        extra_volumes: Vec<Named>,
        /// Mounts added to both parts.
        extra_volume_mounts: Vec<Named>,
        /// More objects by any name, each a map or a text, rendered as a template.
        extra_objects: ExtraObjects,
        /// The test of a release.
        test: Test,
    }
}

impl Chart for Values {
    const NAME: &'static str = "clic";

    fn sentences() -> Vec<(&'static str, &'static str)> {
        vec![
            ("image.repository", "Repository of an image with Java and bash."),
            ("image.tag", "Tag; CLIC has no version that an empty one could stand for."),
            (
                "metrics.podMonitor.enabled",
                "Make a PodMonitor of the Prometheus operator for the master.",
            ),
            ("networkPolicy.enabled", "Make a NetworkPolicy for each part."),
            (
                "networkPolicy.allowExternal",
                "Let every pod reach the master; else only those with the label <full \
                 name>-master-client: \"true\", such as the pods of its jobs.",
            ),
            ("serviceAccount.create", "Make a service account, which the master needs."),
        ]
    }
}
