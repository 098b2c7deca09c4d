//! `rutter snap review`: what waits for a decision, in the terminal.

mod app;
mod detail;
mod draw;
mod editor;
mod list;
mod terminal;
mod wrap;

#[cfg(test)]
mod tests;

use std::io::IsTerminal;

use ratatui::crossterm::event::{self, Event, KeyEventKind};
use rutter_snapshot::Review;

use super::cause::Causes;
use super::{charts, decide};
use crate::failure::Failure;
use crate::flags::Parsed;
use crate::output::Output;
use crate::settings::Settings;
use app::{App, Next};
use terminal::Screen;

/// Runs the command.
pub fn run(flags: &Parsed, settings: &Settings, output: &mut Output) -> Result<(), Failure> {
    decide::check_ci()?;
    let charts = charts::of(flags)?;
    let mut review = Review::pending(&charts)?;
    if review.files.is_empty() {
        output.write("Nothing is pending\n");
        return Ok(());
    }
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(Failure::text(
            "a review needs a terminal\n  help: use rutter snap pending, rutter snap accept and rutter snap reject",
        ));
    }
    let causes = Causes::of(&review, settings.compat);
    causes.explain(&mut review);
    let mut app = App::new(charts, review, causes);
    let mut screen = Screen::open()?;
    let ended = show(&mut app, &mut screen);
    drop(screen);
    ended?;
    output.write(&app.outcome());
    Ok(())
}

fn show(app: &mut App, screen: &mut Screen) -> Result<(), Failure> {
    loop {
        screen.draw(|frame| draw::draw(frame, app))?;
        let event = event::read().map_err(|error| Failure::text(error.to_string()))?;
        let Event::Key(key) = event else { continue };
        if key.kind == KeyEventKind::Release {
            continue;
        }
        match app.key(key) {
            Next::Go => {}
            Next::Quit => return Ok(()),
            Next::Edit(place) => {
                screen.leave();
                let said = editor::open(&place);
                screen.enter()?;
                app.say(said);
            }
        }
    }
}
