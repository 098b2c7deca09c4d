//! The cases of charts, rendered and held against their snapshots.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use rutter_snapshot::{Case, Config, Difference, Folder, Ignored, Review, compare};
use serde_json::{Value, json};

use super::rendering::{Files, Rendering};
use super::report::{counted, sums};
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::complain;
use crate::settings::Settings;

/// Stack of a thread, of which only what is used becomes memory: documents may be nested deep.
const STACK: usize = 64 << 20;

/// What was rendered of all charts.
#[derive(Default)]
pub struct Tested {
    /// What there is to say about charts.
    pub notes: Vec<String>,
    /// Cases that cannot be rendered, each with its chart and why.
    pub failures: Vec<(PathBuf, String, String)>,
    charts: usize,
    cases: Vec<(PathBuf, Case)>,
    snapshots: usize,
    differences: Vec<Difference>,
    ignored: BTreeMap<(PathBuf, String), Vec<Ignored>>,
}

impl Tested {
    /// Renders the cases of charts that flags ask for, several charts at a time.
    ///
    /// # Errors
    /// For a chart or a configuration that cannot be read, and names of cases that no chart has.
    pub fn of(charts: &[PathBuf], flags: &Parsed, settings: &Settings) -> Result<Tested, Failure> {
        let next = AtomicUsize::new(0);
        let results: Vec<OnceLock<Result<Tested, Failure>>> =
            charts.iter().map(|_| OnceLock::new()).collect();
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        std::thread::scope(|scope| {
            let work = || {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let (Some(chart), Some(result)) = (charts.get(number), results.get(number))
                    else {
                        return;
                    };
                    result.get_or_init(|| Tested::of_chart(chart, flags, settings));
                }
            };
            for _ in 1..threads.min(charts.len()) {
                let builder = std::thread::Builder::new().stack_size(STACK);
                // Without another thread this one does all the work.
                let _ = builder.spawn_scoped(scope, work);
            }
            work();
        });
        let mut tested = Tested::default();
        for result in results.into_iter().filter_map(OnceLock::into_inner) {
            tested.add(result?);
        }
        tested.check_cases(flags)?;
        Ok(tested)
    }

    fn add(&mut self, other: Tested) {
        self.notes.extend(other.notes);
        self.failures.extend(other.failures);
        self.charts += other.charts;
        self.cases.extend(other.cases);
        self.snapshots += other.snapshots;
        self.differences.extend(other.differences);
        self.ignored.extend(other.ignored);
    }

    fn of_chart(chart: &Path, flags: &Parsed, settings: &Settings) -> Result<Tested, Failure> {
        let mut tested = Tested::default();
        let named = |text: String| Failure::text(format!("{}: {text}", chart.display()));
        let config = Config::read(chart)?;
        let mut rendering = Rendering::of(chart, settings.compat).map_err(named)?;
        if rendering.is_library() {
            tested.notes.push(format!("note: {} is a library: it has no cases", chart.display()));
            return Ok(tested);
        }
        tested.charts = 1;
        let wanted = flags.list("case");
        let is_wanted = |name: &String| wanted.is_empty() || wanted.contains(name);
        let mut old = Folder::of(chart).read()?;
        old.retain(|case, _| is_wanted(case));
        let mut new: BTreeMap<String, Files> = BTreeMap::new();
        for case in config.cases.into_iter().filter(|case| is_wanted(&case.name)) {
            match rendering.files(&case) {
                Ok(files) => {
                    tested.snapshots += files.len();
                    new.insert(case.name.clone(), files);
                }
                Err(error) => {
                    // Nobody knows whether its snapshots are obsolete.
                    old.remove(&case.name);
                    tested.failures.push((chart.to_path_buf(), case.name.clone(), error));
                }
            }
            let ignored = config.ignored.iter().chain(&case.ignored).cloned().collect();
            tested.ignored.insert((chart.to_path_buf(), case.name.clone()), ignored);
            tested.cases.push((chart.to_path_buf(), case));
        }
        tested.differences.extend(compare(chart, &old, &new));
        Ok(tested)
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

    /// What there is to decide.
    pub fn review(&self) -> Review {
        Review::new(self.differences.clone(), |difference| {
            let place = &difference.place;
            let found = self.ignored.get(&(place.chart.clone(), place.case.clone()));
            found.map_or(&[][..], Vec::as_slice)
        })
    }

    /// For programs: how many cases and snapshots there are, and what cannot be rendered.
    pub fn summary(&self) -> Value {
        let failures: Vec<Value> = self
            .failures
            .iter()
            .map(|(chart, case, error)| {
                json!({"chart": chart.to_string_lossy(), "case": case, "error": error})
            })
            .collect();
        json!({"cases": self.cases.len(), "snapshots": self.snapshots, "failures": failures})
    }

    /// The last line of the report.
    pub fn text(&self, review: &Review) -> String {
        let mut text = format!(
            "{}, {}, {}: ",
            counted(self.charts, "chart"),
            counted(self.cases.len(), "case"),
            counted(self.snapshots, "snapshot")
        );
        if !self.failures.is_empty() {
            text.push_str(&format!(
                "{} cannot be rendered; ",
                counted(self.failures.len(), "case")
            ));
        }
        match review.files.is_empty() {
            true if !self.failures.is_empty() => text.push_str("the others are as accepted\n"),
            true => text.push_str("as accepted\n"),
            false => text.push_str(&format!("{}\n", sums(review))),
        }
        text
    }

    /// What went wrong, and what to do next, on standard error.
    pub fn complain(&self, review: &Review, charts: &[PathBuf], is_ci: bool) {
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
