//! Text of one document, kept where it was rendered.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// A piece of a rendered file; all documents of the file share its text.
#[derive(Clone, Default)]
pub struct Text {
    whole: Arc<String>,
    range: Range<usize>,
}

impl Text {
    /// The bytes of `whole` in `range`; nothing where that is not on character boundaries.
    pub fn new(whole: Arc<String>, range: Range<usize>) -> Text {
        Text { whole, range }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        self.whole.get(self.range.clone()).unwrap_or_default()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        let range = 0..text.len();
        Text { whole: Arc::new(text), range }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
