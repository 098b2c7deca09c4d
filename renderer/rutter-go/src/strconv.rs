//! Text of numbers and quoted strings, and back (Go: `strconv`).

mod float;
mod integer;
mod parse_float;
mod quote;

pub use float::{append_float, format_float};
pub use integer::{
    append_int, append_uint, atoi, atoi_bytes, format_int, format_uint, parse_int, parse_int_bytes,
    parse_uint, parse_uint_bytes,
};
pub use parse_float::{parse_float, parse_float_bytes};
pub use quote::{
    append_quote, append_quote_rune, append_quote_to_ascii, can_backquote, quote, quote_rune,
    quote_rune_to_ascii, quote_to_ascii, unquote, unquote_bytes, unquote_char,
};

pub use crate::unicode::is_print;

/// Why a number could not be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// `invalid syntax`
    Syntax,
    /// `value out of range`
    Range,
    /// `invalid base N`
    Base(i32),
    /// `invalid bit size N`
    BitSize(i32),
}

/// A failed conversion (Go: `*strconv.NumError`); prints with Go's text.
#[derive(Clone, Debug, PartialEq)]
pub struct NumError {
    /// The Go function's name, such as `ParseInt`.
    pub function: &'static str,
    /// The text that was read.
    pub text: Vec<u8>,
    /// The reason.
    pub reason: Reason,
}

impl std::fmt::Display for NumError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let quoted = quote(&self.text);
        write!(f, "strconv.{}: parsing {quoted}: ", self.function)?;
        match self.reason {
            Reason::Syntax => f.write_str("invalid syntax"),
            Reason::Range => f.write_str("value out of range"),
            Reason::Base(base) => write!(f, "invalid base {base}"),
            Reason::BitSize(bits) => write!(f, "invalid bit size {bits}"),
        }
    }
}

impl std::error::Error for NumError {}

/// Go's `strconv.ParseBool`.
pub fn parse_bool(text: &str) -> Result<bool, NumError> {
    match text {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Ok(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Ok(false),
        _ => Err(NumError {
            function: "ParseBool",
            text: text.as_bytes().to_vec(),
            reason: Reason::Syntax,
        }),
    }
}

/// Whether underscores stand only between digits or after a base prefix.
fn underscores_fit(text: &[u8]) -> bool {
    #[derive(PartialEq)]
    enum Saw {
        Start,
        Digit,
        Underscore,
        Other,
    }
    let mut rest = match text {
        [b'+' | b'-', rest @ ..] => rest,
        _ => text,
    };
    let (mut saw, mut hex) = (Saw::Start, false);
    if let [b'0', letter, tail @ ..] = rest {
        let letter = letter.to_ascii_lowercase();
        if matches!(letter, b'b' | b'o' | b'x') {
            (saw, hex, rest) = (Saw::Digit, letter == b'x', tail);
        }
    }
    for byte in rest {
        saw = match byte {
            b'0'..=b'9' => Saw::Digit,
            b'a'..=b'f' | b'A'..=b'F' if hex => Saw::Digit,
            b'_' if saw != Saw::Digit => return false,
            b'_' => Saw::Underscore,
            _ if saw == Saw::Underscore => return false,
            _ => Saw::Other,
        };
    }
    saw != Saw::Underscore
}
