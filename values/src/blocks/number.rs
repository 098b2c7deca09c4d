//! Numbers of one range.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Number of a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Port(#[schemars(range(min = 1, max = 65535))] pub u16);

/// Seconds, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Seconds(#[schemars(range(min = 1))] pub u32);

/// Pods of a set, as a number or a percentage; none when empty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PodCount(pub Value);

impl Default for PodCount {
    fn default() -> PodCount {
        PodCount("".into())
    }
}

impl JsonSchema for PodCount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PodCount".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": ["string", "integer"], "pattern": "^([0-9]+%?)?$", "minimum": 0})
    }
}
