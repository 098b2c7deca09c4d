//! Names in a path (yaml-jsonpath: `path.go` `bracketChildNames`, `unescape`).

/// The names between brackets.
///
/// The library splits at commas and joins what has an odd number of one of the quotes, so an odd
/// quote inside a name swallows the next name.
pub(super) fn in_brackets(text: &str) -> Vec<String> {
    let text = text.trim();
    let text = text.strip_prefix('[').unwrap_or(text);
    let text = text.strip_suffix(']').unwrap_or(text).trim();
    let mut names = Vec::new();
    let mut open = String::new();
    for part in text.split(',') {
        let whole = is_balanced(part, '\'') && is_balanced(part, '"');
        match (whole, open.is_empty()) {
            (true, true) => names.push(part.to_string()),
            (false, true) => open = part.to_string(),
            (true, false) => {
                open.push(',');
                open.push_str(part);
            }
            (false, false) => {
                names.push(format!("{open},{part}"));
                open.clear();
            }
        }
    }
    if !open.is_empty() {
        names.push(open);
    }
    names.iter().map(|name| unescape(unquote(name.trim()))).collect()
}

fn unquote(name: &str) -> &str {
    if let Some(rest) = name.strip_prefix('\'') {
        return rest.strip_suffix('\'').unwrap_or(rest);
    }
    let rest = name.strip_prefix('"').unwrap_or(name);
    rest.strip_suffix('"').unwrap_or(rest)
}

/// Whether the quotes that no backslash stands before are even in number.
fn is_balanced(text: &str, quote: char) -> bool {
    let mut balanced = true;
    let mut before = None;
    for character in text.chars() {
        if character == quote && before != Some('\\') {
            balanced = !balanced;
        }
        before = Some(character);
    }
    balanced
}

/// The text without its backslashes; of two the second stays.
pub(super) fn unescape(text: &str) -> String {
    let mut escaped = false;
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if character == '\\' && !escaped {
            escaped = true;
            continue;
        }
        escaped = false;
        out.push(character);
    }
    out
}
