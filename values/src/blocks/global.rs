//! Values for every chart of a release.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::image::PullSecret;
use crate::blocks::text::{ClaimClassName, Registry};

/// What every chart takes from `global`; others may want more of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
#[schemars(extend("additionalProperties" = true))]
pub struct Global {
    /// Registry in place of every image's.
    pub image_registry: Option<Registry>,
    /// Pull secrets for every image.
    pub image_pull_secrets: Option<Vec<PullSecret>>,
}

/// What a chart that keeps data takes from `global`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
#[schemars(extend("additionalProperties" = true))]
pub struct StorageGlobal {
    /// Registry in place of every image's.
    pub image_registry: Option<Registry>,
    /// Pull secrets for every image.
    pub image_pull_secrets: Option<Vec<PullSecret>>,
    /// Storage class for claims without one.
    pub storage_class: Option<ClaimClassName>,
}
