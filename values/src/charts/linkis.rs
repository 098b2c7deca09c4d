//! The values of `charts/linkis`.

pub mod database;
pub mod services;
pub mod volumes;
pub mod web;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::blocks::block::block;
use crate::blocks::{
    DataKey, Domain, ExtraObjects, Fields, Image, Monitor, NameOverride, Named, NetworkPolicy,
    Registry, RegistrySecret, Resources, Scalar, Seconds, ServiceAccount, StorageGlobal, Texts,
    fields,
};
use crate::chart::Chart;

use database::{Database, Folder, JdbcDriver};
use services::{Defaults, Properties, PropertyName, SecretKey, Service, ServiceKey, services};
use volumes::{Volume, VolumeKey, volumes};
use web::Web;

crate::blocks::text::texts! {
    /// Servers as host:port, with commas between them, or none.
    Servers, "^([A-Za-z0-9][-A-Za-z0-9.]*:[0-9]+(,[A-Za-z0-9][-A-Za-z0-9.]*:[0-9]+)*)?$";
    /// A folder, or none.
    MaybeFolder, r"^(/\S*)?$";
    /// Name of a variable.
    VariableName, "^[A-Za-z_][A-Za-z0-9_]*$";
}

block! {
    /// The values of the linkis chart.
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
        /// Image of the services.
        image: Image = Image {
            registry: Registry("ghcr.io".to_string()),
            ..Image::of("apache/linkis/linkis", "")
        },
        /// A pull secret that the chart makes.
        registry_secret: RegistrySecret,
        /// Where the image has things.
        folders: Folders,
        /// How services find each other.
        discovery: Discovery,
        /// The gateway, which all requests go through.
        gateway: Gateway,
        /// Properties of linkis.properties of every service, over those of the chart and of the
        /// image.
        config: Properties = config(),
        /// Properties of every service that come from Secrets.
        secret_config: BTreeMap<PropertyName, SecretKey>,
        /// More files of the configuration folder of every service, by name.
        files: BTreeMap<DataKey, String>,
        /// The database.
        database: Database,
        /// The driver for the database.
        jdbc_driver: JdbcDriver,
        /// Volumes of the services by name; null takes one away.
        volumes: BTreeMap<VolumeKey, Option<Volume>> = volumes(),
        /// What a service waits for before it starts.
        gate: Gate,
        /// What services have that say nothing else.
        defaults: Defaults,
        /// The services by name; null takes one away.
        services: BTreeMap<ServiceKey, Option<Service>> = services(),
        /// The web pages.
        web: Web,
        /// Metrics for Prometheus.
        metrics: Metrics,
        /// The service account of all pods.
        service_account: ServiceAccount,
        /// Security context of the pods, over that of Pod Security "restricted"; null removes a
        /// field.
        pod_security_context: Fields = fields(json!({
            "runAsUser": 9001,
            "runAsGroup": 0,
            "fsGroup": 9001,
            "fsGroupChangePolicy": "OnRootMismatch",
        })),
        /// Security context of the containers, over that of Pod Security "restricted".
        container_security_context: Fields,
        /// Who may reach the pods.
        network_policy: NetworkPolicy,
        /// Variables added to every service.
        extra_env: Vec<Named>,
        /// Volumes added to the pods of every service.
        extra_volumes: Vec<Named>,
        /// Mounts added to every service.
        extra_volume_mounts: Vec<Named>,
        /// More objects by any name, each a map or a text, rendered as a template.
        extra_objects: ExtraObjects,
        /// The test of a release.
        test: Test,
    }
}

impl Chart for Values {
    const NAME: &'static str = "linkis";

    fn rules() -> Vec<(&'static str, Value)> {
        vec![("registrySecret", RegistrySecret::rule())]
    }

    fn sentences() -> Vec<(&'static str, &'static str)> {
        vec![
            ("image.repository", "Repository of the upstream image, with Linkis in folders.home."),
            ("web.ingress.enabled", "Make an Ingress to the web pages."),
            ("web.httpRoute.enabled", "Make an HTTPRoute to the web pages."),
            ("networkPolicy.enabled", "Make a NetworkPolicy for each service."),
            (
                "networkPolicy.allowExternal",
                "Let every pod reach the services; else only the release's and those with the \
                 label <full name>-<service>-client: \"true\".",
            ),
            (
                "metrics.serviceMonitor.enabled",
                "Make ServiceMonitors of the Prometheus operator; needs metrics.enabled.",
            ),
            (
                "serviceAccount.create",
                "Make a service account; no service calls the Kubernetes API.",
            ),
        ]
    }
}

/// Files on the volume that services share; HDFS takes its place with other values.
fn config() -> Properties {
    const SHARED: &str = "file:///opt/linkis-runtime";
    BTreeMap::from([
        ("wds.linkis.filesystem.root.path".into(), Scalar(SHARED.into())),
        ("wds.linkis.filesystem.hdfs.root.path".into(), Scalar(SHARED.into())),
        ("wds.linkis.bml.is.hdfs".into(), Scalar(false.into())),
        ("wds.linkis.bml.local.prefix".into(), Scalar("/opt/linkis-runtime/bml".into())),
    ])
}

block! {
    /// Where the image has things.
    Folders {
        /// Folder of Linkis.
        home: Folder = "/opt/linkis".into(),
        /// Folder of configuration in the image, which files of the chart go over; none when empty.
        image_config: MaybeFolder = "/opt/linkis/conf".into(),
        /// Folder of configuration that services read.
        config: Folder = "/etc/linkis-conf".into(),
        /// Folder of logs, gone with the pod.
        logs: Folder = "/var/logs/linkis".into(),
    }
}

block! {
    /// How services find each other.
    Discovery {
        /// What keeps the list of services: eureka, a service of this release, or nacos, a server
        /// elsewhere.
        kind: DiscoveryKind,
        /// The service that is Eureka.
        service: ServiceKey = "mg-eureka".into(),
        /// Variables that get the address of Eureka from its ConfigMap.
        variables: Vec<VariableName> = vec!["EUREKA_URL".into()],
        /// Nacos.
        nacos: Nacos,
    }
}

/// What keeps the list of services.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DiscoveryKind {
    /// A service of the release.
    #[default]
    Eureka,
    /// A server elsewhere.
    Nacos,
}

block! {
    /// Nacos.
    Nacos {
        /// Servers of Nacos, as host:port with commas between them.
        servers: Servers,
    }
}

block! {
    /// The gateway, which all requests go through.
    Gateway {
        /// The service that is the gateway.
        service: ServiceKey = "mg-gateway".into(),
    }
}

block! {
    /// What a service waits for before it starts.
    Gate {
        /// Wait in an init container for the services in `after` and for the database.
        enabled: bool = true,
        /// Seconds to wait for all of them.
        timeout_seconds: Seconds = Seconds(900),
        /// Requests and limits of the init containers.
        resources: Resources = Resources::requests(&[("cpu", "10m"), ("memory", "32Mi")]),
    }
}

block! {
    /// Metrics for Prometheus.
    Metrics {
        /// Serve metrics for Prometheus.
        enabled: bool,
        /// ServiceMonitors.
        service_monitor: Monitor,
    }
}

block! {
    /// The test of a release.
    Test {
        /// Ship the `helm test` pod that counts the services that Eureka knows.
        enabled: bool = true,
        /// Services that Eureka must know; as many as register themselves when 0.
        expected: u32,
        /// Seconds to wait for them.
        timeout_seconds: Seconds = Seconds(240),
    }
}
