//! Standard output: buffered, checked, and silent when the reader has gone.

use std::borrow::Cow;
use std::io::{self, ErrorKind, Write};

use crate::failure::Failure;

/// Prints a line on standard error. Nobody may be listening, which is no reason to stop.
pub fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", printable(line));
}

/// A text that does nothing to a terminal: control characters are written as Go writes them, but
/// for tabs and the ends of lines.
pub fn printable(text: &str) -> Cow<'_, str> {
    let is_harmful = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\t');
    if !text.contains(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut written = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => written.push(letter),
            _ if !is_harmful(letter) => written.push(letter),
            _ => written.push_str(&format!("\\x{:02x}", u32::from(letter))),
        }
    }
    Cow::Owned(written)
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

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn terminals_are_left_alone() {
        for (text, want) in [
            ("a\tb\r\nc é", "a\tb\r\nc é"),
            ("a\u{1b}[31mb", "a\\x1b[31mb"),
            ("a\rb", "a\\x0db"),
            ("\u{9b}2J\u{7f}", "\\x9b2J\\x7f"),
        ] {
            assert_eq!(printable(text), want);
        }
    }
}
