//! Claims of a StatefulSet.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::fields::Texts;
use crate::blocks::persistence::{AccessMode, Retention};
use crate::blocks::text::Size;

/// The volume of each pod of a StatefulSet with more than one, which no claim that exists can be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ClaimTemplate {
    /// Keep data in volumes; without them the data of a pod is lost with it.
    pub enabled: bool,
    /// Size of the volume of each pod.
    pub size: Size,
    /// Storage class; the cluster's default when empty, none when "-".
    pub storage_class: String,
    /// Access modes of the claims.
    #[schemars(length(min = 1))]
    pub access_modes: Vec<AccessMode>,
    /// Annotations of the claims.
    pub annotations: Texts,
    /// What becomes of claims.
    pub retention: Retention,
}

impl ClaimTemplate {
    /// Volumes of a size.
    pub fn of(size: &str) -> ClaimTemplate {
        ClaimTemplate {
            enabled: true,
            size: size.into(),
            storage_class: String::new(),
            access_modes: vec![AccessMode::ReadWriteOnce],
            annotations: Texts::new(),
            retention: Retention::default(),
        }
    }
}

impl Default for ClaimTemplate {
    fn default() -> ClaimTemplate {
        ClaimTemplate::of("8Gi")
    }
}
