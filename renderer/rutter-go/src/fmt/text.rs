//! One scalar under one verb, padded (Go: `fmt/format.go`).

use super::flags::Flags;
use super::printer::Printer;
use crate::strconv;
use crate::unicode::MAX_RUNE;
use crate::utf8::{RUNE_ERROR, append_rune, rune_count, runes};

/// Upper or lower case digits and prefixes.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Case {
    Lower,
    Upper,
}

impl Case {
    fn digit(self, value: u64) -> u8 {
        let value = (value & 0xF) as u8;
        match (value, self) {
            (0..10, _) => b'0' + value,
            (_, Case::Lower) => b'a' + value - 10,
            (_, Case::Upper) => b'A' + value - 10,
        }
    }
    fn x(self) -> u8 {
        if self == Case::Lower { b'x' } else { b'X' }
    }
}

/// An integer to format: magnitude and sign.
#[derive(Clone, Copy)]
pub(super) struct Integer {
    pub magnitude: u64,
    pub negative: bool,
}

impl Integer {
    /// The two's complement bits, as Go hands integers to `%c` and `%U`.
    pub fn bits(self) -> u64 {
        match self.negative {
            true => self.magnitude.wrapping_neg(),
            false => self.magnitude,
        }
    }
}

impl Printer {
    fn write_padding(&mut self, count: usize) {
        let zero = self.flags.zero && !self.flags.minus;
        self.fill(if zero { b'0' } else { b' ' }, count);
    }

    /// Appends text, padded to the width in runes.
    pub(super) fn pad(&mut self, text: &[u8]) {
        let Some(width) = self.flags.width.filter(|&w| w > 0) else {
            return self.write(text);
        };
        let padding = width.saturating_sub(rune_count(text));
        if self.flags.minus {
            self.write(text);
            self.write_padding(padding);
        } else {
            self.write_padding(padding);
            self.write(text);
        }
    }

    fn pad_with_spaces(&mut self, text: &[u8]) {
        let zero = std::mem::take(&mut self.flags.zero);
        self.pad(text);
        self.flags.zero = zero;
    }

    /// `U+0078`, or with `#` `U+0078 'x'`.
    pub(super) fn format_unicode(&mut self, code: u64) {
        let digits = strconv::format_uint(code, 16).to_ascii_uppercase();
        let least = self.flags.precision.unwrap_or(0).max(4);
        let mut text = b"U+".to_vec();
        text.resize(2 + least.saturating_sub(digits.len()), b'0');
        text.extend_from_slice(digits.as_bytes());
        if self.flags.sharp && code <= MAX_RUNE as u64 && strconv::is_print(code as u32) {
            text.extend_from_slice(b" '");
            append_rune(&mut text, code as u32);
            text.push(b'\'');
        }
        self.pad_with_spaces(&text);
    }

    pub(super) fn format_integer(&mut self, number: Integer, base: u32, verb: u32, case: Case) {
        let Flags { width, precision, .. } = self.flags;
        let flags = self.flags;
        if precision == Some(0) && number.magnitude == 0 {
            return self.fill(b' ', width.unwrap_or(0));
        }
        let signed = number.negative || flags.plus || flags.space;
        let least = match (precision, width) {
            (Some(precision), _) => precision,
            (None, Some(width)) if flags.zero && !flags.minus => {
                width - (signed as usize).min(width)
            }
            _ => 0,
        };
        let mut digits = [0u8; 64];
        let digits = write_digits(&mut digits, number.magnitude, base as u64, case);
        let zeros = least.saturating_sub(digits.len());
        let starts_with_zero = zeros > 0 || digits.first() == Some(&b'0');
        let mut prefix = [0u8; 5];
        let prefix = write_prefix(&mut prefix, &flags, number, base, verb, case, starts_with_zero);
        let length = prefix.len() + zeros + digits.len();
        let padding = width.unwrap_or(0).saturating_sub(length);
        if !flags.minus {
            self.fill(b' ', padding);
        }
        self.write(prefix);
        self.fill(b'0', zeros);
        self.write(digits);
        if flags.minus {
            self.fill(b' ', padding);
        }
    }

