//! Requests about regular expressions.

use super::{Random, latin, some_bytes};
use serde_json::{Value as Json, json};

pub fn regex(random: &mut Random) -> Json {
    const ATOMS: &[&str] = &[
        "a",
        "b",
        "c",
        "A",
        ".",
        "^",
        "$",
        "\\d",
        "\\w",
        "\\s",
        "\\b",
        "\\B",
        "\\A",
        "\\z",
        "[a-c]",
        "[^a]",
        "[[:alpha:]]",
        "[^[:^digit:]x]",
        "\\pL",
        "\\p{Greek}",
        "\\P{Lu}",
        "\\p{^Lu}",
        "\\x41",
        "\\x{e9}",
        "é",
        "ß",
        "k",
        "\\Qa.b\\E",
        "()",
        "",
        "\\.",
        "[é-ü]",
        "\\n",
        "-",
        "[\\d\\-x]",
        "\\101",
        "\\07",
        "[]a]",
        "☃",
        "[\\pN_]",
        "s",
        "1",
        "/",
        "\\W",
        "\\S",
        "\\D",
    ];
    const ODD: &[&str] = &[
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "\\",
        "*",
        "**",
        "+?",
        "{2,1}",
        "{1001}",
        "{,3}",
        "(?",
        "(?P<n",
        "(?P<1a>x)",
        "(?<x>y)",
        "\\8",
        "\\C",
        "\\p",
        "\\pX",
        "[z-a]",
        "[a",
        "(?z)",
        "(?i-)",
        "[[:foo:]]",
        "\\x{110000}",
        "\\xg",
        "\\Q",
        "\\E",
        "(?=a)",
        "{2}{3}",
        "\\u00e9",
        "x{2",
        "(?P=n)",
        "|",
        "[a-\\d]",
        "\\p{Script=Greek}",
        "\\p{Lowercase_Letter}",
        "(?s-m:.)",
    ];
    let mut pattern =
        random.pick(&["", "", "", "(?i)", "(?s)", "(?m)", "(?U)", "(?im)"]).to_string();
    let (mut open, mut names) = (0, 0);
    for _ in 0..random.below(7) {
        match random.below(14) {
            0 => {
                pattern += random.pick(&["(", "(?:", "(?i:", "(?P<n>", "(?P<m>"]);
                open += 1;
                names += 1;
            }
            1 if open > 0 => {
                pattern.push(')');
                open -= 1;
            }
            2 => pattern.push('|'),
            _ => pattern += random.pick(ATOMS),
        }
        if random.chance(3) {
            pattern += random
                .pick(&["*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,1}?", "{1,}", "{0}"]);
        }
        if random.chance(25) {
            pattern += random.pick(ODD);
        }
    }
    let _ = names;
    pattern += &")".repeat(open);
    const TEXT: &[&str] = &[
        "a", "b", "c", "A", "B", "1", "2", " ", "\n", "é", "É", "ß", "k", "K", "\u{212a}", "ſ",
        "s", "α", "Σ", "a.b", "_", "-", "☃", "x", "/", "ab",
    ];
    let mut text = latin(&random.glue(TEXT, 10));
    if random.chance(4) {
        text = some_bytes(random);
    }
    if random.chance(6) {
        let odd: String = text.as_str().unwrap().chars().chain("\u{ff}a\u{c3}".chars()).collect();
        text = Json::String(odd);
    }
    const TEMPLATE: &[&str] = &[
        "<", ">", "$1", "${1}", "$n", "${n}x", "$$", "$", "${", "$0", "é", "$1x", "$2-", "${m",
        "$01", "$é",
    ];
    let template = latin(&random.glue(TEMPLATE, 4));
    if random.chance(60) {
        return json!({"f": "quote_meta", "s": some_bytes(random)});
    }
    json!({"f": "regex", "p": latin(&pattern), "s": text, "q": template, "n": random.below(4) as i64 - 1})
}
