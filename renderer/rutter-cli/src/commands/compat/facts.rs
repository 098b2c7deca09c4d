//! What there is to say about each way in which the Helms differ.

use rutter::Rule;

/// Why the two Helms differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A rule of rendering.
    Rule(Rule),
    /// How files of values are read.
    Documents,
    /// One of them cannot read the chart or its values.
    Loading,
    /// The words of a failure.
    Messages,
}

/// A reason in words.
pub struct Facts {
    /// What it is called in reports.
    pub id: &'static str,
    /// What Helm 4 does, and Helm 3 did.
    pub about: &'static str,
    /// What to do about it.
    pub advice: &'static str,
    /// Where it stands in Helm 4's source.
    pub source: &'static str,
}

impl Reason {
    /// What there is to say about it.
    pub fn facts(self) -> &'static Facts {
        match self {
            Reason::Rule(rule) => of_rule(rule),
            Reason::Documents => &Facts {
                id: "documents",
                about: "Helm 4 reads all documents of a values file, each over the one before; Helm 3 reads the first.",
                advice: "Merge the documents into one.",
                source: "pkg/chart/loader/archive, pkg/chart/v2/loader/load.go",
            },
            Reason::Loading => &Facts {
                id: "loading",
                about: "One of the Helms cannot read these files.",
                advice: "Mend what its message names.",
                source: "pkg/chart/v2/loader",
            },
            Reason::Messages => &Facts {
                id: "messages",
                about: "Both Helms fail at the same step, in other words.",
                advice: "Only what reads these words is concerned.",
                source: "pkg/engine/engine.go",
            },
        }
    }
}

fn of_rule(rule: Rule) -> &'static Facts {
    match rule {
        Rule::Separators => &Facts {
            id: "separators",
            about: "Helm 4 keeps the line breaks at the end of a document; Helm 3 cuts them off.",
            advice: "Manifests that are kept in files change once; objects only where a text of theirs ends a document and keeps its line breaks (|+).",
            source: "pkg/release/v1/util/manifest.go",
        },
        Rule::KindOrder => &Facts {
            id: "kind-order",
            about: "Helm 4 installs MutatingWebhookConfigurations and ValidatingWebhookConfigurations after all other kinds it knows, and before custom resources; Helm 3 sorts them among the kinds it does not know, by name.",
            advice: "Custom resources of the same release now meet the webhooks: the pods behind these must be ready, or their failurePolicy Ignore.",
            source: "pkg/release/v1/util/kind_sorter.go",
        },
        Rule::Functions => &Facts {
            id: "functions",
            about: "Helm 4 has functions that Helm 3 lacks: mustToYaml, mustToToml, mustToDuration and the duration functions; its mustToJson fails in Helm's words.",
            advice: "A chart for both Helms must do without them.",
            source: "pkg/engine/funcs.go",
        },
        Rule::Capabilities => &Facts {
            id: "capabilities",
            about: ".Capabilities.HelmVersion is that of Helm 4, and .Capabilities.KubeVersion.Version keeps what follows the numbers (v1.33.4-gke.1).",
            advice: "Compare versions with semverCompare, not as texts.",
            source: "pkg/chart/common/capabilities.go",
        },
        Rule::ChartObject => &Facts {
            id: "chart-object",
            about: ".Chart is a map in Helm 4: an empty list of Chart.yaml is a list and no null, an unknown field is empty and no error, .Chart.Metadata is gone; types have other names.",
            advice: "Read fields of .Chart by name, with default where they may be empty.",
            source: "pkg/engine/engine.go, pkg/chart/common.go",
        },
        Rule::Nulls => &Facts {
            id: "nulls",
            about: "A null in a chart's own values.yaml is no key for templates in Helm 4; in Helm 3 it is a key without a value.",
            advice: "Give the key a value of the type the templates expect (\"\", {}, []), or leave it out of values.yaml.",
            source: "pkg/chart/common/util/coalesce.go",
        },
        Rule::Aliases => &Facts {
            id: "aliases",
            about: "In Helm 4 a chart that is a dependency under several names is a chart of its own each time; in Helm 3 they share their own dependencies, so that one's conditions and imported values hold for the others.",
            advice: "Look at each alias: charts below it may now be there that were not.",
            source: "pkg/chart/v2/util/dependencies.go",
        },
        Rule::SetFlags => &Facts {
            id: "set-flags",
            about: "Helm 4 takes a whole JSON object for --set-json, and leaves out what ends inside brackets in --set.",
            advice: "Write --set-json KEY=VALUE, and close every bracket.",
            source: "pkg/cli/values/options.go, pkg/strvals/parser.go",
        },
        Rule::ChartV3 => &Facts {
            id: "chart-v3",
            about: "Helm 3 renders a chart of apiVersion v3 as if it were v2; Helm 4 reads the version as its own and does not render it yet.",
            advice: "Write apiVersion: v2 into Chart.yaml.",
            source: "pkg/cmd/install.go",
        },
    }
}
