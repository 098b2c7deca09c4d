//! Tables and lists. Go: github.com/gosuri/uitable; Helm: pkg/cli/output.

use rutter::go::{Value, json};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::output::printable;

/// What stands for the end of a cell that is cut.
const ENDING: &str = "...";

/// Rows of cells, padded to the widest of their column.
pub struct Table {
    rows: Vec<Vec<String>>,
    /// Cells are cut at this width; 0 for none.
    max_width: usize,
}

impl Table {
    /// An empty table.
    pub fn new(max_width: usize) -> Table {
        Table { rows: Vec::new(), max_width }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: &[&str]) {
        self.rows.push(cells.iter().map(|cell| printable(cell).into_owned()).collect());
    }

    /// The table with a line's end after every row; an empty line for no rows.
    pub fn text(&self) -> String {
        let widths = self.widths();
        let rows: Vec<String> = self.rows.iter().map(|row| row_text(row, &widths)).collect();
        rows.join("\n") + "\n"
    }

    fn widths(&self) -> Vec<usize> {
        let mut widths = Vec::new();
        for row in &self.rows {
            widths.resize(widths.len().max(row.len()), 0);
            for (width, cell) in widths.iter_mut().zip(row) {
                let lines = cell.split('\n').map(UnicodeWidthStr::width);
                let widest = lines.max().unwrap_or(0);
                let cut = if self.max_width == 0 { widest } else { widest.min(self.max_width) };
                *width = cut.max(*width);
            }
        }
        widths
    }
}

fn row_text(row: &[String], widths: &[usize]) -> String {
    let cells: Vec<Vec<String>> = row
        .iter()
        .zip(widths)
        .map(|(cell, width)| resize(cell, *width).split('\n').map(str::to_string).collect())
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line = |index: usize| {
        let cells = cells.iter().zip(widths).map(|(lines, width)| match lines.get(index) {
            Some(line) => resize(line, *width),
            None => " ".repeat((*width).max(1)),
        });
        cells.collect::<Vec<_>>().join("\t")
    };
    (0..height).map(line).collect::<Vec<_>>().join("\n")
}

/// Pads or cuts a text. Go: uitable `strutil.Resize`.
fn resize(text: &str, width: usize) -> String {
    let found = text.width();
    if width == 0 || found <= width {
        return format!("{text}{}", " ".repeat(width.saturating_sub(found)));
    }
    let mut cut = String::new();
    let mut used = 0;
    for letter in text.chars() {
        cut.push(letter);
        let letter = letter.width().unwrap_or(0);
        if used + letter + ENDING.len() >= width {
            break;
        }
        used += letter;
    }
    cut + ENDING
}

/// A list as JSON on one line, fields in the given order (Go: `json.Encoder`).
pub fn json_list(rows: &[Vec<(&str, &str)>]) -> String {
    let mut text = b"[".to_vec();
    for (index, row) in rows.iter().enumerate() {
        text.extend(if index > 0 { ",{" } else { "{" }.as_bytes());
        for (index, (name, value)) in row.iter().enumerate() {
            let comma = if index > 0 { "," } else { "" };
            text.extend(format!("{comma}\"{name}\":").as_bytes());
            json::append_string(&mut text, value.as_bytes(), true);
        }
        text.push(b'}');
    }
    text.extend(b"]\n");
    String::from_utf8_lossy(&text).into_owned()
}

/// A list as YAML, keys sorted (sigs.k8s.io/yaml).
///
/// # Errors
/// Text that YAML cannot hold.
pub fn yaml_list(rows: &[Vec<(&str, &str)>]) -> Result<String, String> {
    let row = |row: &Vec<(&str, &str)>| {
        Value::map(row.iter().map(|(name, text)| ((*name).into(), Value::from(*text))))
    };
    let list = Value::list(rows.iter().map(row).collect());
    let text = rutter::to_yaml(&list).map_err(|e| e.to_string())?;
    Ok(text.to_str_lossy().into_owned())
}
