//! What a render is asked for besides chart and values.

use rutter_chart::Compat;
use rutter_template::Budget;

use crate::context::capabilities::KubeVersion;
use crate::rules::{Answers, Rule};

/// Gives the document at a URL, or says why it cannot.
pub type SchemaReader = fn(&str) -> Result<Vec<u8>, String>;

/// Options of a render; the defaults are those of `helm template`.
#[derive(Clone, Debug)]
pub struct Options {
    /// The Helm to equal.
    pub compat: Compat,
    /// Rules that the other Helm answers, to see what each of them does.
    pub exchanged: Vec<Rule>,
    /// `.Release.Name`
    pub release_name: String,
    /// `.Release.Namespace`
    pub namespace: String,
    /// `.Release.IsUpgrade`
    pub is_upgrade: bool,
    /// `.Release.Revision`
    pub revision: i64,
    /// `.Capabilities.KubeVersion`; that of the emulated Helm when `None`.
    pub kube_version: Option<KubeVersion>,
    /// Added to `.Capabilities.APIVersions`.
    pub api_versions: Vec<String>,
    /// Do not hold values against values.schema.json.
    pub skip_schema_validation: bool,
    /// Reads what a schema refers to by http, https or file URL; such a reference is an error
    /// when `None`.
    pub schema_reader: Option<SchemaReader>,
    /// Let `getHostByName` ask the world.
    pub enable_dns: bool,
    /// Missing keys are errors.
    pub strict: bool,
    /// Go on after an error and report all of them.
    pub all_errors: bool,
    /// Leave what was built on the way to the end of the process instead of taking it apart: for
    /// programs that render once.
    pub leave_memory: bool,
    /// What templates may use.
    pub budget: Budget,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            compat: Compat::default(),
            exchanged: Vec::new(),
            release_name: "release-name".to_string(),
            namespace: "default".to_string(),
            is_upgrade: false,
            revision: 1,
            kube_version: None,
            api_versions: Vec::new(),
            skip_schema_validation: false,
            schema_reader: None,
            enable_dns: false,
            strict: false,
            all_errors: false,
            leave_memory: false,
            budget: Budget::default(),
        }
    }
}

impl Options {
    /// Which Helm answers which rule.
    pub fn answers(&self) -> Answers {
        self.exchanged.iter().fold(self.compat.into(), |answers, rule| answers.exchange(*rule))
    }
}
