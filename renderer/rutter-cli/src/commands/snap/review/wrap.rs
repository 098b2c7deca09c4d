//! Lines broken to a width.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthChar;

/// A line as several that are not wider than `width`.
pub fn wrap(line: &Line<'static>, width: usize) -> Vec<Line<'static>> {
    let width = width.max(1);
    if line.width() <= width {
        return vec![line.clone()];
    }
    let mut lines = Vec::new();
    let mut spans: Vec<Span<'static>> = Vec::new();
    let mut used = 0;
    for span in &line.spans {
        let mut text = String::new();
        for letter in span.content.chars() {
            let columns = letter.width().unwrap_or(0);
            if used + columns > width {
                spans.push(Span::styled(std::mem::take(&mut text), span.style));
                lines.push(Line::from(std::mem::take(&mut spans)));
                used = 0;
            }
            text.push(letter);
            used += columns;
        }
        spans.push(Span::styled(text, span.style));
    }
    lines.push(Line::from(spans));
    lines
}

/// A text that is cut where it is too wide, with an ellipsis.
pub fn cut(text: &str, width: usize) -> String {
    let columns = |text: &str| -> usize { text.chars().filter_map(UnicodeWidthChar::width).sum() };
    if columns(text) <= width {
        return text.to_string();
    }
    let mut short = String::new();
    let mut used = 0;
    for letter in text.chars() {
        used += letter.width().unwrap_or(0);
        if used >= width {
            break;
        }
        short.push(letter);
    }
    short.push('…');
    short
}
