//! The web pages of Linkis.

use crate::blocks::block::block;
use crate::blocks::{
    ComponentService, Fields, HttpRoute, Image, Ingress, PodDisruptionBudget, Port, Probes,
    Registry, Resources, Seconds, fields,
};
use serde_json::json;

block! {
    /// The web pages, with nginx before the gateway.
    Web {
        /// Run the web pages.
        enabled: bool = true,
        /// Pods of the web pages.
        replicas: u32 = 1,
        /// Image of the web pages.
        image: Image = Image {
            registry: Registry("ghcr.io".to_string()),
            ..Image::of("apache/linkis/linkis-web", "")
        },
        /// Port of nginx.
        port: Port = Port(8088),
        /// Folder of the pages in the image.
        root: super::database::Folder = "/opt/linkis-web".into(),
        /// The Service of the web pages.
        service: ComponentService = ComponentService::of(8088),
        /// Way from outside.
        ingress: Ingress,
        /// Way from outside, of the Gateway API.
        http_route: HttpRoute,
        /// Requests and limits.
        resources: Resources = Resources::requests(&[("cpu", "20m"), ("memory", "64Mi")]),
        /// Security context of the pods, over that of Pod Security "restricted".
        pod_security_context: Fields = fields(json!({
            "runAsUser": 101,
            "runAsGroup": 101,
            "fsGroup": 101,
        })),
        /// The probes.
        probes: Probes,
    } with pod {
        /// Seconds nginx gets to stop.
        termination_grace_period_seconds: Seconds = Seconds(30),
        /// The budget for evictions.
        pod_disruption_budget: PodDisruptionBudget,
    }
}
