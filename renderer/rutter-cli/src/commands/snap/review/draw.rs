//! The review on a screen of any size.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders, Clear, Paragraph};
use rutter_snapshot::Group;

use super::app::{App, Mode, Pane};
use super::detail;
use super::list::{is_dangerous, mark, summary};
use super::wrap::{cut, wrap};
use crate::commands::snap::report::{counted, sums};
use crate::output::printable;

/// Narrower screens show one pane.
const BOTH: u16 = 60;

const KEYS: &str = "a accept  r reject  s skip  t text  e edit  / filter  ? help  q quit";

/// What `?` shows.
const HELP: &[(&str, &str)] = &[
    ("a", "accept the group: its snapshots take the change"),
    ("r", "reject the group: its snapshots stay"),
    ("A", "accept all groups that are listed"),
    ("s, space", "skip the group"),
    ("j k, arrows", "move; g G to the ends"),
    ("tab", "move in the other pane"),
    ("[ ]", "the files of a group that change alike"),
    ("page keys", "scroll what changes"),
    ("t", "fields or text"),
    ("e", "open the template in VISUAL or EDITOR"),
    ("n", "hide what rutter diff hides"),
    ("/", "filter by summary, case or object"),
    ("q", "quit; what is not decided stays pending"),
];

/// Draws all of it.
pub fn draw(frame: &mut Frame<'_>, app: &mut App) {
    let rows = Layout::vertical([Constraint::Length(1), Constraint::Min(1), Constraint::Length(1)]);
    let [head, middle, foot] = rows.areas(frame.area());
    draw_head(frame, app, head);
    if middle.width < BOTH {
        match app.pane {
            Pane::Groups => draw_list(frame, app, middle),
            Pane::Detail => draw_detail(frame, app, middle),
        }
    } else {
        let columns = Layout::horizontal([Constraint::Percentage(40), Constraint::Percentage(60)]);
        let [left, right] = columns.areas(middle);
        draw_list(frame, app, left);
        draw_detail(frame, app, right);
    }
    draw_foot(frame, app, foot);
    if app.mode == Mode::Help {
        draw_help(frame, app);
    }
}

fn draw_head(frame: &mut Frame<'_>, app: &App, area: Rect) {
    let mut text = format!(" rutter snap review  {}", sums(&app.review));
    if app.hides_noise {
        text.push_str("  noise hidden");
    }
    frame.render_widget(Line::styled(text, app.theme.title()), area);
}

fn draw_foot(frame: &mut Frame<'_>, app: &App, area: Rect) {
    let line = match app.mode {
        Mode::Filter => Line::raw(format!("/{}█", app.filter)),
        Mode::Confirm => {
            let groups = counted(app.listed().len(), "group");
            Line::styled(
                format!(" accept {groups}? y accepts, any other key does not"),
                app.theme.danger(),
            )
        }
        _ if !app.message.is_empty() => Line::raw(format!(" {}", printable(&app.message))),
        _ => Line::styled(format!(" {KEYS}"), app.theme.faint()),
    };
    frame.render_widget(line, area);
}

fn block(app: &App, title: String, pane: Pane) -> Block<'static> {
    let style = match app.pane == pane {
        true => app.theme.title(),
        false => app.theme.faint(),
    };
    Block::new().borders(Borders::ALL).border_style(style).title(title)
}

fn draw_list(frame: &mut Frame<'_>, app: &App, area: Rect) {
    let listed = app.listed();
    let title = match app.filter.is_empty() {
        true => format!(" {} ", counted(listed.len(), "group")),
        false => format!(" {} with {:?} ", counted(listed.len(), "group"), app.filter),
    };
    let block = block(app, title, Pane::Groups);
    let inner = block.inner(area);
    frame.render_widget(block, area);
    let height = usize::from(inner.height);
    let first = app.selected.saturating_sub(height.saturating_sub(1));
    let rows = listed.iter().enumerate().skip(first).take(height);
    let lines: Vec<Line<'_>> =
        rows.map(|(at, group)| row(app, group, at == app.selected, inner.width)).collect();
    let lines = match listed.is_empty() {
        true => vec![Line::raw(if app.review.groups.is_empty() {
            "all is decided: q quits"
        } else {
            "no group"
        })],
        false => lines,
    };
    frame.render_widget(Paragraph::new(lines), inner);
}

fn row(app: &App, group: &Group, is_selected: bool, width: u16) -> Line<'static> {
    let danger = if is_dangerous(&app.review, group) { '!' } else { ' ' };
    let skipped = if app.skipped.contains(&group.id) { 's' } else { ' ' };
    let text = format!(
        "{danger}{skipped}{} {:>3} {}",
        mark(group),
        group.members.len(),
        printable(&summary(&app.review, group)).replace('\n', " ")
    );
    let width = usize::from(width);
    let text = format!("{:<width$}", cut(&text, width));
    let style = match (is_selected, danger, skipped) {
        (true, _, _) => app.theme.chosen(),
        (_, '!', _) => app.theme.danger(),
        (_, _, 's') => app.theme.faint(),
        _ if group.rule.is_some() => app.theme.faint(),
        _ => Style::default(),
    };
    Line::styled(text, style)
}

fn draw_detail(frame: &mut Frame<'_>, app: &mut App, area: Rect) {
    let block = block(app, String::new(), Pane::Detail);
    let inner = block.inner(area);
    frame.render_widget(block, area);
    let width = usize::from(inner.width);
    let lines: Vec<Line<'static>> = match app.current() {
        None => Vec::new(),
        Some(group) => detail::lines(&app.review, group, app.member, app.view, app.theme)
            .iter()
            .flat_map(|line| wrap(line, width))
            .collect(),
    };
    app.page = usize::from(inner.height).max(1);
    app.scroll = app.scroll.min(lines.len().saturating_sub(app.page));
    let shown: Vec<Line<'static>> = lines.into_iter().skip(app.scroll).take(app.page).collect();
    frame.render_widget(Paragraph::new(shown), inner);
}

fn draw_help(frame: &mut Frame<'_>, app: &App) {
    let area = frame.area();
    let lines: Vec<Line<'_>> = HELP
        .iter()
        .map(|(keys, what)| {
            Line::from(vec![
                Span::styled(format!(" {keys:<12}"), app.theme.title()),
                Span::raw(*what),
            ])
        })
        .collect();
    let height = (lines.len() as u16 + 2).min(area.height);
    let width = 66.min(area.width);
    let place = Rect { x: (area.width - width) / 2, y: (area.height - height) / 2, width, height };
    frame.render_widget(Clear, place);
    let block = Block::new().borders(Borders::ALL).title(" keys ");
    frame.render_widget(Paragraph::new(lines).block(block), place);
}
