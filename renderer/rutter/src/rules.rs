//! What the two Helms render differently, rule by rule.
//!
//! A render answers every rule as one of the two Helms; single rules may be exchanged, so that
//! what each of them does to a chart can be seen alone.

use rutter_chart::Compat;

/// One way in which Helm 4 renders otherwise than Helm 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// How a rendered file is split into documents.
    Separators,
    /// Which kinds have a place of their own in the order of installation.
    KindOrder,
    /// Which functions templates may call.
    Functions,
    /// `.Capabilities`: Helm's version, the text of a Kubernetes version, names of types.
    Capabilities,
    /// `.Chart`, and the names of the types of `.Values` and `.Template`.
    ChartObject,
    /// Whether nulls of a chart's own values.yaml reach the templates.
    Nulls,
    /// Whether the copies of a chart that is a dependency several times share their state.
    Aliases,
    /// How `--set` and `--set-json` are read.
    SetFlags,
    /// Whether charts of apiVersion v3 are rendered.
    ChartV3,
}

impl Rule {
    /// All of them.
    pub const ALL: [Rule; 9] = [
        Rule::Separators,
        Rule::KindOrder,
        Rule::Functions,
        Rule::Capabilities,
        Rule::ChartObject,
        Rule::Nulls,
        Rule::Aliases,
        Rule::SetFlags,
        Rule::ChartV3,
    ];
}

/// Which Helm answers which rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    compat: Compat,
    exchanged: u16,
}

impl From<Compat> for Answers {
    fn from(compat: Compat) -> Answers {
        Answers { compat, exchanged: 0 }
    }
}

impl Answers {
    /// The Helm that answers all rules but the exchanged ones, and whose words are used.
    pub fn compat(self) -> Compat {
        self.compat
    }

    /// The Helm that answers this rule.
    pub fn of(self, rule: Rule) -> Compat {
        match (self.exchanged & bit(rule) != 0, self.compat) {
            (false, compat) => compat,
            (true, Compat::V3) => Compat::V4,
            (true, Compat::V4) => Compat::V3,
        }
    }

    /// The same, with this rule answered by the other Helm.
    #[must_use]
    pub fn exchange(self, rule: Rule) -> Answers {
        Answers { exchanged: self.exchanged ^ bit(rule), ..self }
    }
}

fn bit(rule: Rule) -> u16 {
    1 << rule as u16
}
