//! Which names Kubernetes takes for which kind. Helm: lint/rules/template.go
//! `validateMetadataName`; Kubernetes: apimachinery pkg/api/validate/content.

use rutter_go::strconv::quote;

const LABEL: &str = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const LABEL_1035: &str = "[a-z]([-a-z0-9]*[a-z0-9])?";
const MAX_LABEL: usize = 63;
const MAX_SUBDOMAIN: usize = 253;

/// Checks `metadata.name` of an object of this kind.
pub(super) fn check(kind: &str, name: &str) -> Result<(), String> {
    let reasons = match kind.to_lowercase().as_str() {
        "service" => label_1035(name),
        "namespace" => label(name),
        "certificatesigningrequest" => Vec::new(),
        "role" | "clusterrole" | "rolebinding" | "clusterrolebinding" => path_segment(name),
        _ => subdomain(name),
    };
    let quoted = quote(name.as_bytes());
    let lines: Vec<String> = reasons
        .iter()
        .map(|reason| format!("metadata.name: Invalid value: {quoted}: {reason}"))
        .collect();
    let list = match lines.as_slice() {
        [] => return Ok(()),
        [line] => line.clone(),
        lines => format!("[{}]", lines.join(", ")),
    };
    Err(format!("object name does not conform to Kubernetes naming requirements: {quoted}: {list}"))
}

fn too_long(name: &str, limit: usize) -> Option<String> {
    (name.len() > limit).then(|| format!("must be no more than {limit} characters"))
}

fn is_inner(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

fn is_label(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(is_inner) && !name.starts_with('-') && !name.ends_with('-')
}

fn is_subdomain(name: &str) -> bool {
    name.split('.').all(is_label)
}

fn subdomain(name: &str) -> Vec<String> {
    let mut reasons: Vec<String> = too_long(name, MAX_SUBDOMAIN).into_iter().collect();
    if !is_subdomain(name) {
        reasons.push(format!("a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '{LABEL}(\\.{LABEL})*')"));
    }
    reasons
}

fn label(name: &str) -> Vec<String> {
    let mut reasons: Vec<String> = too_long(name, MAX_LABEL).into_iter().collect();
    if is_label(name) {
        return reasons;
    }
    reasons.push(match is_subdomain(name) {
        true => "must not contain dots".to_string(),
        false => format!("a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '{LABEL}')"),
    });
    reasons
}

fn label_1035(name: &str) -> Vec<String> {
    let mut reasons: Vec<String> = too_long(name, MAX_LABEL).into_iter().collect();
    let letter_first = name.starts_with(|c: char| c.is_ascii_lowercase());
    if !letter_first || !is_label(name) {
        reasons.push(format!("a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '{LABEL_1035}')"));
    }
    reasons
}

fn path_segment(name: &str) -> Vec<String> {
    if name == "." || name == ".." {
        return vec![format!("may not be '{name}'")];
    }
    let found = ["/", "%"].into_iter().filter(|s| name.contains(s));
    found.map(|s| format!("may not contain '{s}'")).collect()
}
