//! Strings in the style go-yaml picks for them (`stringv`, `yaml_emitter_select_scalar_style`
//! and the `write_…_scalar` functions).

use super::analyze::{Analysis, analyze, is_printable};
use super::writer::Writer;
use crate::Version;
use crate::chars::{line_break, width};
use crate::resolve::{Type, is_old_bool, plain_type};
use std::borrow::Cow;

#[derive(Clone, Copy, PartialEq)]
enum Style {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
}

/// A string with what is needed to write it.
pub(super) struct Text<'a> {
    value: Cow<'a, [u8]>,
    style: Style,
    analysis: Analysis,
    /// Whether the value is base64 of bytes that are no UTF-8.
    binary: bool,
}

impl<'a> Text<'a> {
    /// Picks the style of `text`.
    pub fn new(text: Cow<'a, [u8]>, version: Version) -> Text<'a> {
        let (value, binary) = match version == Version::V3 && std::str::from_utf8(&text).is_err() {
            true => (Cow::Owned(base64_lines(&text)), true),
            false => (text, false),
        };
        let analysis = analyze(&value, version);
        let style = match () {
            _ if analysis.multiline && value.contains(&b'\n') => Style::Literal,
            _ if binary || can_be_plain(&value, version) => Style::Plain,
            _ => Style::DoubleQuoted,
        };
        Text { value, style, analysis, binary }
    }

    /// Whether this can be a key without `?`.
    pub fn is_simple_key(&self) -> bool {
        let tag = if self.binary { b"!!binary".len() } else { 0 };
        !self.analysis.multiline && self.value.len() + tag <= 128
    }

    /// Writes the string; `simple_key` for a key without `?`.
    pub fn write(&self, writer: &mut Writer<'_>, simple_key: bool) {
        let outer = writer.indent;
        if self.binary {
            writer.separate();
            writer.put(b"!!binary");
            (writer.whitespace, writer.indention) = (false, false);
        }
        writer.indent = writer.deeper(true);
        match self.final_style(simple_key) {
            Style::Plain => write_plain(writer, &self.value, !simple_key),
            Style::SingleQuoted => write_single_quoted(writer, &self.value, !simple_key),
            Style::DoubleQuoted => write_double_quoted(writer, &self.value, !simple_key),
            Style::Literal => write_literal(writer, &self.value),
        }
        writer.indent = outer;
    }

    fn final_style(&self, simple_key: bool) -> Style {
        let allowed = self.analysis;
        match self.style {
            _ if simple_key && allowed.multiline => Style::DoubleQuoted,
            Style::Plain if allowed.plain_allowed => Style::Plain,
            Style::Plain if allowed.single_quoted_allowed => Style::SingleQuoted,
            Style::Literal if allowed.block_allowed && !simple_key => Style::Literal,
            _ => Style::DoubleQuoted,
        }
    }
}

fn can_be_plain(text: &[u8], version: Version) -> bool {
    plain_type(text, version) == Type::Str
        && !is_base60(text)
        && !(version == Version::V3 && is_old_bool(text))
}

/// `[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?`
fn is_base60(text: &[u8]) -> bool {
    let text = match text {
        [b'+' | b'-', rest @ ..] => rest,
        _ => text,
    };
    if !text.first().is_some_and(u8::is_ascii_digit) || !text.contains(&b':') {
        return false;
    }
    let (number, fraction) = match text.iter().position(|b| *b == b'.') {
        Some(dot) => text.split_at(dot),
        None => (text, &b""[..]),
    };
    let is_number = |b: &u8| b.is_ascii_digit() || *b == b'_';
    let mut parts = number.split(|b| *b == b':');
    let whole = parts.next().is_some_and(|part| part.iter().all(is_number));
    whole
        && parts.all(|part| match part {
            [a] => a.is_ascii_digit(),
            [b'0'..=b'5', b] => b.is_ascii_digit(),
            _ => false,
        })
        && fraction.iter().skip(1).all(is_number)
}

/// Base64 in lines of 70 if it is longer than that.
fn base64_lines(bytes: &[u8]) -> Vec<u8> {
    const LINE: usize = 70;
    let text = rutter_go::base64::encode(bytes);
    if text.len() / LINE == 0 {
        return text;
    }
    let mut lines = Vec::with_capacity(text.len() + text.len() / LINE + 1);
    for line in text.chunks(LINE) {
        lines.extend_from_slice(line);
        lines.push(b'\n');
    }
    lines
}

/// Writes text that needs no look: numbers, `true`, `null`.
pub(super) fn write_word(writer: &mut Writer<'_>, word: &[u8]) {
    writer.separate();
    writer.put(word);
    (writer.whitespace, writer.indention) = (false, false);
}

fn is_space(text: &[u8], at: usize) -> bool {
    text.get(at) == Some(&b' ')
}

fn write_plain(writer: &mut Writer<'_>, text: &[u8], may_break: bool) {
    writer.separate();
    if !may_break || !writer.may_get_long(text.len()) {
        writer.put_text(text);
    } else {
        // Plain text neither ends with a space nor holds line breaks.
        write_folding(writer, text, |at| at + 1 < text.len());
    }
    (writer.whitespace, writer.indention) = (false, false);
}

/// Writes text without line breaks, turning single spaces far right into line breaks where
/// `may_fold`.
fn write_folding(writer: &mut Writer<'_>, text: &[u8], may_fold: impl Fn(usize) -> bool) {
    let mut at = 0;
    let mut after_space = false;
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let word = rest.iter().position(|b| *b == b' ').unwrap_or(rest.len());
        if word > 0 {
            writer.put_text(rest.get(..word).unwrap_or_default());
            writer.indention = false;
            after_space = false;
            at += word;
            continue;
        }
        let lone = !after_space && !is_space(text, at + 1);
        match lone && writer.is_long() && may_fold(at) {
            true => writer.write_indent(),
            false => writer.put(b" "),
        }
        after_space = true;
        at += 1;
    }
}

