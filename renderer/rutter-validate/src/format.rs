//! Texts that are more than texts. Kubernetes: apimachinery's Quantity, Time and `[]byte`.

use jsonschema::ValidationOptions;

/// Adds the formats to what a validator is built with.
pub(crate) fn register(options: ValidationOptions<'_>) -> ValidationOptions<'_> {
    options
        .should_validate_formats(true)
        .with_format("quantity", is_quantity)
        .with_format("byte", is_base64)
        .with_format("date-time", is_date_time)
}

const SUFFIXES: &[&str] =
    &["", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

/// Kubernetes: `resource.ParseQuantity`.
pub(crate) fn is_quantity(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let end = unsigned.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(unsigned.len());
    let (number, suffix) = unsigned.split_at(end);
    let has_digit = number.bytes().any(|b| b.is_ascii_digit());
    let one_point = number.bytes().filter(|b| *b == b'.').count() <= 1;
    has_digit && one_point && (SUFFIXES.contains(&suffix) || is_exponent(suffix))
}

fn is_exponent(suffix: &str) -> bool {
    let Some(rest) = suffix.strip_prefix(['e', 'E']) else { return false };
    let digits = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Go's encoding/json reads `[]byte` so.
fn is_base64(text: &str) -> bool {
    let text: Vec<u8> = text.bytes().filter(|b| !matches!(b, b'\r' | b'\n')).collect();
    rutter_go::base64::decode(&text).is_ok()
}

fn is_date_time(text: &str) -> bool {
    use rutter_go::time::{RFC3339_NANO, Time, Zone};
    Time::parse_in(RFC3339_NANO.as_bytes(), text.as_bytes(), &Zone::utc()).is_ok()
}
