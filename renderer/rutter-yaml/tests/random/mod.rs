//! Documents and values for differential tests, from a seed.

use serde_json::{Map, Value as Json, json};

/// Splitmix64: small, and the same everywhere.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }
    pub fn one_in(&mut self, odds: usize) -> bool {
        self.below(odds) == 0
    }
    pub fn pick<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }
}

/// Pieces of which YAML is made, some of them unwelcome.
const PIECES: &[&str] = &[
    "a",
    "b",
    "key",
    "kind",
    "metadata",
    "name",
    "annotations",
    "apiVersion",
    "x y",
    ": ",
    ":",
    " ",
    "- ",
    "-",
    "\n",
    "\n",
    "\n  ",
    "\n    ",
    "\n- ",
    "\n  - ",
    "\na: ",
    "\nb:",
    "\n  c: ",
    "[",
    "]",
    "{",
    "}",
    ",",
    ", ",
    "? ",
    "?",
    "&x ",
    "&y ",
    "*x",
    "*y",
    "!!str ",
    "!!int ",
    "!!float ",
    "!!bool ",
    "!!null ",
    "!!binary ",
    "!!timestamp ",
    "!!map ",
    "!!set ",
    "!t ",
    "! ",
    "!<tag:yaml.org,2002:str> ",
    "!e!x ",
    "|\n",
    ">\n",
    "|-\n",
    "|+\n",
    ">-\n",
    "|2\n",
    ">1\n",
    "|2-\n",
    "| # c\n",
    "'",
    "''",
    "\"",
    "\\n",
    "\\",
    "\\x41",
    "\\u00e9",
    "\\U0001F600",
    "\\ud800",
    "\\/",
    "#",
    " # c",
    "\n# c",
    "---\n",
    "--- ",
    "\n---\n",
    "...\n",
    "\n...\n",
    "%YAML 1.1\n",
    "%YAML 1.2\n",
    "%TAG ! tag:x,\n",
    "%TAG !e! tag:e:\n",
    "%FOO\n",
    "<<: ",
    "<<",
    "<<: *x",
    "<<: [*x, *y]",
    "<<: {a: 1}",
    "1",
    "0",
    "-1",
    "0x1f",
    "010",
    "08",
    "0b11",
    "0o7",
    "1_000",
    "1.5",
    "-0.0",
    "1e3",
    "1e400",
    ".5",
    ".inf",
    "-.inf",
    ".nan",
    "~",
    "null",
    "true",
    "False",
    "yes",
    "n",
    "on",
    "2001-01-01",
    "2001-12-14t21:59:43.10-05:00",
    "1:30",
    "12345678901234567890",
    "9223372036854775808",
    "18446744073709551616",
    "123456789.123",
    "aGVsbG8=",
    "\t",
    "\t ",
    "é",
    "日本",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "😀",
    "\r\n",
    "\r",
    "\0",
    "\u{7f}",
    "\u{80}",
    "@",
    "`",
    "%",
    "|",
    ">",
    "=",
    "[]",
    "{}",
    "[]: ",
    "{}: ",
    "[a, b]",
    "{a: 1, b: [c]}",
    "? a\n: b\n",
    "a: &x {b: 1}\n",
    "c: *x\n",
    "- &x [1]\n",
    "  ",
    "    ",
    "text with words",
    "\"q\": ",
    "'q': ",
    "\"q\\\n  r\"",
    "'s\n\n  t'",
];

/// A document made of random pieces.
pub fn pieces(random: &mut Random) -> Vec<u8> {
    let count = 1 + random.below(24);
    let mut text = Vec::new();
    for _ in 0..count {
        text.extend_from_slice(random.pick(PIECES).as_bytes());
    }
    text
}

/// A well-formed document with many features, by a small grammar.
pub fn block(random: &mut Random, indent: usize, depth: usize, out: &mut String) {
    let pad = " ".repeat(indent);
    let count = 1 + random.below(4);
    if random.one_in(3) {
        for _ in 0..count {
            out.push_str(&format!("{pad}- "));
            block_value(random, indent + 2, depth, out);
        }
        return;
    }
    for at in 0..count {
        let words = [
            "a", "b", "key", "kind", "n", "1", "1.5", "~", "\"q\"", "'r'", "x y", "<<", "?k",
            "true",
        ];
        let key = match random.one_in(4) {
            true => random.pick(&words).to_string(),
            false => format!("k{at}"),
        };
        out.push_str(&format!("{pad}{key}: "));
        let deeper = indent + 1 + random.below(3);
        block_value(random, deeper, depth, out);
    }
}

