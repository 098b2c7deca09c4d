//! Reading values.yaml: the values, and what its comments say about them in any dialect.

use std::collections::{BTreeMap, BTreeSet};

use crate::comment::{Comment, Comments};
use crate::dialect::{Group, bitnami, helm_docs};
use crate::document::parse;
use crate::item::{Index, Item, each_mut, items};
use crate::note::Note;
use crate::problem::Problems;

/// The values of a chart with what is said about them.
#[derive(Clone, Debug, Default)]
pub struct Values {
    pub(crate) items: Vec<Item>,
    /// What `@schema.root` says.
    pub(crate) root: Note,
    /// How many values are described by path, with `@param`.
    pub(crate) params: usize,
    /// Tags for values that there are not.
    pub(crate) lost: Problems,
    pub(crate) sections: Vec<Section>,
    /// Rows of tables that are not of values.
    pub(crate) extras: Vec<Extra>,
}

/// A part of the table.
#[derive(Clone, Debug)]
pub struct Section {
    /// The line where it begins.
    pub line: u32,
    /// Its heading.
    pub title: String,
    /// What stands below the heading.
    pub description: String,
}

/// A row that is not of a value.
#[derive(Clone, Debug)]
pub struct Extra {
    /// Its line.
    pub line: u32,
    /// What stands for a path.
    pub path: String,
    /// What it is.
    pub description: String,
    /// What stands for a value; nothing when it has none.
    pub value: Option<String>,
}

/// Reads values.yaml.
///
/// # Errors
/// When it is no YAML, or comments say what cannot be.
pub fn read(text: &[u8]) -> Result<Values, Problems> {
    let mut problems = Problems::default();
    let node = match parse(text) {
        Ok(node) => node,
        Err((line, message)) => {
            problems.add(line.unwrap_or(0), message);
            return problems.or(Values::default());
        }
    };
    if node.entries().is_none() && !node.is_null() {
        problems.add(node.span.line, "the values are no map");
    }
    let comments = Comments::of(text);
    let mut values = Values { items: items(&node, text), ..Values::default() };
    // Blocks that an empty line cuts off from the values are looked at too.
    for group in comments.groups() {
        values.root.keywords.append(&mut Group::of(&group, &mut problems).root);
    }
    let style = Style::of(&comments);
    let mut lines = BTreeSet::new();
    each_mut(&mut values.items, &mut |item| {
        // In a flow map several keys share a line; its comments are of the first.
        if lines.insert(item.line) {
            let above = Group::of(&comments.above(item.line), &mut problems);
            item.note = style.note(above, comments.behind(item.line), &mut problems);
        }
    });
    let index = Index::of(&values.items);
    add_below(&mut values, &index, &comments, &mut problems);
    helm_docs::add_by_path(&mut values.items, &index, &comments);
    bitnami::add(&mut values, &index, &comments);
    problems.or(values)
}

/// What a comment without a sign of its own is.
struct Style {
    /// Whether it describes the key below it.
    plain_describes: bool,
}

impl Style {
    /// Where some values are described with a sign, other comments are not for users.
    fn of(comments: &Comments) -> Style {
        let is_sign =
            |text: &str| text.trim_start().starts_with("-- ") || text.contains(" @param ");
        Style { plain_describes: !comments.all().any(|comment| is_sign(&comment.text)) }
    }

    /// What the comments above a key and behind its value say.
    fn note(&self, above: Group<'_>, behind: Option<&Comment>, problems: &mut Problems) -> Note {
        let has_schema = above.has_schema();
        let mut note = helm_docs::note(&above.rest);
        if note.description.is_none() && (self.plain_describes || has_schema) {
            note.description = helm_docs::plain(&above.rest);
        }
        above.apply(&mut note, problems);
        let Some(behind) = behind else { return note };
        let behind = Group::of(&[behind], problems);
        let described = helm_docs::note(&behind.rest);
        if note.description.is_none() {
            note.description = described.description;
            note.type_name = note.type_name.or(described.type_name);
        }
        behind.apply(&mut note, problems);
        note
    }
}

/// Adds `@schema` lines that stand right below a value and above nothing.
fn add_below(values: &mut Values, index: &Index, comments: &Comments, problems: &mut Problems) {
    let owners = Owners::of(&mut values.items);
    for group in comments.groups() {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let all = group.iter().all(|comment| comment.text.trim().starts_with("@schema "));
        if !all || owners.lines.contains(&(last.line + 1)) {
            continue;
        }
        let owner = owners.before(first).and_then(|path| index.find(&mut values.items, path));
        if let Some(owner) = owner {
            Group::of(&group, problems).apply(&mut owner.note, problems);
        }
    }
}

/// Where keys stand.
#[derive(Default)]
struct Owners {
    lines: BTreeSet<u32>,
    /// Paths by line, by column.
    columns: BTreeMap<u32, BTreeMap<u32, String>>,
}

impl Owners {
    fn of(items: &mut [Item]) -> Owners {
        let mut owners = Owners::default();
        each_mut(items, &mut |item| {
            owners.lines.insert(item.line);
            let column = owners.columns.entry(item.column).or_default();
            column.insert(item.line, item.plain_path.clone());
        });
        owners
    }

    /// The path of the last key before a comment that stands in its column.
    fn before(&self, comment: &Comment) -> Option<&str> {
        let column = self.columns.get(&comment.column)?;
        column.range(..comment.line).next_back().map(|(_, path)| path.as_str())
    }
}
