//! The lines that say why an assertion does not hold. helm-unittest: validators/common.go.

/// What a message may hold below its first line.
#[derive(Clone, Copy, Default)]
pub(crate) struct Parts {
    pub path: bool,
    pub actual: bool,
    pub diff: bool,
}

/// Which document and which of its values a message is about.
#[derive(Clone, Copy, Default)]
pub(crate) struct Place {
    pub document: Option<usize>,
    pub value: Option<usize>,
}

impl Place {
    pub const NONE: Place = Place { document: None, value: None };

    pub fn document(document: usize) -> Place {
        Place { document: Some(document), value: None }
    }

    pub fn value(document: usize, value: usize) -> Place {
        Place { document: Some(document), value: Some(value) }
    }
}

/// `Expected to …:` with its values: the path, the expected value, the actual one, their difference,
/// as far as the parts say.
pub(crate) fn expected(
    not: bool,
    parts: Parts,
    verb: &str,
    place: Place,
    values: &[&str],
) -> Vec<String> {
    let not = if not { " NOT" } else { "" };
    let mut values = values.iter().map(|text| indented(text));
    let mut next = || values.next().unwrap_or_default();
    let mut text = String::new();
    if parts.path {
        text.push_str(&format!("Path:{}\n", next()));
    }
    text.push_str(&format!("Expected{not}{verb}:\n{}", next()));
    if parts.actual {
        text.push_str(&format!("\nActual:\n{}", next()));
    }
    if parts.diff {
        text.push_str(&format!("\nDiff:\n{}", next()));
    }
    lines(place, &text)
}

/// `Error:` and its text.
pub(crate) fn error(place: Place, text: &str) -> Vec<String> {
    lines(place, &format!("Error:\n{}", indented(text)))
}

/// `Path: P expected to exists`.
pub(crate) fn existence(not: bool, place: Place, path: &str) -> Vec<String> {
    let not = if not { "NOT " } else { "" };
    lines(place, &format!("Path:{} expected to {not}exists", indented(path)))
}

fn lines(place: Place, text: &str) -> Vec<String> {
    let document = place.document.map(|index| format!("DocumentIndex:\t{index}"));
    let value = place.value.map(|index| format!("ValuesIndex:\t{index}"));
    let text = text.split('\n').map(str::to_string);
    document.into_iter().chain(value).chain(text).collect()
}

/// A value, each line one tab further in, without blanks around it.
fn indented(text: &str) -> String {
    let moved = text.replace('\n', "\n\t");
    format!("\t{}", moved.trim_matches(['\n', '\t', ' ']))
}
