//! Why something changes: the template line that wrote it, and the values read there.

use rutter::{ExplainedDocument, Inputs, Origin, SourcePlace, ValueRead};
use rutter_diff::{Cause, Change, Entry, Object, Review};

use super::side::Side;

/// Most values that a cause names.
const MAX_VALUES: usize = 3;

/// How the chart's own values are named.
const OWN: &str = "values.yaml:";

/// Puts causes to the changes of objects that were rendered here, and to objects that come and go.
pub fn explain(review: &mut Review<'_>, old: &Side, new: &Side) {
    let inputs = old.inputs.as_ref().zip(new.inputs.as_ref());
    review.explain(|entry, change| match change {
        Some(change) => cause(entry, change, old, new, inputs),
        None => cause_of_object(entry, old, new, inputs),
    });
}

/// What both sides were rendered from.
type BothInputs<'a> = Option<(&'a Inputs, &'a Inputs)>;

fn cause(
    entry: &Entry<'_>,
    change: &Change,
    old: &Side,
    new: &Side,
    inputs: BothInputs<'_>,
) -> Option<Cause> {
    let (side, object, place) = match change.new {
        Some(_) => (new, entry.pair.new?, &change.places.new),
        None => (old, entry.pair.old?, &change.places.old),
    };
    let document = side.explained.iter().find(|document| is_of(document, object))?;
    of_place(document, place, inputs)
}

/// What decided that there is an object at all.
fn cause_of_object(
    entry: &Entry<'_>,
    old: &Side,
    new: &Side,
    inputs: BothInputs<'_>,
) -> Option<Cause> {
    let (side, object) = match (entry.pair.new, entry.pair.old) {
        (Some(object), _) => (new, object),
        (None, old_object) => (old, old_object?),
    };
    let document = side.explained.iter().find(|document| is_of(document, object))?;
    let origin = document.lines.iter().find_map(|line| line.origins.last())?;
    Some(of_origin(origin, values(&origin.conditions, inputs)))
}

/// Why something stands at a place of a document: the values that were read there, else those that
/// decided whether it is there. Where both sides are known, only values in which they differ count.
pub fn of_place(
    document: &ExplainedDocument,
    place: &str,
    inputs: BothInputs<'_>,
) -> Option<Cause> {
    let lines = rutter::lines_of_path(&document.content, place)?;
    let origins = document.lines.get(lines)?.iter().filter_map(|line| line.origins.last());
    let origins: Vec<&Origin> = origins.collect();
    let first = origins.first()?;
    let read = values(origins.iter().flat_map(|origin| &origin.values), inputs);
    Some(match read.is_empty() {
        true => of_origin(first, values(&first.conditions, inputs)),
        false => of_origin(first, read),
    })
}

/// Values with where they are set: those that files and flags set, else those of the charts.
fn values<'a>(
    reads: impl IntoIterator<Item = &'a ValueRead>,
    inputs: BothInputs<'_>,
) -> Vec<String> {
    let (mut given, mut own) = (Vec::new(), Vec::new());
    for read in reads {
        if inputs.is_some_and(|(old, new)| old.agrees(new, &read.path)) {
            continue;
        }
        let set = inputs.and_then(|(_, new)| new.given_by(&read.path));
        let Some(source) = set.as_ref().or(read.source.as_ref()) else { continue };
        let shown = format!("{} ({source})", read.path);
        let list = if source.starts_with(OWN) { &mut own } else { &mut given };
        if !list.contains(&shown) {
            list.push(shown);
        }
    }
    if given.is_empty() { own } else { given }
}

fn of_origin(origin: &Origin, mut values: Vec<String>) -> Cause {
    values.truncate(MAX_VALUES);
    let line = |place: &SourcePlace| format!("{}:{}", place.file, place.line);
    match origin.includes.last() {
        Some(outermost) => {
            Cause { template: line(outermost), helper: Some(line(&origin.place)), values }
        }
        None => Cause { template: line(&origin.place), helper: None, values },
    }
}

fn is_of(document: &ExplainedDocument, object: &Object) -> bool {
    document.kind == object.kind
        && object.source() == Some(&document.path)
        && object.content.ends_with(document.content.trim())
}
