//! Character classes: `\d`, `[:alpha:]`, `\p{Greek}`, and case folding of classes.

use crate::unicode::{self, MAX_RUNE, Ranges, complement, normalize};

/// The class behind a backslash: `d`, `D`, `s`, `S`, `w`, `W`.
pub(super) fn perl(letter: u8) -> Option<(Ranges, bool)> {
    let negated = letter.is_ascii_uppercase();
    let ranges = match letter.to_ascii_lowercase() {
        b'd' => "digit",
        b's' => return Some((vec![(9, 10), (12, 13), (32, 32)], negated)),
        b'w' => "word",
        _ => return None,
    };
    ascii(ranges).map(|ranges| (ranges, negated))
}

/// A named class, from `[:` to `:]`.
pub(super) fn posix(text: &[u8]) -> Option<(Ranges, bool)> {
    let name = text.strip_prefix(b"[:")?.strip_suffix(b":]")?;
    let (negated, name) = match name.strip_prefix(b"^") {
        Some(name) => (true, name),
        None => (false, name),
    };
    ascii(std::str::from_utf8(name).ok()?).map(|ranges| (ranges, negated))
}

fn ascii(name: &str) -> Option<Ranges> {
    let ranges: &[(char, char)] = match name {
        "alnum" => &[('0', '9'), ('A', 'Z'), ('a', 'z')],
        "alpha" => &[('A', 'Z'), ('a', 'z')],
        "ascii" => &[('\0', '\x7F')],
        "blank" => &[('\t', '\t'), (' ', ' ')],
        "cntrl" => &[('\0', '\x1F'), ('\x7F', '\x7F')],
        "digit" => &[('0', '9')],
        "graph" => &[('!', '~')],
        "lower" => &[('a', 'z')],
        "print" => &[(' ', '~')],
        "punct" => &[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
        "space" => &[('\t', '\r'), (' ', ' ')],
        "upper" => &[('A', 'Z')],
        "word" => &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
        "xdigit" => &[('0', '9'), ('A', 'F'), ('a', 'f')],
        _ => return None,
    };
    Some(ranges.iter().map(|&(low, high)| (low as u32, high as u32)).collect())
}

/// A Unicode category or script by a name in any spelling.
pub(super) fn unicode(name: &str) -> Option<Ranges> {
    let name = canonical(name);
    match name.as_str() {
        "Any" => return Some(vec![(0, MAX_RUNE)]),
        "Assigned" => return unicode::class("Cn").map(|unassigned| complement(&unassigned)),
        "Ascii" => return Some(vec![(0, 0x7F)]),
        "Lc" => return unicode::class("LC"),
        _ => {}
    }
    let known = unicode::class(&name).filter(|_| name != "LC");
    known.or_else(|| unicode::class(unicode::category_alias(&name)?))
}

/// Separators left out, the first letter in upper case and the others in lower case.
fn canonical(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for letter in name.chars().filter(|letter| !matches!(letter, '_' | '-' | ' ')) {
        match out.is_empty() {
            true => out.push(letter.to_ascii_uppercase()),
            false => out.push(letter.to_ascii_lowercase()),
        }
    }
    out
}

/// The class with every rune's other cases.
pub(super) fn fold(ranges: &[(u32, u32)]) -> Ranges {
    let pairs = unicode::fold_pairs();
    let mut folded = ranges.to_vec();
    for &(low, high) in ranges {
        let start = pairs.partition_point(|&(from, _)| from < low);
        let inside = pairs.iter().skip(start).take_while(|&&(from, _)| from <= high);
        for &(from, mut to) in inside {
            while to != from {
                folded.push((to, to));
                to = unicode::simple_fold(to);
            }
        }
    }
    normalize(folded)
}
