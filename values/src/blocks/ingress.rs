//! An Ingress.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::block::block;
use crate::blocks::fields::{Fields, Texts};
use crate::blocks::text::ObjectName;

block! {
    /// An Ingress to one port of the Service.
    Ingress {
        /// Make an Ingress.
        enabled: bool,
        /// Class of the Ingress; the cluster's default when empty.
        class_name: ObjectName,
        /// Annotations of the Ingress.
        annotations: Texts,
        /// Host names; any when there are none.
        hosts: Vec<String>,
        /// Path below which requests go to the Service.
        #[schemars(regex(pattern = "^/"))]
        path: String = "/".to_string(),
        /// How the path is compared.
        path_type: PathType,
        /// Secrets with certificates, and their hosts.
        tls: Vec<Fields>,
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
