//! The files that are made of the types: `values.schema.json`, and the table in `README.md`.

use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::chart::Typed;
use crate::charts::charts;
use crate::{json, table};

const BEGIN: &str = "<!-- values -->\n";
const END: &str = "<!-- end of values -->";

/// Whether a file is what its type gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is.
    Current,
    /// It is not, or is not there.
    Stale,
}

/// A file as it should be.
pub struct File {
    /// Where it belongs.
    pub path: PathBuf,
    /// The same for a reader.
    pub shown: String,
    /// What should be in it.
    pub text: String,
    /// Whether that is in it.
    pub state: State,
}

/// What the types give for a folder of charts.
pub struct Generated {
    /// The files of the charts that have a type.
    pub files: Vec<File>,
    /// Names of the charts that have values and no type.
    pub untyped: Vec<String>,
}

/// The files of every chart in a folder.
///
/// # Errors
/// When a file cannot be read, or a README has no place for the table.
pub fn generate(folder: &Path) -> io::Result<Generated> {
    let typed = charts();
    let mut files = Vec::new();
    for chart in &typed {
        let schema = folder.join(chart.name).join("values.schema.json");
        files.push(file(schema, chart, &|_| Some(schema_text(&chart.schema)))?);
        let readme = folder.join(chart.name).join("README.md");
        files.push(file(readme, chart, &|text| with_table(text, &chart.schema))?);
    }
    let mut untyped = names(folder)?;
    untyped.retain(|name| typed.iter().all(|chart| chart.name != name));
    Ok(Generated { files, untyped })
}

/// A file whose text is `make` of what is in it.
fn file(path: PathBuf, chart: &Typed, make: &dyn Fn(&str) -> Option<String>) -> io::Result<File> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let shown = format!("charts/{}/{name}", chart.name);
    let old = match std::fs::read_to_string(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        other => other.map_err(|error| io::Error::other(format!("{shown}: {error}")))?,
    };
    let no_place = || io::Error::other(format!("{shown} has no lines {} and {END}", BEGIN.trim()));
    let text = make(&old).ok_or_else(no_place)?;
    let state = if text == old { State::Current } else { State::Stale };
    Ok(File { path, shown, text, state })
}

/// What is in `values.schema.json`.
fn schema_text(schema: &Value) -> String {
    rutter_values_docs::sort_keywords(json::of(schema)).to_text()
}

/// A README with the table of today.
fn with_table(readme: &str, schema: &Value) -> Option<String> {
    let (before, rest) = readme.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}{}{END}{after}", table::table(schema)))
}

/// The charts in a folder that have values of their own, libraries left out.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let chart = entry?.path();
        if chart.join("values.schema.json").exists() {
            names.extend(chart.file_name().map(|name| name.to_string_lossy().into_owned()));
        }
    }
    names.sort();
    Ok(names)
}
