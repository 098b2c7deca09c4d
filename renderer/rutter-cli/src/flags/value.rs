//! The text behind a flag: whether its kind allows it, and what it means.
//!
//! Go: spf13/pflag's value types, `flag` and klog for those that Helm takes from there.

use rutter::Compat;
use rutter::go::strconv::{NumError, Reason, parse_bool, parse_float, parse_int, parse_uint};

use super::Kind;

/// What one occurrence of a flag adds to its values.
///
/// # Errors
/// The reason that follows `invalid argument … for … flag:`.
pub fn read(kind: Kind, text: &str, compat: Compat) -> Result<Vec<String>, String> {
    match kind {
        Kind::Bool => return one(parse_bool(text).map(|value| value.to_string())),
        Kind::PlainBool => plain(parse_bool(text))?,
        Kind::PlainUint => plain(parse_uint(text, 0, 64))?,
        Kind::Uint => return one(parse_uint(text, 0, 64)),
        Kind::Format => format(text)?,
        Kind::Int => return one(parse_int(text, 0, 64)),
        Kind::Level => return one(parse_int(text, 10, 32)),
        Kind::Float => float32(text)?,
        Kind::Duration => rutter::check_duration(text)?,
        Kind::Severity => severity(text)?,
        Kind::Wait => wait(text)?,
        Kind::PostRenderer => crate::post_render::check(text, compat)?,
        Kind::StringSlice => return csv(text),
        Kind::StringToString => return pairs(text),
        Kind::String | Kind::Optional(_) | Kind::StringArray => {}
    }
    Ok(vec![text.to_string()])
}

fn one(value: Result<impl ToString, NumError>) -> Result<Vec<String>, String> {
    value.map(|value| vec![value.to_string()]).map_err(|error| error.to_string())
}

/// Go's own `flag` says less than pflag.
fn plain<T>(value: Result<T, NumError>) -> Result<(), String> {
    match value {
        Ok(_) => Ok(()),
        Err(error) if matches!(error.reason, Reason::Range) => Err("value out of range".into()),
        Err(_) => Err("parse error".into()),
    }
}

fn float32(text: &str) -> Result<(), String> {
    let value = parse_float(text).map_err(|error| error.to_string())?;
    if value.is_finite() && (value as f32).is_infinite() {
        let quoted = rutter::quote(text);
        return Err(format!("strconv.ParseFloat: parsing {quoted}: value out of range"));
    }
    Ok(())
}

/// Helm: `output.ParseFormat`.
fn format(text: &str) -> Result<(), String> {
    match text {
        "table" | "json" | "yaml" => Ok(()),
        _ => Err("invalid format type".to_string()),
    }
}

/// Go: klog `severityValue.Set`.
fn severity(text: &str) -> Result<(), String> {
    let names = ["INFO", "WARNING", "ERROR", "FATAL"];
    match names.contains(&text.to_uppercase().as_str()) {
        true => Ok(()),
        false => one(parse_int(text, 10, 32)).map(|_| ()),
    }
}

/// Helm: pkg/cmd/flags.go `waitValue` (v4).
fn wait(text: &str) -> Result<(), String> {
    let instead = match text {
        "watcher" | "hookOnly" | "legacy" => return Ok(()),
        "true" => "watcher",
        "false" => "hookOnly",
        _ => {
            let quoted = rutter::quote(text);
            return Err(format!(
                "invalid wait input {quoted}. Valid inputs are watcher, hookOnly, and legacy"
            ));
        }
    };
    crate::output::complain(&format!(
        "level=WARN msg=\"--wait={text} is deprecated (boolean value) and can be replaced with --wait={instead}\""
    ));
    Ok(())
}

/// `key=value,…`; a single pair may hold anything after its `=`.
fn pairs(text: &str) -> Result<Vec<String>, String> {
    let pairs = match text.matches('=').count() {
        0 => return Err(format!("{text} must be formatted as key=value")),
        1 => vec![text.trim_matches('"').to_string()],
        _ => csv(text)?,
    };
    match pairs.iter().find(|pair| !pair.contains('=')) {
        Some(pair) => Err(format!("{pair} must be formatted as key=value")),
        None => Ok(pairs),
    }
}

/// One line of CSV: fields in quotes may hold commas and doubled quotes (Go: encoding/csv).
fn csv(text: &str) -> Result<Vec<String>, String> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let mut fields = Vec::new();
    let mut rest = text;
    loop {
        let start = text.len() - rest.len();
        let (field, after) = match rest.strip_prefix('"') {
            Some(quoted) => csv_quoted(quoted, start + 1)?,
            None => csv_plain(rest, start)?,
        };
        fields.push(field);
        match after {
            Some(after) => rest = after,
            None => return Ok(fields),
        }
    }
}

fn csv_plain(text: &str, start: usize) -> Result<(String, Option<&str>), String> {
    let (field, after) = match text.split_once(',') {
        Some((field, after)) => (field, Some(after)),
        None => (text, None),
    };
    match field.find('"') {
        Some(at) => Err(csv_error(start + at, "bare \" in non-quoted-field")),
        None => Ok((field.to_string(), after)),
    }
}

fn csv_quoted(text: &str, start: usize) -> Result<(String, Option<&str>), String> {
    let mut field = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('"') {
        field.push_str(before);
        if let Some(doubled) = after.strip_prefix('"') {
            field.push('"');
            rest = doubled;
        } else if let Some(next) = after.strip_prefix(',') {
            return Ok((field, Some(next)));
        } else if after.is_empty() {
            return Ok((field, None));
        } else {
            let quote = start + text.len() - after.len() - 1;
            return Err(csv_error(quote, "extraneous or missing \" in quoted-field"));
        }
    }
    Err(csv_error(start + text.len(), "extraneous or missing \" in quoted-field"))
}

fn csv_error(index: usize, what: &str) -> String {
    format!("parse error on line 1, column {}: {what}", index + 1)
}
