//! Where in a text a path of its document is.

use std::ops::RangeInclusive;

use crate::node::{Entry, Node};

/// The lines of `text` that a path such as `spec.replicas` or `spec.containers[0].image` of its
/// document names, as indexes from first to last; `None` when it is not there.
pub fn lines_of_path(document: &Node, text: &str, path: &str) -> Option<RangeInclusive<usize>> {
    let mut node = document;
    let mut line = 1;
    let mut rest = path.strip_prefix('.').unwrap_or(path);
    while !rest.is_empty() {
        (node, line, rest) = step(node, rest)?;
    }
    let end = (node.span.end as usize).min(text.len());
    let value = text.as_bytes().get(..end)?.trim_ascii_end();
    let last = value.iter().filter(|byte| **byte == b'\n').count() + 1;
    Some(line - 1..=last.max(line) - 1)
}

/// One step along a path: the node, its line and the rest. The longest key that fits is taken,
/// since keys may hold dots.
fn step<'n, 'p>(node: &'n Node, path: &'p str) -> Option<(&'n Node, usize, &'p str)> {
    if let Some(items) = node.items() {
        let inner = path.strip_prefix('[').unwrap_or(path);
        let end = inner.find(|c: char| !c.is_ascii_digit()).unwrap_or(inner.len());
        let item = items.get(inner.get(..end)?.parse::<usize>().ok()?)?;
        let rest = inner.get(end..)?;
        let rest = rest.strip_prefix(']').unwrap_or(rest);
        return Some((
            item,
            item.span.line.max(1) as usize,
            rest.strip_prefix('.').unwrap_or(rest),
        ));
    }
    let fits = |entry: &&Entry| rest_of(path, entry.key.as_str()).is_some();
    let entry = node.entries()?.iter().filter(fits).max_by_key(|entry| entry.key.len())?;
    let rest = rest_of(path, entry.key.as_str())?;
    Some((&entry.value, entry.key_span.line.max(1) as usize, rest))
}

/// What follows `key` at the start of a path.
fn rest_of<'p>(path: &'p str, key: Option<&str>) -> Option<&'p str> {
    let rest = path.strip_prefix(key.filter(|key| !key.is_empty())?)?;
    match rest.strip_prefix('.') {
        Some(rest) => Some(rest),
        None if rest.is_empty() || rest.starts_with('[') => Some(rest),
        None => None,
    }
}
