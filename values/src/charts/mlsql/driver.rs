//! The driver, and what is asked of it.

use super::{DriverHost, Folder};
use crate::blocks::block::block;
use crate::blocks::{Digest, Fields, Port, PullPolicy, PullSecret, Registry, Repository, Tag};

crate::blocks::text::texts! {
    /// Memory as Java writes it, 512m or more.
    DriverMemory, "^((51[2-9]|5[2-9][0-9]|[6-9][0-9]{2}|[1-9][0-9]{3,})[mM]|[1-9][0-9]*[gG])$";
    /// Address of a cluster of Ray, or none.
    RayAddress, "^(([a-z]+://)?[^ :/]+:[0-9]+)?$";
}

block! {
    /// The driver.
    Driver {
        /// How executors reach it: podIP, or service for the name of the headless Service.
        host: DriverHost,
        /// Port for executors.
        port: Port = Port(7078),
        /// Port for blocks of data.
        block_manager_port: Port = Port(7079),
        /// Heap of the driver, as Java writes it; Spark takes no less than 512m.
        memory: DriverMemory = "1g".into(),
        /// Options of its Java process.
        java_options: String,
    }
}

block! {
    /// A container that waits.
    Idle {
        /// Start nothing: the container waits for someone to run /etc/mlsql/mlsql-start.sh in it.
        enabled: bool,
        /// How it waits, for sh.
        script: String = "trap exit TERM; while true; do sleep 10000 & wait; done;".into(),
    }
}

block! {
    /// Scripts in Python.
    Python {
        /// Have Python for scripts, in the driver and the executors.
        enabled: bool,
        /// Image with Spark, MLSQL, Python and Ray, in place of the other.
        image: OtherImage,
        /// Environment of Python in that image.
        home: Folder = "/opt/conda/envs/dev".into(),
        /// Cluster of Ray that scripts use, as HOST:PORT or ray://HOST:PORT; none when empty.
        ray_address: RayAddress,
    }
}

block! {
    /// An image in place of another.
    OtherImage {
        /// Registry host; empty for Docker Hub.
        registry: Registry,
        /// Repository of the image; that of another when empty.
        repository: Repository,
        /// Tag.
        tag: Tag,
        /// Digest (sha256:…); wins over the tag.
        digest: Digest,
        /// When the kubelet pulls.
        pull_policy: PullPolicy,
        /// Secrets with registry credentials, by name or as maps with a name.
        pull_secrets: Vec<PullSecret>,
    }
}

block! {
    /// What the driver may ask of the API server.
    Rbac {
        /// Make a Role for executors and a RoleBinding to the service account.
        create: bool = true,
        /// Let the driver make claims of volumes for executors too.
        persistent_volume_claims: bool,
        /// More rules of the Role.
        extra_rules: Vec<Fields>,
    }
}

block! {
    /// The test of a release.
    Test {
        /// Ship the `helm test` pod; it runs a script of MLSQL, or looks at the port of what is none.
        enabled: bool = true,
        /// Script that it runs.
        script: String =
            "select sum(id) as total from (select explode(sequence(1, 100)) as id) as numbers as output;".into(),
        /// What its answer holds.
        expect: String = "\"total\":5050".into(),
    }
}
