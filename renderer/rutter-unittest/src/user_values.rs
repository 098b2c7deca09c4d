//! The values of a test: files, then `set` of the suite and of the test. helm-unittest:
//! test_job.go `getUserValues`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rutter_go::value::{Map, Value as GoValue};

use crate::host::{Host, read_text};
use crate::set_path::nest;
use crate::suite::{Suite, Test};
use crate::value::Value;

/// A map of values.
type Values = BTreeMap<String, Value>;

/// Values files, each read once.
#[derive(Default)]
pub(crate) struct ValuesFiles(Mutex<BTreeMap<PathBuf, Result<Arc<Values>, FileError>>>);

/// Why a values file gives none.
#[derive(Clone, Debug)]
enum FileError {
    Read(String),
    Parse(String),
}

impl ValuesFiles {
    fn get(&self, host: &dyn Host, path: &Path) -> Result<Arc<Values>, FileError> {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(values) = files.get(path) {
            return values.clone();
        }
        let values = read(host, path).map(Arc::new);
        files.insert(path.to_path_buf(), values.clone());
        values
    }
}

fn read(host: &dyn Host, path: &Path) -> Result<Values, FileError> {
    let text = read_text(host, path).map_err(FileError::Read)?;
    parse(&text).map_err(FileError::Parse)
}

/// The values of a text.
///
/// # Errors
/// go-yaml's text.
pub(crate) fn parse(text: &str) -> Result<Values, String> {
    match Value::parse(text).map_err(|error| error.to_string())? {
        Value::Map(values) => Ok(values),
        Value::Null => Ok(Values::new()),
        other => {
            let tag = match &other {
                Value::List(_) => "!!seq".to_string(),
                Value::AnyMap(_) => return Err("yaml: keys of values must be strings".to_string()),
                scalar => format!("!!str `{}`", crate::suite::shortened(&scalar.printed())),
            };
            Err(format!(
                "yaml: unmarshal errors:\n  line 1: cannot unmarshal {tag} into map[string]interface {{}}"
            ))
        }
    }
}

/// The values that a test renders with.
///
/// # Errors
/// A file that cannot be read, a path that is none.
pub(crate) fn user_values(
    suite: &Suite,
    test: &Test,
    files: &ValuesFiles,
    host: &dyn Host,
) -> Result<Map, String> {
    let mut values = Values::new();
    let folder = Path::new(&suite.file).parent().unwrap_or(Path::new(""));
    for name in suite.values.iter().chain(&test.values) {
        let path = clean(&folder.join(name));
        let read = files.get(host, &path).map_err(|error| match error {
            FileError::Read(text) => text,
            FileError::Parse(text) => format!("failed to parse {name}: {text}"),
        })?;
        overlay(&mut values, scoped(&suite.route, (*read).clone()));
    }
    for (path, value) in suite.set.iter().chain(&test.set) {
        overlay(&mut values, scoped(&suite.route, nest(path, value)?));
    }
    match Value::Map(values).to_chart_value()? {
        GoValue::Map(map) => Ok(map),
        _ => Ok(Map::new()),
    }
}

/// Go's `filepath.Clean`.
fn clean(path: &Path) -> PathBuf {
    PathBuf::from(rutter::clean_path(&path.to_string_lossy()))
}

/// Lays values over others: maps merge, everything else replaces. Helm: `MergeTables`.
pub(crate) fn overlay(below: &mut Values, above: Values) {
    for (key, value) in above {
        match (below.get_mut(&key), value) {
            (Some(Value::Map(old)), Value::Map(new)) => overlay(old, new),
            (_, value) => {
                below.insert(key, value);
            }
        }
    }
}

/// Values of a subchart under its name, `global` also beside it.
fn scoped(route: &str, values: Values) -> Values {
    let names = route.split('/').step_by(2).skip(1).collect::<Vec<_>>();
    names.into_iter().rev().fold(values, |values, name| {
        let mut outer = Values::new();
        if let Some(global) = values.get("global") {
            outer.insert("global".to_string(), global.clone());
        }
        outer.insert(name.to_string(), Value::Map(values));
        outer
    })
}
