//! What writes random templates: its state, and the steps all of them share.

use std::fmt::Write as _;

use crate::random::Random;
use crate::vocabulary::FIELDS;

pub struct Generator {
    pub random: Random,
    /// Where Go's holder lies, as a decimal number.
    pub holder_address: String,
    pub out: String,
    pub depth: usize,
    /// Templates with a higher number may be called.
    pub level: usize,
    pub in_range: usize,
    /// Whether to leave out most of what cannot be parsed.
    pub careful: bool,
    pub variables: Vec<&'static str>,
}

impl Generator {
    pub fn new(seed: u64, holder_address: String) -> Generator {
        Generator {
            random: Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1),
            holder_address,
            out: String::new(),
            depth: 0,
            level: 0,
            in_range: 0,
            careful: true,
            variables: Vec::new(),
        }
    }

    /// A choice that a careful template makes very seldom.
    pub fn reckless(&mut self, n: usize) -> bool {
        let n = if self.careful { n * 60 } else { n };
        self.random.one_in(n)
    }

    pub fn space(&mut self) {
        let space = match self.random.below(30) {
            0 => "\n",
            1 => "  ",
            2 => "\t ",
            _ => " ",
        };
        self.out.push_str(space);
    }
    pub fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    pub fn fields(&mut self) {
        let count = 1 + self.random.below(10) / 5 + self.random.below(10) / 8;
        for _ in 0..count {
            let field = self.random.pick(FIELDS);
            let _ = write!(self.out, ".{field}");
        }
    }

    /// The text with something added, removed or replaced.
    pub fn broken(&mut self, mut text: String) -> String {
        for _ in 0..1 + self.random.below(2) {
            let mut at = self.random.below(text.len() + 1);
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            match self.random.below(4) {
                0 => text.truncate(at),
                1 if at < text.len() => {
                    text.remove(at);
                }
                _ => {
                    let odd = [
                        "{{", "}}", "(", ")", "\"", "`", "'", "|", "$", ".", ",", ":=", "=", "-",
                        "\n", "/*", "*/", "if ", "end", "@", "é", "\u{1}", "#", "\\", "1", "%",
                        "define ", "else ", "range ", " -}}", "{{- ", ":", "\u{200b}", "²",
                    ];
                    let odd = self.random.pick(&odd);
                    text.insert_str(at, odd);
                }
            }
        }
        text
    }
}
