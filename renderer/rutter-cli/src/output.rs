//! Standard output: buffered, checked, and silent when the reader has gone.

use std::io::{self, ErrorKind, Write};

use crate::failure::Failure;

/// Prints a line on standard error. Nobody may be listening, which is no reason to stop.
pub fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// What a command prints; written when the command has succeeded so far.
#[derive(Default)]
pub struct Output {
    text: Vec<u8>,
}

impl Output {
    /// Adds text.
    pub fn write(&mut self, text: &str) {
        self.text.extend_from_slice(text.as_bytes());
    }

    /// Adds text, without a copy where it is the first.
    pub fn write_owned(&mut self, text: String) {
        match self.text.is_empty() {
            true => self.text = text.into_bytes(),
            false => self.write(&text),
        }
    }

    /// Adds bytes.
    pub fn write_bytes(&mut self, bytes: &[u8]) {
        self.text.extend_from_slice(bytes);
    }

    /// Writes everything to standard output.
    ///
    /// # Errors
    /// When standard output cannot take it; a closed pipe is not an error.
    pub fn flush(&mut self) -> Result<(), Failure> {
        let mut stdout = io::stdout().lock();
        let result = stdout.write_all(&self.text).and_then(|()| stdout.flush());
        self.text.clear();
        match result {
            Err(e) if e.kind() == ErrorKind::BrokenPipe => Ok(()),
            Err(e) => Err(Failure::text(format!(
                "write standard output: {}",
                rutter::chart::go_io_error(&e)
            ))),
            Ok(()) => Ok(()),
        }
    }
}
