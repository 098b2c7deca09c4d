//! Regular expressions: an expression, and on the lines after it a text.

use rutter_go::regexp::{Regexp, quote_meta};

/// Longest text that is searched: some expressions take time that grows with its square.
const LONGEST: usize = 2_000;

/// All ways to ask for matches agree; a match put in its own place changes nothing; a quoted text
/// is an expression that matches it.
pub fn run(data: &[u8]) {
    let end = data.iter().position(|b| *b == b'\n').unwrap_or(data.len());
    let (pattern, text) = data.split_at(end);
    let text = text.get(1..).unwrap_or_default();
    let text = &text[..text.len().min(LONGEST)];
    check_quoted(text);
    let Ok(regexp) = Regexp::compile(pattern) else { return };
    let first = regexp.find_index(text);
    assert_eq!(regexp.is_match(text), first.is_some());
    let groups = regexp.find_submatch_index(text);
    assert_eq!(groups.as_ref().and_then(|groups| groups[0]), first);
    assert!(groups.is_none_or(|groups| groups.len() == regexp.group_count() + 1));
    let all = regexp.find_all_index(text, -1);
    assert_eq!(all.first().copied(), first);
    check_order(&all, text);
    let with_groups = regexp.find_all_submatch_index(text, -1);
    assert!(with_groups.iter().map(|groups| groups[0]).eq(all.iter().copied().map(Some)));
    assert_eq!(regexp.replace_all(text, b"${0}"), text);
    let parts: usize = regexp.split(text, -1).iter().map(|part| part.len()).sum();
    assert!(parts <= text.len());
}

fn check_order(all: &[(usize, usize)], text: &[u8]) {
    let mut last = 0;
    for (start, end) in all {
        assert!(last <= *start && start <= end && *end <= text.len(), "{all:?}");
        last = *end;
    }
}

fn check_quoted(text: &[u8]) {
    if std::str::from_utf8(text).is_err() || text.len() > 200 {
        return;
    }
    let regexp = Regexp::compile(&quote_meta(text)).expect("a quoted text is an expression");
    assert_eq!(regexp.find_index(text), Some((0, text.len())));
}
