//! The image of the servers.

use crate::blocks::block::block;
use crate::blocks::{Digest, PullPolicy, PullSecret, Registry, Repository, Tag};

block! {
    /// Where the image of the servers comes from; the engine decides what is left empty.
    Image {
        /// Registry host; empty for Docker Hub.
        registry: Registry,
        /// Repository of the unmodified upstream image; the engine's when empty.
        repository: Repository,
        /// Tag; the engine's when empty, for redis the chart's appVersion.
        tag: Tag,
        /// Digest (sha256:…); wins over the tag.
        digest: Digest,
        /// When the kubelet pulls.
        pull_policy: PullPolicy,
        /// Secrets with registry credentials, by name or as maps with a name.
        pull_secrets: Vec<PullSecret>,
    }
}
