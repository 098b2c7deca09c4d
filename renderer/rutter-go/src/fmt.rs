//! Formatted text of values (Go: `fmt`).
//!
//! Values may be cyclic and formats may ask for a million columns, so each function has a form
//! that refuses to go on beyond [`MAX_DEPTH`] levels or a number of bytes.

mod flags;
mod printer;
mod text;

use crate::value::Value;
use printer::Printer;

/// Deepest nesting that is printed. Go has no limit and overflows its stack on a cyclic value.
pub const MAX_DEPTH: usize = 10_000;

/// Why a text was not finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatError {
    /// A value nests deeper than [`MAX_DEPTH`], as a cyclic one does.
    TooDeep,
    /// The text would be longer than the caller allows.
    TooLong,
}

impl std::fmt::Display for FormatError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            FormatError::TooDeep => "value nests too deeply to be printed",
            FormatError::TooLong => "formatted text is too long",
        })
    }
}

impl std::error::Error for FormatError {}

/// Go's `fmt.Sprintf`. A value that nests too deeply is cut off.
pub fn sprintf(format: &[u8], arguments: &[Value]) -> Vec<u8> {
    let mut printer = Printer::new(Vec::with_capacity(format.len() + 32), usize::MAX);
    printer.print_format(format, arguments);
    printer.finish_anyhow()
}

/// Go's `fmt.Sprint`. A value that nests too deeply is cut off.
pub fn sprint(arguments: &[Value]) -> Vec<u8> {
    let mut printer = Printer::new(Vec::new(), usize::MAX);
    printer.print(arguments);
    printer.finish_anyhow()
}

/// Go's `fmt.Sprintln`. A value that nests too deeply is cut off.
pub fn sprintln(arguments: &[Value]) -> Vec<u8> {
    let mut printer = Printer::new(Vec::new(), usize::MAX);
    printer.print_line(arguments);
    printer.finish_anyhow()
}

/// [`sprintf`] that refuses what nests too deeply.
pub fn try_sprintf(format: &[u8], arguments: &[Value]) -> Result<Vec<u8>, FormatError> {
    sprintf_limited(format, arguments, usize::MAX)
}

/// [`sprint`] that refuses what nests too deeply.
pub fn try_sprint(arguments: &[Value]) -> Result<Vec<u8>, FormatError> {
    sprint_limited(arguments, usize::MAX)
}

/// [`sprintln`] that refuses what nests too deeply.
pub fn try_sprintln(arguments: &[Value]) -> Result<Vec<u8>, FormatError> {
    sprintln_limited(arguments, usize::MAX)
}

/// [`try_sprintf`] of at most `limit` bytes.
pub fn sprintf_limited(
    format: &[u8],
    arguments: &[Value],
    limit: usize,
) -> Result<Vec<u8>, FormatError> {
    let room = (format.len() + 32).min(limit);
    let mut printer = Printer::new(Vec::with_capacity(room), limit);
    printer.print_format(format, arguments);
    printer.finish()
}

/// [`try_sprint`] of at most `limit` bytes.
pub fn sprint_limited(arguments: &[Value], limit: usize) -> Result<Vec<u8>, FormatError> {
    let mut printer = Printer::new(Vec::new(), limit);
    printer.print(arguments);
    printer.finish()
}

/// [`try_sprintln`] of at most `limit` bytes.
pub fn sprintln_limited(arguments: &[Value], limit: usize) -> Result<Vec<u8>, FormatError> {
    let mut printer = Printer::new(Vec::new(), limit);
    printer.print_line(arguments);
    printer.finish()
}

/// [`sprintf_limited`] to the end of `out`, which may grow by at most `limit` bytes.
pub fn append_sprintf_limited(
    out: &mut Vec<u8>,
    format: &[u8],
    arguments: &[Value],
    limit: usize,
) -> Result<(), FormatError> {
    let end = out.len().saturating_add(limit);
    let mut printer = Printer::new(std::mem::take(out), end);
    printer.print_format(format, arguments);
    let (text, outcome) = printer.into_parts();
    *out = text;
    outcome
}

/// Appends what `%v` gives. A value that nests too deeply is cut off.
pub fn append_value(out: &mut Vec<u8>, value: &Value) {
    // What does not fit in memory cannot be limited here; the depth is.
    let _ = append_value_limited(out, value, usize::MAX);
}

/// Appends what `%v` gives, so that `out` grows by at most `limit` bytes; on an error `out`
/// holds a part of it.
pub fn append_value_limited(
    out: &mut Vec<u8>,
    value: &Value,
    limit: usize,
) -> Result<(), FormatError> {
    let start = out.len();
    match value {
        Value::String(text) if text.len() <= limit => out.extend_from_slice(text.as_bytes()),
        Value::String(_) => return Err(FormatError::TooLong),
        Value::Int(number) | Value::Int64(number) => crate::strconv::append_int(out, *number),
        Value::Float64(number) => append_float(out, *number),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Nil => out.extend_from_slice(b"<nil>"),
        _ => {
            let end = start.saturating_add(limit);
            let mut printer = Printer::new(std::mem::take(out), end);
            printer.print(std::slice::from_ref(value));
            let (text, outcome) = printer.into_parts();
            *out = text;
            outcome?;
        }
    }
    match out.len() - start > limit {
        true => Err(FormatError::TooLong),
        false => Ok(()),
    }
}

/// `%v` of a float: `+Inf` keeps its sign, other numbers have none unless negative.
fn append_float(out: &mut Vec<u8>, number: f64) {
    crate::strconv::append_float(out, number, b'g', -1, 64);
}
