//! The result of a render. Helm: pkg/release, pkg/cmd/template.go.

use std::borrow::Cow;

use rutter_chart::Compat;
use rutter_go::Content;

use crate::manifest::hook::Hook;
use crate::manifest::manifests::Manifest;
use crate::warning::Warning;

/// A custom resource definition from `crds/`, as it is on disk.
#[derive(Clone, Debug)]
pub struct Crd {
    /// `chart/crds/file.yaml`
    pub path: String,
    /// The whole file.
    pub data: Content,
}

impl Crd {
    /// The whole file, with every byte that is not UTF-8 shown as U+FFFD.
    pub fn content(&self) -> Cow<'_, str> {
        let data = self.data.text();
        match data.as_str() {
            Some(text) => Cow::Borrowed(text),
            None => data.to_str_lossy(),
        }
    }
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
        self.push_hooks(&mut text, parts);
        text
    }

    /// CRDs and manifests, trimmed and with one line break at the end.
    pub fn manifest_text(&self, parts: Parts) -> String {
        let mut text = self.untrimmed_manifest_text(parts);
        let end = crate::host::trim_space(&text);
        let start = end.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + end.len();
        text.truncate(end);
        if start > 0 {
            text.drain(..start);
        }
        text.push('\n');
        text
    }

    /// CRDs and manifests as a post-renderer gets them in Helm 3.
    pub fn untrimmed_manifest_text(&self, parts: Parts) -> String {
        let crds = || self.crds.iter().filter(|_| parts.crds);
        let manifests = self.manifests.iter().map(|m| document_size(&m.path, m.content.len()));
        let hooks = self.hooks.iter().map(|h| document_size(&h.path, h.content.len()));
        let size = crds().map(|c| document_size(&c.path, c.data.text().len())).sum::<usize>();
        // With room for the hooks, which `to_helm_text` adds.
        let mut text = String::with_capacity(size + manifests.chain(hooks).sum::<usize>() + 1);
        for crd in crds() {
            push_document(&mut text, &crd.path, &crd.content());
        }
        for manifest in &self.manifests {
            push_document(&mut text, &manifest.path, &manifest.content);
        }
        text
    }

    /// Adds the hooks behind the manifests.
    pub fn push_hooks(&self, text: &mut String, parts: Parts) {
        for hook in self.hooks.iter().filter(|h| parts.hooks && (parts.tests || !h.is_test())) {
            push_document(text, &hook.path, &hook.content);
        }
    }
}

/// Bytes that [`push_document`] adds.
fn document_size(path: &str, content: usize) -> usize {
    "---\n# Source: \n\n".len() + path.len() + content
}

fn push_document(text: &mut String, path: &str, content: &str) {
    for piece in ["---\n# Source: ", path, "\n", content, "\n"] {
        text.push_str(piece);
    }
}
