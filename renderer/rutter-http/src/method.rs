//! Request methods.

/// A request method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Asks for a resource.
    Get,
    /// Asks for the headers of a resource.
    Head,
    /// Starts something.
    Post,
    /// Stores something under a name.
    Put,
    /// Adds to something.
    Patch,
    /// Removes something.
    Delete,
}

impl Method {
    /// As it stands in a request.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Head => "HEAD",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }

    /// As Go's `net/http` begins an error with it.
    pub fn in_errors(self) -> &'static str {
        match self {
            Method::Get => "Get",
            Method::Head => "Head",
            Method::Post => "Post",
            Method::Put => "Put",
            Method::Patch => "Patch",
            Method::Delete => "Delete",
        }
    }

    /// Whether doing it twice is the same as doing it once.
    pub(crate) fn is_repeatable(self) -> bool {
        matches!(self, Method::Get | Method::Head | Method::Put | Method::Delete)
    }

    /// Whether a request without a body says so by its length.
    pub(crate) fn tells_empty_body(self) -> bool {
        matches!(self, Method::Post | Method::Put | Method::Patch)
    }
}
