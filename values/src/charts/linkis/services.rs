//! The services of Linkis: what each has of its own, and what all of them have.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::block::block;
use crate::blocks::{
    AntiAffinity, DataKey, Digest, Fields, Memory, Name, Named, ObjectName, PodDisruptionBudget,
    Port, Probes, PullPolicy, Registry, Repository, Resources, Scalar, Seconds, ServiceType, Tag,
    Texts,
};

crate::blocks::text::texts! {
    /// Name of a service, short enough for the names of its objects.
    ServiceKey, "^[a-z]([-a-z0-9]{0,28}[a-z0-9])?$";
    /// Name of a property.
    PropertyName, "^[A-Za-z0-9_][-._A-Za-z0-9]*$";
    /// A Java class with its packages, or none.
    ClassName, r"^([a-z][A-Za-z0-9_]*(\.[A-Za-z_$][A-Za-z0-9_$]*)+)?$";
    /// A path below a folder.
    BelowPath, "^[^/ :][^ :]*$";
    /// Path of a request, or none.
    RequestPath, "^(/.*)?$";
}

/// Properties by name.
pub type Properties = BTreeMap<PropertyName, Scalar>;

block! {
    /// What services have that say nothing else.
    Defaults {
        /// Pods of a service.
        replicas: u32 = 1,
        /// Heap, such as 512Mi; three quarters of the memory limit, else of the request, when
        /// empty.
        heap: Memory,
        /// Options of the Java process.
        java_options: String,
        /// Requests and limits of a service.
        resources: Resources = Resources::requests(&[("cpu", "100m"), ("memory", "1Gi")]),
        /// The probes of a service.
        probes: Probes,
    } with pod {
        /// Seconds a service gets to stop.
        termination_grace_period_seconds: Seconds = Seconds(60),
        /// The budget for evictions.
        pod_disruption_budget: PodDisruptionBudget,
    }
}

block! {
    /// A service of Linkis.
    Service {
        /// What runs the service: Deployment, or StatefulSet for pods with names of their own;
        /// Deployment when left out.
        kind: Option<Kind>,
        /// Pods of the service.
        replicas: Option<u32>,
        /// Port of the service.
        port: Option<Port>,
        /// Services that must answer before this one starts.
        after: Option<Vec<ServiceKey>>,
        /// Name that the service registers with; linkis-NAME when left out.
        application: Option<Name>,
        /// Whether the service registers itself; true when left out.
        registers: Option<bool>,
        /// Whether the service needs the database; true when left out.
        database: Option<bool>,
        /// Class that java starts; without it and without command, the image starts what it likes.
        main_class: Option<ClassName>,
        /// Folders of jars below folders.home.
        libraries: Option<Vec<BelowPath>>,
        /// Arguments of the class or of the command.
        args: Option<Vec<String>>,
        /// Command in place of java.
        command: Option<Vec<String>>,
        /// Command that runs in the container before it is stopped.
        pre_stop: Option<Vec<String>>,
        /// Fields in place of those of the image above.
        image: Option<ServiceImage>,
        /// Properties of this service's own file, over those of the image.
        config: Option<Properties>,
        /// More files of the configuration folder by name.
        files: Option<BTreeMap<DataKey, String>>,
        /// Properties that come from Secrets.
        secret_config: Option<BTreeMap<PropertyName, SecretKey>>,
        /// Variables added to the environment.
        extra_env: Option<Vec<Named>>,
        /// Path that says with status 200 that the service is ready; its port alone when left out.
        ready_path: Option<RequestPath>,
        /// Path of the metrics; /api/rest_j/v1/actuator/prometheus when left out.
        metrics_path: Option<RequestPath>,
        /// Type of the Service; ClusterIP when left out.
        service_type: Option<ServiceType>,
        /// Annotations of the Service.
        service_annotations: Option<Texts>,
        /// Pods that follow the load, of a Deployment.
        autoscaling: Option<Autoscaling>,
        /// Heap, such as 512Mi.
        heap: Option<Memory>,
        /// Options of the Java process.
        java_options: Option<String>,
        /// Requests and limits.
        resources: Option<Resources>,
        /// The probes.
        probes: Option<Probes>,
        /// Labels added to the pods.
        pod_labels: Option<Texts>,
        /// Annotations added to the pods.
        pod_annotations: Option<Texts>,
        /// Nodes the pods may run on.
        node_selector: Option<Texts>,
        /// Taints the pods tolerate.
        tolerations: Option<Vec<Fields>>,
        /// Affinity rules of the pods.
        affinity: Option<Fields>,
        /// Keep the pods on different nodes where affinity is empty: soft, hard or none.
        pod_anti_affinity: Option<AntiAffinity>,
        /// Topology spread constraints; the pods' own labels select where none are given.
        topology_spread_constraints: Option<Vec<Fields>>,
        /// Priority class of the pods.
        priority_class_name: Option<ObjectName>,
        /// Seconds the service gets to stop.
        termination_grace_period_seconds: Option<Seconds>,
        /// The budget for evictions.
        pod_disruption_budget: Option<PodDisruptionBudget>,
    }
}

