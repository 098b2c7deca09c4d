//! Colours of a terminal, as fatih/color writes them.

/// Paints texts, or leaves them as they are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Paint {
    /// Whether there are colours.
    pub is_on: bool,
}

impl Paint {
    fn paint(self, on: &str, off: &str, text: &str) -> String {
        match self.is_on {
            true => format!("\x1b[{on}m{text}\x1b[{off}m"),
            false => text.to_string(),
        }
    }

    pub(super) fn bold(self, text: &str) -> String {
        self.paint("1", "22", text)
    }

    pub(super) fn faint(self, text: &str) -> String {
        self.paint("2", "22", text)
    }

    pub(super) fn red(self, text: &str) -> String {
        self.paint("31", "0", text)
    }

    pub(super) fn yellow(self, text: &str) -> String {
        self.paint("33", "0", text)
    }

    pub(super) fn red_label(self, text: &str) -> String {
        self.paint("41;37", "0;0", text)
    }

    pub(super) fn green_label(self, text: &str) -> String {
        self.paint("42;30", "0;0", text)
    }

    pub(super) fn yellow_label(self, text: &str) -> String {
        self.paint("43;30", "0;0", text)
    }
}
