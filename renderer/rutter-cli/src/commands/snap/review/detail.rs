//! What is to be seen of a file of a group.

use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};
use rutter_diff::{Change, Line as DiffLine, line_diff};
use rutter_snapshot::{Group, Review};
use serde_json::Value;

use crate::output::printable;

/// How pieces are set off; nothing is by colour alone.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// Whether there are colours.
    pub has_colors: bool,
}

impl Theme {
    fn colored(self, color: Color) -> Style {
        match self.has_colors {
            true => Style::default().fg(color),
            false => Style::default(),
        }
    }

    /// What goes.
    pub fn removed(self) -> Style {
        self.colored(Color::Red)
    }

    /// What comes.
    pub fn added(self) -> Style {
        self.colored(Color::Green)
    }

    /// What may do harm.
    pub fn danger(self) -> Style {
        self.colored(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// What only helps.
    pub fn faint(self) -> Style {
        Style::default().add_modifier(Modifier::DIM)
    }

    /// What is looked at.
    pub fn chosen(self) -> Style {
        Style::default().add_modifier(Modifier::REVERSED)
    }

    /// Titles.
    pub fn title(self) -> Style {
        self.colored(Color::Cyan).add_modifier(Modifier::BOLD)
    }
}

/// How a file is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Changes of fields.
    Structure,
    /// Lines of the text.
    Text,
}

/// Lines of context around those that change.
const CONTEXT: usize = 3;

/// Everything about one file of a group: what it is, dangers, changes with their causes.
pub fn lines(
    review: &Review,
    group: &Group,
    member: usize,
    view: View,
    theme: Theme,
) -> Vec<Line<'static>> {
    let Some(chosen) = group.members.get(member) else { return Vec::new() };
    let file = &review.files[chosen.0];
    let entry = review.entry(*chosen, view == View::Text);
    let mut lines = vec![Line::styled(plain(&entry.title()), theme.title())];
    let count = group.members.len();
    let of =
        if count > 1 { format!("file {} of {count} alike", member + 1) } else { "1 file".into() };
    lines.push(Line::styled(format!("group {}, {of}", group.id), theme.faint()));
    for danger in &entry.dangers {
        let text = format!("! {}: {} {}", danger.severity.name(), danger.path, danger.text);
        lines.push(Line::styled(plain(&text), theme.danger()));
    }
    lines.push(Line::default());
    match view {
        View::Structure if !entry.changes.is_empty() => {
            entry.changes.iter().for_each(|change| push_change(change, theme, &mut lines));
        }
        _ => push_text(&file.lines(chosen.1), theme, &mut lines),
    }
    lines
}

fn push_change(change: &Change, theme: Theme, lines: &mut Vec<Line<'static>>) {
    lines.push(Line::raw(plain(&change.shown_path())));
    match (&change.old, &change.new) {
        (Some(Value::String(old)), Some(Value::String(new)))
            if old.contains('\n') || new.contains('\n') =>
        {
            push_text(&line_diff(old, new), theme, lines);
        }
        (Some(old), Some(new)) if is_scalar(old) && is_scalar(new) => {
            push_inline(&shown(old), &shown(new), theme, lines);
        }
        (old, new) => {
            push_value("- ", old.as_ref(), theme.removed(), lines);
            push_value("+ ", new.as_ref(), theme.added(), lines);
        }
    }
    if let Some(cause) = &change.cause {
        lines.push(Line::styled(plain(&format!("  by {}", cause.shown())), theme.faint()));
    }
    lines.push(Line::default());
}

fn is_scalar(value: &Value) -> bool {
    !value.is_array() && !value.is_object()
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) if serde_json::from_str::<Value>(text).is_err() && !text.is_empty() => {
            text.clone()
        }
        other => other.to_string(),
    }
}

fn push_value(mark: &str, value: Option<&Value>, style: Style, lines: &mut Vec<Line<'static>>) {
    let Some(value) = value else { return };
    let text = match is_scalar(value) {
        true => shown(value),
        false => format!("{value:#}"),
    };
    lines.extend(text.lines().map(|line| Line::styled(plain(&format!("  {mark}{line}")), style)));
}

/// Two values under each other, what differs set off.
fn push_inline(old: &str, new: &str, theme: Theme, lines: &mut Vec<Line<'static>>) {
    let (start, end) = equal_ends(old, new);
    for (mark, text, style) in [("  - ", old, theme.removed()), ("  + ", new, theme.added())] {
        let middle = text.len() - end;
        let strong = style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
        lines.push(Line::from(vec![
            Span::styled(mark, style),
            Span::styled(plain(&text[..start]), style),
            Span::styled(plain(&text[start..middle]), strong),
            Span::styled(plain(&text[middle..]), style),
        ]));
    }
}

/// Bytes that two texts share at their beginning and at their end.
fn equal_ends(old: &str, new: &str) -> (usize, usize) {
    let same = |(one, other): &(char, char)| one == other;
    let start: usize =
        old.chars().zip(new.chars()).take_while(same).map(|(letter, _)| letter.len_utf8()).sum();
    let behind = old[start..].chars().rev().zip(new[start..].chars().rev());
    (start, behind.take_while(same).map(|(letter, _)| letter.len_utf8()).sum())
}

fn push_text(text: &[DiffLine<'_>], theme: Theme, lines: &mut Vec<Line<'static>>) {
    let mut until = 0;
    let changed: Vec<usize> = (0..text.len()).filter(|at| !text[*at].is_common()).collect();
    for (at, line) in text.iter().enumerate() {
        while changed.get(until).is_some_and(|next| *next + CONTEXT < at) {
            until += 1;
        }
        if changed.get(until).is_none_or(|near| near.abs_diff(at) > CONTEXT) {
            if lines.last().is_none_or(|last| last.spans.first().is_none_or(|s| s.content != "  …"))
            {
                lines.push(Line::styled("  …", theme.faint()));
            }
            continue;
        }
        let (mark, style) = match line {
            DiffLine::Common(_) => ("  ", Style::default()),
            DiffLine::Removed(_) => ("- ", theme.removed()),
            DiffLine::Added(_) => ("+ ", theme.added()),
        };
        lines.push(Line::styled(plain(&format!("{mark}{}", line.text())), style));
    }
}

/// A text that does nothing to the terminal.
fn plain(text: &str) -> String {
    printable(text).replace('\t', "    ").replace(['\r', '\n'], " ")
}
