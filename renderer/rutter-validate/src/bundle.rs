//! The schemas that come with the program: those of every object of five Kubernetes versions,
//! made from their OpenAPI documents by `schemas/make`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::OnceLock;

use serde_json::{Map, Value};

use crate::version::Version;

const PACKED: &[u8] = include_bytes!("../schemas/kubernetes.json.gz");

/// Schemas by version.
pub(crate) struct Bundle {
    versions: Vec<Version>,
    kinds: Vec<BTreeMap<String, String>>,
    definitions: Map<String, Value>,
}

impl Bundle {
    /// The bundle, unpacked when it is first asked for.
    pub fn get() -> &'static Bundle {
        static BUNDLE: OnceLock<Bundle> = OnceLock::new();
        BUNDLE.get_or_init(|| Bundle::unpack(PACKED).unwrap_or_else(Bundle::empty))
    }

    fn empty() -> Bundle {
        Bundle { versions: Vec::new(), kinds: Vec::new(), definitions: Map::new() }
    }

    fn unpack(packed: &[u8]) -> Option<Bundle> {
        let mut text = Vec::new();
        flate2::read::GzDecoder::new(packed).read_to_end(&mut text).ok()?;
        let mut document: Value = serde_json::from_slice(&text).ok()?;
        let Value::Object(definitions) = document["definitions"].take() else { return None };
        let mut bundle = Bundle { definitions, ..Bundle::empty() };
        for (version, kinds) in document["versions"].as_object()? {
            let text = |name: &Value| name.as_str().unwrap_or_default().to_string();
            let kinds = kinds.as_object()?.iter().map(|(key, name)| (key.clone(), text(name)));
            bundle.versions.push(Version::parse(version)?);
            bundle.kinds.push(kinds.collect());
        }
        Some(bundle)
    }

    /// The versions there are, from the oldest.
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    fn index(&self, version: Version) -> Option<usize> {
        self.versions.iter().position(|known| *known == version)
    }

    /// Name of the definition of a kind, if that version has it.
    pub fn definition(&self, version: Version, api_version: &str, kind: &str) -> Option<&str> {
        let kinds = self.kinds.get(self.index(version)?)?;
        kinds.get(&format!("{api_version} {kind}")).map(String::as_str)
    }

    /// Whether some version has a kind of this group.
    pub fn knows_group(&self, api_version: &str) -> bool {
        let group = group_of(api_version);
        let keys = self.kinds.iter().flat_map(BTreeMap::keys);
        keys.filter_map(|key| key.split(' ').next()).any(|known| group_of(known) == group)
    }

    fn variant(&self, version: usize, name: &str) -> Option<&Value> {
        let variants = self.definitions.get(name)?.as_array()?;
        variants.iter().find_map(|variant| {
            let versions = variant.get(0)?.as_u64()?;
            (versions >> version & 1 == 1).then(|| variant.get(1))?
        })
    }

    /// The definitions that `names` reach, by name, as the OpenAPI document has them.
    pub fn closure(&self, version: Version, names: &[&str]) -> BTreeMap<String, Value> {
        let Some(index) = self.index(version) else { return BTreeMap::new() };
        let mut open: Vec<String> = names.iter().map(|name| name.to_string()).collect();
        let mut seen: BTreeSet<String> = open.iter().cloned().collect();
        let mut found = BTreeMap::new();
        while let Some(name) = open.pop() {
            let Some(schema) = self.variant(index, &name) else { continue };
            for reference in references(schema) {
                if seen.insert(reference.to_string()) {
                    open.push(reference.to_string());
                }
            }
            found.insert(name, schema.clone());
        }
        found
    }
}

/// The part of an apiVersion before the slash; empty for the core group.
pub(crate) fn group_of(api_version: &str) -> &str {
    api_version.split_once('/').map_or("", |(group, _)| group)
}

fn references(schema: &Value) -> Vec<&str> {
    let mut open = vec![schema];
    let mut found = Vec::new();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(map) => {
                if let Some(name) = map.get("$ref").and_then(Value::as_str) {
                    found.push(name);
                }
                open.extend(map.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    found
}
