//! Files that are there as a whole or not at all.

use std::io::Write;
use std::path::Path;

use rutter::chart::go_path_error;

use crate::temporary;

/// What a new file may be, less what the umask takes.
const MODE: u32 = 0o666;

/// Writes a file through a temporary one beside it.
///
/// # Errors
/// Go's text when it cannot be written; what stood there before stays.
pub fn write(path: &Path, data: &[u8]) -> Result<(), String> {
    write_with(path, data, MODE)
}

/// As [`write()`], for what only its owner may read.
///
/// # Errors
/// As [`write()`].
pub fn write_private(path: &Path, data: &[u8]) -> Result<(), String> {
    write_with(path, data, 0o600)
}

fn write_with(path: &Path, data: &[u8], mode: u32) -> Result<(), String> {
    let failed = |operation, error: &std::io::Error| go_path_error(operation, path, error);
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut temporary = temporary::file(parent, mode).map_err(|e| failed("open", &e))?;
    temporary.write_all(data).map_err(|e| failed("write", &e))?;
    temporary.as_file().sync_all().map_err(|e| failed("sync", &e))?;
    temporary.persist(path).map_err(|e| failed("open", &e.error))?;
    Ok(())
}
