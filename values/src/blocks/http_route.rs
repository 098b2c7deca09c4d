//! An HTTPRoute of the Gateway API.

use crate::blocks::block::block;
use crate::blocks::fields::{Fields, Texts};

block! {
    /// An HTTPRoute to one port of the Service.
    HttpRoute {
        /// Make an HTTPRoute.
        enabled: bool,
        /// Annotations of the HTTPRoute.
        annotations: Texts,
        /// Gateways that take it, at least one when it is made.
        parent_refs: Vec<Fields>,
        /// Host names; any when there are none.
        hostnames: Vec<String>,
        /// Path below which requests go to the Service.
        #[schemars(regex(pattern = "^/"))]
        path: String = "/".to_string(),
        /// Filters of the route.
        filters: Vec<Fields>,
    }
}
