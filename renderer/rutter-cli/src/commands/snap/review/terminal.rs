//! The terminal as a screen, given back however the review ends.

use std::io::{Stdout, stdout};
use std::sync::Once;

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::{Frame, Terminal};

use crate::failure::Failure;

/// A terminal that shows the review; given back when the value goes.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
}

static HOOK: Once = Once::new();

impl Screen {
    /// Takes the terminal. A panic gives it back before it says anything.
    ///
    /// # Errors
    /// What the terminal does not do.
    pub fn open() -> Result<Screen, Failure> {
        HOOK.call_once(|| {
            let before = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                give_back();
                before(panic);
            }));
        });
        let terminal = Terminal::new(CrosstermBackend::new(stdout())).map_err(failure)?;
        let mut screen = Screen { terminal };
        screen.enter()?;
        Ok(screen)
    }

    /// Shows the review again.
    ///
    /// # Errors
    /// What the terminal does not do.
    pub fn enter(&mut self) -> Result<(), Failure> {
        enable_raw_mode().map_err(failure)?;
        if let Err(error) = execute!(stdout(), EnterAlternateScreen) {
            give_back();
            return Err(failure(error));
        }
        self.terminal.clear().map_err(failure)
    }

    /// Gives the terminal to another program.
    pub fn leave(&mut self) {
        give_back();
    }

    /// Draws once.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> Result<(), Failure> {
        self.terminal.draw(draw).map_err(failure)?;
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// There may be nobody left to hear of what fails here.
fn give_back() {
    let _ = disable_raw_mode();
    let _ = execute!(stdout(), LeaveAlternateScreen, Show);
}

fn failure(error: std::io::Error) -> Failure {
    Failure::text(format!("terminal: {error}"))
}
