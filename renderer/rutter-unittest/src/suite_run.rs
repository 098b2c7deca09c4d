//! One suite: its tests, and the snapshots beside it. helm-unittest: test_suite.go `RunV3`.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::host::{Host, MAX_FILE};
use crate::outcome::{SuiteOutcome, TestOutcome};
use crate::snapshot_file::{DIRECTORY, Snapshots, file_name};
use crate::suite::{Suite, Test};
use crate::test_run::SuiteContext;

/// Runs a suite. What could not be kept of its snapshots follows as an outcome of its own.
pub(crate) fn run(context: &SuiteContext<'_>) -> Vec<SuiteOutcome> {
    let suite = context.suite;
    let failed = |file: String, error: String| SuiteOutcome {
        file,
        error: Some(error),
        ..SuiteOutcome::default()
    };
    let path = snapshot_path(suite);
    let mut snapshots = match restore(&path, context) {
        Ok(snapshots) => snapshots,
        Err(error) => return vec![failed(suite.file.clone(), error)],
    };
    let mut outcome = tests(context, &mut snapshots);
    outcome.snapshots = snapshots.counts();
    let mut outcomes = vec![outcome];
    if !context.options.is_ci
        && let Err(error) = store(&snapshots, &path, context.host)
    {
        outcomes.push(failed(suite.snapshot_name(), error));
    }
    outcomes
}

/// `tests/__snapshot__/a_test.yaml.snap`
pub(crate) fn snapshot_path(suite: &Suite) -> PathBuf {
    let file = Path::new(&suite.file);
    let base = file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let folder = file.parent().unwrap_or(Path::new("")).join(DIRECTORY);
    folder.join(file_name(&base, Some(&suite.snapshot_id)))
}

fn restore(path: &Path, context: &SuiteContext<'_>) -> Result<Snapshots, String> {
    if !context.options.is_ci {
        context.host.create_directory(path.parent().unwrap_or(Path::new("")))?;
    }
    let text = match context.host.world().read_file(path, MAX_FILE) {
        Ok(bytes) => bytes.to_str_lossy().into_owned(),
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(rutter_chart::go_path_error("open", path, &error)),
    };
    let mut snapshots = Snapshots::read(&text, context.options.updates_snapshots)?;
    if context.options.is_ci {
        snapshots.refuse_new();
    }
    Ok(snapshots)
}

fn store(snapshots: &Snapshots, path: &Path, host: &dyn Host) -> Result<(), String> {
    match snapshots.text_to_store()? {
        Some(text) => host.write_file(path, &text),
        None => Ok(()),
    }
}

fn tests(context: &SuiteContext<'_>, snapshots: &mut Snapshots) -> SuiteOutcome {
    let suite = context.suite;
    let mut outcome =
        SuiteOutcome { name: suite.name.clone(), file: suite.file.clone(), ..Default::default() };
    let mut skipped = 0;
    for (index, test) in suite.tests.iter().enumerate() {
        let is_first = index == 0;
        if is_skipped(suite, test) {
            skipped += 1;
            outcome.passed |= is_first;
            outcome.tests.push(skip(index, test));
        } else {
            let result = context.run(index, test, snapshots);
            outcome.passed = (is_first || outcome.passed) && result.passed;
            outcome.tests.push(result);
        }
        if !outcome.passed && context.options.fails_fast {
            outcome.failed_fast = true;
            break;
        }
    }
    outcome.skipped = skipped == suite.tests.len();
    outcome
}

fn is_skipped(suite: &Suite, test: &Test) -> bool {
    !suite.skip_reason.is_empty() || !test.skip_reason.is_empty()
}

fn skip(index: usize, test: &Test) -> TestOutcome {
    TestOutcome { name: test.name.clone(), index, skipped: true, ..TestOutcome::default() }
}
