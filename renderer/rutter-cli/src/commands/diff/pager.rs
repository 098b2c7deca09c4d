//! Long texts on a terminal, by the reader's pager.

use std::io::{IsTerminal, Write};
use std::process::{Command, Stdio};

use crate::output::Output;

/// Columns where nothing says how many there are.
const COLUMNS: usize = 120;

/// What shows texts where no variable names a program: it ends by itself where the text fits.
const LESS: &str = "less -FRX";

/// The width of the terminal: `COLUMNS`, else what the terminal says.
pub fn columns() -> usize {
    let given = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    let asked = || ratatui::crossterm::terminal::size().ok().map(|(width, _)| usize::from(width));
    given.or_else(asked).filter(|width| *width > 0).unwrap_or(COLUMNS)
}

/// Shows a text by `RUTTER_PAGER` or `PAGER`, if standard output is a terminal. A variable that is
/// empty or `cat` means none, and so does a pager that cannot be run.
pub fn show(text: &str, output: &mut Output) {
    let pager = std::env::var("RUTTER_PAGER").or_else(|_| std::env::var("PAGER"));
    let pager = pager.unwrap_or_else(|_| LESS.to_string());
    let is_wanted = std::io::stdout().is_terminal() && !["", "cat"].contains(&pager.trim());
    if !is_wanted || !run(&pager, text) {
        output.write(text);
    }
}

/// Whether the pager took the text. One that is left early has.
fn run(pager: &str, text: &str) -> bool {
    let Ok(mut child) = Command::new("sh").args(["-c", pager]).stdin(Stdio::piped()).spawn() else {
        return false;
    };
    if let Some(mut stdin) = child.stdin.take() {
        // A reader who leaves early closes the pipe.
        let _ = stdin.write_all(text.as_bytes());
    }
    // 127: the shell did not find the program.
    child.wait().is_ok_and(|status| status.code() != Some(127))
}
