//! File patterns: a pattern, and on the lines after it texts.

use rutter_go::glob::Glob;

/// A pattern without signs matches itself alone; a pattern that is compiled again matches the same.
pub fn run(data: &[u8]) {
    let mut lines = data.split(|b| *b == b'\n');
    let pattern = lines.next().unwrap_or_default();
    let Ok(glob) = Glob::compile(pattern) else { return };
    let again = Glob::compile(pattern).expect("a pattern compiles twice");
    let is_plain = pattern.is_ascii() && !pattern.iter().any(|b| b"*?[]{},\\!-\0".contains(b));
    for text in lines.take(8).chain([pattern]) {
        let matches = glob.matches(text);
        assert_eq!(matches, again.matches(text));
        if is_plain {
            assert_eq!(matches, text == pattern, "{pattern:?} {text:?}");
        }
    }
    check_quoted(pattern);
}

/// Every byte escaped stands for itself.
fn check_quoted(text: &[u8]) {
    // A zero byte ends a pattern.
    if !text.is_ascii() || text.contains(&0) {
        return;
    }
    let quoted: Vec<u8> = text.iter().flat_map(|byte| [b'\\', *byte]).collect();
    let glob = Glob::compile(&quoted).expect("an escaped text is a pattern");
    assert!(glob.matches(text), "{quoted:?}");
    assert!(!glob.matches(&[text, b"x"].concat()), "{quoted:?}");
}
