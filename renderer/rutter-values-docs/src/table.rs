//! Tables of values in Markdown.

use std::collections::{BTreeMap, BTreeSet};

use crate::dialect::bitnami::shown;
use crate::json::Json;
use crate::problem::Problems;
use crate::rows::{Row, rows};
use crate::values::Values;

/// The columns of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// Key, Type, Default, Description.
    HelmDocs,
    /// Name, Description, Value.
    Bitnami,
}

impl Values {
    /// The columns of the tool that the comments were written for.
    pub fn columns(&self) -> Columns {
        let is_bitnami = self.params > 0 && self.params * 2 >= rows(self).len();
        if is_bitnami { Columns::Bitnami } else { Columns::HelmDocs }
    }
}

/// The heading of what is in no section, below sections.
const OTHERS: &str = "Other Values";

/// The table of values, one for each section.
///
/// # Errors
/// In bitnami's columns, when a value has no `@param` or an `@param` has no value.
pub fn table(values: &Values, columns: Columns) -> Result<String, Problems> {
    let rows = rows(values);
    let problems = match columns {
        Columns::Bitnami if values.params > 0 => inconsistencies(values, &rows),
        _ => Problems::default(),
    };
    let mut by_section: BTreeMap<Option<String>, Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        by_section.entry(row.section.clone()).or_default().push(row);
    }
    let has_others = by_section.keys().any(Option::is_some) || !values.sections.is_empty();
    let mut text = String::new();
    for (title, description) in sections(values, &rows) {
        let of_section = by_section.remove(&title).unwrap_or_default();
        if !text.is_empty() {
            text.push('\n');
        }
        if let Some(title) = title.as_deref().or(has_others.then_some(OTHERS)) {
            text.push_str(&format!("### {title}\n\n"));
        }
        if !description.is_empty() {
            text.push_str(&format!("{description}\n"));
            text.push_str(if of_section.is_empty() { "" } else { "\n" });
        }
        if !of_section.is_empty() {
            text.push_str(&lines(&of_section, columns));
        }
    }
    problems.or(text)
}

/// What readme-generator-for-helm refuses: tags and values that do not fit each other.
fn inconsistencies(values: &Values, rows: &[Row]) -> Problems {
    let mut problems = values.lost.clone();
    for row in rows.iter().filter(|row| !row.is_described) {
        problems.add(row.line, format!("{} has no @param", row.plain_path));
    }
    problems
}

/// Titles and descriptions in order of appearance, and what is in no section last.
fn sections(values: &Values, rows: &[Row]) -> Vec<(Option<String>, String)> {
    let mut titles = BTreeSet::new();
    let mut sections: Vec<(Option<String>, String)> = Vec::new();
    let declared = values.sections.iter().map(|s| (s.title.clone(), s.description.clone()));
    let named = rows.iter().filter_map(|row| row.section.clone()).map(|t| (t, String::new()));
    for (title, description) in declared.chain(named) {
        if titles.insert(title.clone()) {
            sections.push((Some(title), description));
        }
    }
    if rows.iter().any(|row| row.section.is_none()) {
        sections.push((None, String::new()));
    }
    sections
}

fn lines(rows: &[&Row], columns: Columns) -> String {
    match columns {
        Columns::HelmDocs => helm_docs(rows),
        Columns::Bitnami => bitnami(rows),
    }
}

/// helm-docs: the template `chart.valuesTable`.
fn helm_docs(rows: &[&Row]) -> String {
    let mut text =
        "| Key | Type | Default | Description |\n|-----|------|---------|-------------|\n"
            .to_string();
    for row in rows {
        let default = row.default.clone().unwrap_or_else(|| match &row.value {
            None | Some(Json::Null) => "`nil`".to_string(),
            Some(value) => format!("`{}`", value.sorted().to_line(false)),
        });
        let cells = [row.path.as_str(), &row.type_name, &default, &row.description].map(cell);
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    text
}

/// readme-generator-for-helm: `createMarkdownTable`.
fn bitnami(rows: &[&Row]) -> String {
    let cells = rows.iter().map(|row| {
        let value = row.default.clone().unwrap_or_else(|| match &row.value {
            None => String::new(),
            Some(value) => format!("`{}`", shown(value)),
        });
        [cell(&format!("`{}`", row.plain_path)), cell(&row.description), cell(&value)]
    });
    let head = ["Name", "Description", "Value"].map(str::to_string);
    let table: Vec<[String; 3]> = std::iter::once(head).chain(cells).collect();
    let widths = [0, 1, 2].map(|column| {
        let widths = table.iter().filter_map(|row: &[String; 3]| row.get(column));
        widths.map(|cell| cell.chars().count()).max().unwrap_or(0).max(3)
    });
    let mut text = String::new();
    for (index, row) in table.iter().enumerate() {
        let pad = |(cell, width): (&String, &usize)| format!("{cell:width$}");
        let cells: Vec<String> = row.iter().zip(&widths).map(pad).collect();
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
        if index == 0 {
            let dashes = widths.map(|width| "-".repeat(width));
            text.push_str(&format!("| {} |\n", dashes.join(" | ")));
        }
    }
    text
}

/// A text as it can stand in a cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', "<br>")
}
