//! What must hold for rendered documents. helm-unittest: assertion.go.

mod kinds;
mod parameters;

use std::collections::BTreeMap;

pub(crate) use parameters::Parameters;

use crate::check::{Check, Context, Verdict};
use crate::documents::Document;
use crate::outcome::AssertionOutcome;
use crate::selector::{DocumentSelector, Selected};
use crate::snapshot_file::Snapshots;
use crate::value::Value;
use kinds::Kind;

/// An assertion of a test.
pub(crate) struct Assertion {
    pub template: String,
    pub document_selector: Option<DocumentSelector>,
    /// -1 for all documents.
    pub document_index: i64,
    not: bool,
    kind: &'static Kind,
    check: Box<dyn Check>,
}

/// What an assertion is held against.
pub(crate) struct Rendered<'r> {
    /// The documents of each file.
    pub files: &'r BTreeMap<String, Vec<Document>>,
    pub succeeded: bool,
    /// Why nothing could be rendered at all.
    pub error: Option<&'r str>,
    pub was_post_rendered: bool,
    pub skips_empty_templates: bool,
    pub fails_fast: bool,
}

impl Assertion {
    /// Reads an assertion.
    ///
    /// # Errors
    /// The plugin's text for one without a known type, with two, or with wrong parameters.
    pub fn parse(entries: &BTreeMap<String, Value>) -> Result<Assertion, String> {
        let document_selector = match entries.get("documentSelector") {
            Some(Value::Map(entries)) => Some(DocumentSelector::parse(entries)?),
            _ => None,
        };
        let mut found = entries.iter().filter_map(|(name, v)| Some((kinds::find(name)?, v)));
        let Some((kind, parameters)) = found.next() else { return Err(no_kind(entries)) };
        if let Some((other, _)) = found.next() {
            return Err(format!(
                "assertion type `{}` and `{}` is declared duplicately",
                kind.name, other.name
            ));
        }
        let mut parameters = Parameters::new(parameters);
        let check = (kind.make)(&mut parameters);
        parameters.finish()?;
        Ok(Assertion {
            template: entries.get("template").and_then(Value::as_str).unwrap_or_default().into(),
            document_selector,
            document_index: match entries.get("documentIndex") {
                Some(Value::Int(index)) => *index,
                _ => -1,
            },
            not: entries.get("not") == Some(&Value::Bool(true)),
            kind,
            check,
        })
    }

    /// Whether it expects that the render succeeds.
    pub fn expects_success(&self) -> bool {
        self.kind.expects_success
    }

    /// Holds it against documents of `templates`, which are names of files.
    pub fn evaluate(
        &self,
        index: usize,
        templates: &[String],
        filter: &Filter<'_>,
        rendered: &Rendered<'_>,
        snapshots: &mut Snapshots,
    ) -> AssertionOutcome {
        let mut outcome = AssertionOutcome {
            index,
            kind: self.kind.name.to_string(),
            not: self.not,
            ..AssertionOutcome::default()
        };
        let selected = match filter.select(self.documents(templates, rendered)) {
            Ok(selected) => selected,
            Err(error) => {
                outcome.messages = vec!["Error:".to_string(), error];
                return outcome;
            }
        };
        if selected.is_empty() && rendered.skips_empty_templates {
            outcome.passed = true;
            outcome.skip_reason = Some("skipped as 'documentSelector.skipEmptyTemplates: true' and 'selectedTemplates: empty'".to_string());
            return outcome;
        }
        let verdict = match selected.is_empty() {
            true => self.without_templates(rendered, snapshots),
            false => self.with_templates(&selected, rendered, snapshots),
        };
        AssertionOutcome { passed: verdict.passed, messages: verdict.messages, ..outcome }
    }

