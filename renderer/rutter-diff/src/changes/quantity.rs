//! Quantities of Kubernetes: `1` is `1000m`. k8s.io/apimachinery: pkg/api/resource.

use serde_json::Value;

use super::Step;

/// Fields whose values, or whose fields' values, are quantities.
const FIELDS: &[&str] =
    &["limits", "requests", "hard", "capacity", "sizeLimit", "storage", "averageValue", "divisor"];

/// Powers of ten and of two by suffix.
const SUFFIXES: &[(&str, u32, i32)] = &[
    ("Ki", 2, 10),
    ("Mi", 2, 20),
    ("Gi", 2, 30),
    ("Ti", 2, 40),
    ("Pi", 2, 50),
    ("Ei", 2, 60),
    ("n", 10, -9),
    ("u", 10, -6),
    ("m", 10, -3),
    ("k", 10, 3),
    ("M", 10, 6),
    ("G", 10, 9),
    ("T", 10, 12),
    ("P", 10, 15),
    ("E", 10, 18),
];

/// Whether a path leads to a quantity.
pub fn is_quantity(path: &[Step]) -> bool {
    path.iter().rev().take(2).any(|step| match step {
        Step::Key(key) => FIELDS.contains(&key.as_str()),
        Step::Entry(_) => false,
    })
}

/// Whether two values are the same quantity.
pub fn equal(old: &Value, new: &Value) -> bool {
    match (amount(old), amount(new)) {
        (Some(old), Some(new)) => (old - new).abs() <= old.abs().max(new.abs()) * 1e-15,
        _ => false,
    }
}

/// How much a quantity is.
pub fn amount(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => parse(text),
        _ => None,
    }
}

fn parse(text: &str) -> Option<f64> {
    let (digits, factor) = SUFFIXES
        .iter()
        .find_map(|(suffix, base, power)| {
            let digits = text.strip_suffix(suffix)?;
            Some((digits, f64::from(*base).powi(*power)))
        })
        .unwrap_or((text, 1.0));
    let is_number = digits.ends_with(|letter: char| letter.is_ascii_digit() || letter == '.');
    is_number.then(|| digits.parse::<f64>().ok()).flatten().map(|number| number * factor)
}
