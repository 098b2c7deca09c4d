//! Requests for strconv and fmt.

use super::{Random, latin, some_bytes, some_float, some_value};
use serde_json::{Value as Json, json};

pub fn quote(random: &mut Random) -> Json {
    match random.below(4) {
        0 => json!({"f": "quote_rune", "n": random.below(0x110010)}),
        1 => json!({"f": "quote_ascii", "s": some_bytes(random)}),
        2 => json!({"f": "backquote", "s": some_bytes(random)}),
        _ => json!({"f": "quote", "s": some_bytes(random)}),
    }
}

pub fn unquote(random: &mut Random) -> Json {
    const PARTS: &[&str] = &[
        "a",
        "\\n",
        "\\x41",
        "\\xff",
        "\\u00e9",
        "\\ud800",
        "\\U0001F600",
        "\\101",
        "\\777",
        "\\'",
        "\\\"",
        "\\",
        "é",
        "\n",
        "\r",
        "`",
        "'",
        "\"",
        "\\q",
        "\\x4",
        "\\0",
    ];
    let quote = random.pick(&["\"", "'", "`", ""]);
    let end = if random.chance(8) { "" } else { quote };
    let most = if quote == "'" { 2 } else { 5 };
    let text = format!("{quote}{}{end}", random.glue(PARTS, most));
    json!({"f": "unquote", "s": latin(&text)})
}

pub fn format_float(random: &mut Random) -> Json {
    let verb = random.pick(&["e", "f", "g", "E", "G", "x", "X", "b"]);
    let precision = match random.below(10) {
        0..5 => -1,
        9 => random.below(900) as i64,
        _ => random.below(25) as i64,
    };
    let bits = if random.chance(4) { 32 } else { 64 };
    let value = some_float(random);
    json!({"f": "format_float", "x": format!("{:x}", value.to_bits()), "verb": verb, "prec": precision, "bits": bits})
}

pub fn parse(random: &mut Random) -> Json {
    const PARTS: &[&str] = &[
        "0",
        "1",
        "7",
        "9",
        "8",
        "123456789",
        "00",
        "_",
        "0x",
        "0b",
        "0o",
        "x",
        "f",
        "F",
        ".",
        "e",
        "p",
        "+",
        "-",
        "e5",
        "p-3",
        "999999999999",
        "inf",
        "nan",
        " ",
        "e400",
        "1e-320",
        "é",
    ];
    let mut text = random.glue(PARTS, 5);
    if random.chance(3) {
        text = some_float(random).to_string();
    }
    if random.chance(6) {
        text = ((random.bits() >> random.below(3)) as i128 * [1, -1][random.below(2)] as i128)
            .to_string();
    }
    let base = [0, 10, 16, 2, 8, 36, 1, 37][random.below(8)];
    let bits = [0, 64, 32, 8, 16, 65][random.below(6)];
    match random.below(5) {
        0 => json!({"f": "parse_int", "s": latin(&text), "base": base, "bits": bits}),
        1 => json!({"f": "parse_uint", "s": latin(&text), "base": base, "bits": bits}),
        2 => json!({"f": "atoi", "s": latin(&text)}),
        _ => json!({"f": "parse_float", "s": latin(&text)}),
    }
}

pub fn sprintf(random: &mut Random) -> Json {
    let arguments: Vec<Json> = (0..random.below(4)).map(|_| some_value(random, 2)).collect();
    // Inside structs Go prints real addresses and tables of zones.
    let text = Json::from(arguments.clone()).to_string();
    if text.contains("\"time\"") || text.contains("\"semver\"") {
        let width = random.pick(&["", "5", "-30", ".3"]);
        let verb = random.pick(&["v", "s", "q", "x", "X", "T", "+v"]);
        return json!({"f": "sprintf", "s": format!("%{width}{verb}").replace("-30+", "+-30").replace("5+", "+5").replace(".3+", "+.3"), "a": arguments});
    }
    let mut format = String::new();
    for _ in 0..random.below(3) + 1 {
        format += random.pick(&["", "", "a", "é", "%%", " "]);
        format += &directive(random);
    }
    json!({"f": "sprintf", "s": latin(&format), "a": arguments})
}

fn directive(random: &mut Random) -> String {
    const VERBS: &[&str] = &[
        "v", "v", "v", "T", "t", "d", "b", "o", "O", "x", "X", "c", "q", "U", "e", "E", "f", "F",
        "g", "G", "s", "s", "w", "z", "é", "!", "%", "",
    ];
    let mut text = "%".to_string();
    text += &random.glue(&["#", "+", "-", " ", "0", "", ""], 3);
    if random.chance(8) {
        text += random.pick(&["[1]", "[2]", "[3]", "[9]", "[0]", "[x]", "[", "[]", "[1"]);
    }
    if random.chance(3) {
        text += random.pick(&["1", "5", "12", "*", "100", "20"]);
    }
    if random.chance(3) {
        text += random.pick(&[".", ".0", ".1", ".3", ".*", ".12", ".[2]*", ".30"]);
    }
    if random.chance(10) {
        text += random.pick(&["[1]", "[2]", "[3]"]);
    }
    text + random.pick(VERBS)
}

pub fn sprint(random: &mut Random) -> Json {
    let arguments: Vec<Json> = (0..random.below(5)).map(|_| some_value(random, 3)).collect();
    json!({"f": (["sprint", "sprintln"][random.below(2)]), "a": arguments})
}
