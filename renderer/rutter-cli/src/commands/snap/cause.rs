//! Why a snapshot changes: the template line and the values behind what is rendered now.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rutter::chart::Compat;
use rutter::{ExplainedDocument, Inputs};
use rutter_diff::{Cause, Change, Object};
use rutter_snapshot::{Config, Review};
use serde_json::Value;

use super::rendering::Rendering;
use crate::commands::diff::cause::{Known, of_place};

/// What changed files are rendered from, kept while they are decided about.
#[derive(Default)]
pub struct Causes {
    documents: BTreeMap<(PathBuf, String), Rendered>,
}

impl Causes {
    /// Renders the cases of changed files once more; those of what cannot be rendered are not known.
    pub fn of(review: &Review, compat: Compat) -> Causes {
        let mut causes = Causes::default();
        for chart in charts(review) {
            let differences = review.files.iter().map(|file| &file.difference);
            let cases: Vec<String> = differences
                .filter(|one| one.place.chart == chart && one.old.is_some() && one.new.is_some())
                .map(|difference| difference.place.case.clone())
                .collect();
            causes.documents.extend(explained(&chart, &cases, compat).unwrap_or_default());
        }
        causes
    }

    /// Puts causes to all changes.
    pub fn explain(&self, review: &mut Review) {
        review.explain(|difference, object, change| {
            let place = &difference.place;
            let rendered = self.documents.get(&(place.chart.clone(), place.case.clone()))?;
            cause(rendered, object, change)
        });
    }
}

/// The documents of a case, and what they are rendered from.
type Rendered = (Vec<ExplainedDocument>, Inputs);
type Documents = Vec<((PathBuf, String), Rendered)>;

fn explained(chart: &Path, cases: &[String], compat: Compat) -> Result<Documents, String> {
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    let mut rendering = Rendering::of(chart, compat)?;
    let config = Config::read(chart)?;
    let mut found = Documents::new();
    for case in config.cases.iter().filter(|case| cases.contains(&case.name)) {
        if let Ok(rendered) = rendering.explained(case) {
            found.push(((chart.to_path_buf(), case.name.clone()), rendered));
        }
    }
    Ok(found)
}

fn charts(review: &Review) -> Vec<PathBuf> {
    let mut charts: Vec<PathBuf> =
        review.files.iter().map(|file| file.difference.place.chart.clone()).collect();
    charts.dedup();
    charts
}

/// For what is gone, the template line of what was around it.
fn cause((documents, inputs): &Rendered, object: &Object, change: &Change) -> Option<Cause> {
    let document = document(documents, object)?;
    if change.new.is_some() {
        let text = |value: &Option<Value>| value.as_ref().map(text).unwrap_or_default();
        let (old, new) = (text(&change.old), text(&change.new));
        return of_place(document, &change.places.new, Known::New(inputs, &old, &new));
    }
    let mut place = change.places.new.as_str();
    while let Some(at) = place.rfind(['.', '[']) {
        place = place.get(..at)?;
        if let Some(cause) = of_place(document, place, Known::Nothing) {
            return Some(Cause { values: Vec::new(), ..cause });
        }
    }
    None
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_string)
}

/// What an object was rendered as: the same text, or where parts of it were rejected, the object of
/// this kind and name.
fn document<'a>(
    documents: &'a [ExplainedDocument],
    object: &Object,
) -> Option<&'a ExplainedDocument> {
    let is_of = |document: &&ExplainedDocument| {
        document.kind == object.kind
            && document.name == object.name
            && object.source() == Some(&document.path)
    };
    let is_same = |document: &&ExplainedDocument| {
        object.content.trim_end().ends_with(document.content.trim())
    };
    let mut found = documents.iter().filter(is_of);
    found.clone().find(is_same).or_else(|| found.next())
}
