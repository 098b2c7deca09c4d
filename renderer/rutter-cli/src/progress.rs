//! A bar on a terminal while something is transferred.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

/// Transfers below this size need no bar.
const MIN_SIZE: u64 = 256 * 1024;

/// A bar on standard error, where that is a terminal.
pub struct Bar(Option<ProgressBar>);

impl Bar {
    /// A bar that shows nothing yet.
    pub fn new(verb: &str, what: &str) -> Bar {
        if !std::io::stderr().is_terminal() {
            return Bar(None);
        }
        let bar = ProgressBar::hidden();
        let template = "{msg} {bar:30} {bytes}/{total_bytes} {bytes_per_sec}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(format!("{verb} {what}"));
        Bar(Some(bar))
    }

    /// How far it is.
    pub fn set(&self, done: u64, total: Option<u64>) {
        let Some(bar) = &self.0 else { return };
        if total.is_none_or(|total| total < MIN_SIZE) {
            return;
        }
        if bar.is_hidden() {
            bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
        }
        bar.set_length(total.unwrap_or(done));
        bar.set_position(done);
    }

    /// Takes it away.
    pub fn clear(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
