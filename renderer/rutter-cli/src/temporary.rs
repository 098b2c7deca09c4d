//! Files and directories that are not finished: `.rutter-LETTERS.part` beside what they become.
//!
//! Whoever makes one holds its lock. What a stopped run has left behind is locked by nobody; the
//! next run that makes one in the same directory takes it away.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::{Builder, NamedTempFile, TempDir};

const PREFIX: &str = ".rutter-";
const SUFFIX: &str = ".part";
/// Random letters and digits between them.
const LETTERS: usize = 12;

/// Directories that this run has looked through.
static CLEANED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// A directory that goes with its value.
pub struct Directory {
    folder: TempDir,
    _lock: Option<File>,
}

impl AsRef<Path> for Directory {
    fn as_ref(&self) -> &Path {
        self.folder.path()
    }
}

/// A new file of this mode in a directory.
///
/// # Errors
/// When it cannot be made.
pub fn file(directory: &Path, mode: u32) -> io::Result<NamedTempFile> {
    clean(directory);
    loop {
        let file = builder(mode).tempfile_in(directory)?;
        // Where files cannot be locked, nobody takes them for abandoned.
        if file.as_file().lock().is_err() || is_still(file.as_file(), file.path()) {
            return Ok(file);
        }
    }
}

/// A new directory in a directory.
///
/// # Errors
/// When it cannot be made.
pub fn directory(parent: &Path) -> io::Result<Directory> {
    clean(parent);
    loop {
        let folder = builder(0o700).tempdir_in(parent)?;
        let lock = File::open(folder.path()).ok().filter(|lock| lock.lock().is_ok());
        if lock.as_ref().is_none_or(|lock| is_still(lock, folder.path())) {
            return Ok(Directory { folder, _lock: lock });
        }
    }
}

fn builder(mode: u32) -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(LETTERS);
    set_mode(&mut builder, mode);
    builder
}

#[cfg(unix)]
fn set_mode(builder: &mut Builder<'static, 'static>, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(mode));
}

#[cfg(not(unix))]
fn set_mode(_: &mut Builder<'static, 'static>, _: u32) {}

/// Whether a path still leads to an open file: another run may have taken it away before it was
/// locked.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |found: fs::Metadata| (found.dev(), found.ino());
    match (file.metadata(), path.symlink_metadata()) {
        (Ok(file), Ok(path)) => place(file) == place(path),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still(_: &File, path: &Path) -> bool {
    path.exists()
}

/// Takes away what stopped runs have left in a directory, once in a run.
fn clean(directory: &Path) {
    let is_new =
        CLEANED.lock().unwrap_or_else(PoisonError::into_inner).insert(directory.to_path_buf());
    if !is_new {
        return;
    }
    // A directory that cannot be read says so when a file is made in it.
    for entry in directory.read_dir().into_iter().flatten().flatten() {
        if is_ours(&entry.file_name().to_string_lossy()) {
            remove_abandoned(&entry.path());
        }
    }
}

fn is_ours(name: &str) -> bool {
    let letters = name.strip_prefix(PREFIX).and_then(|name| name.strip_suffix(SUFFIX));
    letters.is_some_and(|letters| {
        letters.len() == LETTERS && letters.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// Removes a file or directory that nobody has locked. One that cannot be removed stays.
fn remove_abandoned(path: &Path) {
    let Ok(found) = path.symlink_metadata() else { return };
    let opened = match found.is_dir() {
        true => File::open(path),
        false if found.is_file() => File::options().write(true).open(path),
        false => return,
    };
    let Some(lock) = opened.ok().filter(|file| file.try_lock().is_ok()) else { return };
    if is_still(&lock, path) {
        let _ = if found.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

    use super::*;

    /// The names in a directory after it was cleaned.
    fn names(directory: &Path) -> Vec<String> {
        clean(directory);
        let entries = directory.read_dir().unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_nobody_holds_goes_and_nothing_else() {
        let folder = TempDir::new().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in [".rutter-abcdefABCDEF.part", ".rutter-short.part", ".rutter-abcdefABCDEF"] {
            fs::write(path(name), "x").unwrap();
        }
        fs::create_dir(path(".rutter-000000000000.part")).unwrap();
        fs::write(path(".rutter-000000000000.part/a"), "x").unwrap();
        assert_eq!(names(folder.path()), [".rutter-abcdefABCDEF", ".rutter-short.part"]);
    }

    #[cfg(unix)]
    #[test]
    fn what_somebody_holds_stays() {
        let folder = TempDir::new().unwrap();
        let file = builder(0o666).tempfile_in(folder.path()).unwrap();
        file.as_file().lock().unwrap();
        let held = directory(folder.path()).unwrap();
        CLEANED.lock().unwrap().remove(folder.path());
        assert_eq!(names(folder.path()).len(), 2);
        drop(held);
        let path = file.into_temp_path().keep().unwrap();
        CLEANED.lock().unwrap().remove(folder.path());
        assert_eq!(names(folder.path()), [] as [String; 0], "{}", path.display());
    }

    #[cfg(unix)]
    #[test]
    fn links_of_such_a_name_stay() {
        let folder = TempDir::new().unwrap();
        let link = folder.path().join(".rutter-abcdefABCDEF.part");
        std::os::unix::fs::symlink("/etc/hostname", link).unwrap();
        assert_eq!(names(folder.path()).len(), 1);
    }
}
