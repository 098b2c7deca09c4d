//! What a line or a property of a server's configuration says.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A text, a number, true or false.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(extend("type" = ["string", "number", "boolean"]))]
pub struct Scalar(pub Value);

/// A text, a number, true or false, or a list of these.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(extend(
    "type" = ["string", "number", "boolean", "array"],
    "items" = {"type": ["string", "number", "boolean"]}
))]
pub struct Scalars(pub Value);
