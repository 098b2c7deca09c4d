//! The index of a repository. Helm: pkg/repo/v1/index.go.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rutter_chart::{Compat, DEPENDENCY_FIELDS, MAINTAINER_FIELDS, METADATA_FIELDS, Metadata};
use rutter_go::json;
use rutter_go::semver::{Constraints, Version};
use rutter_yaml::{Entry, Node};

use crate::index_types;

/// What `isVersionRange` looks for in Helm, to tell a range from a version.
const RANGE_LETTERS: &[char] = &['^', '~', '<', '>', '=', '!', '*'];

/// Most versions of charts in an index, those that are left out too.
const MAX_VERSIONS: usize = 100_000;
/// Most of [`MARKS`] in an index: about as many as 25 MiB of an ordinary one have.
const MAX_MARKS: usize = 2_000_000;
/// Bytes without which YAML has no further value.
const MARKS: &[u8] = b"\n\r,:[{?";

/// One version of a chart in an index.
#[derive(Clone, Debug, Default)]
pub struct ChartVersion {
    /// What Chart.yaml says.
    pub metadata: Metadata,
    /// Where the package can be had: absolute, or below the repository.
    pub urls: Vec<String>,
    /// When it was added (RFC 3339); empty when the index does not say.
    pub created: String,
    /// Whether it was taken back.
    pub removed: bool,
    /// SHA-256 of the package in hexadecimal, perhaps after `sha256:`.
    pub digest: String,
}

/// The charts of a repository.
#[derive(Clone, Debug, Default)]
pub struct IndexFile {
    /// Versions by chart name, newest first once [`IndexFile::sort`] was called.
    pub entries: BTreeMap<String, Vec<ChartVersion>>,
    /// Free additions.
    pub annotations: BTreeMap<String, String>,
    /// Kept as they were.
    pub public_keys: Vec<String>,
}

/// An entry that was left out because nobody could install it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Name of the chart.
    pub name: String,
    /// Its version; nothing for an entry without content.
    pub version: Option<String>,
    /// What is wrong with it.
    pub reason: String,
}

/// Why a text is no index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexError(pub String);

impl std::fmt::Display for IndexError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for IndexError {}

impl IndexFile {
    /// Reads an index, YAML or JSON. What nobody could install is left out and named.
    ///
    /// # Errors
    /// Helm's text.
    pub fn parse(data: &[u8], compat: Compat) -> Result<(IndexFile, Vec<Skipped>), IndexError> {
        if data.is_empty() {
            return Err(IndexError("empty index.yaml file".to_string()));
        }
        if data.iter().filter(|byte| MARKS.contains(byte)).count() > MAX_MARKS {
            return Err(IndexError(format!("the index has more than {MAX_MARKS} values (limit)")));
        }
        let is_json = json::valid(data);
        let root = match is_json {
            true => rutter_yaml::parse_node(data),
            false => rutter_yaml::parse_node_strict(data),
        };
        let root = root.map_err(|e| IndexError(e.to_string()))?;
        index_types::check(&root).map_err(|text| match is_json {
            true => IndexError(text),
            false => IndexError(format!("error unmarshaling JSON: while decoding JSON: {text}")),
        })?;
        if !is_json {
            refuse_unknown(&root)?;
        }
        let mut reader = Reader { data, compat, skipped: Vec::new(), count: 0 };
        let mut index = IndexFile::default();
        for entry in root.get("entries").and_then(Node::entries).unwrap_or_default() {
            let name = entry.key.to_str_lossy().into_owned();
            let versions = reader.versions(&name, &entry.value)?;
            index.entries.insert(name, versions);
        }
        index.annotations = text_map(root.get("annotations"));
        index.public_keys = texts(root.get("publicKeys"));
        index.sort();
        if text(root.get("apiVersion")).is_empty() {
            return Err(IndexError("no API version specified".to_string()));
        }
        Ok((index, reader.skipped))
    }

    /// Puts the newest version of every chart first.
    pub fn sort(&mut self) {
        self.entries.values_mut().for_each(|versions| versions.sort_by(newest_first));
    }

    /// The version of a chart that a constraint means: an equal text first, else the newest that
    /// satisfies it; without one the newest that is no pre-release. Helm: `IndexFile.Get`.
    ///
    /// # Errors
    /// Helm's text.
    pub fn get(&self, name: &str, version: &str) -> Result<&ChartVersion, String> {
        let versions = self.entries.get(name).ok_or("no chart name found")?;
        if versions.is_empty() {
            return Err("no chart version found".to_string());
        }
        let constraint = if version.is_empty() { "*" } else { version };
        let constraint = Constraints::parse(constraint.as_bytes())?;
        let exact = versions.iter().find(|found| found.metadata.version == version);
        let satisfies = |found: &&ChartVersion| {
            let version = Version::parse(found.metadata.version.as_bytes());
            version.is_ok_and(|version| constraint.check(&version))
        };
        let found = exact.or_else(|| versions.iter().find(satisfies));
        found.ok_or_else(|| format!("no chart version found for {name}-{version}"))
    }

    /// Takes over from another index when packages that are the same were added.
    pub fn keep_times(&mut self, other: &IndexFile) {
        for version in self.entries.values_mut().flatten() {
            let old = other.entries.get(&version.metadata.name).into_iter().flatten();
            let mut same = old.filter(|old| !old.digest.is_empty() && old.digest == version.digest);
            if let Some(old) = same.next() {
                version.created.clone_from(&old.created);
            }
        }
    }

