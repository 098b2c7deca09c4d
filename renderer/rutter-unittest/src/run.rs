//! All suites of a chart. helm-unittest: test_runner.go.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rutter::{Chart, Compat, PreparedChart, SchemaReader, on_render_stack};

use crate::find_suites::SuiteFinder;
use crate::host::Host;
use crate::outcome::{ChartOutcome, SuiteOutcome};
use crate::render_set::RenderSet;
use crate::suite::Suite;
use crate::suite_run;
use crate::test_run::SuiteContext;
use crate::test_world::Primes;
use crate::user_values::ValuesFiles;

/// How tests are run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The Helm to render as.
    pub compat: Compat,
    /// Patterns of suite files, relative to each chart.
    pub files: Vec<String>,
    /// Patterns of values files, relative to the working directory.
    pub values: Vec<String>,
    /// Keys that the plugin does not know are errors.
    pub strict: bool,
    /// Whether changed snapshots are taken over.
    pub updates_snapshots: bool,
    /// Whether no snapshot is written, and one that is missing fails.
    pub is_ci: bool,
    /// Whether suites of subcharts run too.
    pub with_subcharts: bool,
    /// A chart, relative to each chart, whose rendered files are suites.
    pub chart_tests_path: Option<String>,
    /// Whether to stop at the first failure.
    pub fails_fast: bool,
    /// Do not hold values against values.schema.json.
    pub skip_schema_validation: bool,
    /// Reads what a schema refers to.
    pub schema_reader: Option<SchemaReader>,
    /// Where rendered files are written to be looked at.
    pub debug_directory: Option<PathBuf>,
    /// Suites that run side by side; 0 for one per processor.
    pub workers: usize,
}

/// Runs the suites of a chart.
pub fn run_chart(path: &str, options: &Options, host: &dyn Host) -> ChartOutcome {
    let mut outcome = ChartOutcome { path: path.to_string(), ..ChartOutcome::default() };
    let chart = match Chart::load(host.world(), Path::new(path), options.compat) {
        Ok(loaded) => loaded.chart,
        Err(error) => {
            outcome.error = Some(error.to_string());
            return outcome;
        }
    };
    outcome.name = chart.name().to_string();
    let mut finder = SuiteFinder::new(options, host);
    let found = finder.find(&chart, path);
    outcome.unreadable = finder.unreadable;
    outcome.warnings = finder.warnings;
    match found {
        Ok(suites) => outcome.suites = run_suites(&chart, &suites, options, host),
        Err(error) => outcome.error = Some(error),
    }
    outcome
}

fn run_suites(
    chart: &Chart,
    suites: &[Suite],
    options: &Options,
    host: &dyn Host,
) -> Vec<SuiteOutcome> {
    let prepared = PreparedChart::new(chart, options.compat);
    let (values_files, primes) = (ValuesFiles::default(), Primes::default());
    let run = |suite: &Suite| {
        let render_set = RenderSet::new(&suite.route, &suite.templates, &suite.excluded_templates);
        suite_run::run(&SuiteContext {
            chart: &prepared,
            compat: options.compat,
            suite,
            render_set: &render_set,
            values_files: &values_files,
            primes: &primes,
            options,
            host,
        })
    };
    if options.fails_fast || options.debug_directory.is_some() {
        return on_render_stack(|| in_turn(suites, &run));
    }
    side_by_side(suites, options.workers, &run)
}

/// One after the other, up to one that ends the run.
fn in_turn(suites: &[Suite], run: &dyn Fn(&Suite) -> Vec<SuiteOutcome>) -> Vec<SuiteOutcome> {
    let mut outcomes = Vec::new();
    for suite in suites {
        let results = run(suite);
        let ends = results.iter().any(|outcome| outcome.failed_fast);
        outcomes.extend(results);
        if ends {
            break;
        }
    }
    outcomes
}

/// Side by side, but for suites that share a snapshot file.
fn side_by_side(
    suites: &[Suite],
    workers: usize,
    run: &(dyn Fn(&Suite) -> Vec<SuiteOutcome> + Sync),
) -> Vec<SuiteOutcome> {
    let mut groups = BTreeMap::<PathBuf, Vec<usize>>::new();
    for (index, suite) in suites.iter().enumerate() {
        groups.entry(suite_run::snapshot_path(suite)).or_default().push(index);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    groups.sort();
    let results: Vec<Mutex<Vec<SuiteOutcome>>> = suites.iter().map(|_| Mutex::default()).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        on_render_stack(|| {
            while let Some(group) = groups.get(next.fetch_add(1, Ordering::Relaxed)) {
                for index in group {
                    let Some((suite, result)) = suites.get(*index).zip(results.get(*index)) else {
                        continue;
                    };
                    let outcomes = run(suite);
                    if let Ok(mut result) = result.lock() {
                        *result = outcomes;
                    }
                }
            }
        });
    };
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let workers = if workers == 0 { processors } else { workers };
    std::thread::scope(|scope| {
        for _ in 1..workers.min(groups.len()) {
            scope.spawn(work);
        }
        work();
    });
    results.into_iter().flat_map(|result| result.into_inner().unwrap_or_default()).collect()
}
