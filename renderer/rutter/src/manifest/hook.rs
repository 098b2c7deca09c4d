//! Hooks: documents that Helm runs at events instead of installing them.
//!
//! Helm: pkg/releaseutil/manifest_sorter.go, pkg/release/hook.go.

use super::text::Text;

/// An event that a hook runs at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HookEvent {
    /// `pre-install`
    PreInstall,
    /// `post-install`
    PostInstall,
    /// `pre-delete`
    PreDelete,
    /// `post-delete`
    PostDelete,
    /// `pre-upgrade`
    PreUpgrade,
    /// `post-upgrade`
    PostUpgrade,
    /// `pre-rollback`
    PreRollback,
    /// `post-rollback`
    PostRollback,
    /// `test`, also written `test-success`
    Test,
}

impl HookEvent {
    fn parse(name: &str) -> Option<HookEvent> {
        Some(match name {
            "pre-install" => HookEvent::PreInstall,
            "post-install" => HookEvent::PostInstall,
            "pre-delete" => HookEvent::PreDelete,
            "post-delete" => HookEvent::PostDelete,
            "pre-upgrade" => HookEvent::PreUpgrade,
            "post-upgrade" => HookEvent::PostUpgrade,
            "pre-rollback" => HookEvent::PreRollback,
            "post-rollback" => HookEvent::PostRollback,
            "test" | "test-success" => HookEvent::Test,
            _ => return None,
        })
    }

    /// The events of a `helm.sh/hook` annotation; `None` when one of them is unknown, which
    /// drops the whole document.
    pub fn parse_list(annotation: &str) -> Option<Vec<HookEvent>> {
        annotation
            .split(',')
            .map(|name| HookEvent::parse(&crate::host::trim_space(name).to_lowercase()))
            .collect()
    }
}

/// A document with a `helm.sh/hook` annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hook {
    /// `metadata.name`
    pub name: String,
    /// `kind`
    pub kind: String,
    /// Template it comes from.
    pub path: String,
    /// The document.
    pub content: Text,
    /// When it runs.
    pub events: Vec<HookEvent>,
    /// `helm.sh/hook-weight`, 0 when missing or not a number.
    pub weight: i64,
    /// Byte offset of the document in its rendered file.
    pub offset: usize,
}

impl Hook {
    /// Whether `helm test` runs it.
    pub fn is_test(&self) -> bool {
        self.events.contains(&HookEvent::Test)
    }
}
