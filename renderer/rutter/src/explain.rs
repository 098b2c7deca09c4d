//! Where output comes from: the template line, the includes on the way there and the values read.
//!
//! Helm has nothing like it. A listener records an execution; splitting and sorting keep for each
//! document its place in the rendered file, so that its lines find what was recorded.

mod inputs;
mod recorder;
mod sources;
mod values_index;

use std::collections::BTreeMap;

use rutter_chart::Chart;
use rutter_go::World;

use crate::error::Error;
use crate::options::Options;
use crate::release::{Parts, Release};
use crate::values::user_values::UserValues;

pub use inputs::Inputs;
pub(crate) use recorder::{Recorder, Recording, explained};
pub(crate) use sources::Sources;
pub(crate) use values_index::ValuesIndex;

/// A place in a chart's file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourcePlace {
    /// The template's name, such as `redis/templates/service.yaml`.
    pub file: String,
    /// What was executing: the file, or a `define` in it.
    pub template: String,
    /// Line, from 1.
    pub line: usize,
    /// Byte in the line, from 1.
    pub column: usize,
}

/// A value that was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ValueRead {
    /// Its path from the values of the root chart, as `--set` takes it.
    pub path: String,
    /// What gave the value: `values.yaml:3`, `--set a=b`; `None` when it is not set.
    pub source: Option<String>,
}

/// Why a line, or a part of it, is in the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The text or action that wrote it.
    pub place: SourcePlace,
    /// Where that was included from, innermost first.
    pub includes: Vec<SourcePlace>,
    /// The values read there.
    pub values: Vec<ValueRead>,
    /// The values that decided whether it is executed, innermost first.
    pub conditions: Vec<ValueRead>,
}

/// A line of output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedLine {
    /// The line.
    pub text: String,
    /// Where it comes from, in the order of its parts.
    pub origins: Vec<Origin>,
}

/// A document of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedDocument {
    /// `kind`, empty when missing.
    pub kind: String,
    /// `metadata.name`, empty when missing.
    pub name: String,
    /// The template, or the file of a definition in `crds/`.
    pub path: String,
    /// The document.
    pub content: String,
    /// Its lines.
    pub lines: Vec<ExplainedLine>,
}

/// The origins of every line of a rendered file.
#[derive(Clone, Debug, Default)]
pub(crate) struct ExplainedFile {
    /// Where each line begins in the rendered text.
    pub starts: Vec<usize>,
    /// The origins of each line.
    pub origins: Vec<Vec<Origin>>,
}

impl ExplainedFile {
    /// The index of the line that the byte at `offset` is in.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }
}

/// Origins by rendered file.
pub(crate) type ExplainedFiles = BTreeMap<String, ExplainedFile>;

/// A release that knows where its lines come from.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// What was rendered.
    pub release: Release,
    /// What it was given.
    pub inputs: Inputs,
    pub(crate) files: ExplainedFiles,
}

/// Renders a chart as [`render`](crate::render) does, and remembers where everything comes from.
///
/// # Errors
/// Those of a render; a document that is no YAML is located in its template.
pub fn explain(
    chart: &Chart,
    values: &UserValues,
    options: &Options,
    world: &dyn World,
) -> Result<Explanation, Error> {
    crate::render::explain_on_render_stack(chart, values, options, world)
}

impl Explanation {
    /// The documents in the order they are printed.
    pub fn documents(&self, parts: Parts) -> Vec<ExplainedDocument> {
        let release = &self.release;
        let mut documents = Vec::new();
        for crd in release.crds.iter().filter(|_| parts.crds) {
            documents.push(explain_crd(&crd.path, &crd.content()));
        }
        for manifest in &release.manifests {
            documents.push(ExplainedDocument {
                kind: manifest.kind.clone(),
                name: manifest.name.clone(),
                path: manifest.path.clone(),
                content: manifest.content.to_string(),
                lines: self.lines(&manifest.path, &manifest.content, manifest.offset),
            });
        }
        let wanted = release.hooks.iter().filter(|h| parts.hooks && (parts.tests || !h.is_test()));
        for hook in wanted {
            documents.push(ExplainedDocument {
                kind: hook.kind.clone(),
                name: hook.name.clone(),
                path: hook.path.clone(),
                content: hook.content.to_string(),
                lines: self.lines(&hook.path, &hook.content, hook.offset),
            });
        }
        documents
    }

    fn lines(&self, path: &str, content: &str, offset: usize) -> Vec<ExplainedLine> {
        let file = self.files.get(path);
        let first = file.map_or(0, |file| file.line_of(offset));
        let origins = |index: usize| file.and_then(|f| f.origins.get(first + index)).cloned();
        let line = |(index, text): (usize, &str)| ExplainedLine {
            text: text.to_string(),
            origins: origins(index).unwrap_or_default(),
        };
        content.lines().enumerate().map(line).collect()
    }
}

/// A file of `crds/` comes from itself.
fn explain_crd(path: &str, content: &str) -> ExplainedDocument {
    let place = |line: usize| SourcePlace {
        file: path.to_string(),
        template: path.to_string(),
        line,
        column: 1,
    };
    let origin = |line| Origin {
        place: place(line),
        includes: Vec::new(),
        values: Vec::new(),
        conditions: Vec::new(),
    };
    let lines = (1..).zip(content.lines());
    let lines = lines.map(|(number, text)| ExplainedLine {
        text: text.to_string(),
        origins: vec![origin(number)],
    });
    let node = rutter_yaml::parse_node(content.as_bytes()).unwrap_or_default();
    let text = |node: Option<&rutter_yaml::Node>| {
        node.and_then(|n| n.as_str()).map(|s| s.to_str_lossy().into_owned()).unwrap_or_default()
    };
    ExplainedDocument {
        kind: text(node.get("kind")),
        name: text(node.get("metadata").and_then(|m| m.get("name"))),
        path: path.to_string(),
        content: content.to_string(),
        lines: lines.collect(),
    }
}

/// The lines of a document that a path such as `spec.replicas` or `spec.containers[0].image`
/// names, as indexes from first to last; `None` when it is not there.
pub fn lines_of_path(content: &str, path: &str) -> Option<std::ops::RangeInclusive<usize>> {
    rutter_yaml::lines_of_path(&rutter_yaml::parse_node(content.as_bytes()).ok()?, content, path)
}
