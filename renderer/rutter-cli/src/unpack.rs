//! Packages as directories. Helm: pkg/chart/v2/util/expand.go.

use std::fs;
use std::path::Path;

use rutter::Compat;
use rutter::chart::{BufferedFile, Metadata, go_path_error};

use crate::failure::Failure;
use crate::temporary;

/// Unpacks a package below a directory, whole or not at all. `name` is what somebody asked for.
///
/// # Errors
/// Helm's text when something is in the way or the chart's name is none.
pub fn chart(package: &Path, directory: &Path, name: &str, compat: Compat) -> Result<(), Failure> {
    let asked = name.rsplit('/').next().unwrap_or(name);
    let expected = directory.join(asked);
    if expected.exists() {
        let shown = rutter::clean_path(&expected.to_string_lossy());
        return Err(Failure::text(format!(
            "failed to untar: a file or directory with the name {shown} already exists"
        )));
    }
    let data = fs::read(package).map_err(|error| go_path_error("open", package, &error))?;
    let files = BufferedFile::read_archive(&data, compat).map_err(|error| error.to_string())?;
    let name = chart_name(&files, compat)?;
    fs::create_dir_all(directory).map_err(|error| go_path_error("mkdir", directory, &error))?;
    let target = directory.join(&name);
    let temporary = temporary::directory(directory)
        .map_err(|error| go_path_error("mkdir", directory, &error))?;
    let temporary = temporary.as_ref();
    for file in &files {
        write(&temporary.join(&name).join(file.name()), file.data())?;
    }
    if target.exists() {
        let shown = target.display();
        return Err(Failure::text(format!(
            "failed to untar: a file or directory with the name {shown} already exists"
        )));
    }
    fs::rename(temporary.join(&name), &target)
        .map_err(|error| go_path_error("rename", &target, &error))?;
    Ok(())
}

fn write(path: &Path, data: &[u8]) -> Result<(), Failure> {
    let parent = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|error| go_path_error("mkdir", parent, &error))?;
    fs::write(path, data).map_err(|error| Failure::text(go_path_error("open", path, &error)))
}

/// The name in Chart.yaml, which becomes a directory.
fn chart_name(files: &[BufferedFile], compat: Compat) -> Result<String, Failure> {
    let mut name = String::new();
    for file in files.iter().filter(|file| file.name() == "Chart.yaml") {
        let metadata = Metadata::parse(file.data(), compat)
            .map_err(|error| format!("cannot load Chart.yaml: {error}"))?;
        name = metadata.name;
    }
    if name.is_empty() {
        return Err(Failure::text("chart name not specified"));
    }
    let quoted = rutter::quote(&name);
    if name == "." || name == ".." {
        return Err(Failure::text(format!("chart name {quoted} is not allowed")));
    }
    if name.contains(['/', '\\']) {
        return Err(Failure::text(format!("chart name {quoted} must not contain path separators")));
    }
    if name.chars().any(char::is_control) {
        return Err(Failure::text(format!(
            "chart name {quoted} must not contain control characters"
        )));
    }
    Ok(name)
}
