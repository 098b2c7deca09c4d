//! Requests about versions.

use super::{Random, latin};
use serde_json::{Value as Json, json};

pub fn semver(random: &mut Random) -> Json {
    let (text, other) = (version(random), version(random));
    match random.below(5) {
        0 => json!({"f": "semver", "s": latin(&text)}),
        1 => json!({"f": "semver_strict", "s": latin(&text)}),
        2 => json!({"f": "semver_compare", "s": latin(&text), "p": latin(&other)}),
        _ => json!({"f": "semver_check", "s": latin(&text), "p": latin(&constraints(random))}),
    }
}

fn version(random: &mut Random) -> String {
    const PARTS: &[&str] = &[
        "v",
        "1",
        "2",
        "0",
        "10",
        ".",
        "-",
        "+",
        "alpha",
        "beta.1",
        "rc",
        "01",
        " ",
        "é",
        "99999999999999999999",
        "x",
    ];
    if random.chance(5) {
        return random.glue(PARTS, 7);
    }
    let number =
        |random: &mut Random| random.pick(&["0", "0", "1", "1", "2", "3", "10", "01"]).to_string();
    let mut text = random.pick(&["", "", "", "v"]).to_string();
    text += &number(random);
    for _ in 0..random.below(3) + random.below(2) {
        text = text + "." + &number(random);
    }
    text += random.pick(&["", "", "-alpha", "-beta.2", "-0", "-rc.1.x", "-1", "-01", "-a..b"]);
    text + random.pick(&["", "", "", "+b", "+1.2", "+"])
}

fn constraints(random: &mut Random) -> String {
    if random.chance(8) {
        return random.glue(
            &["1", ">", "=", "~", " ", "-", "x", ",", "||", "|", "1.2", "*", "v", "é", "^", "!="],
            8,
        );
    }
    let mut text = one(random);
    for _ in 0..random.below(3) {
        text += random.pick(&[" ", ",", ", ", " , ", "||", " || ", " - ", " - ", "  ", "-"]);
        text += &one(random);
    }
    text
}

fn one(random: &mut Random) -> String {
    let sign =
        random.pick(&["", "=", "!=", ">", "<", ">=", "=>", "<=", "=<", "~", "~>", "^", "==", "><"]);
    let space = random.pick(&["", "", " "]);
    let text = match random.below(3) {
        0 => random
            .pick(&[
                "*",
                "x",
                "1.x",
                "1.2.x",
                "1.*",
                "X.1",
                "0.x",
                "0.0.x",
                "1.2.*-0",
                "*-0",
                "1.x-alpha",
                "1",
                "0",
                "1.2",
                "0.1",
            ])
            .to_string(),
        _ => version(random),
    };
    format!("{sign}{space}{text}")
}
