//! Rights in the Kubernetes API.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::fields::Fields;

/// A Role and its RoleBinding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Rbac {
    /// Make a Role and bind it to the service account.
    pub create: bool,
    /// Rules added to those of the chart.
    pub extra_rules: Vec<Fields>,
}

impl Default for Rbac {
    fn default() -> Rbac {
        Rbac { create: true, extra_rules: Vec::new() }
    }
}
