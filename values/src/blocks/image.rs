//! An image.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::block::block;
use crate::blocks::text::{Digest, Registry, SomeRepository, SomeText, Tag};

block! {
    /// Where an image comes from.
    #[schemars(extend("required" = ["repository"]))]
    Image {
        /// Registry host; empty for Docker Hub.
        registry: Registry,
        /// Repository of the unmodified upstream image.
        repository: SomeRepository,
        /// Tag; the chart's appVersion when empty.
        tag: Tag,
        /// Digest (sha256:…); wins over the tag.
        digest: Digest,
        /// When the kubelet pulls.
        pull_policy: PullPolicy,
        /// Secrets with registry credentials, by name or as maps with a name.
        pull_secrets: Vec<PullSecret>,
    }
}

impl Image {
    /// An image of Docker Hub; without a tag that of the chart's appVersion.
    pub fn of(repository: &str, tag: &str) -> Image {
        Image { repository: repository.into(), tag: tag.into(), ..Image::default() }
    }
}

/// When the kubelet pulls an image.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum PullPolicy {
    /// At every start.
    Always,
    /// When the node has none.
    #[default]
    IfNotPresent,
    /// Not at all.
    Never,
}

/// A Secret with registry credentials.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(title = "pullSecret")]
pub enum PullSecret {
    /// By name.
    Name(SomeText),
    /// As Kubernetes writes it.
    Reference(SecretReference),
}

/// A Secret by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SecretReference {
    /// Name of the Secret.
    pub name: SomeText,
}
