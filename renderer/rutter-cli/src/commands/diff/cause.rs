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
    let known = match (&old.inputs, &new.inputs) {
        (Some(old), Some(new)) => Known::Sides(old, new),
        _ => Known::Nothing,
    };
    review.explain(|entry, change| match change {
        Some(change) => cause(entry, change, old, new, known),
        None => cause_of_object(entry, old, new, known),
    });
}

/// What is known of the values behind a change.
#[derive(Clone, Copy)]
pub enum Known<'a> {
    /// What both sides were rendered from.
    Sides(&'a Inputs, &'a Inputs),
    /// What the new side was rendered from, and what is written on the old and on the new one.
    New(&'a Inputs, &'a str, &'a str),
    /// Nothing but where they were read.
    Nothing,
}

impl Known<'_> {
    /// Whether the value at a path can be behind the change.
    fn may_be_cause(self, path: &str) -> bool {
        match self {
            Known::Sides(old, new) => !old.agrees(new, path),
            Known::New(inputs, old, new) => inputs
                .scalar(path)
                .is_some_and(|value| new.contains(&value) && !old.contains(&value)),
            Known::Nothing => true,
        }
    }

    /// What sets the value now, where that is known.
    fn given_by(self, path: &str) -> Option<String> {
        match self {
            Known::Sides(_, new) | Known::New(new, ..) => new.given_by(path),
            Known::Nothing => None,
        }
    }
}

fn cause(
    entry: &Entry<'_>,
    change: &Change,
    old: &Side,
    new: &Side,
    known: Known<'_>,
) -> Option<Cause> {
    let (side, object, place) = match change.new {
        Some(_) => (new, entry.pair.new?, &change.places.new),
        None => (old, entry.pair.old?, &change.places.old),
    };
    let document = side.explained.iter().find(|document| is_of(document, object))?;
    of_place(document, place, known)
}

/// What decided that there is an object at all.
fn cause_of_object(entry: &Entry<'_>, old: &Side, new: &Side, known: Known<'_>) -> Option<Cause> {
    let (side, object) = match (entry.pair.new, entry.pair.old) {
        (Some(object), _) => (new, object),
        (None, old_object) => (old, old_object?),
    };
    let document = side.explained.iter().find(|document| is_of(document, object))?;
    let origin = document.lines.iter().find_map(|line| line.origins.last())?;
    Some(of_origin(origin, values(&origin.conditions, known)))
}

/// Why something stands at a place of a document: the values that were read there, else those that
/// decided whether it is there. Where both sides are known, only values in which they differ count.
pub fn of_place(document: &ExplainedDocument, place: &str, known: Known<'_>) -> Option<Cause> {
    let lines = rutter::lines_of_path(&document.content, place)?;
    let origins = document.lines.get(lines)?.iter().filter_map(|line| line.origins.last());
    let origins: Vec<&Origin> = origins.collect();
    let first = origins.first()?;
    let reads = || origins.iter().flat_map(|origin| &origin.values);
    let mut read = values(reads(), known);
    if read.is_empty() {
        read = values(&first.conditions, known);
    }
    if read.is_empty() && matches!(known, Known::New(..)) {
        read = values(reads(), Known::Nothing);
    }
    Some(of_origin(first, read))
}

/// Values with where they are set: those that files and flags set, else those of the charts.
fn values<'a>(reads: impl IntoIterator<Item = &'a ValueRead>, known: Known<'_>) -> Vec<String> {
    let (mut given, mut own) = (Vec::new(), Vec::new());
    for read in reads {
        if !known.may_be_cause(&read.path) {
            continue;
        }
        let set = known.given_by(&read.path);
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
