//! Suites and tests as their files say. helm-unittest: test_suite.go, test_job.go.

mod decode;
mod fields;
mod file;
mod tree;

use std::collections::BTreeMap;

pub(crate) use fields::shortened;
pub(crate) use file::{parse_document, split_documents, with_plain_separators};

use crate::assertion::Assertion;
use crate::cluster::Cluster;
use crate::selector::DocumentSelector;
use crate::value::Value;

/// The version that suites with a `minimumVersion` are held against.
pub const PLUGIN_VERSION: &str = "1.1.0";

/// A suite: one document of a suite file.
#[derive(Default)]
pub(crate) struct Suite {
    /// Display name.
    pub name: String,
    /// The suite file, relative to the working directory.
    pub file: String,
    /// The chart's place in the tree: `parent/charts/child`.
    pub route: String,
    pub values: Vec<String>,
    pub set: BTreeMap<String, Value>,
    pub templates: Vec<String>,
    pub excluded_templates: Vec<String>,
    pub include_crds: bool,
    pub release: Release,
    pub chart: Versions,
    pub capabilities: Capabilities,
    pub cluster: Cluster,
    pub post_renderer: PostRenderer,
    pub snapshot_id: String,
    pub skip_reason: String,
    pub minimum_version: String,
    pub tests: Vec<Test>,
}

impl Suite {
    /// What the snapshot file is named after.
    pub fn snapshot_name(&self) -> String {
        match self.snapshot_id.as_str() {
            "" => self.file.clone(),
            id => format!("{}_{id}", self.file),
        }
    }
}

/// A test: values, and what must hold for what is rendered with them.
#[derive(Default)]
pub(crate) struct Test {
    pub name: String,
    pub values: Vec<String>,
    pub set: BTreeMap<String, Value>,
    pub template: String,
    pub templates: Vec<String>,
    pub document_index: Option<i64>,
    pub document_selector: Option<DocumentSelector>,
    pub release: Release,
    pub chart: Versions,
    pub capabilities: Capabilities,
    pub cluster: Cluster,
    pub post_renderer: PostRenderer,
    pub skip_reason: String,
    /// In order; a `null` in the list is `None`.
    pub assertions: Vec<Option<Assertion>>,
}

/// `release`: empty fields say nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Release {
    pub name: String,
    pub namespace: String,
    pub revision: i64,
    pub is_upgrade: bool,
}

impl Release {
    /// These settings over others.
    pub fn or(&self, other: &Release) -> Release {
        Release {
            name: or(&self.name, &other.name),
            namespace: or(&self.namespace, &other.namespace),
            revision: if self.revision != 0 { self.revision } else { other.revision },
            is_upgrade: self.is_upgrade || other.is_upgrade,
        }
    }
}

/// `chart`: empty fields say nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Versions {
    pub version: String,
    pub app_version: String,
}

impl Versions {
    /// These settings over others.
    pub fn or(&self, other: &Versions) -> Versions {
        Versions {
            version: or(&self.version, &other.version),
            app_version: or(&self.app_version, &other.app_version),
        }
    }
}

/// `capabilities`: empty fields say nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Capabilities {
    pub major_version: String,
    pub minor_version: String,
    pub api_versions: ApiVersions,
}

/// What a test says of `apiVersions`.
#[derive(Clone, Debug, Default)]
pub(crate) enum ApiVersions {
    /// Nothing.
    #[default]
    Unset,
    /// `null`: not even those of the suite.
    Null,
    /// These, and those of the suite.
    List(Vec<String>),
}

impl Capabilities {
    /// A test's settings over its suite's.
    pub fn or(&self, suite: &Capabilities) -> Capabilities {
        let of_suite = match &suite.api_versions {
            ApiVersions::List(list) => list.as_slice(),
            _ => &[],
        };
        let api_versions = match &self.api_versions {
            ApiVersions::Null => ApiVersions::Null,
            ApiVersions::Unset => ApiVersions::List(of_suite.to_vec()),
            ApiVersions::List(own) => ApiVersions::List([own, of_suite].concat()),
        };
        Capabilities {
            major_version: or(&self.major_version, &suite.major_version),
            minor_version: or(&self.minor_version, &suite.minor_version),
            api_versions,
        }
    }
}

/// `postRenderer`: a program that everything rendered is passed through.
#[derive(Clone, Debug, Default)]
pub(crate) struct PostRenderer {
    pub program: String,
    pub arguments: Vec<String>,
}

fn or(text: &str, other: &str) -> String {
    if text.is_empty() { other.to_string() } else { text.to_string() }
}
