//! The charts that a command is about.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::flags::Parsed;

/// The folders that the arguments name, each once; this folder where they name none.
///
/// # Errors
/// For what is no folder with a chart.
pub fn of(flags: &Parsed) -> Result<Vec<PathBuf>, Failure> {
    let here = [".".to_string()];
    let names = match &flags.arguments[..] {
        [] => &here[..],
        names => names,
    };
    let mut charts: Vec<PathBuf> = Vec::new();
    let mut places: Vec<PathBuf> = Vec::new();
    for name in names {
        let path = PathBuf::from(rutter::clean_path(name));
        check(&path, name)?;
        let place = path.canonicalize().unwrap_or_else(|_| path.clone());
        if !places.contains(&place) {
            places.push(place);
            charts.push(path);
        }
    }
    Ok(charts)
}

fn check(path: &Path, name: &str) -> Result<(), Failure> {
    let quoted = rutter::quote(name);
    if path.is_file() {
        return Err(Failure::text(format!(
            "{quoted} is a file; snapshots are kept in the folder of a chart"
        )));
    }
    match path.join("Chart.yaml").is_file() {
        true => Ok(()),
        false => Err(Failure::text(format!("{quoted} is no folder with a Chart.yaml"))),
    }
}
