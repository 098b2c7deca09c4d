//! The REST interface and the web interface.

use crate::blocks::block::block;
use crate::blocks::{ComponentService, HttpRoute, Ingress, Port};

block! {
    /// The REST interface and the web interface.
    Rest {
        /// Port of the JobManagers for both.
        port: Port = Port(8081),
        /// Let the web interface take jars.
        submit: bool = true,
        /// Let the web interface end jobs.
        cancel: bool = true,
        /// The Service before them.
        service: ComponentService = ComponentService::of(8081),
        /// An Ingress to the web interface.
        ingress: Ingress,
        /// An HTTPRoute to the web interface.
        http_route: HttpRoute,
    }
}
