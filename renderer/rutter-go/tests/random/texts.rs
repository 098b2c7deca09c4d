//! Requests about texts, paths, patterns and URLs.

use super::{Random, latin, some_bytes, some_float, some_value};
use serde_json::{Value as Json, json};

pub fn glob(random: &mut Random) -> Json {
    const PATTERN: &[&str] = &[
        "*",
        "**",
        "?",
        "a",
        "b",
        "c",
        "/",
        ".",
        "[ab]",
        "[!a]",
        "[a-c]",
        "[!a-b]",
        "{a,b}",
        "{",
        "}",
        ",",
        "{a,*}",
        "{ab,ac}",
        "{a*,b/c}",
        "[",
        "]",
        "\\*",
        "é",
        "{,a}",
        "-",
        "[é]",
        "!",
        "{x,{a,b}c}",
        "yaml",
        "[!ab]",
        "{?b,?c}",
        "{*.a,*.b}",
    ];
    const TEXT: &[&str] = &["a", "b", "c", "/", ".", "ab", "é", "yaml", "*", "-", "a.b", "x"];
    let pattern = random.glue(PATTERN, 6);
    json!({"f": "glob", "p": latin(&pattern), "s": latin(&random.glue(TEXT, 7))})
}

pub fn path(random: &mut Random) -> Json {
    const PARTS: &[&str] = &["/", ".", "..", "a", "b.c", "//", "é", "tar.gz", " ", "../"];
    const PATTERN: &[&str] = &[
        "*", "?", "a", "b", "/", "[ab]", "[^a]", "[a-", "[", "]", "-", "\\", "\\*", "é", "[é-]",
        "[]a]", ".",
    ];
    let text = random.glue(PARTS, 6);
    match random.below(6) {
        0 => json!({"f": "clean", "s": latin(&text)}),
        1 => json!({"f": "base", "s": latin(&text)}),
        2 => json!({"f": "dir", "s": latin(&text)}),
        3 => json!({"f": "ext", "s": latin(&text)}),
        4 => {
            let parts: Vec<Json> =
                (0..random.below(4)).map(|_| latin(&random.glue(PARTS, 3))).collect();
            json!({"f": "join", "a": parts})
        }
        _ => {
            let name = random.glue(&["a", "b", "/", "é", "*", ".", "-", "ab"], 5);
            json!({"f": "match", "p": latin(&random.glue(PATTERN, 5)), "s": latin(&name)})
        }
    }
}

pub fn cast(random: &mut Random) -> Json {
    const PARTS: &[&str] =
        &["0", "1", "7", "00", "x", "0x", "0b", "_", ".", ".0", "e3", "-", "+", "9", " ", "a"];
    let value = match random.below(3) {
        0 => some_value(random, 1),
        1 => json!({"t": "string", "v": latin(&random.glue(PARTS, 5))}),
        _ => json!({"t": "float64", "v": format!("{:x}", some_float(random).to_bits())}),
    };
    json!({"f": (["to_int64", "to_float64"][random.below(2)]), "a": value})
}

pub fn strings(random: &mut Random) -> Json {
    const CUTSETS: &[&str] = &["", "a", " ", "aé", "\n\t", "☃", "word", "-_"];
    let text = some_bytes(random);
    let cutset = latin(random.pick(CUTSETS));
    match random.below(10) {
        0 => json!({"f": "title", "s": text}),
        1 => json!({"f": "upper", "s": text}),
        2 => json!({"f": "lower", "s": text}),
        3 => json!({"f": "trim_space", "s": text}),
        4 => json!({"f": "fields", "s": text}),
        5 => json!({"f": "split", "s": text, "p": cutset, "n": random.below(5) as i64 - 1}),
        6 => {
            json!({"f": "replace", "s": text, "p": cutset, "q": some_bytes(random), "n": random.below(5) as i64 - 1})
        }
        7 => {
            json!({"f": "equal_fold", "s": latin(&random.glue(&["k", "K", "\u{212a}", "s", "ſ", "é", "É"], 2)), "p": latin(&random.glue(&["k", "K", "s", "S", "É"], 2))})
        }
        8 => {
            let limit = [0x110000, 0x3000][random.below(2)];
            json!({"f": "rune", "n": random.below(limit)})
        }
        _ => {
            json!({"f": (["trim", "trim_left", "trim_right"][random.below(3)]), "s": text, "p": cutset})
        }
    }
}

pub fn url(random: &mut Random) -> Json {
    const PARTS: &[&str] = &[
        "http:",
        "https:",
        "//",
        "/",
        "host",
        "a",
        "?",
        "#",
        ":",
        ":80",
        "user",
        "@",
        "user:pa ss@",
        "%20",
        "%zz",
        "%",
        "[::1]",
        "é",
        "[",
        "]",
        "..",
        ".",
        "mailto:",
        "x=1&y=2",
        " ",
        "\u{7f}",
        "*",
        "%25",
        "[fe80::1%25en0]",
        "[1.2.3.4]",
        "%2F",
        "'",
        "(",
        "http://",
        "[::ffff:1.2.3.4]",
        "[:1]",
        "[1:2",
        "g::",
        "+",
    ];
    let text = latin(&random.glue(PARTS, 7));
    match random.below(8) {
        0 => json!({"f": "query_escape", "s": some_bytes(random)}),
        1 => json!({"f": "path_escape", "s": some_bytes(random)}),
        2 => json!({"f": (["query_unescape", "path_unescape"][random.below(2)]), "s": text}),
        3 => json!({"f": "url_reference", "s": latin("http://h/a/b/c?q#f"), "p": text}),
        _ => json!({"f": "url", "s": text}),
    }
}
