//! `rutter snap test`: every case rendered and held against its snapshots.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rutter_snapshot::{
    Case, Config, Difference, Folder, Ignored, Lock, Pending, Review, SNAPSHOTS, compare,
};
use serde_json::{Value, json};

use super::cause::Causes;
use super::rendering::{Files, Rendering};
use super::report::{Format, counted, sums};
use super::{charts, is_ci};
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::{Output, complain};
use crate::settings::Settings;

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    let format = Format::of(flags)?;
    let charts = charts::of(flags)?;
    let mut tested = Tested::default();
    for chart in &charts {
        tested.add(chart, flags, settings)?;
    }
    tested.check_cases(flags)?;
    let mut review = tested.review();
    let is_ci = is_ci() || flags.is_set("ci");
    if !is_ci {
        charts.iter().try_for_each(|chart| keep(chart, &review, &tested, flags))?;
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

/// What was rendered of all charts.
#[derive(Default)]
struct Tested {
    charts: usize,
    cases: Vec<(PathBuf, Case)>,
    snapshots: usize,
    differences: Vec<Difference>,
    ignored: BTreeMap<(PathBuf, String), Vec<Ignored>>,
    /// Cases that cannot be rendered, each with why.
    failures: Vec<(PathBuf, String, String)>,
}

impl Tested {
    fn add(&mut self, chart: &Path, flags: &Parsed, settings: &Settings) -> Result<(), Failure> {
        let named = |text: String| Failure::text(format!("{}: {text}", chart.display()));
        let config = Config::read(chart)?;
        let mut rendering = Rendering::of(chart, settings.compat).map_err(named)?;
        if rendering.is_library() {
            complain(&format!("note: {} is a library: it has no cases", chart.display()));
            return Ok(());
        }
        self.charts += 1;
        let wanted = flags.list("case");
        let is_wanted = |name: &String| wanted.is_empty() || wanted.contains(name);
        let mut old = Folder::of(chart).read()?;
        old.retain(|case, _| is_wanted(case));
        let mut new: BTreeMap<String, Files> = BTreeMap::new();
        for case in config.cases.into_iter().filter(|case| is_wanted(&case.name)) {
            match rendering.files(&case) {
                Ok(files) => {
                    self.snapshots += files.len();
                    new.insert(case.name.clone(), files);
                }
                Err(error) => {
                    // Nobody knows whether its snapshots are obsolete.
                    old.remove(&case.name);
                    self.failures.push((chart.to_path_buf(), case.name.clone(), error));
                }
            }
            let ignored = config.ignored.iter().chain(&case.ignored).cloned().collect();
            self.ignored.insert((chart.to_path_buf(), case.name.clone()), ignored);
            self.cases.push((chart.to_path_buf(), case));
        }
        self.differences.extend(compare(chart, &old, &new));
        Ok(())
    }

    /// Refuses names of cases that no chart has.
    fn check_cases(&self, flags: &Parsed) -> Result<(), Failure> {
        let is_known = |name: &String| {
            self.cases.iter().any(|(_, case)| case.name == *name)
                || self.differences.iter().any(|difference| difference.place.case == *name)
        };
        match flags.list("case").iter().find(|name| !is_known(name)) {
            None => Ok(()),
            Some(name) => Err(Failure::text(format!("no case is called {}", rutter::quote(name)))),
        }
    }

    fn review(&self) -> Review {
        Review::new(self.differences.clone(), |difference| {
            let place = &difference.place;
            let found = self.ignored.get(&(place.chart.clone(), place.case.clone()));
            found.map_or(&[][..], Vec::as_slice)
        })
    }

    fn summary(&self) -> Value {
        let failures: Vec<Value> = self
            .failures
            .iter()
            .map(|(chart, case, error)| {
                json!({"chart": chart.to_string_lossy(), "case": case, "error": error})
            })
            .collect();
        json!({"cases": self.cases.len(), "snapshots": self.snapshots, "failures": failures})
    }

    fn text(&self, review: &Review) -> String {
        let mut text = format!(
            "{}, {}, {}: ",
            counted(self.charts, "chart"),
            counted(self.cases.len(), "case"),
            counted(self.snapshots, "snapshot")
        );
        match review.files.is_empty() {
            true => text.push_str("as accepted\n"),
            false => text.push_str(&format!("{}\n", sums(review))),
        }
        text
    }

    /// What went wrong, and what to do next, on standard error.
    fn complain(&self, review: &Review, charts: &[PathBuf], is_ci: bool) {
        for (chart, case, error) in &self.failures {
            complain(&format!("Error: {}, case {case}: {error}", chart.display()));
        }
        if review.files.is_empty() {
            return;
        }
        let names: Vec<String> =
            charts.iter().map(|chart| chart.to_string_lossy().into_owned()).collect();
        let names = names.join(" ");
        match is_ci {
            true => complain(&format!(
                "hint: rutter snap test {names}, then rutter snap review {names}; nothing was written here"
            )),
            false => complain(&format!(
                "hint: rutter snap review {names} goes through them; rutter snap accept --all {names} takes all"
            )),
        }
    }
}

/// Keeps what differs in a chart until it is decided about; what waits of cases that were not
/// rendered stays.
fn keep(chart: &Path, review: &Review, tested: &Tested, flags: &Parsed) -> Result<(), Failure> {
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
    if tested.is_packaged(chart) {
        complain(&format!(
            "note: packages of {} would hold its snapshots; add the line /{SNAPSHOTS}/ to its .helmignore",
            chart.display()
        ));
    }
    Ok(())
}

impl Tested {
    /// Whether the chart's .helmignore lets snapshots into packages.
    fn is_packaged(&self, chart: &Path) -> bool {
        let text = std::fs::read(chart.join(".helmignore")).unwrap_or_default();
        let rules = rutter::chart::Rules::parse(&text).unwrap_or_default();
        !rules.ignores(SNAPSHOTS, true)
    }
}
