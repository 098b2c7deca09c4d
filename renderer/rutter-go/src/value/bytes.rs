//! Go's `[]byte`.

use super::Str;
use crate::content::Content;

/// A `[]byte`: shared and, in templates, never changed.
#[derive(Clone)]
pub struct Bytes {
    data: Option<Content>,
}

impl Bytes {
    /// A non-nil slice of these bytes.
    pub fn new(data: impl Into<Str>) -> Bytes {
        Bytes::of(Content::from(data.into()))
    }
    /// The bytes of a file, which is read when they are looked at.
    pub fn of(content: Content) -> Bytes {
        Bytes { data: Some(content) }
    }
    /// The nil slice.
    pub fn nil() -> Bytes {
        Bytes { data: None }
    }
    /// Whether the slice is nil.
    pub fn is_nil(&self) -> bool {
        self.data.is_none()
    }
    /// The bytes as a string that shares them.
    pub fn text(&self) -> Str {
        self.data.as_ref().map(|data| data.text().clone()).unwrap_or_default()
    }
    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        self.data.as_ref().map_or(&[], Content::as_bytes)
    }
}
