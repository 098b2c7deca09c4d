//! An Ingress.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::fields::{Fields, Texts};

/// An Ingress to one port of the Service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Ingress {
    /// Make an Ingress.
    pub enabled: bool,
    /// Class of the Ingress; the cluster's default when empty.
    pub class_name: String,
    /// Annotations of the Ingress.
    pub annotations: Texts,
    /// Host names; any when there are none.
    pub hosts: Vec<String>,
    /// Path below which requests go to the Service.
    #[schemars(regex(pattern = "^/"))]
    pub path: String,
    /// How the path is compared.
    pub path_type: PathType,
    /// Secrets with certificates, and their hosts.
    pub tls: Vec<Fields>,
}

impl Default for Ingress {
    fn default() -> Ingress {
        Ingress {
            enabled: false,
            class_name: String::new(),
            annotations: Texts::new(),
            hosts: Vec::new(),
            path: "/".to_string(),
            path_type: PathType::Prefix,
            tls: Vec::new(),
        }
    }
}

/// How an Ingress compares paths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum PathType {
    /// Part by part from the beginning.
    #[default]
    Prefix,
    /// As a whole.
    Exact,
    /// As the controller likes.
    ImplementationSpecific,
}