    /// The documents of the templates. A post-renderer that keeps no names leaves one file.
    fn documents<'r>(&self, templates: &[String], rendered: &Rendered<'r>) -> Selected<'r> {
        let only = rendered.files.iter().next().filter(|_| rendered.files.len() == 1);
        if let Some((name, documents)) = only
            && rendered.was_post_rendered
            && name.ends_with("manifest.yaml")
        {
            return Selected::from([(name.clone(), documents.iter().collect())]);
        }
        let documents = |template: &String| {
            let documents = rendered.files.get(template).map(|d| d.iter().collect());
            (template.clone(), documents.unwrap_or_default())
        };
        templates.iter().map(documents).collect()
    }

    fn without_templates(&self, rendered: &Rendered<'_>, snapshots: &mut Snapshots) -> Verdict {
        match self.expects_success() == rendered.succeeded {
            true => self.check(&[], &[], rendered, snapshots),
            false => Verdict::failed(vec!["Error: rendered manifest is empty".to_string()]),
        }
    }

    fn with_templates(
        &self,
        selected: &Selected<'_>,
        rendered: &Rendered<'_>,
        snapshots: &mut Snapshots,
    ) -> Verdict {
        let mut all = Verdict::passed();
        for (template, documents) in selected {
            let verdict = self.template(template, documents, rendered, snapshots);
            if !verdict.passed {
                all.passed = false;
                all.messages.extend(verdict.messages);
            }
        }
        all
    }

    fn template(
        &self,
        template: &str,
        documents: &[&Document],
        rendered: &Rendered<'_>,
        snapshots: &mut Snapshots,
    ) -> Verdict {
        let file = rendered.files.get(template);
        if file.is_none() && self.expects_success() {
            return Verdict::failed(vec!["Error:".to_string(), missing(template)]);
        }
        let file = file.map(Vec::as_slice).unwrap_or_default();
        let mut verdict = match self.expects_success() == rendered.succeeded {
            true => self.check(file, documents, rendered, snapshots),
            false => Verdict::failed(vec![match file.first() {
                Some(document) => format!("Error: Invalid rendering: {}", raw_text(document)),
                None => "Error: rendered manifest is empty".to_string(),
            }]),
        };
        verdict.messages.insert(0, format!("Template:\t{template}"));
        verdict
    }

    fn check(
        &self,
        file: &[Document],
        documents: &[&Document],
        rendered: &Rendered<'_>,
        snapshots: &mut Snapshots,
    ) -> Verdict {
        self.check.check(&mut Context {
            file,
            documents,
            negative: self.not != self.kind.antonym,
            render_error: rendered.error,
            fails_fast: rendered.fails_fast,
            snapshots,
        })
    }
}

/// Which documents of its templates an assertion looks at.
pub(crate) struct Filter<'f> {
    pub selector: Option<&'f DocumentSelector>,
    /// -1 for all.
    pub index: i64,
}

impl Filter<'_> {
    fn select<'d>(&self, documents: Selected<'d>) -> Result<Selected<'d>, String> {
        match self.selector.filter(|selector| !selector.path.as_str().is_empty()) {
            Some(selector) => selector.select(&documents),
            None if self.index == -1 => Ok(documents),
            None => self.select_index(documents),
        }
    }

    fn select_index<'d>(&self, documents: Selected<'d>) -> Result<Selected<'d>, String> {
        let index = usize::try_from(self.index).unwrap_or(usize::MAX);
        let mut selected = Selected::new();
        for (template, documents) in documents {
            let Some(document) = documents.get(index) else {
                return Err(format!("document index {} is out of range", self.index));
            };
            selected.insert(template, vec![*document]);
        }
        Ok(selected)
    }
}

fn missing(template: &str) -> String {
    match template {
        "" => "\tassertion.template must be given if testsuite.templates is empty".to_string(),
        name => format!("\ttemplate \"{name}\" not exists or not selected in test suite"),
    }
}

/// Go's `%s` of what the document has under `raw`.
fn raw_text(document: &Document) -> String {
    match document.get("raw") {
        None | Some(Value::Null) => "%!s(<nil>)".to_string(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => format!("%!s({}={})", other.type_name(), other.printed()),
    }
}

fn no_kind(entries: &BTreeMap<String, Value>) -> String {
    let known = ["template", "documentIndex", "not"];
    match entries.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => format!("Assertion type `{key}` is invalid"),
        None => "no assertion type defined".to_string(),
    }
}
