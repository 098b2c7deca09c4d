//! What is wrong with the comments.

use std::fmt;

/// Something wrong on a line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The line, counted from 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
}

/// Everything that is wrong, by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    pub(crate) fn add(&mut self, line: u32, message: impl Into<String>) {
        self.0.push(Problem { line, message: message.into() });
    }

    /// A value if nothing is wrong.
    pub(crate) fn or<T>(mut self, value: T) -> Result<T, Problems> {
        if self.0.is_empty() {
            return Ok(value);
        }
        self.0.sort();
        self.0.dedup();
        Err(self)
    }

    /// One line for each, with the name of the file before its line.
    pub fn in_file(&self, file: &str) -> String {
        let lines = self.0.iter().map(|problem| match problem.line {
            0 => format!("{file}: {}", problem.message),
            line => format!("{file}:{line}: {}", problem.message),
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_file("values.yaml"))
    }
}

impl std::error::Error for Problems {}
