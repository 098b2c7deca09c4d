//! What a container may use.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::blocks::block::block;
use crate::blocks::fields::Named;

block! {
    /// Requests and limits of a container.
    #[schemars(title = "resources")]
    Resources {
        /// What the container is sure to get.
        requests: Option<Quantities>,
        /// What the container may not go over.
        limits: Option<Quantities>,
        /// Claims of devices, by name.
        claims: Option<Vec<Named>>,
    }
}

/// Quantities by resource, such as cpu.
pub type Quantities = BTreeMap<String, Quantity>;

/// A quantity as Kubernetes writes it, or a number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(extend(
    "type" = ["string", "number"],
    "pattern" = r"^([0-9]+\.?[0-9]*|\.[0-9]+)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][0-9]+)?$",
    "minimum" = 0
))]
pub struct Quantity(pub Value);

impl Resources {
    /// Requests without limits.
    pub fn requests(requests: &[(&str, &str)]) -> Resources {
        let quantity = |(name, text): &(&str, &str)| (name.to_string(), Quantity((*text).into()));
        let requests = requests.iter().map(quantity).collect();
        Resources { requests: Some(requests), ..Resources::default() }
    }
}
