//! Passwords: from standard input or a terminal.

use std::io::{Read, Write};

use crate::failure::Failure;
use crate::output::Output;

/// Longest password that is read.
const MAX_LENGTH: u64 = 64 * 1024;

/// The whole of standard input without the line's end after it.
///
/// # Errors
/// When it cannot be read or is no text.
pub fn from_stdin() -> Result<String, Failure> {
    let mut text = String::new();
    let read = std::io::stdin().lock().take(MAX_LENGTH).read_to_string(&mut text);
    read.map_err(|error| Failure::text(format!("read standard input: {error}")))?;
    let text = text.strip_suffix('\n').unwrap_or(&text);
    Ok(text.strip_suffix('\r').unwrap_or(text).to_string())
}

/// Asks at a terminal, which does not show what is typed.
///
/// # Errors
/// Go's text when standard input is no terminal.
pub fn ask(prompt: &str, output: &mut Output) -> Result<String, Failure> {
    output.write(prompt);
    output.flush()?;
    let answer = read_hidden();
    output.write("\n");
    output.flush()?;
    answer
}

/// As [`ask`], with the line ended only after an answer: so does `registry login`.
///
/// # Errors
/// Go's text when standard input is no terminal.
pub fn ask_for_registry(prompt: &str, output: &mut Output) -> Result<String, Failure> {
    output.write(prompt);
    output.flush()?;
    let answer = read_hidden()?;
    output.write("\n");
    output.flush()?;
    Ok(answer)
}

#[cfg(unix)]
fn read_hidden() -> Result<String, Failure> {
    use std::io::BufRead;
    let stdin = std::io::stdin();
    let shown = rustix::termios::tcgetattr(&stdin)
        .map_err(|_| Failure::text("inappropriate ioctl for device"))?;
    let mut hidden = shown.clone();
    hidden.local_modes.remove(rustix::termios::LocalModes::ECHO);
    let now = rustix::termios::OptionalActions::Now;
    rustix::termios::tcsetattr(&stdin, now, &hidden)
        .map_err(|error| Failure::text(error.to_string()))?;
    let mut line = String::new();
    let read = stdin.lock().take(MAX_LENGTH).read_line(&mut line);
    let _ = rustix::termios::tcsetattr(&stdin, now, &shown);
    let _ = std::io::stdout().flush();
    read.map_err(|error| Failure::text(format!("read standard input: {error}")))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_string())
}

#[cfg(not(unix))]
fn read_hidden() -> Result<String, Failure> {
    Err(Failure::text("passwords are read from standard input here: use --password-stdin"))
}
