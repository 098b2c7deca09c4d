//! Schemas of custom resources, from their definitions.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::document::{Document, Object};
use crate::schema::{OBJECT_META, closed, reference};

/// The kinds that custom resource definitions add.
#[derive(Clone, Debug, Default)]
pub struct CustomResources {
    /// Schema by `APIVERSION KIND`; `None` when the definition has none.
    schemas: BTreeMap<String, Option<Value>>,
}

impl CustomResources {
    /// Takes up the definitions among these documents; everything else is left alone.
    pub fn add(&mut self, documents: &[Document]) {
        for document in documents {
            if let Ok(objects) = Object::read(document) {
                self.add_objects(&objects);
            }
        }
    }

    /// Takes up the definitions among these objects.
    pub(crate) fn add_objects(&mut self, objects: &[Object]) {
        for object in objects.iter().filter(|o| o.resource.kind == "CustomResourceDefinition") {
            self.add_definition(&object.value);
        }
    }

    fn add_definition(&mut self, definition: &Value) {
        let text = |pointer: &str| definition.pointer(pointer).and_then(Value::as_str);
        let (Some(group), Some(kind)) = (text("/spec/group"), text("/spec/names/kind")) else {
            return;
        };
        let versions = definition.pointer("/spec/versions").and_then(Value::as_array);
        for version in versions.into_iter().flatten() {
            let Some(name) = version["name"].as_str() else { continue };
            let schema = version.pointer("/schema/openAPIV3Schema").cloned();
            self.schemas.insert(format!("{group}/{name} {kind}"), schema);
        }
    }

    /// The schema of a kind; `Some(None)` when it is defined without one.
    pub(crate) fn schema(&self, api_version: &str, kind: &str) -> Option<Option<Value>> {
        let schema = self.schemas.get(&format!("{api_version} {kind}"))?;
        Some(schema.clone().map(|schema| whole(closed(schema, 0))))
    }
}

/// Adds what every object has and definitions leave out.
fn whole(mut schema: Value) -> Value {
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        properties.insert("apiVersion".into(), json!({ "type": "string" }));
        properties.insert("kind".into(), json!({ "type": "string" }));
        properties.insert("metadata".into(), reference(OBJECT_META));
        properties.insert("status".into(), json!({}));
    }
    schema
}
