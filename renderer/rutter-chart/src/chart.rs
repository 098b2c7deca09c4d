//! A chart in memory. Helm: pkg/chart/chart.go.

use rutter_go::world::Instant;
use rutter_go::{Content, Str};
use rutter_yaml::Node;

use crate::lock::Lock;
use crate::metadata::Metadata;

/// A file of a chart, under its path inside the chart (`templates/service.yaml`).
#[derive(Clone, Debug)]
pub struct File {
    /// Path from the chart's root, with `/`.
    pub name: String,
    /// The content, without a UTF-8 byte order mark.
    pub data: Content,
    /// Modification time, where the source has one.
    pub modified: Option<Instant>,
}

/// Metadata, default values, schema, templates and subcharts. Immutable, `Send` and `Sync`.
#[derive(Clone, Debug, Default)]
pub struct Chart {
    /// Chart.yaml (with requirements.yaml of a v1 chart).
    pub metadata: Metadata,
    /// Chart.lock or requirements.lock.
    pub lock: Option<Lock>,
    /// values.yaml, parsed; `None` when the chart has none. Several documents only in Helm 4.
    pub values: Vec<Node>,
    /// values.schema.json as it is.
    pub schema: Option<Str>,
    /// Files under `templates/`.
    pub templates: Vec<File>,
    /// Everything that is not metadata, values, schema, template or subchart.
    pub files: Vec<File>,
    /// Every file as it was found.
    pub raw: Vec<File>,
    /// Charts under `charts/`, in the order they were found.
    pub dependencies: Vec<Chart>,
}

impl Chart {
    /// The chart's name.
    pub fn name(&self) -> &str {
        &self.metadata.name
    }

    /// The file with this exact path.
    pub fn raw_file(&self, name: &str) -> Option<&File> {
        self.raw.iter().find(|f| f.name == name)
    }

    /// What went wrong with a file that was read after the chart was loaded.
    pub fn read_failure(&self) -> Option<String> {
        let mut charts = vec![self];
        while let Some(chart) = charts.pop() {
            for file in &chart.raw {
                if let Some(failure) = file.data.failure() {
                    let text = crate::go_io_error(failure);
                    return Some(format!("error reading {}: {text}", file.name));
                }
            }
            charts.extend(&chart.dependencies);
        }
        None
    }

    /// Own files under `crds/` that hold manifests, in walk order (without subcharts').
    pub fn crd_files(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|f| f.name.starts_with("crds/") && has_manifest_extension(&f.name))
    }
}

/// Helm: `hasManifestExtension`: .yaml, .yml or .json in any case.
fn has_manifest_extension(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".yaml", ".yml", ".json"].iter().any(|extension| name.ends_with(extension))
}
