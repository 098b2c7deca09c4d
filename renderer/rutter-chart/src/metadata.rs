//! Chart.yaml. Helm: pkg/chart/metadata.go, pkg/chart/dependency.go.

use std::collections::BTreeMap;

use rutter_go::Str;
use rutter_go::semver::Version;
use rutter_go::strconv::quote;
use rutter_go::unicode::{is_print, is_space};
use rutter_yaml::Node;

use crate::compat::Compat;
use crate::decode::{decode_entry, decode_metadata};
use crate::error::Error;

/// A person behind a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Maintainer {
    /// A user or organisation name.
    pub name: String,
    /// Where to write to.
    pub email: String,
    /// Where to look.
    pub url: String,
}

/// What Chart.yaml says. Empty strings stand for missing fields, as in Go.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    /// Required.
    pub name: String,
    /// URL of the project's page.
    pub home: String,
    /// URLs of the source code.
    pub sources: Vec<String>,
    /// Semantic version, required.
    pub version: String,
    /// One sentence.
    pub description: String,
    /// Keywords for searches.
    pub keywords: Vec<String>,
    /// `None` entries come from nulls in the file and do not validate.
    pub maintainers: Vec<Option<Maintainer>>,
    /// URL of a picture.
    pub icon: String,
    /// `v1` or `v2`, required (a missing one means `v1`).
    pub api_version: String,
    /// Only in subcharts of old charts.
    pub condition: String,
    /// Only in subcharts of old charts.
    pub tags: String,
    /// Version of what is inside, any text.
    pub app_version: String,
    /// Whether the chart should no longer be used.
    pub deprecated: bool,
    /// Free additions.
    pub annotations: Option<BTreeMap<String, String>>,
    /// Constraint on the Kubernetes version.
    pub kube_version: String,
    /// `None` when the file has no such field; `None` entries come from nulls.
    pub dependencies: Option<Vec<Option<Dependency>>>,
    /// `application` (or empty) or `library`.
    pub chart_type: String,
}

/// One entry of `dependencies`.
#[derive(Clone, Debug, Default)]
pub struct Dependency {
    /// Name of the chart needed.
    pub name: String,
    /// Version constraint.
    pub version: String,
    /// Where it can be had.
    pub repository: String,
    /// Comma list of value paths that switch it on and off.
    pub condition: String,
    /// Groups that switch it on and off together.
    pub tags: Vec<String>,
    /// Set while dependencies are processed.
    pub enabled: bool,
    /// Strings or `{child, parent}` maps.
    pub import_values: Vec<Node>,
    /// Another name to use it under.
    pub alias: String,
}

/// A chart that does not hold what it must. The text has Helm's `validation: ` prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidationError(pub String);

impl std::fmt::Display for ValidationError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "validation: {}", self.0)
    }
}

impl std::error::Error for ValidationError {}

fn invalid(text: impl Into<String>) -> ValidationError {
    ValidationError(text.into())
}

impl Metadata {
    /// Reads Chart.yaml as it is, without checks. Helm: `LoadChartfile`.
    ///
    /// # Errors
    /// The YAML library's text, or that of the first field of a wrong type.
    pub fn parse(text: &[u8], compat: Compat) -> Result<Metadata, Error> {
        let mut metadata = Metadata::default();
        decode_metadata(&Str::from(text), &mut metadata, compat)?;
        Ok(metadata)
    }

    /// Reads what an entry of an index says about its chart; `text` is the whole index.
    ///
    /// # Errors
    /// The text for the first field of a wrong type.
    pub fn from_node(node: &Node, text: &[u8], compat: Compat) -> Result<Metadata, Error> {
        let mut metadata = Metadata::default();
        decode_entry(node, text, &mut metadata, compat)?;
        Ok(metadata)
    }

    /// Cleans the texts and checks the fields. Helm: `Metadata.Validate`.
    pub fn validate(&mut self) -> Result<(), ValidationError> {
        self.sanitize();
        self.check_identity()?;
        if !matches!(self.chart_type.as_str(), "" | "application" | "library") {
            return Err(invalid("chart.metadata.type must be application or library"));
        }
        for maintainer in &mut self.maintainers {
            let Some(maintainer) = maintainer else {
                return Err(invalid("maintainers must not contain empty or null nodes"));
            };
            for text in [&mut maintainer.name, &mut maintainer.email, &mut maintainer.url] {
                sanitize_string(text);
            }
        }
        self.check_dependencies()
    }

    fn sanitize(&mut self) {
        let texts = [
            &mut self.name,
            &mut self.description,
            &mut self.home,
            &mut self.icon,
            &mut self.condition,
            &mut self.tags,
            &mut self.app_version,
            &mut self.kube_version,
        ];
        texts.into_iter().for_each(sanitize_string);
        self.sources.iter_mut().chain(&mut self.keywords).for_each(sanitize_string);
    }

    fn check_identity(&self) -> Result<(), ValidationError> {
        if self.api_version.is_empty() {
            return Err(invalid("chart.metadata.apiVersion is required"));
        }
        if self.name.is_empty() {
            return Err(invalid("chart.metadata.name is required"));
        }
        let quoted = quote(self.name.as_bytes());
        if self.name == "." || self.name == ".." {
            return Err(invalid(format!("chart.metadata.name {quoted} is not allowed")));
        }
        if rutter_go::path::base(self.name.as_bytes()) != self.name.as_bytes() {
            return Err(invalid(format!("chart.metadata.name {quoted} is invalid")));
        }
        if self.version.is_empty() {
            return Err(invalid("chart.metadata.version is required"));
        }
        if Version::parse(self.version.as_bytes()).is_err() {
            let quoted = quote(self.version.as_bytes());
            return Err(invalid(format!("chart.metadata.version {quoted} is invalid")));
        }
        Ok(())
    }

    fn check_dependencies(&mut self) -> Result<(), ValidationError> {
        let mut seen = Vec::new();
        for dependency in self.dependencies.iter_mut().flatten() {
            let Some(dependency) = dependency else {
                return Err(invalid("dependencies must not contain empty or null nodes"));
            };
            dependency.validate()?;
            let key = match dependency.alias.is_empty() {
                true => &dependency.name,
                false => &dependency.alias,
            };
            if seen.contains(key) {
                let quoted = quote(key.as_bytes());
                return Err(invalid(format!(
                    "more than one dependency with name or alias {quoted}"
                )));
            }
            seen.push(key.clone());
        }
        Ok(())
    }

    /// The dependencies that are really there.
    pub fn dependency_list(&self) -> impl Iterator<Item = &Dependency> {
        self.dependencies.iter().flatten().flatten()
    }

    /// Whether this is a library chart. Helm: `strings.EqualFold(type, "library")`.
    pub fn is_library(&self) -> bool {
        self.chart_type.eq_ignore_ascii_case("library")
    }
}

impl Dependency {
    fn validate(&mut self) -> Result<(), ValidationError> {
        let texts = [&mut self.name, &mut self.version, &mut self.repository, &mut self.condition];
        texts.into_iter().chain(&mut self.tags).for_each(sanitize_string);
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if !self.alias.chars().all(allowed) {
            let quoted = quote(self.name.as_bytes());
            return Err(invalid(format!(
                "dependency {quoted} has disallowed characters in the alias"
            )));
        }
        Ok(())
    }
}

/// White space becomes a space, what cannot be printed is dropped.
fn sanitize_string(text: &mut String) {
    if text.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        return;
    }
    *text = text
        .chars()
        .filter_map(
            |c| if is_space(c as u32) { Some(' ') } else { is_print(c as u32).then_some(c) },
        )
        .collect();
}
