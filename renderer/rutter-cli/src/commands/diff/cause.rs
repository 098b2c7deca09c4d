//! Why something changes: the template line that wrote it, and the values read there.

use rutter::{ExplainedDocument, Origin, SourcePlace};
use rutter_diff::{Cause, Change, Entry, Object, Review};

use super::side::Side;

/// Most values that a cause names.
const MAX_VALUES: usize = 3;

/// How the chart's own values are named.
const OWN: &str = "values.yaml:";

/// Puts causes to the changes of objects that were rendered here.
pub fn explain(review: &mut Review<'_>, old: &Side, new: &Side) {
    review.explain(|entry, change| cause(entry, change, old, new));
}

fn cause(entry: &Entry<'_>, change: &Change, old: &Side, new: &Side) -> Option<Cause> {
    let (side, object, place) = match change.new {
        Some(_) => (new, entry.pair.new?, &change.places.new),
        None => (old, entry.pair.old?, &change.places.old),
    };
    of_place(side.explained.iter().find(|document| is_of(document, object))?, place)
}

/// Why something stands at a place of a document.
pub fn of_place(document: &ExplainedDocument, place: &str) -> Option<Cause> {
    let lines = rutter::lines_of_path(&document.content, place)?;
    let origins = document.lines.get(lines)?.iter().filter_map(|line| line.origins.last());
    let origins: Vec<&Origin> = origins.collect();
    let first = origins.first()?;
    let line = |place: &SourcePlace| format!("{}:{}", place.file, place.line);
    let (template, helper) = match first.includes.last() {
        Some(outermost) => (line(outermost), Some(line(&first.place))),
        None => (line(&first.place), None),
    };
    Some(Cause { template, helper, values: values(&origins) })
}

/// What was read there: what is set by files and flags, else what the chart's own values say.
fn values(origins: &[&Origin]) -> Vec<String> {
    let (mut given, mut own) = (Vec::new(), Vec::new());
    for value in origins.iter().flat_map(|origin| &origin.values) {
        let Some(source) = &value.source else { continue };
        let shown = format!("{} ({source})", value.path);
        let list = if source.starts_with(OWN) { &mut own } else { &mut given };
        if !list.contains(&shown) {
            list.push(shown);
        }
    }
    let mut values = if given.is_empty() { own } else { given };
    values.truncate(MAX_VALUES);
    values
}

fn is_of(document: &ExplainedDocument, object: &Object) -> bool {
    document.kind == object.kind
        && object.source() == Some(&document.path)
        && object.content.ends_with(document.content.trim())
}
