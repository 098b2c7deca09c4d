//! Random requests.

mod encoding;
mod moments;
mod patterns;
mod text;
mod texts;
mod versions;

use serde_json::{Value as Json, json};

pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }
    pub fn bits(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }
    pub fn below(&mut self, limit: usize) -> usize {
        (self.bits() >> 11) as usize % limit.max(1)
    }
    pub fn chance(&mut self, one_in: usize) -> bool {
        self.below(one_in) == 0
    }
    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }
    /// Bytes glued together from the parts.
    pub fn glue(&mut self, parts: &[&str], most: usize) -> String {
        (0..self.below(most + 1)).map(|_| self.pick(parts)).collect()
    }
}

type Make = fn(&mut Random) -> Json;

pub const KINDS: &[(&str, Make)] = &[
    ("quote", text::quote),
    ("unquote", text::unquote),
    ("float", text::format_float),
    ("parse", text::parse),
    ("fmt", text::sprintf),
    ("print", text::sprint),
    ("encode-json", encoding::marshal),
    ("decode-json", encoding::unmarshal),
    ("glob", texts::glob),
    ("path", texts::path),
    ("cast", texts::cast),
    ("strings", texts::strings),
    ("url", texts::url),
    ("time-format", moments::format),
    ("time-parse", moments::parse),
    ("time-math", moments::calculate),
    ("duration", moments::duration),
    ("regex", patterns::regex),
    ("semver", versions::semver),
];

pub fn latin(text: &str) -> Json {
    Json::String(text.bytes().map(|b| b as char).collect())
}

pub fn some_bytes(random: &mut Random) -> Json {
    const PARTS: &[&str] = &[
        "a",
        "B",
        "z",
        "0",
        " ",
        "\n",
        "\t",
        "\r",
        "\"",
        "'",
        "\\",
        "`",
        "<",
        "&",
        ">",
        "é",
        "ß",
        "☃",
        "😀",
        "\u{2028}",
        "\u{feff}",
        "\u{ad}",
        "\u{7f}",
        "\0",
        "\u{85}",
        "\u{a0}",
        "\u{378}",
        "word",
        "\u{e000}",
        "\u{10ffff}",
        "İ",
        "ǅ",
        "ა",
        "-",
        "_",
        ".",
        "/",
    ];
    let text = random.glue(PARTS, 8);
    let mut bytes: Vec<u8> = text.into_bytes();
    if random.chance(4) && !bytes.is_empty() {
        let at = random.below(bytes.len());
        bytes[at] = random.bits() as u8;
    }
    Json::String(bytes.iter().map(|&b| b as char).collect())
}

pub fn some_float(random: &mut Random) -> f64 {
    match random.below(9) {
        0 => f64::from_bits(random.bits()),
        1 => random.below(100) as f64,
        2 => (random.bits() as i64 >> random.below(60)) as f64,
        3 => random.below(1_000_000) as f64 / 1000.0,
        4 => [
            0.0,
            -0.0,
            1e6,
            1e21,
            1e20,
            1e-7,
            0.1,
            2.5,
            0.5,
            1e5,
            999999.5,
            f64::MAX,
            5e-324,
            1e15,
            1e16,
        ][random.below(15)],
        5 => [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1.5][random.below(4)],
        6 => -(random.below(100_000) as f64) / 64.0,
        7 => (random.bits() >> 11) as f64 / (1u64 << random.below(30)) as f64,
        _ => random.below(1000) as f64 * 10f64.powi(random.below(40) as i32 - 20),
    }
}

pub fn float_value(value: f64) -> Json {
    json!({"t": "float64", "v": format!("{:x}", value.to_bits())})
}

pub fn some_value(random: &mut Random, depth: usize) -> Json {
    match random.below(if depth > 0 { 15 } else { 9 }) {
        0 => json!({"t": "nil"}),
        1 => json!({"t": "bool", "v": random.chance(2)}),
        2 => {
            let shift = random.below(64);
            json!({"t": (["int", "int64"][random.below(2)]), "v": (random.bits() as i64 >> shift).to_string()})
        }
        3 => float_value(some_float(random)),
        4 | 5 => json!({"t": "string", "v": some_bytes(random)}),
        6 => json!({"t": "uint64", "v": (random.bits() >> random.below(64)).to_string()}),
        7 => json!({"t": "bytes", "v": some_bytes(random)}),
        8 => match random.below(7) {
            0 => json!({"t": "uint8", "v": random.below(256)}),
            1 => {
                json!({"t": "complex128", "v": format!("{:x}", some_float(random).to_bits()), "w": format!("{:x}", some_float(random).to_bits())})
            }
            3 => {
                json!({"t": (["month", "weekday", "duration"][random.below(3)]), "v": (random.bits() as i64 >> random.below(63)).to_string()})
            }
            4 => json!({"t": "semver", "v": random.pick(&["v1.2", "1.2.3-a+b", "x"])}),
            5 => moments::some_time(random),
            2 => json!({"t": (["nilbytes", "nillist", "nilmap"][random.below(3)])}),
            _ => json!({"t": "int", "v": random.below(300).to_string()}),
        },
        9..=11 => {
            let items: Vec<Json> =
                (0..random.below(4)).map(|_| some_value(random, depth - 1)).collect();
            json!({"t": "list", "v": items})
        }
        12 => {
            let items: Vec<Json> = (0..random.below(4)).map(|_| some_bytes(random)).collect();
            json!({"t": "strings", "v": items})
        }
        _ => {
            let items: Vec<Json> = (0..random.below(4))
                .map(|_| json!([some_bytes(random), some_value(random, depth - 1)]))
                .collect();
            json!({"t": "map", "v": items})
        }
    }
}