    /// The text cut to the precision in runes.
    fn truncate<'t>(&self, text: &'t [u8]) -> &'t [u8] {
        let Some(precision) = self.flags.precision else {
            return text;
        };
        match runes(text).nth(precision) {
            Some((at, _, _)) => text.get(..at).unwrap_or(text),
            None => text,
        }
    }

    /// `%s`
    pub(super) fn format_string(&mut self, text: &[u8]) {
        let text = self.truncate(text);
        self.pad(text);
    }

    /// `%x` of text.
    pub(super) fn format_hexadecimal(&mut self, text: &[u8], case: Case) {
        let flags = self.flags;
        let length = flags.precision.unwrap_or(text.len()).min(text.len());
        let text = text.get(..length).unwrap_or_default();
        if text.is_empty() {
            return self.write_padding(flags.width.unwrap_or(0));
        }
        let width = match (flags.space, flags.sharp) {
            (true, true) => 4 * length + length - 1,
            (true, false) => 2 * length + length - 1,
            (false, true) => 2 * length + 2,
            (false, false) => 2 * length,
        };
        let padding = flags.width.unwrap_or(0).saturating_sub(width);
        if !flags.minus {
            self.write_padding(padding);
        }
        if !self.has_room(width) {
            return;
        }
        for (index, byte) in text.iter().enumerate() {
            if flags.space && index > 0 {
                self.write(b" ");
            }
            if flags.sharp && (index == 0 || flags.space) {
                self.write(&[b'0', case.x()]);
            }
            self.write(&[case.digit((byte >> 4) as u64), case.digit(*byte as u64)]);
        }
        if flags.minus {
            self.write_padding(padding);
        }
    }

    /// `%q` of text.
    pub(super) fn format_quoted(&mut self, text: &[u8]) {
        let text = self.truncate(text);
        if !self.has_room(text.len()) {
            return;
        }
        let mut quoted = Vec::with_capacity(text.len() + 2);
        if self.flags.sharp && strconv::can_backquote(text) {
            quoted.push(b'`');
            quoted.extend_from_slice(text);
            quoted.push(b'`');
        } else if self.flags.plus {
            strconv::append_quote_to_ascii(&mut quoted, text);
        } else {
            strconv::append_quote(&mut quoted, text);
        }
        self.pad(&quoted);
    }

    /// `%c`
    pub(super) fn format_rune(&mut self, code: u64) {
        let mut text = Vec::with_capacity(4);
        append_rune(&mut text, to_rune(code));
        self.pad(&text);
    }

    /// `%q` of an integer.
    pub(super) fn format_quoted_rune(&mut self, code: u64) {
        let quoted = match self.flags.plus {
            true => strconv::quote_rune_to_ascii(to_rune(code)),
            false => strconv::quote_rune(to_rune(code)),
        };
        self.pad(quoted.as_bytes());
    }

    pub(super) fn format_float(&mut self, value: f64, verb: u8, default_precision: i32) {
        let flags = self.flags;
        let precision = flags.precision.map_or(default_precision, |p| p as i32);
        if !self.has_room(flags.precision.unwrap_or(0)) {
            return;
        }
        let mut text = Vec::with_capacity(24);
        strconv::append_float(&mut text, value, verb, precision, 64);
        if !matches!(text.first(), Some(b'-' | b'+')) {
            text.insert(0, b'+');
        }
        if flags.space && text.first() == Some(&b'+') && !flags.plus {
            text.splice(0..1, [b' ']);
        }
        if !value.is_finite() {
            let unsigned = value.is_nan() && !flags.space && !flags.plus;
            return self.pad_with_spaces(text.get(unsigned as usize..).unwrap_or_default());
        }
        if flags.sharp && verb != b'b' {
            text = keep_point(&text, verb, precision);
        }
        if !flags.plus && text.first() == Some(&b'+') {
            return self.pad(text.get(1..).unwrap_or_default());
        }
        let width = flags.width.unwrap_or(0);
        if flags.zero && !flags.minus && width > text.len() {
            let (sign, digits) = text.split_at(1);
            self.write(sign);
            self.write_padding(width - text.len());
            return self.write(digits);
        }
        self.pad(&text);
    }
}

fn to_rune(code: u64) -> u32 {
    match code <= MAX_RUNE as u64 {
        true => code as u32,
        false => RUNE_ERROR,
    }
}

fn write_digits(buffer: &mut [u8; 64], mut value: u64, base: u64, case: Case) -> &[u8] {
    let mut start = buffer.len();
    for slot in buffer.iter_mut().rev() {
        *slot = case.digit(value % base);
        value /= base;
        start -= 1;
        if value == 0 {
            break;
        }
    }
    buffer.get(start..).unwrap_or_default()
}

fn write_prefix<'b>(
    buffer: &'b mut [u8; 5],
    flags: &Flags,
    number: Integer,
    base: u32,
    verb: u32,
    case: Case,
    starts_with_zero: bool,
) -> &'b [u8] {
    let mut length = 0;
    let mut push = |text: &[u8]| {
        for &byte in text {
            if let Some(slot) = buffer.get_mut(length) {
                *slot = byte;
                length += 1;
            }
        }
    };
    if number.negative {
        push(b"-");
    } else if flags.plus {
        push(b"+");
    } else if flags.space {
        push(b" ");
    }
    if verb == u32::from(b'O') {
        push(b"0o");
    }
    match base {
        2 if flags.sharp => push(b"0b"),
        8 if flags.sharp && !starts_with_zero => push(b"0"),
        16 if flags.sharp => push(&[b'0', case.x()]),
        _ => {}
    }
    buffer.get(..length).unwrap_or_default()
}

/// `#`: the decimal point stays, and the zeros after it up to the precision.
fn keep_point(text: &[u8], verb: u8, precision: i32) -> Vec<u8> {
    let mut missing = match verb {
        b'g' | b'G' | b'x' if precision == -1 => 6,
        b'g' | b'G' | b'x' => precision,
        _ => 0,
    };
    let tail_letters: &[u8] = match verb {
        b'x' | b'X' => b"pP",
        _ => b"pPeE",
    };
    let tail = text.iter().position(|b| tail_letters.contains(b));
    let (number, tail) = text.split_at(tail.unwrap_or(text.len()));
    let (mut point, mut nonzero) = (false, false);
    for &byte in number.iter().skip(1) {
        if byte == b'.' {
            point = true;
            continue;
        }
        nonzero |= byte != b'0';
        missing -= nonzero as i32;
    }
    let mut kept = number.to_vec();
    if !point {
        if number.len() == 2 && number.ends_with(b"0") {
            missing -= 1;
        }
        kept.push(b'.');
    }
    kept.resize(kept.len() + missing.max(0) as usize, b'0');
    kept.extend_from_slice(tail);
    kept
}
