//! A chart as an artifact of a registry. Helm: pkg/registry/{chart,client}.go.

use std::collections::BTreeMap;

use rutter::chart::Metadata;
use rutter_oci::{Client, Content, Error, Progress, Pushed, Reference};

/// Media type of a chart's config.
pub const CONFIG: &str = "application/vnd.cncf.helm.config.v1+json";
/// Media type of a package.
pub const CHART: &str = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
/// What packages were called before.
pub const OLD_CHART: &str = "application/tar+gzip";
/// Media type of a signature.
pub const PROVENANCE: &str = "application/vnd.cncf.helm.chart.provenance.v1.prov";

const PREFIX: &str = "org.opencontainers.image.";

/// What is pushed for a chart.
pub struct Artifact {
    /// The chart's name.
    pub name: String,
    /// Its version.
    pub version: String,
    config: Vec<u8>,
    chart: Vec<u8>,
    provenance: Option<Vec<u8>>,
    annotations: BTreeMap<String, String>,
}

impl Artifact {
    /// From a package and its signature; `created` is when the package was made (RFC 3339).
    ///
    /// # Errors
    /// Metadata that JSON cannot hold.
    pub fn new(
        metadata: &Metadata,
        chart: Vec<u8>,
        provenance: Option<Vec<u8>>,
        created: &str,
    ) -> Result<Artifact, String> {
        Ok(Artifact {
            name: metadata.name.clone(),
            version: metadata.version.clone(),
            config: metadata.to_json().map_err(|error| error.to_string())?,
            chart,
            provenance,
            annotations: annotations(metadata, created),
        })
    }

    /// Pushes it.
    ///
    /// # Errors
    /// When the registry does not take something.
    pub fn push(
        &self,
        client: &Client,
        reference: &Reference,
        progress: Progress<'_>,
    ) -> Result<Pushed, Error> {
        let config = Content::new(CONFIG, &self.config);
        let mut layers = vec![Content::new(CHART, &self.chart)];
        if let Some(provenance) = &self.provenance {
            layers.push(Content::new(PROVENANCE, provenance));
        }
        client.push(reference, &config, &layers, self.annotations.clone(), progress)
    }
}

/// Helm: `generateOCIAnnotations`.
fn annotations(metadata: &Metadata, created: &str) -> BTreeMap<String, String> {
    let authors: Vec<String> = metadata
        .maintainers
        .iter()
        .flatten()
        .map(|person| match person.email.is_empty() {
            true => person.name.clone(),
            false => format!("{} ({})", person.name, person.email),
        })
        .collect();
    let own = [
        ("description", metadata.description.as_str()),
        ("title", &metadata.name),
        ("version", &metadata.version),
        ("url", &metadata.home),
        ("created", created),
        ("source", metadata.sources.first().map(String::as_str).unwrap_or_default()),
        ("authors", &authors.join(", ")),
    ];
    let mut annotations: BTreeMap<String, String> = own
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(name, text)| (format!("{PREFIX}{name}"), text.to_string()))
        .collect();
    let fixed = [format!("{PREFIX}title"), format!("{PREFIX}version")];
    for (name, text) in metadata.annotations.iter().flatten() {
        if !fixed.contains(name) {
            annotations.insert(name.clone(), text.clone());
        }
    }
    annotations
}
