//! `rutter snap test`: every case rendered and held against its snapshots.

use std::path::Path;

use rutter_snapshot::{Difference, Lock, Pending, Review, SNAPSHOTS};

use super::cause::Causes;
use super::report::Format;
use super::tested::Tested;
use super::{charts, is_ci};
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::{Output, complain};
use crate::settings::Settings;

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let format = Format::of(flags)?;
    let charts = charts::of(flags)?;
    let tested = Tested::of(&charts, flags, settings)?;
    tested.notes.iter().for_each(|note| complain(note));
    let mut review = tested.review();
    let is_ci = is_ci() || flags.is_set("ci");
    if !is_ci {
        charts.iter().try_for_each(|chart| keep(chart, &review, flags))?;
    }
    let is_same = review.files.is_empty() && tested.failures.is_empty();
    if !is_same {
        Causes::of(&review, settings.compat).explain(&mut review);
    }
    output.write(&format.write(&review, flags, tested.summary()));
    if format == Format::Text {
        output.write(&tested.text(&review));
    }
    if is_same {
        return Ok(());
    }
    output.flush()?;
    tested.complain(&review, &charts, is_ci);
    Err(Failure { text: String::new(), code: 1 })
}

/// Keeps what differs in a chart until it is decided about; what waits of cases that were not
/// rendered stays.
fn keep(chart: &Path, review: &Review, flags: &Parsed) -> Result<(), Failure> {
    let pending = Pending::of(chart);
    let of_chart = review.files.iter().map(|file| &file.difference);
    let mut differences: Vec<Difference> =
        of_chart.filter(|difference| difference.place.chart == chart).cloned().collect();
    if differences.is_empty() && !pending.exists() {
        return Ok(());
    }
    let _lock = Lock::of(chart)?;
    if !flags.list("case").is_empty() {
        let is_other = |one: &Difference| !flags.list("case").contains(&one.place.case);
        differences.extend(pending.read()?.into_iter().filter(is_other));
    }
    pending.write(&differences)?;
    if is_packaged(chart) {
        complain(&format!(
            "note: packages of {} would hold its snapshots; add the line /{SNAPSHOTS}/ to its .helmignore",
            chart.display()
        ));
    }
    Ok(())
}

/// Whether the chart's .helmignore lets snapshots into packages.
fn is_packaged(chart: &Path) -> bool {
    let text = std::fs::read(chart.join(".helmignore")).unwrap_or_default();
    let rules = rutter::chart::Rules::parse(&text).unwrap_or_default();
    !rules.ignores(SNAPSHOTS, true)
}
