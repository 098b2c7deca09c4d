//! Colours, where a terminal shows them.

use std::io::IsTerminal;

/// How pieces of a report are set off.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    coloured: bool,
}

impl Style {
    /// Colours if standard error is a terminal that wants them.
    pub fn of_stderr() -> Style {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Style { coloured: std::io::stderr().is_terminal() && !set("NO_COLOR") && !is_dumb }
    }

    /// What is wrong.
    pub fn wrong(self, text: &str) -> String {
        self.paint("1;31", text)
    }

    /// What only helps to read.
    pub fn faint(self, text: &str) -> String {
        self.paint("2", text)
    }

    fn paint(self, code: &str, text: &str) -> String {
        match self.coloured {
            true => format!("\x1b[{code}m{text}\x1b[0m"),
            false => text.to_string(),
        }
    }
}
