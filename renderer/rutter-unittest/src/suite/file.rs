//! Suite files: documents, each a suite. helm-unittest: test_suite.go `ParseTestSuiteFile`.

use std::sync::Arc;

use super::decode::decode;
use super::fields::{Cursor, Fields};
use super::tree::Tree;
use super::{PLUGIN_VERSION, Suite};
use crate::value::Value;
use rutter_go::semver::Version;

/// The documents of a text: what stands between lines that begin with `---`, which may have text
/// behind them. Blank ones are left out.
pub(crate) fn split_documents(text: &str) -> impl Iterator<Item = &str> {
    separators(text).into_iter().filter(|part| !part.trim().is_empty())
}

/// Go: `(?:^|\s*\n)---\s*` as a separator.
fn separators(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut search = 0;
    while let Some(at) = text.get(search..).and_then(|rest| rest.find("---")).map(|at| at + search)
    {
        search = at + 1;
        let before = text.get(from..at).unwrap_or_default();
        if !(at == 0 || before.ends_with('\n')) {
            continue;
        }
        parts.push(before.trim_end_matches(is_space));
        let rest = text.get(at + 3..).unwrap_or_default();
        from = text.len() - rest.trim_start_matches(is_space).len();
        search = from;
    }
    parts.push(text.get(from..).unwrap_or_default());
    parts
}

/// The text with every separator on a line of its own, as the plugin gives it to its YAML reader.
pub(crate) fn with_plain_separators(text: &str) -> String {
    separators(text).join("\n---\n")
}

/// RE2's `\s`.
fn is_space(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\x0c' | '\r' | ' ')
}

/// Reads one document; nothing for one without content.
///
/// # Errors
/// The plugin's text.
pub(crate) fn parse_document(text: &str, strict: bool) -> Result<Option<Suite>, String> {
    let (value, tree) = match read(text) {
        Err(error) if error.contains("unknown escape character") => {
            // The plugin forgets to be strict here.
            return read(&doubled_backslashes(text))
                .and_then(|(value, tree)| suite(&value, tree.as_deref(), false).map(Some));
        }
        read => read?,
    };
    if tree.is_none() {
        return Ok(None);
    }
    suite(&value, tree.as_deref(), strict).map(Some)
}

fn read(text: &str) -> Result<(Value, Option<Arc<Tree>>), String> {
    let value = Value::parse(text).map_err(|error| error.to_string())?;
    let tree = Tree::parse(text).map_err(|error| error.to_string())?;
    Ok((value, tree))
}

fn suite(value: &Value, tree: Option<&Tree>, strict: bool) -> Result<Suite, String> {
    let mut fields = Fields::new(strict);
    let mut suite = decode(Cursor { value, tree }, &mut fields)?;
    fields.finish()?;
    check(&mut suite)?;
    Ok(suite)
}

/// helm-unittest: `validateTestSuite`, `polishSkipSettings`.
fn check(suite: &mut Suite) -> Result<(), String> {
    if suite.tests.is_empty() {
        return Err("no tests found".to_string());
    }
    if !suite.minimum_version.is_empty() && !is_recent_enough(&suite.minimum_version) {
        suite.skip_reason = format!(
            "Test suite requires minimum unittest plugin version {}, but current version is {PLUGIN_VERSION}",
            suite.minimum_version
        );
    }
    match suite.tests.iter().any(|test| test.assertions.is_empty()) {
        true => Err("no asserts found".to_string()),
        false => Ok(()),
    }
}

fn is_recent_enough(minimum: &str) -> bool {
    let current = Version::parse(PLUGIN_VERSION.as_bytes());
    let minimum = Version::parse(minimum.as_bytes());
    match (current, minimum) {
        (Ok(current), Ok(minimum)) => current.compare(&minimum).is_ge(),
        _ => false,
    }
}

/// Every run of backslashes made even.
fn doubled_backslashes(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut run = 0;
    for letter in text.chars() {
        if letter != '\\' && run % 2 == 1 {
            out.push('\\');
        }
        run = if letter == '\\' { run + 1 } else { 0 };
        out.push(letter);
    }
    if run % 2 == 1 {
        out.push('\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_split_at_dashes() {
        let cases: [(&str, &[&str]); 6] = [
            ("a: 1\n---\nb: 2\n", &["a: 1", "b: 2\n"]),
            ("---\na: 1\n--- # c\n", &["a: 1", "# c\n"]),
            ("a: |\n  x\n  ---\n  y\n", &["a: |\n  x\n  ---\n  y\n"]),
            ("a: 1\n\n \n---   \n\nb: 2", &["a: 1", "b: 2"]),
            ("---\n---\na: 1\n", &["---\na: 1\n"]),
            ("  \n", &[]),
        ];
        for (text, want) in cases {
            assert_eq!(split_documents(text).collect::<Vec<_>>(), want, "{text:?}");
        }
    }

    #[test]
    fn single_backslashes_are_doubled() {
        assert_eq!(doubled_backslashes(r"a\d \\x \\\y"), r"a\\d \\x \\\\y");
        assert_eq!(doubled_backslashes("\\"), "\\\\");
    }
}
