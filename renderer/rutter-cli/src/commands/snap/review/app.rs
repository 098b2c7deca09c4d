//! The review as it stands, and what keys do to it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use rutter_snapshot::{Decision, Group, Review, Selection, decide};

use super::detail::{Theme, View};
use super::editor::FilePlace;
use super::list::summary;
use crate::commands::snap::cause::Causes;
use crate::commands::snap::report::counted;
use crate::whole_file;

/// What a key leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// More keys.
    Go,
    /// The end.
    Quit,
    /// A file in the editor.
    Edit(FilePlace),
}

/// What keys are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    /// To decide.
    Normal,
    /// To write what groups are filtered by.
    Filter,
    /// Any key closes the help.
    Help,
    /// `y` accepts all that is listed.
    Confirm,
}

/// The side that moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The list of groups.
    Groups,
    /// What is in one.
    Detail,
}

/// The state of a review.
pub struct App {
    charts: Vec<PathBuf>,
    causes: Causes,
    /// What is left to decide.
    pub review: Review,
    /// The group that is looked at, among those that are listed.
    pub selected: usize,
    /// Its file that is looked at.
    pub member: usize,
    /// Lines of that file that are above the screen.
    pub scroll: usize,
    /// What moves.
    pub pane: Pane,
    /// How a file is shown.
    pub view: View,
    /// What keys are for.
    pub mode: Mode,
    /// What a listed group has in it.
    pub filter: String,
    /// Whether groups that `rutter diff` would hide are not listed.
    pub hides_noise: bool,
    /// Groups that were skipped.
    pub skipped: BTreeSet<String>,
    /// What happened last.
    pub message: String,
    /// How it looks.
    pub theme: Theme,
    /// Lines that a page of the detail has; drawing says it.
    pub page: usize,
    accepted: usize,
    rejected: usize,
}

impl App {
    /// A review from its beginning.
    pub fn new(charts: Vec<PathBuf>, review: Review, causes: Causes) -> App {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        App {
            charts,
            causes,
            review,
            selected: 0,
            member: 0,
            scroll: 0,
            pane: Pane::Groups,
            view: View::Structure,
            mode: Mode::Normal,
            filter: String::new(),
            hides_noise: false,
            skipped: BTreeSet::new(),
            message: String::new(),
            theme: Theme { has_colors: !no_color },
            page: 10,
            accepted: 0,
            rejected: 0,
        }
    }

    /// The groups that are listed.
    pub fn listed(&self) -> Vec<&Group> {
        let filter = self.filter.to_lowercase();
        let is_listed = |group: &&Group| {
            (!self.hides_noise || group.rule.is_none())
                && (filter.is_empty() || self.searched(group).contains(&filter))
        };
        self.review.groups.iter().filter(is_listed).collect()
    }

    /// What a filter looks through: summary, cases and objects.
    fn searched(&self, group: &Group) -> String {
        let mut text = summary(&self.review, group);
        for (file, _) in &group.members {
            let file = &self.review.files[*file];
            text.push_str(&format!("\n{}: {}", file.difference.place.case, file.title()));
        }
        text.to_lowercase()
    }

    /// The group that is looked at.
    pub fn current(&self) -> Option<&Group> {
        self.listed().get(self.selected).copied()
    }

    /// Shows a message until the next key.
    pub fn say(&mut self, message: String) {
        self.message = message;
    }

    /// What was decided, for when the screen is gone.
    pub fn outcome(&self) -> String {
        format!(
            "{} accepted, {} rejected, {} left\n",
            counted(self.accepted, "group"),
            self.rejected,
            self.review.groups.len()
        )
    }

    /// Does what a key says.
    pub fn key(&mut self, key: KeyEvent) -> Next {
        self.message.clear();
        if key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('c') {
            return Next::Quit;
        }
        match self.mode {
            Mode::Help => self.mode = Mode::Normal,
            Mode::Filter => self.filter_key(key.code),
            Mode::Confirm => {
                self.mode = Mode::Normal;
                if key.code == KeyCode::Char('y') {
                    let listed = self.listed().iter().map(|group| group.id.clone()).collect();
                    self.decide(listed, Decision::Accept);
                }
            }
            Mode::Normal => return self.normal_key(key),
        }
        Next::Go
    }

    fn filter_key(&mut self, code: KeyCode) {
        match code {
            KeyCode::Enter => self.mode = Mode::Normal,
            KeyCode::Esc => {
                self.filter.clear();
                self.mode = Mode::Normal;
            }
            KeyCode::Backspace => {
                self.filter.pop();
            }
            KeyCode::Char(letter) => self.filter.push(letter),
            _ => {}
        }
        self.select(0);
    }

