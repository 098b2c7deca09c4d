//! Changes that a chart's owner does not want to hear of.

use rutter_diff::{Change, RULES};

/// Changes that count as none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ignored {
    /// Those that a rule of `rutter diff` hides.
    Rule(String),
    /// Those at a path or below it, written as reports write it: `spec.containers[main].image`.
    Path(String),
}

impl Ignored {
    /// A rule's id or a path.
    pub fn parse(text: &str) -> Ignored {
        match RULES.iter().any(|(id, _)| *id == text) {
            true => Ignored::Rule(text.to_string()),
            false => Ignored::Path(text.to_string()),
        }
    }

    /// Whether it covers a change.
    pub fn covers(&self, change: &Change) -> bool {
        match self {
            Ignored::Rule(rule) => change.noise == Some(rule.as_str()),
            Ignored::Path(path) => change
                .shown_path()
                .strip_prefix(path.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '['])),
        }
    }
}
