//! The servers of HDFS: what each has of its own, and what all of them have.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::block::block;
use crate::blocks::{
    AccessMode, ClaimClassName, ClaimTemplate, ComponentService, DataKey, Memory, Named,
    ObjectName, PodDisruptionBudget, Probe, Probes, Resources, Retention, Seconds, Size, Texts,
};

crate::blocks::text::texts! {
    /// An argument without signs that a shell reads.
    Argument, "^[A-Za-z0-9_=:./-]+$";
    /// Name of a volume, short enough for the names of claims.
    VolumeName, "^[a-z]([-a-z0-9]{0,30}[a-z0-9])?$";
    /// Folder of a node, or none.
    HostPath, r"^(/[^\s]+)?$";
}

/// The type of a component: its own fields, and those of every pod with one server. `memory` and
/// `grace` are the defaults of what it requests and of its time to stop.
macro_rules! component {
    ($(#[$doc:meta])* $name:ident, $memory:literal, $grace:literal, { $($own:tt)* }) => {
        block! { $(#[$doc])* $name {
            $($own)*
            /// Heap, such as 1Gi; three quarters of the memory limit, else of the request, when
            /// empty.
            heap: Memory,
            /// More options of the JVM.
            jvm_options: String,
            /// Requests and limits of the server.
            resources: Resources = Resources::requests(&[("cpu", "100m"), ("memory", $memory)]),
            /// The probes of the server.
            probes: Probes,
        } with pod {
            /// Seconds the server gets to stop.
            termination_grace_period_seconds: Seconds = Seconds($grace),
            /// The budget for evictions.
            pod_disruption_budget: PodDisruptionBudget = PodDisruptionBudget {
                enabled: true,
                ..PodDisruptionBudget::default()
            },
            /// Variables added to the environment.
            extra_env: Vec<Named>,
            /// Volumes added to the pods.
            extra_volumes: Vec<Named>,
            /// Mounts added to the container.
            extra_volume_mounts: Vec<Named>,
        } }
    };
}

component! {
    /// The NameNodes.
    NameNode, "1Gi", 900, {
        /// NameNodes: 1, or 2 and more with ha.enabled.
        #[schemars(range(min = 1))]
        replicas: u32 = 1,
        /// More arguments of the NameNode, such as -rollingUpgrade and started.
        extra_args: Vec<Argument>,
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
        kind: DataNodeKind,
        /// DataNodes of a StatefulSet.
        #[schemars(range(min = 1))]
        replicas: u32 = 1,
        /// Use the network of the node; ports 9864, 9866 and 9867 of the node must be free.
        host_network: bool,
        /// Seconds a DataNode must be ready before the next one is replaced, so that it has told
        /// its blocks.
        min_ready_seconds: u32 = 30,
        /// Volumes of each DataNode by name; null takes one away.
        volumes: BTreeMap<VolumeName, Option<Volume>> = volumes(),
        /// Give folders of the node (hostPath) to the user of the pods, in an init container that
        /// runs as root.
        prepare_host_paths: bool,
        /// Whether blocks are kept.
        persistence: DataNodeClaims,
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
        existing_secret: ObjectName,
        /// Key in that Secret.
        existing_secret_key: DataKey = "httpfs-signature.secret".into(),
        /// The Service of HttpFS.
        service: ComponentService = ComponentService::of(14000),
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

block! {
    /// A volume of each DataNode.
    Volume {
        /// What HDFS takes the volume for; DISK when left out.
        storage_type: Option<StorageType>,
        /// Size of the claim; 50Gi when left out.
        size: Option<Size>,
        /// Storage class; the cluster's default when left out, none when "-".
        storage_class: Option<ClaimClassName>,
        /// Access modes of the claim; ReadWriteOnce when left out.
        #[schemars(length(min = 1))]
        access_modes: Option<Vec<AccessMode>>,
        /// Annotations of the claim.
        annotations: Option<Texts>,
        /// Folder of the node in place of a claim.
        host_path: Option<HostPath>,
    }
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

block! {
    /// Whether the blocks of DataNodes are kept.
    DataNodeClaims {
        /// Keep blocks in volumes; without it they are lost with the pod.
        enabled: bool = true,
        /// What becomes of claims.
        retention: Retention,
    }
}

block! {
    /// The failover controllers.
    Zkfc {
        /// Heap, such as 256Mi; three quarters of the memory limit, else of the request, when
        /// empty.
        heap: Memory,
        /// More options of the JVM.
        jvm_options: String,
        /// Requests and limits of a failover controller.
        resources: Resources = Resources::requests(&[("cpu", "50m"), ("memory", "256Mi")]),
        /// The probes of a failover controller.
        probes: ZkfcProbes,
    }
}

block! {
    /// The probes of a failover controller.
    ZkfcProbes {
        /// Fields over those of the liveness probe; enabled: false leaves it out.
        liveness: Probe,
    }
}