    fn normal_key(&mut self, key: KeyEvent) -> Next {
        match key.code {
            KeyCode::Char('q') | KeyCode::Esc => return Next::Quit,
            KeyCode::Char('a') => self.decide_current(Decision::Accept),
            KeyCode::Char('r') => self.decide_current(Decision::Reject),
            KeyCode::Char('A') if !self.listed().is_empty() => self.mode = Mode::Confirm,
            KeyCode::Char('s' | ' ') => self.skip(),
            KeyCode::Char('e') => return self.edit(),
            KeyCode::Char('t') => {
                self.view = match self.view {
                    View::Structure => View::Text,
                    View::Text => View::Structure,
                };
                self.scroll = 0;
            }
            KeyCode::Char('n') => {
                self.hides_noise = !self.hides_noise;
                self.select(0);
            }
            KeyCode::Char('/') => self.mode = Mode::Filter,
            KeyCode::Char('?') => self.mode = Mode::Help,
            KeyCode::Tab | KeyCode::BackTab => {
                self.pane = match self.pane {
                    Pane::Groups => Pane::Detail,
                    Pane::Detail => Pane::Groups,
                };
            }
            code => self.move_by(code),
        }
        Next::Go
    }

    fn move_by(&mut self, code: KeyCode) {
        let is_list = self.pane == Pane::Groups;
        match code {
            KeyCode::Char('j') | KeyCode::Down if is_list => self.select(self.selected + 1),
            KeyCode::Char('k') | KeyCode::Up if is_list => {
                self.select(self.selected.saturating_sub(1));
            }
            KeyCode::Char('g') | KeyCode::Home if is_list => self.select(0),
            KeyCode::Char('G') | KeyCode::End if is_list => self.select(usize::MAX),
            KeyCode::Char('j') | KeyCode::Down => self.scroll += 1,
            KeyCode::Char('k') | KeyCode::Up => self.scroll = self.scroll.saturating_sub(1),
            KeyCode::PageDown => self.scroll += self.page,
            KeyCode::PageUp => self.scroll = self.scroll.saturating_sub(self.page),
            KeyCode::Home | KeyCode::Char('g') => self.scroll = 0,
            KeyCode::End | KeyCode::Char('G') => self.scroll = usize::MAX,
            KeyCode::Right | KeyCode::Char('l' | ']') => self.show_member(self.member + 1),
            KeyCode::Left | KeyCode::Char('h' | '[') => {
                self.show_member(self.member.saturating_sub(1));
            }
            _ => {}
        }
    }

    /// Looks at a group; the last one where there are fewer.
    fn select(&mut self, at: usize) {
        self.selected = at.min(self.listed().len().saturating_sub(1));
        self.member = 0;
        self.scroll = 0;
    }

    fn show_member(&mut self, at: usize) {
        let count = self.current().map_or(0, |group| group.members.len());
        self.member = at.min(count.saturating_sub(1));
        self.scroll = 0;
    }

    fn skip(&mut self) {
        let Some(group) = self.current() else { return };
        let id = group.id.clone();
        self.skipped.insert(id);
        self.select(self.selected + 1);
    }

    fn decide_current(&mut self, decision: Decision) {
        let ids: Vec<String> = self.current().map(|group| group.id.clone()).into_iter().collect();
        self.decide(ids, decision);
    }

    /// Carries a decision out at once, and reads again what is left.
    fn decide(&mut self, groups: Vec<String>, decision: Decision) {
        if groups.is_empty() {
            return;
        }
        let selection = Selection { groups, ..Selection::default() };
        match decide(&self.charts, &selection, decision, whole_file::write) {
            Ok(decided) => {
                let (word, count) = match decision {
                    Decision::Accept => ("accepted", &mut self.accepted),
                    Decision::Reject => ("rejected", &mut self.rejected),
                };
                *count += decided.groups.len();
                self.message = format!(
                    "{word} {} in {}",
                    counted(decided.groups.len(), "group"),
                    counted(decided.files.len(), "file")
                );
                self.review = decided.left;
            }
            Err(error) => {
                self.message = error.lines().next().unwrap_or_default().to_string();
                self.reload();
            }
        }
        self.causes.explain(&mut self.review);
        self.select(self.selected);
    }

    /// Another run may have decided.
    fn reload(&mut self) {
        match Review::pending(&self.charts) {
            Ok(review) => self.review = review,
            Err(error) => self.message = error,
        }
    }

    /// The template line behind what is looked at, else the template.
    fn edit(&mut self) -> Next {
        let place = self.current().and_then(|group| {
            let (file, part) = group.members.get(self.member)?;
            let file = &self.review.files[*file];
            let cause = file.parts[*part].changes.iter().find_map(|change| change.cause.as_ref());
            let template = match cause {
                Some(cause) => cause.template.clone(),
                None => format!("{}:1", file.pair().object()?.source()?),
            };
            let (name, line) = template.rsplit_once(':')?;
            let (_, inside) = name.split_once('/')?;
            let path = file.difference.place.chart.join(inside);
            Some(FilePlace { path, line: line.parse().ok()? })
        });
        match place.filter(|place| place.path.is_file()) {
            Some(place) => Next::Edit(place),
            None => {
                self.say("the template of this is not known".to_string());
                Next::Go
            }
        }
    }
}