fn write_single_quoted(writer: &mut Writer<'_>, text: &[u8], may_break: bool) {
    writer.write_indicator(b"'", true);
    let (mut after_space, mut after_break) = (false, false);
    let mut at = 0;
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let broken = line_break(rest);
        if is_space(text, at) {
            let inner = at > 0 && at + 1 < text.len();
            let lone = !after_space && !is_space(text, at + 1);
            match may_break && inner && lone && writer.is_long() {
                true => writer.write_indent(),
                false => writer.put(b" "),
            }
            after_space = true;
            at += 1;
        } else if broken > 0 {
            let length = width(text.get(at).copied().unwrap_or(0)).max(1);
            if !after_break && is_newline(rest) {
                writer.put_break();
            }
            writer.put_own_break(rest.get(..length).unwrap_or_default());
            writer.indention = true;
            after_break = true;
            at += length;
        } else {
            if after_break {
                writer.write_indent();
            }
            let stop = |b: &u8| matches!(b, b' ' | b'\'' | b'\n' | b'\r' | 0xC2 | 0xE2);
            let word = rest.iter().skip(1).position(stop);
            let word = word.map_or(rest.len(), |length| length + 1);
            let word = rest.get(..word).unwrap_or_default();
            if word.first() == Some(&b'\'') {
                writer.put(b"'");
            }
            writer.put_text(word);
            writer.indention = false;
            (after_space, after_break) = (false, false);
            at += word.len();
        }
    }
    writer.write_indicator(b"'", false);
}

fn is_newline(text: &[u8]) -> bool {
    text.first() == Some(&b'\n')
}

