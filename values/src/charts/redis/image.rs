//! The image of the servers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::{Digest, PullPolicy, PullSecret, Tag};

/// Where the image of the servers comes from; the engine decides what is left empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Image {
    /// Registry host; empty for Docker Hub.
    pub registry: String,
    /// Repository of the unmodified upstream image; the engine's when empty.
    pub repository: String,
    /// Tag; the engine's when empty, for redis the chart's appVersion.
    pub tag: Tag,
    /// Digest (sha256:…); wins over the tag.
    pub digest: Digest,
    /// When the kubelet pulls.
    pub pull_policy: PullPolicy,
    /// Secrets with registry credentials, by name or as maps with a name.
    pub pull_secrets: Vec<PullSecret>,
}