    /// Adds what another index has and this one has not. Helm: `IndexFile.Merge`.
    pub fn merge(&mut self, other: IndexFile) {
        for version in other.entries.into_values().flatten() {
            let Metadata { name, version: number, .. } = &version.metadata;
            if self.get(name, number).is_err() {
                self.entries.entry(name.clone()).or_default().push(version);
            }
        }
    }
}

/// Whether Helm 4 takes a text for a range of versions. Helm: `isVersionRange`.
pub fn is_version_range(version: &str) -> bool {
    if version.contains(RANGE_LETTERS) || version.contains("||") || version.contains(" - ") {
        return true;
    }
    let core = version.split(['-', '+']).next().unwrap_or(version);
    core.contains(['x', 'X'])
}

fn newest_first(one: &ChartVersion, other: &ChartVersion) -> Ordering {
    let version = |entry: &ChartVersion| Version::parse(entry.metadata.version.as_bytes()).ok();
    match (version(one), version(other)) {
        (Some(one), Some(other)) => other.compare(&one),
        (one, other) => other.is_some().cmp(&one.is_some()),
    }
}

struct Reader<'a> {
    data: &'a [u8],
    compat: Compat,
    skipped: Vec<Skipped>,
    /// Versions read up to now.
    count: usize,
}

impl Reader<'_> {
    fn versions(&mut self, name: &str, node: &Node) -> Result<Vec<ChartVersion>, IndexError> {
        let mut versions = Vec::new();
        self.count += node.items().unwrap_or_default().len();
        if self.count > MAX_VERSIONS {
            return Err(IndexError(format!(
                "the index has more than {MAX_VERSIONS} versions of charts (limit)"
            )));
        }
        // Helm goes from the last to the first.
        for item in node.items().unwrap_or_default().iter().rev() {
            if item.is_null() {
                self.skip(name, None, "empty entry".to_string());
                continue;
            }
            let mut version = self.version(item)?;
            match valid(&mut version.metadata) {
                Ok(()) => versions.push(version),
                Err(reason) => self.skip(name, Some(version.metadata.version), reason),
            }
        }
        versions.reverse();
        Ok(versions)
    }

    fn skip(&mut self, name: &str, version: Option<String>, reason: String) {
        self.skipped.push(Skipped { name: name.to_string(), version, reason });
    }

    fn version(&self, node: &Node) -> Result<ChartVersion, IndexError> {
        let metadata = Metadata::from_node(node, self.data, self.compat);
        let mut metadata = metadata.map_err(|e| {
            let text = e.to_string();
            IndexError(text.replace("field Metadata.", "field ChartVersion.entries.Metadata."))
        })?;
        if metadata.api_version.is_empty() {
            metadata.api_version = "v1".to_string();
        }
        Ok(ChartVersion {
            metadata,
            urls: texts(node.get("urls")),
            created: text(node.get("created")),
            removed: matches!(
                node.get("removed").map(|n| &n.data),
                Some(rutter_yaml::Data::Bool(true))
            ),
            digest: text(node.get("digest")),
        })
    }
}

/// Helm: `ignoreSkippableChartValidationError`.
fn valid(metadata: &mut Metadata) -> Result<(), String> {
    match metadata.validate() {
        Err(error) if !error.0.starts_with("more than one dependency with name or alias") => {
            Err(error.to_string())
        }
        _ => Ok(()),
    }
}

fn text(node: Option<&Node>) -> String {
    node.and_then(Node::as_str).map(|text| text.to_str_lossy().into_owned()).unwrap_or_default()
}

fn texts(node: Option<&Node>) -> Vec<String> {
    let items = node.and_then(Node::items).unwrap_or_default();
    items.iter().map(|item| text(Some(item))).collect()
}

fn text_map(node: Option<&Node>) -> BTreeMap<String, String> {
    let entries = node.and_then(Node::entries).unwrap_or_default();
    let pair = |entry: &Entry| (entry.key.to_str_lossy().into_owned(), text(Some(&entry.value)));
    entries.iter().map(pair).collect()
}

const INDEX_FIELDS: &[&str] =
    &["serverInfo", "apiVersion", "generated", "entries", "publicKeys", "annotations"];
/// What an entry has beside the fields of Chart.yaml.
const VERSION_FIELDS: &[&str] =
    &["urls", "created", "removed", "digest", "checksum", "engine", "tillerVersion", "url"];

/// A YAML index with a field that Helm does not know is none. Go: `yaml.UnmarshalStrict`.
fn refuse_unknown(root: &Node) -> Result<(), IndexError> {
    known(root, &[INDEX_FIELDS])?;
    for entry in root.get("entries").and_then(Node::entries).unwrap_or_default() {
        for version in entry.value.items().unwrap_or_default() {
            known(version, &[METADATA_FIELDS, VERSION_FIELDS])?;
            let lists = [("maintainers", MAINTAINER_FIELDS), ("dependencies", DEPENDENCY_FIELDS)];
            for (name, fields) in lists {
                let items = version.get(name).and_then(Node::items).unwrap_or_default();
                items.iter().try_for_each(|item| known(item, &[fields]))?;
            }
        }
    }
    Ok(())
}

fn known(node: &Node, fields: &[&[&str]]) -> Result<(), IndexError> {
    for entry in node.entries().unwrap_or_default() {
        let name = entry.key.to_str_lossy();
        if !fields.iter().copied().flatten().any(|field| field.eq_ignore_ascii_case(&name)) {
            return Err(IndexError(format!(
                "error unmarshaling JSON: while decoding JSON: json: unknown field \"{name}\""
            )));
        }
    }
    Ok(())
}
