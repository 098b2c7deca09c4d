//! The servers of HDFS: what each has of its own, and what all of them have.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::{
    AccessMode, AntiAffinity, ClaimTemplate, DataKey, Fields, Memory, Named, ObjectName,
    PodDisruptionBudget, Port, Probes, Resources, Retention, Seconds, ServiceType, Size, Texts,
};

crate::blocks::text::texts! {
    /// An argument without signs that a shell reads.
    Argument, "^[A-Za-z0-9_=:./-]+$";
    /// Name of a volume, short enough for the names of claims.
    VolumeName, "^[a-z]([-a-z0-9]{0,30}[a-z0-9])?$";
    /// Folder of a node, or none.
    HostPath, r"^(/[^\s]+)?$";
}

/// The type of a component: its own fields with their defaults, and those of every pod with one
/// server. `memory` and `grace` are the defaults of what it requests and of its time to stop.
macro_rules! component {
    ($(#[$doc:meta])* $name:ident, $memory:literal, $grace:literal, {
        $($(#[$about:meta])* $field:ident: $type:ty = $default:expr,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "camelCase", default, deny_unknown_fields)]
        pub struct $name {
            $($(#[$about])* pub $field: $type,)*
            /// Heap, such as 1Gi; three quarters of the memory limit, else of the request, when
            /// empty.
            pub heap: Memory,
            /// More options of the JVM.
            pub jvm_options: String,
            /// Requests and limits of the server.
            pub resources: Resources,
            /// The probes of the server.
            pub probes: Probes,
            /// Labels added to the pods.
            pub pod_labels: Texts,
            /// Annotations added to the pods.
            pub pod_annotations: Texts,
            /// Nodes the pods may run on.
            pub node_selector: Texts,
            /// Taints the pods tolerate.
            pub tolerations: Vec<Fields>,
            /// Affinity rules of the pods.
            pub affinity: Fields,
            /// Keep the pods on different nodes where affinity is empty: soft, hard or none.
            pub pod_anti_affinity: AntiAffinity,
            /// Topology spread constraints; the pods' own labels select where none are given.
            pub topology_spread_constraints: Vec<Fields>,
            /// Priority class of the pods.
            pub priority_class_name: String,
            /// Seconds the server gets to stop.
            pub termination_grace_period_seconds: Seconds,
            /// The budget for evictions.
            pub pod_disruption_budget: PodDisruptionBudget,
            /// Variables added to the environment.
            pub extra_env: Vec<Named>,
            /// Volumes added to the pods.
            pub extra_volumes: Vec<Named>,
            /// Mounts added to the container.
            pub extra_volume_mounts: Vec<Named>,
        }

        impl Default for $name {
            fn default() -> $name {
                $name {
                    $($field: $default,)*
                    heap: Memory::default(),
                    jvm_options: String::new(),
                    resources: Resources::requests(&[("cpu", "100m"), ("memory", $memory)]),
                    probes: Probes::default(),
                    pod_labels: Texts::new(),
                    pod_annotations: Texts::new(),
                    node_selector: Texts::new(),
                    tolerations: Vec::new(),
                    affinity: Fields::new(),
                    pod_anti_affinity: AntiAffinity::Soft,
                    topology_spread_constraints: Vec::new(),
                    priority_class_name: String::new(),
                    termination_grace_period_seconds: Seconds($grace),
                    pod_disruption_budget: PodDisruptionBudget {
                        enabled: true,
                        ..PodDisruptionBudget::default()
                    },
                    extra_env: Vec::new(),
                    extra_volumes: Vec::new(),
                    extra_volume_mounts: Vec::new(),
                }
            }
        }
    };
}

component! {
    /// The NameNodes.
    NameNode, "1Gi", 900, {
        /// NameNodes: 1, or 2 and more with ha.enabled.
        #[schemars(range(min = 1))]
        replicas: u32 = 1,
        /// More arguments of the NameNode, such as -rollingUpgrade and started.
        extra_args: Vec<Argument> = Vec::new(),
        /// Seconds a NameNode must be ready before the next one is replaced, so that it knows the
        /// blocks.
        min_ready_seconds: u32 = 30,
        /// The volumes for the names of all files.
        persistence: ClaimTemplate = ClaimTemplate::of("10Gi"),
    }
}

component! {
    /// The JournalNodes.
    JournalNode, "512Mi", 900, {
        /// JournalNodes with ha.enabled: an odd number, 3 or more.
        #[schemars(range(min = 1))]
        replicas: u32 = 3,
        /// Seconds a JournalNode must be ready before the next one is replaced; one that was away
        /// takes part again when the log is rolled, every two minutes.
        min_ready_seconds: u32 = 150,
        /// The volumes for the changes of the NameNodes.
        persistence: ClaimTemplate = ClaimTemplate::of("10Gi"),
    }
}

component! {
    /// The DataNodes.
    DataNode, "1Gi", 1800, {
        /// What runs the DataNodes: StatefulSet, or DaemonSet for one on each node, with disks of
        /// the node.
        kind: DataNodeKind = DataNodeKind::StatefulSet,
        /// DataNodes of a StatefulSet.
        #[schemars(range(min = 1))]
        replicas: u32 = 1,
        /// Use the network of the node; ports 9864, 9866 and 9867 of the node must be free.
        host_network: bool = false,
        /// Seconds a DataNode must be ready before the next one is replaced, so that it has told its
        /// blocks.
        min_ready_seconds: u32 = 30,
        /// Volumes of each DataNode by name; null takes one away.
        volumes: BTreeMap<VolumeName, Option<Volume>> = volumes(),
        /// Give folders of the node (hostPath) to the user of the pods, in an init container that
        /// runs as root.
        prepare_host_paths: bool = false,
        /// Whether blocks are kept.
        persistence: DataNodeClaims = DataNodeClaims::default(),
    }
}

component! {
    /// HttpFS.
    HttpFs, "512Mi", 60, {
        /// Run HttpFS, which serves HDFS over HTTP on port 14000.
        enabled: bool = true,
        /// Pods of HttpFS; more than one need httpfs.existingSecret.
        #[schemars(range(min = 1))]
        replicas: u32 = 1,
        /// Secret with the text that signs cookies; each pod makes its own when empty.
        existing_secret: ObjectName = ObjectName::default(),
        /// Key in that Secret.
        existing_secret_key: DataKey = "httpfs-signature.secret".into(),
        /// The Service of HttpFS.
        service: HttpFsService = HttpFsService::default(),
    }
}

/// What runs DataNodes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum DataNodeKind {
    /// A number of pods with claims.
    #[default]
    StatefulSet,
    /// A pod on each node.
    DaemonSet,
}

/// The volume of a DataNode by default.
fn volumes() -> BTreeMap<VolumeName, Option<Volume>> {
    let volume = Volume {
        storage_type: Some(StorageType::Disk),
        size: Some("50Gi".into()),
        ..Volume::default()
    };
    BTreeMap::from([("data".into(), Some(volume))])
}

/// A volume of each DataNode.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Volume {
    /// What HDFS takes the volume for; DISK when left out.
    pub storage_type: Option<StorageType>,
    /// Size of the claim; 50Gi when left out.
    pub size: Option<Size>,
    /// Storage class; the cluster's default when left out, none when "-".
    pub storage_class: Option<String>,
    /// Access modes of the claim; ReadWriteOnce when left out.
    #[schemars(length(min = 1))]
    pub access_modes: Option<Vec<AccessMode>>,
    /// Annotations of the claim.
    pub annotations: Option<Texts>,
    /// Folder of the node in place of a claim.
    pub host_path: Option<HostPath>,
}

/// What HDFS takes a volume for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StorageType {
    /// A disk.
    #[default]
    Disk,
    /// A device without moving parts.
    Ssd,
    /// A slow disk for what is seldom read.
    Archive,
    /// Memory.
    RamDisk,
    /// Memory that keeps what it has.
    Nvdimm,
}

/// Whether the blocks of DataNodes are kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct DataNodeClaims {
    /// Keep blocks in volumes; without it they are lost with the pod.
    pub enabled: bool,
    /// What becomes of claims.
    pub retention: Retention,
}

impl Default for DataNodeClaims {
    fn default() -> DataNodeClaims {
        DataNodeClaims { enabled: true, retention: Retention::default() }
    }
}

/// The Service of HttpFS.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct HttpFsService {
    /// Type of the Service.
    #[serde(rename = "type")]
    pub kind: ServiceType,
    /// Port of the Service.
    pub port: Port,
    /// Annotations of the Service.
    pub annotations: Texts,
}

impl Default for HttpFsService {
    fn default() -> HttpFsService {
        HttpFsService { kind: ServiceType::ClusterIP, port: Port(14000), annotations: Texts::new() }
    }
}

/// The failover controllers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Zkfc {
    /// Heap, such as 256Mi; three quarters of the memory limit, else of the request, when empty.
    pub heap: Memory,
    /// More options of the JVM.
    pub jvm_options: String,
    /// Requests and limits of a failover controller.
    pub resources: Resources,
    /// The probes of a failover controller.
    pub probes: ZkfcProbes,
}

impl Default for Zkfc {
    fn default() -> Zkfc {
        Zkfc {
            heap: Memory::default(),
            jvm_options: String::new(),
            resources: Resources::requests(&[("cpu", "50m"), ("memory", "256Mi")]),
            probes: ZkfcProbes::default(),
        }
    }
}

/// The probes of a failover controller.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ZkfcProbes {
    /// Fields over those of the liveness probe; enabled: false leaves it out.
    pub liveness: crate::blocks::probe::Probe,
}
