//! The values of `charts/nfs`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::blocks::block::block;
use crate::blocks::{
    ClassName, Digest, ExtraObjects, Fields, Global, Name, NameOverride, Policy, PullPolicy,
    PullSecret, Registry, Size, SomeRepository, SomeTag, Texts, fields,
};
use crate::chart::Chart;

crate::blocks::text::texts! {
    /// Host name or address, or none.
    Server, "^[A-Za-z0-9]?[A-Za-z0-9.:-]*$";
    /// Host name or address.
    SomeServer, "^[A-Za-z0-9]?[A-Za-z0-9.:-]*$", "minLength" = 1;
    /// Absolute path, or none.
    Path, r"^(/[^\s]*)?$";
    /// Absolute path.
    SomePath, r"^/[^\s]*$";
    /// Option of mount(8).
    MountOption, r"^[^\s,]+$";
    /// Name of a share, short enough for the names made of it.
    ShareName, "^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$";
    /// Mode of a folder in octal.
    Mode, "^[0-7]{1,4}$";
}

block! {
    /// The values of the nfs chart.
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
        /// Who mounts: nfs, the kubelet's own client, or csi, the driver nfs.csi.k8s.io.
        driver: Driver,
        /// Host name or address of the server, for shares that name none; no scheme and no path.
        server: Server,
        /// What a share has that does not say otherwise.
        defaults: Defaults,
        /// Shares by name; each needs a path, may name its server, and may set every field of
        /// defaults.
        shares: BTreeMap<ShareName, Share>,
        /// A class for volumes made on demand below one path; needs the driver nfs.csi.k8s.io.
        storage_class: StorageClass,
        /// The test of a release.
        test: Test,
        /// More objects by any name, each a map or a text, rendered as a template.
        extra_objects: ExtraObjects,
    }
}

impl Chart for Values {
    const NAME: &'static str = "nfs";

    fn rules() -> Vec<(&'static str, Value)> {
        vec![(
            "storageClass",
            json!({
                "if": {"properties": {"create": {"const": true}}, "required": ["create"]},
                "then": {"properties": {"path": {"minLength": 1}}, "required": ["path"]},
            }),
        )]
    }
}

/// Who mounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Driver {
    /// The kubelet's own client.
    #[default]
    Nfs,
    /// The driver nfs.csi.k8s.io.
    Csi,
}

/// Access modes of a share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[expect(clippy::enum_variant_names, reason = "the names are those of Kubernetes")]
pub enum AccessMode {
    /// Written by pods of one node.
    ReadWriteOnce,
    /// Read by any pod.
    ReadOnlyMany,
    /// Written by any pod.
    #[default]
    ReadWriteMany,
    /// Written by one pod.
    ReadWriteOncePod,
}

/// How a claim finds its volume.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Binding {
    /// By name.
    #[default]
    Name,
    /// By label.
    Selector,
}

block! {
    /// What a share has that does not say otherwise.
    #[schemars(extend("required" = [
        "capacity", "accessModes", "mountOptions", "reclaimPolicy", "storageClass", "binding"
    ]))]
    Defaults {
        /// Size written into volume and claim; NFS does not enforce it.
        capacity: Size = "10Gi".into(),
        /// Access modes of volume and claim.
        #[schemars(length(min = 1), extend("uniqueItems" = true))]
        access_modes: Vec<AccessMode> = vec![AccessMode::ReadWriteMany],
        /// Options of mount(8), one per item; only a volume can carry them, a pod cannot.
        mount_options: Vec<MountOption> = vec!["nfsvers=4.1".into(), "hard".into()],
        /// What becomes of the volume when its claim goes: Retain, or Delete with the driver csi.
        reclaim_policy: Policy,
        /// Storage class of volume and claim; empty keeps the cluster's default class away.
        storage_class: ClassName,
        /// How the claim finds its volume: by name or by label (selector).
        binding: Binding,
    }
}

/// A share, and what is special about it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Share {
    /// Path of the share on the server.
    pub path: SomePath,
    /// Host name or address of the server; the chart's server when left out.
    pub server: Option<SomeServer>,
    /// Who mounts: nfs, the kubelet's own client, or csi, the driver nfs.csi.k8s.io.
    pub driver: Option<Driver>,
    /// Size written into volume and claim; NFS does not enforce it.
    pub capacity: Option<Size>,
    /// Access modes of volume and claim.
    #[schemars(length(min = 1), extend("uniqueItems" = true))]
    pub access_modes: Option<Vec<AccessMode>>,
    /// Options of mount(8), one per item; only a volume can carry them, a pod cannot.
    pub mount_options: Option<Vec<MountOption>>,
    /// What becomes of the volume when its claim goes: Retain, or Delete with the driver csi.
    pub reclaim_policy: Option<Policy>,
    /// Storage class of volume and claim; empty keeps the cluster's default class away.
    pub storage_class: Option<ClassName>,
    /// How the claim finds its volume: by name or by label (selector).
    pub binding: Option<Binding>,
    /// Mount the share without the right to write.
    pub read_only: Option<bool>,
    /// Namespace of the claim; the release's when left out.
    pub namespace: Option<Name>,
    /// Name of the volume, one in the cluster; NAMESPACE-CLAIM when left out.
    pub volume_name: Option<Name>,
    /// Name of the claim; RELEASE-nfs-SHARE when left out.
    pub claim_name: Option<Name>,
    /// Leave volume and claim in the cluster at uninstall.
    pub keep: Option<bool>,
    /// Labels of volume and claim.
    pub labels: Option<Texts>,
    /// Annotations of volume and claim.
    pub annotations: Option<Texts>,
}

block! {
    /// A class for volumes made on demand.
    StorageClass {
        /// Make the class.
        create: bool,
        /// Name of the class; the release's full name when empty.
        name: ClassName,
        /// Make it the cluster's default.
        is_default: bool,
        /// Path on the server below which volumes are made; needed when create is true.
        path: Path,
        /// Folder of a volume, such as ${pvc.metadata.namespace}/${pvc.metadata.name}; the volume's
        /// name when empty.
        sub_dir: String,
        /// What the driver does with the folder of a deleted volume: delete, retain or archive.
        on_delete: OnDelete,
        /// Mode of new folders in octal; 0 leaves what the server gives.
        mount_permissions: Mode = "0".into(),
        /// Reclaim policy of its volumes.
        reclaim_policy: Policy = Policy::Delete,
    }
}

/// What the driver does with a folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum OnDelete {
    /// Removes it.
    Delete,
    /// Leaves it.
    Retain,
    /// Gives it another name.
    #[default]
    Archive,
}

block! {
    /// The test of a release.
    Test {
        /// Ship the `helm test` pods that write and read a file in each share.
        enabled: bool = true,
        /// Image of the pods.
        image: TestImage,
        /// Security context of the pods; the user must be one that the server lets write.
        pod_security_context: Fields = fields(json!({"runAsUser": 65534, "runAsGroup": 65534})),
    }
}

block! {
    /// An image with a shell.
    #[schemars(extend("required" = ["repository", "tag"]))]
    TestImage {
        /// Registry host; empty for Docker Hub.
        registry: Registry,
        /// Repository of an image with a shell.
        repository: SomeRepository = "busybox".into(),
        /// Tag of the image.
        tag: SomeTag = "1.37.0".into(),
        /// Digest (sha256:…); wins over the tag.
        digest: Digest,
        /// When the kubelet pulls.
        pull_policy: PullPolicy,
        /// Secrets with registry credentials, by name or as maps with a name.
        pull_secrets: Vec<PullSecret>,
    }
}
