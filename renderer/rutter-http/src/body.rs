//! What a request sends.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// Content that can be sent more than once, and from any byte on.
pub trait Body: Sync {
    /// Its number of bytes.
    fn length(&self) -> u64;

    /// Opens it at a byte.
    ///
    /// # Errors
    /// When it cannot be read.
    fn open(&self, from: u64) -> io::Result<Box<dyn Read + '_>>;
}

impl Body for &[u8] {
    fn length(&self) -> u64 {
        self.len() as u64
    }

    fn open(&self, from: u64) -> io::Result<Box<dyn Read + '_>> {
        let start = usize::try_from(from).unwrap_or(usize::MAX).min(self.len());
        Ok(Box::new(&self[start..]))
    }
}

impl Body for Vec<u8> {
    fn length(&self) -> u64 {
        self.len() as u64
    }

    fn open(&self, from: u64) -> io::Result<Box<dyn Read + '_>> {
        let start = usize::try_from(from).unwrap_or(usize::MAX).min(self.len());
        Ok(Box::new(&self[start..]))
    }
}

/// A file that is read while it is sent.
#[derive(Debug)]
pub struct FileBody {
    path: PathBuf,
    length: u64,
}

impl FileBody {
    /// Looks at a file.
    ///
    /// # Errors
    /// When it is not there.
    pub fn new(path: &Path) -> io::Result<Self> {
        Ok(FileBody { path: path.to_path_buf(), length: std::fs::metadata(path)?.len() })
    }
}

impl Body for FileBody {
    fn length(&self) -> u64 {
        self.length
    }

    fn open(&self, from: u64) -> io::Result<Box<dyn Read + '_>> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(from))?;
        Ok(Box::new(file.take(self.length.saturating_sub(from))))
    }
}

/// A stretch of another body.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// The whole.
    pub body: &'a dyn Body,
    /// Its first byte of the stretch.
    pub start: u64,
    /// The number of bytes of the stretch.
    pub length: u64,
}

impl Body for Part<'_> {
    fn length(&self) -> u64 {
        self.length
    }

    fn open(&self, from: u64) -> io::Result<Box<dyn Read + '_>> {
        let rest = self.length.saturating_sub(from);
        Ok(Box::new(self.body.open(self.start.saturating_add(from))?.take(rest)))
    }
}
