//! Values that go into an object of Kubernetes as they are.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Texts by key, such as labels.
pub type Texts = BTreeMap<String, String>;

/// Fields that Kubernetes knows, such as an affinity.
pub type Fields = Map<String, Value>;

/// What a default says in JSON, as fields; nothing if it is no map.
pub fn fields(value: Value) -> Fields {
    match value {
        Value::Object(fields) => fields,
        _ => Fields::new(),
    }
}

/// Fields with a name, such as a volume or a variable.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(extend("required" = ["name"]))]
pub struct Named(pub Fields);

/// More objects: each a map, or a text that is a template.
pub type ExtraObjects = BTreeMap<String, ExtraObject>;

/// An object of Kubernetes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(extend("type" = ["object", "string"]))]
pub struct ExtraObject(pub Value);