fn block_value(random: &mut Random, indent: usize, depth: usize, out: &mut String) {
    if random.one_in(8) {
        out.push_str(random.pick(&["&x ", "&y ", "!!str ", "!t "]));
    }
    match random.below(8) {
        0 | 1 if depth > 0 => {
            out.push('\n');
            block(random, indent, depth - 1, out);
        }
        2 => {
            let pad = " ".repeat(indent);
            out.push_str(random.pick(&["|", ">", "|-", ">+", "|2", ">-"]));
            out.push('\n');
            for _ in 0..random.below(5) {
                let line = random.pick(&["", "text", "  more", "a # b", "\ttab", "x ", "- y", "é"]);
                out.push_str(&format!("{pad}{line}\n"));
            }
        }
        3 => {
            flow(random, 3, out);
            out.push('\n');
        }
        4 => {
            let pad = " ".repeat(indent);
            let end = random.pick(&["end", "", "# c", "x: y", "- z"]);
            out.push_str(&format!("some words\n{pad}and more\n\n{pad}{end}\n"));
        }
        _ => {
            out.push_str(random.pick(PIECES));
            out.push('\n');
        }
    }
}

fn flow(random: &mut Random, depth: usize, out: &mut String) {
    let words =
        ["a", "1", "'q'", "\"r\"", "*x", "~", "b c", "&z d", "x:y", "?", "-1", "e: f", "", "\n  g"];
    if depth == 0 {
        return out.push_str(random.pick(&words));
    }
    match random.below(3) {
        0 => {
            out.push('[');
            for _ in 0..random.below(4) {
                flow(random, depth - 1, out);
                out.push_str(random.pick(&[", ", ",", " , ", ",\n    "]));
            }
            out.push(']');
        }
        1 => {
            out.push('{');
            for _ in 0..random.below(4) {
                out.push_str(random.pick(&words));
                out.push_str(random.pick(&[": ", ":", " : ", ", "]));
                flow(random, depth - 1, out);
                out.push_str(random.pick(&[", ", ",", " , "]));
            }
            out.push('}');
        }
        _ => out.push_str(random.pick(&words)),
    }
}

/// A manifest, more or less.
pub fn manifest(random: &mut Random) -> Vec<u8> {
    let mut text = String::new();
    for _ in 0..1 + random.below(6) {
        let value = |random: &mut Random| random.pick(PIECES).replace('\n', " ");
        match random.below(9) {
            0 => text.push_str(&format!("apiVersion: {}\n", value(random))),
            1 => text.push_str(&format!("kind: {}\n", value(random))),
            2 => text.push_str(random.pick(&[
                "Kind: A\n",
                "KIND: B\n",
                "apiversion: v\n",
                "Metadata: {name: a}\n",
            ])),
            3 => text.push_str(&format!(
                "metadata: {}\n",
                random.pick(&["~", "{}", "[]", "x", "&x {name: y}", "*x"])
            )),
            4 | 5 => {
                text.push_str("metadata:\n");
                for _ in 0..1 + random.below(4) {
                    match random.below(5) {
                        0 => text.push_str(&format!("  name: {}\n", value(random))),
                        1 => text.push_str(&format!("  Annotations: {{a: {}}}\n", value(random))),
                        2 => text.push_str(
                            "  annotations:\n    a: |\n      literal\n    b: two\n     lines\n",
                        ),
                        3 => text.push_str(&format!(
                            "  annotations:\n    k: {}\n    {}: v\n",
                            value(random),
                            value(random)
                        )),
                        _ => text.push_str("  labels: {a: b}\n"),
                    }
                }
            }
            6 => text.push_str(&format!(
                "data:\n  a: |\n    {}\n  b: [{}]\n",
                value(random),
                value(random)
            )),
            _ => {
                text.push_str("spec:\n");
                block(random, 2, 2, &mut text);
            }
        }
    }
    text.into_bytes()
}

/// A document of some kilobytes, seldom with something forbidden far down.
pub fn long(random: &mut Random) -> Vec<u8> {
    let mut text = String::new();
    if random.one_in(3) {
        text.push_str(random.pick(&["base: &x {a: 1, b: [2, 3]}\n", "&x a: &y\n  - 1\n"]));
    }
    let mut at = 0;
    let end = 400 + random.below(3000);
    while text.len() < end {
        at += 1;
        text.push_str(&format!("entry{at}:"));
        match random.below(6) {
            0 => text.push_str(&format!(" {}\n", "long words ".repeat(random.below(90)))),
            1 => text.push_str(&format!(" \"{}\"\n", "é quoted ".repeat(random.below(120)))),
            2 => text.push_str(&format!(" |\n{}", "    line of text\n".repeat(random.below(20)))),
            3 => text.push_str(&format!(" [{}]\n", "*x, b: c, ".repeat(random.below(60)))),
            4 => {
                text.push('\n');
                block(random, 2, 2, &mut text);
            }
            _ => text.push_str(" value # comment\n"),
        }
        if random.one_in(12) {
            text.push_str(&format!("{}: long key\n", "k é".repeat(random.below(500))));
        }
    }
    let mut text = text.into_bytes();
    if random.one_in(3) {
        let at = random.below(text.len());
        text.insert(at, *random.pick(&[&0xFF, &0x80, &0xE2, &0x01, &0x7F, &0xC3, &0xF0, &0xED]));
    }
    match random.one_in(12) {
        true => utf16(&text, random.one_in(2)),
        false => text,
    }
}

