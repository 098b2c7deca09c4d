//! What a schema's refusal is called, in a sentence that names the value.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

/// A refusal: rule, sentence, and what to add to the path.
pub(crate) struct Refusal {
    pub rule: &'static str,
    pub message: String,
    pub field: Option<String>,
}

/// One refusal for every fault; several unknown fields are one error of the schema.
pub(crate) fn refusals(error: &ValidationError<'_>) -> Vec<Refusal> {
    let one = |rule, message: String| vec![Refusal { rule, message, field: None }];
    let value = shown(error.instance());
    match error.kind() {
        Kind::AdditionalProperties { unexpected } => {
            let refusal = |name: &String| Refusal {
                rule: "unknown-field",
                message: format!("unknown field {}", Value::from(name.as_str())),
                field: Some(name.clone()),
            };
            unexpected.iter().map(refusal).collect()
        }
        Kind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            one("missing-field", format!("required field \"{name}\" is missing"))
        }
        Kind::Type { kind } => {
            let found = type_name(error.instance());
            one("wrong-type", format!("{value} is {found}, want {}", wanted(kind)))
        }
        Kind::Enum { options } => {
            one("wrong-value", format!("{value} is none of {}", choices(options)))
        }
        Kind::Format { format } => {
            one("wrong-format", format!("{value} is no {}", format_name(format)))
        }
        Kind::Minimum { limit } => one("out-of-range", format!("{value} is less than {limit}")),
        Kind::Maximum { limit } => one("out-of-range", format!("{value} is more than {limit}")),
        Kind::Pattern { pattern } => {
            one("wrong-value", format!("{value} does not match the pattern {pattern}"))
        }
        _ => one("wrong-value", error.to_string()),
    }
}

/// The value, if it is short.
fn shown(value: &Value) -> String {
    const LONGEST: usize = 60;
    let text = value.to_string();
    match text.char_indices().nth(LONGEST) {
        None => text,
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(number) if number.is_f64() => "a number with a fraction",
        Value::Number(_) => "an integer",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn wanted(kind: &TypeKind) -> String {
    let names: Vec<String> = match kind {
        TypeKind::Single(one) => vec![one.to_string()],
        TypeKind::Multiple(several) => several.iter().map(|one| one.to_string()).collect(),
    };
    let named = |name: &String| match name.as_str() {
        "array" => "a list",
        "integer" => "an integer",
        "object" => "an object",
        "boolean" => "a boolean",
        "number" => "a number",
        "string" => "a string",
        _ => "null",
    };
    names.iter().map(named).collect::<Vec<_>>().join(" or ")
}

fn choices(options: &Value) -> String {
    let Value::Array(options) = options else { return options.to_string() };
    let named = options.iter().filter(|option| option.as_str() != Some(""));
    named.map(Value::to_string).collect::<Vec<_>>().join(", ")
}

fn format_name(format: &str) -> &str {
    match format {
        "quantity" => "quantity; write it as 500m, 2 or 1Gi",
        "byte" => "base64",
        "date-time" => "time; write it as 2026-01-02T15:04:05Z",
        other => other,
    }
}
