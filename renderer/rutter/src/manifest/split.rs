//! From a rendered file to its YAML documents.
//!
//! Helm: pkg/releaseutil/manifest.go `SplitManifests`; the two Helms split differently. No
//! regular expression runs here: Go's costs a sixth of a render.

use memchr::memmem;
use rutter_chart::Compat;

/// The documents of a rendered text, trimmed as this Helm trims them.
pub fn split_manifests(text: &str, compat: Compat) -> Vec<&str> {
    match compat {
        Compat::V3 => split_v3(text),
        Compat::V4 => split_v4(text),
    }
}

/// Go's `strings.TrimSpace`.
fn trim(text: &str) -> &str {
    crate::host::trim_space(text)
}

/// RE2's `\s`: no vertical tab.
fn is_regex_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}

/// Splits at `(?:^|\s*\n)---\s*`. The match eats the white space after it, so that a second
/// separator right behind is not one.
fn split_v3(text: &str) -> Vec<&str> {
    let text = trim(text);
    let bytes = text.as_bytes();
    let mut documents = Vec::new();
    let mut push = |document: &'_ str| {
        if !document.is_empty() {
            documents.push((document.as_ptr() as usize - text.as_ptr() as usize, document.len()));
        }
    };
    let mut start = 0;
    let finder = memmem::Finder::new(b"---");
    let mut search = 0;
    while let Some(found) = finder.find(&bytes[search..]).map(|at| search + at) {
        let Some(cut) = separator_start(bytes, start, found) else {
            search = found + 1;
            continue;
        };
        let mut end = found + 3;
        while bytes.get(end).is_some_and(|&b| is_regex_space(b)) {
            end += 1;
        }
        // A match at the very start leaves an empty first piece, which is dropped.
        push(&text[start..cut]);
        start = end;
        search = end;
    }
    push(&text[start.min(text.len())..]);
    documents.into_iter().map(|(at, length)| trim(&text[at..at + length])).collect()
}

/// Where the separator at `dashes` begins, if it is one: at the start of the text, or at the
/// white space before its line break, but not before `from`.
fn separator_start(bytes: &[u8], from: usize, dashes: usize) -> Option<usize> {
    if dashes == 0 {
        return Some(0);
    }
    if dashes <= from || bytes[dashes - 1] != b'\n' {
        return None;
    }
    let mut cut = dashes - 1;
    while cut > from && is_regex_space(bytes[cut - 1]) {
        cut -= 1;
    }
    Some(cut)
}

/// Splits at `(?m)^---[ \t]*`.
fn split_v4(text: &str) -> Vec<&str> {
    let text = crate::host::trim_left_space(text);
    let bytes = text.as_bytes();
    let mut documents = Vec::new();
    let mut start = 0;
    let mut search = 0;
    let finder = memmem::Finder::new(b"---");
    while let Some(found) = finder.find(&bytes[search..]).map(|at| search + at) {
        if found != 0 && bytes[found - 1] != b'\n' {
            search = found + 1;
            continue;
        }
        documents.push(&text[start..found]);
        start = found + 3;
        while bytes.get(start).is_some_and(|&b| b == b' ' || b == b'\t') {
            start += 1;
        }
        search = start;
    }
    documents.push(&text[start..]);
    documents
        .into_iter()
        .map(crate::host::trim_left_space)
        .filter(|document| !document.is_empty())
        .collect()
}
