//! The words for what is wrong. Go: jsonschema kind/kind.go and output.go, printed by
//! golang.org/x/text for English.

use std::fmt;

use rutter_go::strconv;
use rutter_go::value::Value;

use super::json::Json;

/// A text in single quotes.
pub(super) fn quote(text: &str) -> String {
    let quoted = strconv::quote(text.as_bytes());
    let inner = quoted.get(1..quoted.len() - 1).unwrap_or_default();
    format!("'{}'", inner.replace("\\\"", "\"").replace('\'', "\\'"))
}

pub(super) fn join_quoted(texts: &[String]) -> String {
    texts.iter().map(|t| quote(t)).collect::<Vec<_>>().join(", ")
}

/// A primitive value.
pub(super) fn display(value: &Json) -> String {
    match value {
        Json::String(text) => quote(text),
        Json::Array(_) | Json::Object(_) => "value".to_string(),
        Json::Null => "<nil>".to_string(),
        Json::Bool(v) => v.to_string(),
        Json::Number(v) => go_number(*v),
        Json::Invalid(name) => name.clone(),
    }
}

fn go_number(number: f64) -> String {
    let mut text = Vec::new();
    rutter_go::fmt::append_value(&mut text, &Value::Float64(number));
    String::from_utf8_lossy(&text).into_owned()
}

/// A whole number with English separators.
pub(super) fn count(number: usize) -> String {
    grouped(&number.to_string())
}

/// A number with English separators, and powers of ten written out.
pub(super) fn number(value: f64) -> String {
    let shown = go_number(value);
    let Some((mantissa, exponent)) = shown.split_once('e') else {
        let (sign, digits) = match shown.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", shown.as_str()),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) => (whole, format!(".{fraction}")),
            None => (digits, String::new()),
        };
        return format!("{sign}{}{fraction}", grouped(whole));
    };
    let superscript: String = exponent.chars().filter_map(superscript).collect();
    format!("{mantissa}×10{superscript}")
}

fn superscript(digit: char) -> Option<char> {
    match digit {
        '-' => Some('⁻'),
        _ => "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit.to_digit(10)? as usize),
    }
}

fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What kind of node an error is in the tree of errors.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// The root: the schema's address.
    Schema(String),
    /// Several errors at one place.
    Group,
    /// What a reference led to.
    Reference,
    /// A keyword that failed, in words.
    Keyword(String),
}

/// An error with the errors behind it.
#[derive(Clone, Debug)]
pub(super) struct ValidationError {
    pub(super) kind: Kind,
    pub(super) instance: Vec<String>,
    pub(super) causes: Vec<ValidationError>,
}

impl ValidationError {
    fn text(&self) -> String {
        match &self.kind {
            Kind::Schema(location) => {
                format!("jsonschema validation failed with {}", quote(location))
            }
            Kind::Group | Kind::Reference => "validation failed".to_string(),
            Kind::Keyword(text) => text.clone(),
        }
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, mut indent: usize) -> fmt::Result {
        let hidden = self.causes.len() == 1 && matches!(self.kind, Kind::Reference);
        if !hidden {
            if indent > 0 {
                write!(f, "\n{}- ", "  ".repeat(indent - 1))?;
            }
            indent += 1;
            match self.kind {
                Kind::Schema(_) => f.write_str(&self.text())?,
                _ => {
                    let pointer: String = self
                        .instance
                        .iter()
                        .map(|t| format!("/{}", super::location::escape(t)))
                        .collect();
                    write!(f, "at {}: {}", quote(&pointer), self.text())?;
                }
            }
        }
        self.causes.iter().try_for_each(|cause| cause.write(f, indent))
    }
}

impl fmt::Display for ValidationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, 0)
    }
}
