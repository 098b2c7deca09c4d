//! The one door to everything outside a render: clock, randomness, network and disk.
//!
//! Rendering is a pure function of chart, values, options and a [`World`]. Nothing below the
//! command line reads the operating system except through this trait.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use crate::content::Reader;
use crate::value::Str;

/// A moment: seconds and nanoseconds since the Unix epoch (Go: `time.Now`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant {
    /// Seconds since 1970-01-01T00:00:00Z; may be negative.
    pub seconds: i64,
    /// Nanoseconds within the second, 0..1_000_000_000.
    pub nanoseconds: u32,
}

/// What a directory entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A regular file.
    File,
    /// A directory.
    Directory,
    /// A symbolic link (only reported by [`World::symlink_metadata`]).
    Symlink,
    /// Anything else, with the Go mode bits Helm prints.
    Irregular,
}

/// Kind, size in bytes and modification time of a path.
#[derive(Clone, Copy, Debug)]
pub struct FileMetadata {
    /// What the path is.
    pub kind: FileKind,
    /// Size in bytes.
    pub size: u64,
    /// The `st_mode` type bits in Go's `fs.FileMode` numbering, 0 for a regular file.
    pub mode_type: u32,
    /// Modification time, if the host has one.
    pub modified: Option<Instant>,
}

/// A name in a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectoryEntry {
    /// The name alone, as the system has it.
    pub name: OsString,
    /// What it is; links are not followed.
    pub kind: FileKind,
}

/// A file that has been opened.
pub struct OpenFile {
    /// What it is.
    pub metadata: FileMetadata,
    /// Reads it, up to the limit given when it was opened.
    pub reader: Reader,
}

/// Everything a render may ask of its host: a clock and randomness at least. By default there are
/// no files, no variables and no other hosts.
pub trait World {
    /// The current time.
    fn now(&self) -> Instant;
    /// Fills `buffer` with random bytes.
    fn fill_random(&self, buffer: &mut [u8]);
    /// A random prime of `bits` bits, as bytes with the highest first; `make` finds one. A host that
    /// renders a chart many times may give one again.
    fn prime(&self, _bits: usize, make: &mut dyn FnMut() -> Vec<u8>) -> Vec<u8> {
        make()
    }
    /// First address of a host name; `None` when it does not resolve.
    fn lookup_host(&self, _name: &str) -> Option<String> {
        None
    }
    /// The TZ name that stands for Go's `time.Local`, `"UTC"` when unknown.
    fn local_zone(&self) -> String {
        "UTC".to_string()
    }
    /// An environment variable (only `--name-template` and the command line ask).
    fn environment(&self, _name: &str) -> Option<String> {
        None
    }
    /// Opens a file to read it later.
    fn open_file(&self, _path: &Path, _limit: u64) -> io::Result<OpenFile> {
        not_found()
    }
    /// The whole content of a file, refused above `limit` bytes with [`io::ErrorKind::FileTooLarge`].
    fn read_file(&self, path: &Path, limit: u64) -> io::Result<Str> {
        (self.open_file(path, limit)?.reader)()
    }
    /// What is in a directory, sorted bytewise by name.
    fn read_directory(&self, _path: &Path) -> io::Result<Vec<DirectoryEntry>> {
        not_found()
    }
    /// Metadata of what a path points at.
    fn metadata(&self, _path: &Path) -> io::Result<FileMetadata> {
        not_found()
    }
    /// Metadata of the path itself, links not followed.
    fn symlink_metadata(&self, _path: &Path) -> io::Result<FileMetadata> {
        not_found()
    }
    /// What a link points at, as written; `None` when it cannot be read.
    fn read_link(&self, _path: &Path) -> Option<PathBuf> {
        None
    }
    /// The path with every link resolved (Go: `filepath.EvalSymlinks`).
    fn canonicalize(&self, _path: &Path) -> io::Result<PathBuf> {
        not_found()
    }
}

fn not_found<T>() -> io::Result<T> {
    Err(io::ErrorKind::NotFound.into())
}
