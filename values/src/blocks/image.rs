//! An image.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::text::{Digest, SomeText, Tag};

/// Where an image comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["repository"]))]
pub struct Image {
    /// Registry host; empty for Docker Hub.
    pub registry: String,
    /// Repository of the unmodified upstream image.
    pub repository: SomeText,
    /// Tag; the chart's appVersion when empty.
    pub tag: Tag,
    /// Digest (sha256:…); wins over the tag.
    pub digest: Digest,
    /// When the kubelet pulls.
    pub pull_policy: PullPolicy,
    /// Secrets with registry credentials, by name or as maps with a name.
    pub pull_secrets: Vec<PullSecret>,
}

impl Image {
    /// An image of Docker Hub; without a tag that of the chart's appVersion.
    pub fn of(repository: &str, tag: &str) -> Image {
        Image {
            registry: String::new(),
            repository: repository.into(),
            tag: tag.into(),
            digest: Digest::default(),
            pull_policy: PullPolicy::IfNotPresent,
            pull_secrets: Vec::new(),
        }
    }
}

impl Default for Image {
    fn default() -> Image {
        Image::of("", "")
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
