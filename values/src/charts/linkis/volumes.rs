//! Volumes that several services mount.

use std::collections::BTreeMap;

use crate::blocks::block::block;
use crate::blocks::{AccessMode, ClaimClassName, Fields, ObjectName, Size, Texts};

use super::database::{Folder, shared};
use super::services::ServiceKey;

crate::blocks::text::texts! {
    /// Name of a volume.
    VolumeKey, "^[a-z]([-a-z0-9]{0,30}[a-z0-9])?$";
    /// A path on a server.
    ServerPath, r"^/\S*$";
    /// Host of a server.
    ServerHost, "^[A-Za-z0-9]([-A-Za-z0-9.:]*[A-Za-z0-9])?$";
}

block! {
    /// A volume: exactly one of claim, existingClaim, nfs, hostPath, configMap, emptyDir.
    Volume {
        /// Where it is mounted.
        mount_path: Option<Folder>,
        /// Mount it for reading only.
        read_only: Option<bool>,
        /// Services that mount it; all when empty.
        services: Option<Vec<ServiceKey>>,
        /// A claim that the chart makes.
        claim: Option<SharedClaim>,
        /// A claim that there is.
        existing_claim: Option<ObjectName>,
        /// A folder of an NFS server.
        nfs: Option<Nfs>,
        /// A folder of the node.
        host_path: Option<Folder>,
        /// A ConfigMap, such as one with Hadoop's configuration.
        config_map: Option<ObjectName>,
        /// A folder that is gone with the pod, as Kubernetes writes it.
        empty_dir: Option<Fields>,
    }
}

block! {
    /// A claim that services share.
    SharedClaim {
        /// Size of the volume.
        size: Size = "20Gi".into(),
        /// Storage class; the cluster's default when empty, none when "-".
        storage_class: ClaimClassName,
        /// Access modes of the claim.
        #[schemars(length(min = 1))]
        access_modes: Vec<AccessMode> = shared(),
        /// Annotations of the claim.
        annotations: Texts,
        /// Leave the claim in the cluster at uninstall.
        keep: bool = true,
    }
}

block! {
    /// A folder of an NFS server.
    #[schemars(extend("required" = ["server", "path"]))]
    Nfs {
        /// Name or address of the server.
        server: ServerHost,
        /// Folder that it exports.
        path: ServerPath,
    }
}

/// The volumes by default: what services share, and the work folders of engines.
pub fn volumes() -> BTreeMap<VolumeKey, Option<Volume>> {
    let shared = Volume {
        mount_path: Some("/opt/linkis-runtime".into()),
        services: Some(vec![
            "ps-publicservice".into(),
            "cg-linkismanager".into(),
            "cg-entrance".into(),
            "cg-engineconnmanager".into(),
        ]),
        claim: Some(SharedClaim::default()),
        ..Volume::default()
    };
    let engines = Volume {
        mount_path: Some("/appcom/tmp".into()),
        services: Some(vec!["cg-engineconnmanager".into()]),
        empty_dir: Some(Fields::new()),
        ..Volume::default()
    };
    BTreeMap::from([("shared".into(), Some(shared)), ("engines".into(), Some(engines))])
}
