//! A service account.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::fields::Texts;

/// A service account, made or there already.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ServiceAccount {
    /// Make a service account.
    pub create: bool,
    /// Name of the service account to use or make.
    pub name: String,
    /// Annotations of the service account.
    pub annotations: Texts,
}
