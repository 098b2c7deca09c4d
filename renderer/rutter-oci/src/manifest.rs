//! Manifests and indexes, written byte for byte as ORAS writes them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Descriptor, to_go_json};

/// An image manifest. Members stand in the order of the specification's Go types.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// 2.
    #[serde(default)]
    pub schema_version: i64,
    /// Its own media type, where it says so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub media_type: String,
    /// The kind of artifact.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub artifact_type: String,
    /// The configuration.
    #[serde(default)]
    pub config: Descriptor,
    /// The layers.
    #[serde(default, deserialize_with = "or_empty")]
    pub layers: Vec<Descriptor>,
    /// What it says something about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Descriptor>,
    /// Notes.
    #[serde(default, deserialize_with = "or_empty", skip_serializing_if = "BTreeMap::is_empty")]
    pub annotations: BTreeMap<String, String>,
}

impl Manifest {
    /// A manifest of schema 2 without media type, as Helm pushes it.
    pub fn new(
        config: Descriptor,
        layers: Vec<Descriptor>,
        annotations: BTreeMap<String, String>,
    ) -> Self {
        Manifest { schema_version: 2, config, layers, annotations, ..Manifest::default() }
    }

    /// Its bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        to_go_json(self)
    }
}

/// An image index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub struct Index {
    /// 2.
    #[serde(default)]
    pub schema_version: i64,
    /// Its own media type, where it says so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub media_type: String,
    /// The kind of artifact.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub artifact_type: String,
    /// The manifests.
    #[serde(default, deserialize_with = "or_empty")]
    pub manifests: Vec<Descriptor>,
    /// What it says something about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Descriptor>,
    /// Notes.
    #[serde(default, deserialize_with = "or_empty", skip_serializing_if = "BTreeMap::is_empty")]
    pub annotations: BTreeMap<String, String>,
}

impl Index {
    /// Its bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        to_go_json(self)
    }
}

/// `null` is what is empty.
fn or_empty<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_those_of_helm() {
        let annotations =
            [("example.com/x".to_string(), "<y> & z\u{2028}".to_string())].into_iter().collect();
        let config = Descriptor::of("application/vnd.cncf.helm.config.v1+json", b"{}");
        let manifest = Manifest::new(config, vec![], annotations);
        let text = String::from_utf8(manifest.to_bytes()).unwrap();
        assert_eq!(
            text,
            concat!(
                r#"{"schemaVersion":2,"config":{"mediaType":"application/vnd.cncf.helm.config.v1+json","#,
                r#""digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2},"#,
                r#""layers":[],"annotations":{"example.com/x":"\u003cy\u003e \u0026 z\u2028"}}"#
            )
        );
        let read: Manifest = serde_json::from_str(&text).unwrap();
        assert_eq!(read, manifest);
    }
}