fn write_double_quoted(writer: &mut Writer<'_>, text: &[u8], may_break: bool) {
    writer.write_indicator(b"\"", true);
    // go-yaml looks for a byte order mark at the start of the text whatever it is writing.
    let escape_all = text.starts_with(b"\xEF\xBB\xBF");
    let mut after_space = false;
    let mut at = 0;
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let byte = rest.first().copied().unwrap_or(0);
        let length = width(byte).max(1);
        let character = rest.get(..length).unwrap_or(rest);
        if escape_all || !is_printable(rest) || line_break(rest) > 0 || matches!(byte, b'"' | b'\\')
        {
            write_escape(writer, character);
            after_space = false;
        } else if byte == b' ' {
            let inner = at > 0 && at + 1 < text.len();
            if may_break && !after_space && inner && writer.is_long() {
                writer.write_indent();
                if is_space(text, at + 1) {
                    writer.put(b"\\");
                }
            } else {
                writer.put(b" ");
            }
            after_space = true;
        } else {
            writer.out.extend_from_slice(character);
            writer.column += 1;
            after_space = false;
        }
        at += character.len();
    }
    writer.write_indicator(b"\"", false);
}

fn write_escape(writer: &mut Writer<'_>, character: &[u8]) {
    let rune = rutter_go::utf8::decode_rune(character).0;
    let short: &[u8] = match rune {
        0x00 => b"\\0",
        0x07 => b"\\a",
        0x08 => b"\\b",
        0x09 => b"\\t",
        0x0A => b"\\n",
        0x0B => b"\\v",
        0x0C => b"\\f",
        0x0D => b"\\r",
        0x1B => b"\\e",
        0x22 => b"\\\"",
        0x5C => b"\\\\",
        0x85 => b"\\N",
        0xA0 => b"\\_",
        0x2028 => b"\\L",
        0x2029 => b"\\P",
        _ => b"",
    };
    if !short.is_empty() {
        return writer.put(short);
    }
    let code = match rune {
        0..0x100 => format!("\\x{rune:02X}"),
        0x100..0x10000 => format!("\\u{rune:04X}"),
        _ => format!("\\U{rune:08X}"),
    };
    writer.put(code.as_bytes());
}

fn write_literal(writer: &mut Writer<'_>, text: &[u8]) {
    writer.write_indicator(b"|", true);
    if is_space(text, 0) || line_break(text) > 0 {
        writer.write_indicator(&writer.step_digit(), false);
    }
    match trailing_breaks(text) {
        0 => writer.write_indicator(b"-", false),
        1 => {}
        _ => writer.write_indicator(b"+", false),
    }
    writer.put_break();
    (writer.whitespace, writer.indention) = (true, true);
    let mut after_break = true;
    let mut rest = text;
    while !rest.is_empty() {
        if line_break(rest) > 0 {
            let length = width(rest.first().copied().unwrap_or(0)).max(1);
            writer.put_own_break(rest.get(..length).unwrap_or_default());
            writer.indention = true;
            after_break = true;
            rest = rest.get(length..).unwrap_or_default();
            continue;
        }
        if after_break {
            writer.write_indent();
        }
        let stop = |b: &u8| matches!(b, b'\n' | b'\r' | 0xC2 | 0xE2);
        let line = rest.iter().skip(1).position(stop);
        let (line, tail) = rest.split_at(line.map_or(rest.len(), |length| length + 1));
        writer.put(line);
        writer.indention = false;
        after_break = false;
        rest = tail;
    }
}

/// Number of line breaks at the end of the text, two standing for more; a text that is nothing
/// but one counts as two.
fn trailing_breaks(text: &[u8]) -> usize {
    let last = |text: &[u8]| {
        let start = text.iter().rposition(|b| b & 0xC0 != 0x80).unwrap_or(0);
        let is_break = text.get(start..).is_some_and(|t| line_break(t) > 0);
        is_break.then_some(start)
    };
    match last(text) {
        None => 0,
        Some(0) => 2,
        Some(start) => match last(text.get(..start).unwrap_or_default()) {
            None => 1,
            Some(_) => 2,
        },
    }
}
