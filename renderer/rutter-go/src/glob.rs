//! File patterns of `.Files.Glob` (Go: `github.com/gobwas/glob` with the separator `/`).
//!
//! The matchers follow gobwas in shape, because which of them a pattern becomes decides what
//! it matches where gobwas errs (with letters beyond ASCII, with `[!…]` repeated).

mod compiler;
mod matcher;
mod parser;

use matcher::{Fuel, Matcher};

/// A compiled pattern.
#[derive(Debug)]
pub struct Glob {
    matcher: Matcher,
}

impl Glob {
    /// Compiles a pattern. Helm takes any failure for the pattern `**`.
    pub fn compile(pattern: &[u8]) -> Result<Glob, String> {
        let tree = parser::parse(pattern)?;
        let matcher = compiler::compile(&tree)?;
        Ok(Glob { matcher })
    }

    /// Whether the whole text matches. A pattern that needs more than a hundred million steps
    /// matches nothing.
    pub fn matches(&self, text: &[u8]) -> bool {
        self.matcher.matches(text, &mut Fuel::default())
    }
}