/// What runs a service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Kind {
    /// Pods that are all alike.
    #[default]
    Deployment,
    /// Pods with names of their own.
    StatefulSet,
}

block! {
    /// Fields in place of those of the image of all services.
    ServiceImage {
        /// Registry host.
        registry: Option<Registry>,
        /// Repository.
        repository: Option<Repository>,
        /// Tag.
        tag: Option<Tag>,
        /// Digest (sha256:…); wins over the tag.
        digest: Option<Digest>,
        /// When the kubelet pulls.
        pull_policy: Option<PullPolicy>,
    }
}

block! {
    /// A key of a Secret.
    #[schemars(extend("required" = ["secret", "key"]))]
    SecretKey {
        /// Name of the Secret.
        secret: Name,
        /// Key in that Secret.
        key: DataKey,
    }
}

block! {
    /// Pods that follow the load.
    Autoscaling {
        /// Fewest pods.
        #[schemars(range(min = 1))]
        min_replicas: u32 = 1,
        /// Most pods.
        #[schemars(range(min = 1))]
        max_replicas: u32 = 3,
        /// Use of CPU to keep, in percent of the request.
        #[schemars(range(min = 1, max = 100))]
        target_cpu: u32 = 80,
    }
}

/// The services of Linkis 1.8, in the order in which they start.
pub fn services() -> BTreeMap<ServiceKey, Option<Service>> {
    const COMMONS: &str = "lib/linkis-commons/public-module";
    let service = |port: u16, after: &str, class: &str, libraries: &[&str]| Service {
        port: Some(Port(port)),
        after: (!after.is_empty()).then(|| vec![after.into()]),
        main_class: Some(class.into()),
        libraries: Some(libraries.iter().map(|library| (*library).into()).collect()),
        ..Service::default()
    };
    let eureka = Service {
        kind: Some(Kind::StatefulSet),
        database: Some(false),
        args: Some(vec!["--spring.profiles.active=eureka".to_string()]),
        ready_path: Some("/actuator/health".into()),
        metrics_path: Some("/actuator/prometheus".into()),
        ..service(
            20303,
            "",
            "org.apache.linkis.eureka.SpringCloudEurekaApplication",
            &["lib/linkis-spring-cloud-services/linkis-mg-eureka", COMMONS],
        )
    };
    let gateway = Service {
        metrics_path: Some("/actuator/prometheus".into()),
        ..service(
            9001,
            "mg-eureka",
            "org.apache.linkis.gateway.springcloud.LinkisGatewayApplication",
            &["lib/linkis-spring-cloud-services/linkis-mg-gateway"],
        )
    };
    let publicservice = service(
        9105,
        "mg-gateway",
        "org.apache.linkis.filesystem.LinkisPublicServiceApp",
        &[COMMONS, "lib/linkis-public-enhancements/linkis-ps-publicservice"],
    );
    let manager = service(
        9101,
        "ps-publicservice",
        "org.apache.linkis.manager.LinkisManagerApplication",
        &[COMMONS, "lib/linkis-computation-governance/linkis-cg-linkismanager"],
    );
    let entrance = Service {
        config: Some(BTreeMap::from([(
            "wds.linkis.resultSet.store.path".into(),
            Scalar("file:///opt/linkis-runtime/results".into()),
        )])),
        ..service(
            9104,
            "cg-linkismanager",
            "org.apache.linkis.entrance.LinkisEntranceApplication",
            &[COMMONS, "lib/linkis-computation-governance/linkis-cg-entrance"],
        )
    };
    let engines = Service {
        kind: Some(Kind::StatefulSet),
        config: Some(BTreeMap::from([(
            "wds.linkis.engineconn.root.dir".into(),
            Scalar("/appcom/tmp".into()),
        )])),
        resources: Some(Resources::requests(&[("cpu", "500m"), ("memory", "4Gi")])),
        heap: Some("512Mi".into()),
        termination_grace_period_seconds: Some(Seconds(120)),
        ..service(
            9102,
            "cg-entrance",
            "org.apache.linkis.ecm.server.LinkisECMApplication",
            &[COMMONS, "lib/linkis-computation-governance/linkis-cg-engineconnmanager"],
        )
    };
    BTreeMap::from([
        ("mg-eureka".into(), Some(eureka)),
        ("mg-gateway".into(), Some(gateway)),
        ("ps-publicservice".into(), Some(publicservice)),
        ("cg-linkismanager".into(), Some(manager)),
        ("cg-entrance".into(), Some(entrance)),
        ("cg-engineconnmanager".into(), Some(engines)),
    ])
}
