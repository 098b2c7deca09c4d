//! `documentSelector`: documents by what they hold. helm-unittest: documentselector.go.

use std::collections::BTreeMap;

use crate::documents::Document;
use crate::query::Query;
use crate::value::Value;

/// Which documents of the selected templates an assertion looks at.
#[derive(Clone, Debug)]
pub(crate) struct DocumentSelector {
    pub path: Query,
    /// What must stand at the path; `null` for anything.
    pub value: Value,
    pub match_many: bool,
    pub skip_empty_templates: bool,
}

/// The documents of each template.
pub(crate) type Selected<'d> = BTreeMap<String, Vec<&'d Document>>;

impl DocumentSelector {
    /// The selector of an assertion.
    ///
    /// # Errors
    /// A selector without a path.
    pub fn parse(entries: &BTreeMap<String, Value>) -> Result<DocumentSelector, String> {
        let Some(Value::String(path)) = entries.get("path") else {
            return Err("empty 'documentSelector.path' not supported".to_string());
        };
        let is_set = |name: &str| entries.get(name) == Some(&Value::Bool(true));
        Ok(DocumentSelector {
            path: Query::from(path.clone()),
            value: entries.get("value").cloned().unwrap_or_default(),
            match_many: is_set("matchMany"),
            skip_empty_templates: is_set("skipEmptyTemplates"),
        })
    }

    /// The documents that match.
    ///
    /// # Errors
    /// Too many of them, or a template without any.
    pub fn select<'d>(&self, templates: &Selected<'d>) -> Result<Selected<'d>, String> {
        let mut selected = Selected::new();
        let mut count = 0;
        for (template, documents) in templates {
            let matching = self.select_in(documents)?;
            count += matching.len();
            if !self.match_many && count > 1 {
                return Err("multiple indexes found".to_string());
            }
            if !(matching.is_empty() && self.skip_empty_templates) {
                selected.insert(template.clone(), matching);
            }
        }
        Ok(selected)
    }

    fn select_in<'d>(&self, documents: &[&'d Document]) -> Result<Vec<&'d Document>, String> {
        let mut matching = Vec::new();
        for document in documents {
            if !self.matches(document)? {
                continue;
            }
            if !self.match_many && !matching.is_empty() {
                return Err("multiple indexes found".to_string());
            }
            matching.push(*document);
        }
        match matching.is_empty() && !self.skip_empty_templates {
            true => Err("document not found".to_string()),
            false => Ok(matching),
        }
    }

    fn matches(&self, document: &Document) -> Result<bool, String> {
        let found = self.path.find(document)?;
        Ok(found.iter().any(|value| self.value == Value::Null || **value == self.value))
    }
}
