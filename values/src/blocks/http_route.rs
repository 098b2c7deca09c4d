//! An HTTPRoute of the Gateway API.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::fields::{Fields, Texts};

/// An HTTPRoute to one port of the Service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct HttpRoute {
    /// Make an HTTPRoute.
    pub enabled: bool,
    /// Annotations of the HTTPRoute.
    pub annotations: Texts,
    /// Gateways that take it, at least one when it is made.
    pub parent_refs: Vec<Fields>,
    /// Host names; any when there are none.
    pub hostnames: Vec<String>,
    /// Path below which requests go to the Service.
    #[schemars(regex(pattern = "^/"))]
    pub path: String,
    /// Filters of the route.
    pub filters: Vec<Fields>,
}

impl Default for HttpRoute {
    fn default() -> HttpRoute {
        HttpRoute {
            enabled: false,
            annotations: Texts::new(),
            parent_refs: Vec::new(),
            hostnames: Vec::new(),
            path: "/".to_string(),
            filters: Vec::new(),
        }
    }
}
