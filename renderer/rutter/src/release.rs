//! The result of a render. Helm: pkg/release, pkg/cmd/template.go.

use rutter_chart::Compat;

use crate::manifest::hook::Hook;
use crate::manifest::manifests::Manifest;
use crate::warning::Warning;

/// A custom resource definition from `crds/`, as it is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crd {
    /// `chart/crds/file.yaml`
    pub path: String,
    /// The whole file, lossily decoded where it is not UTF-8.
    pub content: String,
}

/// Everything a chart renders to.
#[derive(Clone, Debug)]
pub struct Release {
    /// `.Release.Name`
    pub name: String,
    /// `.Release.Namespace`
    pub namespace: String,
    /// Documents in install order.
    pub manifests: Vec<Manifest>,
    /// Hooks in install order.
    pub hooks: Vec<Hook>,
    /// Definitions under `crds/`, of the chart and then its subcharts.
    pub crds: Vec<Crd>,
    /// NOTES.txt of the chart itself.
    pub notes: String,
    /// What Helm would say on standard error.
    pub warnings: Vec<Warning>,
    /// The Helm whose bytes these are.
    pub compat: Compat,
}

/// Which parts of a release to print.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    /// Print definitions under `crds/`.
    pub crds: bool,
    /// Print hooks.
    pub hooks: bool,
    /// Print hooks that are tests.
    pub tests: bool,
}

impl Default for Parts {
    fn default() -> Self {
        Parts { crds: false, hooks: true, tests: true }
    }
}

impl Release {
    /// The text `helm template` prints.
    pub fn to_helm_text(&self, parts: Parts) -> String {
        let mut text = self.manifest_text(parts);
        text.push_str(&self.hook_text(parts));
        text
    }

    /// CRDs and manifests, trimmed and with one line break at the end.
    pub fn manifest_text(&self, parts: Parts) -> String {
        let mut text = self.untrimmed_manifest_text(parts);
        let end = crate::host::trim_space(&text);
        let start = end.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + end.len();
        text.truncate(end);
        text.drain(..start);
        text.push('\n');
        text
    }

    /// CRDs and manifests as a post-renderer gets them in Helm 3.
    pub fn untrimmed_manifest_text(&self, parts: Parts) -> String {
        let size: usize = self.manifests.iter().map(|m| m.content.len() + m.path.len() + 20).sum();
        let mut text = String::with_capacity(size);
        for crd in self.crds.iter().filter(|_| parts.crds) {
            push_document(&mut text, &crd.path, &crd.content);
        }
        for manifest in &self.manifests {
            push_document(&mut text, &manifest.path, &manifest.content);
        }
        text
    }

    /// The hooks as they follow the manifests.
    pub fn hook_text(&self, parts: Parts) -> String {
        let mut text = String::new();
        for hook in self.hooks.iter().filter(|h| parts.hooks && (parts.tests || !h.is_test())) {
            push_document(&mut text, &hook.path, &hook.content);
        }
        text
    }
}

fn push_document(text: &mut String, path: &str, content: &str) {
    for piece in ["---\n# Source: ", path, "\n", content, "\n"] {
        text.push_str(piece);
    }
}
