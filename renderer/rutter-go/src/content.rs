//! The content of a file, which may still be on disk.
//!
//! Charts carry files that few renders look at, such as custom resource definitions; those are
//! opened when the chart is loaded and read when somebody asks.

use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::value::Str;

/// Reads a file that has been opened.
pub type Reader = Box<dyn FnOnce() -> io::Result<Str> + Send>;

/// Bytes in memory, or a file to be read once.
#[derive(Clone)]
pub struct Content(Source);

#[derive(Clone)]
enum Source {
    Held(Str),
    Deferred(Arc<Deferred>),
}

struct Deferred {
    reader: Mutex<Option<Reader>>,
    text: OnceLock<io::Result<Str>>,
    nothing: Str,
}

impl Deferred {
    fn text(&self) -> &io::Result<Str> {
        self.text.get_or_init(|| {
            let reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner).take();
            reader.map_or_else(|| Ok(Str::default()), |read| read())
        })
    }
}

impl Content {
    /// What `reader` gives when the content is first looked at.
    pub fn deferred(reader: Reader) -> Content {
        let reader = Mutex::new(Some(reader));
        let deferred = Deferred { reader, text: OnceLock::new(), nothing: Str::default() };
        Content(Source::Deferred(Arc::new(deferred)))
    }

    /// The bytes; none where they cannot be read, which [`Content::failure`] tells.
    pub fn text(&self) -> &Str {
        match &self.0 {
            Source::Held(text) => text,
            Source::Deferred(deferred) => deferred.text().as_ref().unwrap_or(&deferred.nothing),
        }
    }

    /// As [`Content::text`].
    pub fn as_bytes(&self) -> &[u8] {
        self.text().as_bytes()
    }

    /// Why the bytes could not be read, if somebody asked for them in vain.
    pub fn failure(&self) -> Option<&io::Error> {
        match &self.0 {
            Source::Held(_) => None,
            Source::Deferred(deferred) => deferred.text.get()?.as_ref().err(),
        }
    }
}

impl From<Str> for Content {
    fn from(text: Str) -> Content {
        Content(Source::Held(text))
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.text(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deferred_file_is_read_once_and_only_when_asked() {
        let content = Content::deferred(Box::new(|| Ok(Str::from("read"))));
        let other = content.clone();
        assert_eq!(content.text(), &Str::from("read"));
        assert_eq!(other.as_bytes(), b"read");
        assert!(other.failure().is_none());
    }

    #[test]
    fn a_file_that_cannot_be_read_is_empty_and_says_why() {
        let content = Content::deferred(Box::new(|| Err(io::ErrorKind::TimedOut.into())));
        assert!(content.failure().is_none());
        assert_eq!(content.as_bytes(), b"");
        assert_eq!(content.failure().map(io::Error::kind), Some(io::ErrorKind::TimedOut));
    }
}
