//! A NetworkPolicy.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::fields::Fields;

/// Who may reach the pods, and whom they may reach.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct NetworkPolicy {
    /// Make a NetworkPolicy.
    pub enabled: bool,
    /// Let every pod reach the server; else only those with the label `<full name>-client: "true"`.
    pub allow_external: bool,
    /// More peers that may reach the server.
    pub ingress_from: Vec<Fields>,
    /// More rules for traffic to the pod.
    pub extra_ingress: Vec<Fields>,
    /// Traffic from the pod.
    pub egress: Egress,
}

impl Default for NetworkPolicy {
    fn default() -> NetworkPolicy {
        NetworkPolicy {
            enabled: false,
            allow_external: true,
            ingress_from: Vec::new(),
            extra_ingress: Vec::new(),
            egress: Egress::default(),
        }
    }
}

/// Traffic from the pod.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Egress {
    /// Let the pod reach nothing but DNS, its release and the rules in `to`.
    pub enabled: bool,
    /// Rules for traffic from the pod.
    pub to: Vec<Fields>,
}
