//! Why something changes: the template line that wrote it, and the values read there.

use rutter::{ExplainedDocument, Origin, SourcePlace, ValueRead};
use rutter_diff::{Cause, Change, Entry, Object, Review};

use super::side::Side;

/// Most values that a cause names.
const MAX_VALUES: usize = 3;

/// How the chart's own values are named.
const OWN: &str = "values.yaml:";

/// Puts causes to the changes of objects that were rendered here, and to objects that come and go.
pub fn explain(review: &mut Review<'_>, old: &Side, new: &Side) {
    review.explain(|entry, change| match change {
        Some(change) => cause(entry, change, old, new),
        None => cause_of_object(entry, old, new),
    });
}

fn cause(entry: &Entry<'_>, change: &Change, old: &Side, new: &Side) -> Option<Cause> {
    let (side, object, place) = match change.new {
        Some(_) => (new, entry.pair.new?, &change.places.new),
        None => (old, entry.pair.old?, &change.places.old),
    };
    let document = side.explained.iter().find(|document| is_of(document, object))?;
    of_place(document, place, change.old.is_none() || change.new.is_none())
}

/// What decided that there is an object at all.
fn cause_of_object(entry: &Entry<'_>, old: &Side, new: &Side) -> Option<Cause> {
    let (side, object) = match (entry.pair.new, entry.pair.old) {
        (Some(object), _) => (new, object),
        (None, old_object) => (old, old_object?),
    };
    let document = side.explained.iter().find(|document| is_of(document, object))?;
    let origin = document.lines.iter().find_map(|line| line.origins.last())?;
    let conditions = Values::of(&origin.conditions);
    Some(of_origin(origin, conditions.given.into_iter().chain(conditions.own).collect()))
}

/// Why something stands at a place of a document. Of what is on one side only, the values that were
/// asked whether it should be there say more than those that are written into it.
pub fn of_place(document: &ExplainedDocument, place: &str, is_one_sided: bool) -> Option<Cause> {
    let lines = rutter::lines_of_path(&document.content, place)?;
    let origins = document.lines.get(lines)?.iter().filter_map(|line| line.origins.last());
    let origins: Vec<&Origin> = origins.collect();
    let first = origins.first()?;
    let read = Values::of(origins.iter().flat_map(|origin| &origin.values));
    let asked = Values::of(&first.conditions);
    let order = match is_one_sided {
        true => [read.given, asked.given, read.own, asked.own],
        false => [read.given, read.own, asked.given, asked.own],
    };
    let values = order.into_iter().find(|values| !values.is_empty()).unwrap_or_default();
    Some(of_origin(first, values))
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

/// Values with where they are set.
#[derive(Default)]
struct Values {
    /// By files and flags.
    given: Vec<String>,
    /// By the chart itself.
    own: Vec<String>,
}

impl Values {
    fn of<'a>(reads: impl IntoIterator<Item = &'a ValueRead>) -> Values {
        let mut values = Values::default();
        for value in reads {
            let Some(source) = &value.source else { continue };
            let shown = format!("{} ({source})", value.path);
            let list = if source.starts_with(OWN) { &mut values.own } else { &mut values.given };
            if !list.contains(&shown) {
                list.push(shown);
            }
        }
        values
    }
}

fn is_of(document: &ExplainedDocument, object: &Object) -> bool {
    document.kind == object.kind
        && object.source() == Some(&document.path)
        && object.content.ends_with(document.content.trim())
}
