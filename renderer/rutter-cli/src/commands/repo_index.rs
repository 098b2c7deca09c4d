//! `rutter repo index`: the index of a directory of packages. Helm: pkg/cmd/repo_index.go.

use std::path::Path;

use rutter::chart::go_path_error;
use rutter_repository::IndexFile;

use crate::clock;
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::repositories::RepositoryFiles;
use crate::settings::Settings;
use crate::{source, whole_file};

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, _: &mut Output) -> Result<(), Failure> {
    let directory = flags.arguments.first().map(String::as_str).unwrap_or_default();
    let directory = source::absolute(directory)?;
    let now = clock::now();
    let url = flags.text("url").unwrap_or_default();
    let mut index = IndexFile::of_directory(&directory, url, &now, settings.compat)?;
    let is_json = flags.is_set("json");
    if let Some(other) = flags.text("merge").filter(|path| !path.is_empty()) {
        merge(&mut index, Path::new(other), is_json, flags, settings)?;
    }
    index.sort();
    write(&index, &directory.join("index.yaml"), &now, is_json)
}

/// Adds what another index has; a file that is not there is made.
fn merge(
    index: &mut IndexFile,
    path: &Path,
    is_json: bool,
    flags: &Parsed,
    settings: &Settings,
) -> Result<(), Failure> {
    let data = match std::fs::read(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return write(&IndexFile::default(), path, &clock::now(), is_json);
        }
        Err(error) => return Err(Failure::text(go_path_error("open", path, &error))),
        Ok(data) => data,
    };
    let (other, skipped) = IndexFile::parse(&data, settings.compat)
        .map_err(|error| format!("merge failed: error loading {}: {error}", path.display()))?;
    let files = RepositoryFiles::new(flags, settings.compat);
    files.warn_of_skipped(&skipped, &path.to_string_lossy());
    index.merge(other);
    Ok(())
}

fn write(index: &IndexFile, path: &Path, now: &str, is_json: bool) -> Result<(), Failure> {
    let text = if is_json { index.to_json(now) } else { index.to_yaml(now) };
    Ok(whole_file::write(path, &text.map_err(|e| e.to_string())?)?)
}
