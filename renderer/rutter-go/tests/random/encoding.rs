//! Requests for JSON.

use super::{Random, latin, some_value};
use serde_json::{Value as Json, json};

pub fn marshal(random: &mut Random) -> Json {
    let value = some_value(random, 4);
    match random.below(4) {
        0 => {
            let prefix = random.pick(&["", ">"]);
            let step = random.pick(&["", " ", "  ", "\t"]);
            json!({"f": "json_indent", "a": value, "prefix": prefix, "step": step})
        }
        1 => json!({"f": "json_raw", "a": value}),
        _ => json!({"f": "json_marshal", "a": value}),
    }
}

pub fn unmarshal(random: &mut Random) -> Json {
    let mut text = document(random, 3);
    for _ in 0..random.below(3) {
        let mut at = random.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        match random.below(4) {
            0 => text.truncate(at),
            1 => text.insert_str(
                at,
                random.pick(&[
                    "}", "]", ",", ":", "\"", "\\", "x", "1", "-", " ", "\u{1}", "é", "{", "[",
                ]),
            ),
            2 if at < text.len() => {
                text.remove(at);
            }
            _ => text.push_str(random.pick(&[" ", "1", "{}", ",a", "\n[1]", "tru"])),
        }
    }
    let function = random.pick(&["json_unmarshal", "json_map", "json_list", "json_stream"]);
    json!({"f": function, "s": latin(&text)})
}

fn document(random: &mut Random, depth: usize) -> String {
    const SCALARS: &[&str] = &[
        "1",
        "-0",
        "0.5",
        "1e5",
        "1E+2",
        "12345678901234567890",
        "1e999",
        "-1e-400",
        "0",
        "123",
        "true",
        "false",
        "null",
        "\"\"",
        "\"a\"",
        "\"\\u00e9\\n\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud800x\"",
        "\"\\udc00\"",
        "\"é\"",
        "\"a b\"",
        "\"\\/\\\\\\\"\"",
        "1.5e-3",
        "\"\\ud800\\u0041\"",
        "01",
        "1.",
        "-",
        "\"\\x\"",
        "tru",
        "nul",
    ];
    let space = random.pick(&["", "", " ", "\n\t"]);
    match random.below(if depth > 0 { 8 } else { 3 }) {
        0..=2 => format!("{space}{}", random.pick(SCALARS)),
        3..=5 => {
            let entries: Vec<String> = (0..random.below(4))
                .map(|_| {
                    let key = random.pick(&["a", "b", "c", "\\u0041", "é", ""]);
                    format!("{space}\"{key}\"{space}:{}", document(random, depth - 1))
                })
                .collect();
            format!("{{{}{space}}}", entries.join(","))
        }
        _ => {
            let items: Vec<String> =
                (0..random.below(4)).map(|_| document(random, depth - 1)).collect();
            format!("[{}{space}]", items.join(","))
        }
    }
}
