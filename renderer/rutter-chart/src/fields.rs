//! The names of fields, where others are refused. Go: the JSON tags of pkg/chart.

/// The fields of Chart.yaml.
pub const METADATA_FIELDS: &[&str] = &[
    "name",
    "home",
    "sources",
    "version",
    "description",
    "keywords",
    "maintainers",
    "icon",
    "apiVersion",
    "condition",
    "tags",
    "appVersion",
    "deprecated",
    "annotations",
    "kubeVersion",
    "dependencies",
    "type",
];
/// The fields of a maintainer.
pub const MAINTAINER_FIELDS: &[&str] = &["name", "email", "url"];
/// The fields of a dependency.
pub const DEPENDENCY_FIELDS: &[&str] =
    &["name", "version", "repository", "condition", "tags", "enabled", "import-values", "alias"];
