//! Paths into a document, in the dialect of helm-unittest 1.1 (helm-unittest/yaml-jsonpath 0.4).
//!
//! | written | finds |
//! |---|---|
//! | `a.b`, `.a.b`, `$.a.b`, `a['b', "c"]` | children |
//! | `a[0]`, `a[-1]`, `a[0,2]`, `a[1:]`, `a[::-1]`, `a[*]`, `a.*` | elements |
//! | `..a`, `..*`, `..[0]` | the same below every node, the deepest nodes first |
//! | `a[?(@.b == 'c' && !$.d)]` | elements of a list, or the map itself, for which the filter holds |
//! | `a~` | the name of a child |
//!
//! The messages are those of the Go library: they are printed by tests that fail.

mod evaluate;
mod filter;
mod filter_lexer;
mod lexer;
mod names;
mod parser;
mod subscript;
mod token;

use crate::Value;
use std::borrow::Cow;
use std::fmt;

/// Longest path in bytes; the longest of public suites has some hundred.
pub const MAX_LENGTH: usize = 4096;
/// How deep filters and their brackets nest.
pub const MAX_NESTING: usize = 100;
/// Nodes that one search may look at: `..*..*..*` of a large document has no end.
pub const MAX_VISITS: usize = 10_000_000;

/// A compiled path. Compiling costs more than a search: keep it.
#[derive(Clone, Debug)]
pub struct Path {
    steps: Vec<parser::Step>,
}

/// Why a path is none, or why a search was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Not in the dialect; the text is that of the Go library.
    Syntax(String),
    /// One of the limits above.
    Limit(String),
}

impl Path {
    /// Compiles a path.
    ///
    /// # Errors
    /// What is not in the dialect, and what is longer or deeper than the limits.
    pub fn parse(path: &str) -> Result<Path, Error> {
        if path.len() > MAX_LENGTH {
            let text = format!("the path has {} bytes, {MAX_LENGTH} are allowed", path.len());
            return Err(Error::Limit(text));
        }
        parser::parse(path, 0)
    }

    /// What the path leads to in a document, in the library's order: maps in the order in which
    /// go-yaml writes their keys.
    ///
    /// # Errors
    /// [`Error::Limit`] if it looks at more than [`MAX_VISITS`] nodes.
    pub fn find<'v>(&self, document: &'v Value) -> Result<Vec<Cow<'v, Value>>, Error> {
        evaluate::find(self, document)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Error::Syntax(text) | Error::Limit(text)) = self;
        f.write_str(text)
    }
}

impl std::error::Error for Error {}