fn utf16(text: &[u8], big: bool) -> Vec<u8> {
    let units = String::from_utf8_lossy(text).encode_utf16().collect::<Vec<_>>();
    let bytes = |unit: &u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
    [0xFEFF].iter().chain(&units).flat_map(bytes).collect()
}

/// A copy of `text` with a few random changes; parts of `other` may get into it.
pub fn mutate(random: &mut Random, text: &[u8], other: &[u8]) -> Vec<u8> {
    let mut text = text.to_vec();
    for _ in 0..1 + random.below(4) {
        let at = random.below(text.len() + 1);
        let end = (at + 1 + random.below(6)).min(text.len());
        match random.below(8) {
            0 => drop(text.splice(at..end, [])),
            1 => {
                let from = random.below(other.len() + 1);
                let to = (from + random.below(40)).min(other.len());
                drop(text.splice(at..at, other[from..to].to_vec()));
            }
            2 => {
                let copied = text[at..end].to_vec();
                drop(text.splice(at..at, copied));
            }
            3 if at < text.len() => {
                let bytes = b"\n :-[]{},#&*!|>'\"%@`?\t~.0\x80\xff\xe2";
                text[at] = bytes[random.below(bytes.len())];
            }
            4 => {
                let lines: Vec<_> = text.split_inclusive(|b| *b == b'\n').collect();
                let mut lines: Vec<Vec<u8>> = lines.into_iter().map(<[u8]>::to_vec).collect();
                if lines.len() > 1 {
                    let (a, b) = (random.below(lines.len()), random.below(lines.len()));
                    lines.swap(a, b);
                }
                text = lines.concat();
            }
            _ => drop(text.splice(at..at, random.pick(PIECES).bytes())),
        }
    }
    text
}

/// A string with something to go wrong in it.
pub fn string(random: &mut Random) -> String {
    const LETTERS: &[&str] = &[
        "a",
        "b",
        "Z",
        "0",
        "1",
        "9",
        " ",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
        "\r",
        ":",
        ": ",
        "#",
        " #",
        "-",
        "- ",
        "?",
        ",",
        "[",
        "]",
        "{",
        "}",
        "&",
        "*",
        "!",
        "|",
        ">",
        "'",
        "\"",
        "%",
        "@",
        "`",
        "\\",
        "é",
        "日",
        "😀",
        "\u{85}",
        "\u{a0}",
        "\u{2028}",
        "\u{feff}",
        "\u{fffd}",
        "\u{fffe}",
        "\u{1}",
        "\u{1b}",
        "\u{7f}",
        "\0",
        "~",
        "=",
        "<",
        "_",
        ".",
        "/",
        "word",
        "true",
        "null",
        "http://x.y/z",
        "some longer words that fill a line quickly",
        "--- ",
        "...",
        "<<",
    ];
    if random.one_in(5) {
        return random.pick(PIECES).to_string();
    }
    let simple = random.one_in(2);
    let most = if random.one_in(6) { 60 } else { 7 };
    let count = random.below(most);
    let letter = |random: &mut Random| match simple {
        true => random.pick(&["a", "bc", " ", "word", "-", "1", ".", "X", " longer text"]),
        false => random.pick(LETTERS),
    };
    (0..count).map(|_| letter(random)).collect()
}

/// A value as JSON has it.
pub fn value(random: &mut Random, depth: usize) -> Json {
    match random.below(if depth == 0 { 7 } else { 11 }) {
        0 => Json::Null,
        1 => json!(random.one_in(2)),
        2 => json!(random.below(100_000) as i64 - 50_000),
        3 => number(random),
        4..=6 => json!(string(random)),
        7 | 8 => (0..random.below(4)).map(|_| value(random, depth - 1)).collect(),
        _ => {
            let count = random.below(5);
            let entries = (0..count).map(|_| (key(random), value(random, depth - 1)));
            Json::Object(entries.collect::<Map<_, _>>())
        }
    }
}

fn key(random: &mut Random) -> String {
    match random.below(4) {
        0 => string(random),
        1 => {
            let parts =
                ["a", "b", "A", "é", "1", "2", "10", "01", "0", "00", "-", "_", ".", " ", "z"];
            (0..1 + random.below(5)).map(|_| random.pick(&parts)).collect()
        }
        2 => "k".repeat(120 + random.below(20)),
        _ => format!("key{}", random.below(30)),
    }
}

fn number(random: &mut Random) -> Json {
    let value = match random.below(5) {
        0 => f64::from_bits(random.next()),
        1 => (random.next() as i64) as f64,
        2 => random.next() as f64,
        3 => random.below(1_000_000) as f64 / 1000.0,
        _ => 10f64.powi(random.below(40) as i32 - 12) * (random.below(2000) as f64 - 1000.0),
    };
    match value.is_finite() {
        true => json!(value),
        false => json!(0.5),
    }
}
