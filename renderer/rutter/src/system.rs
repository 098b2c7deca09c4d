//! The operating system as a [`World`].

use std::fs;
use std::io::{self, Read};
use std::net::ToSocketAddrs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use rutter_go::world::{DirectoryEntry, FileKind, FileMetadata, Instant, OpenFile};
use rutter_go::{Str, World};

/// Disk, clock, randomness and DNS of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemWorld;

impl World for SystemWorld {
    fn now(&self) -> Instant {
        to_instant(SystemTime::now())
    }

    fn fill_random(&self, buffer: &mut [u8]) {
        if getrandom::fill(buffer).is_err() {
            buffer.fill(0);
        }
    }

    fn lookup_host(&self, name: &str) -> Option<String> {
        let mut addresses = (name, 0).to_socket_addrs().ok()?;
        addresses.next().map(|address| address.ip().to_string())
    }

    fn local_zone(&self) -> String {
        std::env::var("TZ").unwrap_or_else(|_| "UTC".to_string())
    }

    fn environment(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    fn open_file(&self, path: &Path, limit: u64) -> io::Result<OpenFile> {
        let file = fs::File::open(path)?;
        let metadata = to_metadata(&file.metadata()?);
        let reader = Box::new(move || read_open(file, metadata.size, limit));
        Ok(OpenFile { metadata, reader })
    }

    fn read_directory(&self, path: &Path) -> io::Result<Vec<DirectoryEntry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let name = entry.file_name();
            entries.push(DirectoryEntry { name, kind: to_kind(entry.file_type()?) });
        }
        entries.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    fn metadata(&self, path: &Path) -> io::Result<FileMetadata> {
        fs::metadata(path).map(|m| to_metadata(&m))
    }

    fn symlink_metadata(&self, path: &Path) -> io::Result<FileMetadata> {
        fs::symlink_metadata(path).map(|m| to_metadata(&m))
    }

    fn read_link(&self, path: &Path) -> Option<PathBuf> {
        fs::read_link(path).ok()
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }
}

/// Reads a file of the given size, which may be out of date.
fn read_open(mut file: fs::File, size: u64, limit: u64) -> io::Result<Str> {
    if size > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let (data, length) = read_sized(&mut file, size as usize)?;
    if size > 0 && length == data.len() {
        return Ok(Str::from(data));
    }
    // Shorter than it was, or of a kind that has no size.
    let mut more = Vec::new();
    file.take((limit - length as u64).saturating_add(1)).read_to_end(&mut more)?;
    if (length + more.len()) as u64 > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(Str::from([data.get(..length).unwrap_or_default(), &more].concat()))
}

/// Reads up to `size` bytes straight to where they stay, and says how many there were.
fn read_sized(file: &mut fs::File, size: usize) -> io::Result<(Arc<[u8]>, usize)> {
    let mut data: Arc<[u8]> = std::iter::repeat_n(0, size).collect();
    let mut length = 0;
    if let Some(buffer) = Arc::get_mut(&mut data) {
        while let Some(rest) = buffer.get_mut(length..).filter(|rest| !rest.is_empty()) {
            match file.read(rest) {
                Ok(0) => break,
                Ok(count) => length += count,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
    }
    Ok((data, length))
}

fn to_instant(time: SystemTime) -> Instant {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => Instant { seconds: since.as_secs() as i64, nanoseconds: since.subsec_nanos() },
        Err(before) => Instant { seconds: -(before.duration().as_secs() as i64), nanoseconds: 0 },
    }
}

fn to_kind(file_type: fs::FileType) -> FileKind {
    match file_type {
        t if t.is_symlink() => FileKind::Symlink,
        t if t.is_dir() => FileKind::Directory,
        t if t.is_file() => FileKind::File,
        _ => FileKind::Irregular,
    }
}

fn to_metadata(metadata: &fs::Metadata) -> FileMetadata {
    FileMetadata {
        kind: to_kind(metadata.file_type()),
        size: metadata.len(),
        mode_type: 0,
        modified: metadata.modified().ok().map(to_instant),
    }
}
