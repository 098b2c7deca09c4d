//! What a server checks beyond schemas.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::document::Object;
use crate::validator::Fault;

/// Longest label value, and longest name part of a key. Kubernetes: apimachinery util/validation.
const MAX_LABEL: usize = 63;
/// Longest name of most objects.
const MAX_NAME: usize = 253;

/// Faults of one object.
pub(crate) fn faults(object: &Object) -> Vec<Fault> {
    let resource = &object.resource;
    if !object.value.is_object() || resource.kind.is_empty() || resource.api_version.is_empty() {
        let text = "this is no object: it needs apiVersion and kind";
        return vec![Fault::error("no-object", Vec::new(), text.to_string())];
    }
    let mut faults = Vec::new();
    check_name(object, &mut faults);
    check_labels(object, &mut faults);
    check_selector(object, &mut faults);
    faults
}

fn at(pointer: &[&str]) -> Vec<String> {
    pointer.iter().map(|token| token.to_string()).collect()
}

fn check_name(object: &Object, faults: &mut Vec<Fault>) {
    let metadata = &object.value["metadata"];
    let (name, generated) = (metadata["name"].as_str(), metadata["generateName"].as_str());
    let Some(name) = name.filter(|name| !name.is_empty()) else {
        if generated.is_none_or(str::is_empty) {
            let text = "metadata.name is missing".to_string();
            faults.push(Fault::error("missing-name", at(&["metadata"]), text));
        }
        return;
    };
    let is_role = matches!(
        object.resource.kind.as_str(),
        "Role" | "ClusterRole" | "RoleBinding" | "ClusterRoleBinding"
    );
    // Roles may have colons and capitals in their names.
    let fits = match is_role {
        true => !matches!(name, "." | "..") && !name.contains(['/', '%']),
        false => is_subdomain(name),
    };
    if !fits || name.len() > MAX_NAME {
        let text = format!(
            "{} is no name: up to 253 small letters, digits, '-' and '.', beginning and ending with a letter or digit",
            Value::from(name)
        );
        faults.push(Fault::error("wrong-name", at(&["metadata", "name"]), text));
    }
}

/// Kubernetes: `IsDNS1123Subdomain`.
fn is_subdomain(name: &str) -> bool {
    let is_end = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let fits = |part: &str| {
        let bytes = part.as_bytes();
        let ends =
            bytes.first().is_some_and(|b| is_end(*b)) && bytes.last().is_some_and(|b| is_end(*b));
        ends && bytes.iter().all(|b| is_end(*b) || *b == b'-')
    };
    name.split('.').all(fits)
}

/// Kubernetes: `IsValidLabelValue`.
fn is_label_value(value: &str) -> bool {
    let bytes = value.as_bytes();
    let is_end = |b: Option<&u8>| b.is_none_or(u8::is_ascii_alphanumeric);
    bytes.len() <= MAX_LABEL
        && is_end(bytes.first())
        && is_end(bytes.last())
        && bytes.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

/// Kubernetes: `IsQualifiedName`.
fn is_label_key(key: &str) -> bool {
    let (prefix, name) = match key.split_once('/') {
        Some((prefix, name)) => (Some(prefix), name),
        None => (None, key),
    };
    let fits = |prefix: &str| prefix.len() <= MAX_NAME && is_subdomain(prefix);
    !name.is_empty() && is_label_value(name) && prefix.is_none_or(fits)
}

fn check_labels(object: &Object, faults: &mut Vec<Fault>) {
    let places: &[&[&str]] = &[
        &["metadata"],
        &["spec", "template", "metadata"],
        &["spec", "jobTemplate", "spec", "template", "metadata"],
    ];
    for place in places {
        let Some(metadata) = place.iter().try_fold(&object.value, |value, token| value.get(token))
        else {
            continue;
        };
        for (field, has_values) in [("labels", true), ("annotations", false)] {
            let Some(Value::Object(entries)) = metadata.get(field) else { continue };
            for (key, value) in entries {
                let pointer: Vec<&str> = place.iter().copied().chain([field, key]).collect();
                if !is_label_key(key) {
                    let text = format!(
                        "{} is no key: a name of up to 63 letters, digits, '-', '_' and '.', perhaps behind a domain and a slash",
                        Value::from(key.as_str())
                    );
                    faults.push(Fault::error("wrong-label", at(&pointer), text));
                }
                let value = value.as_str().unwrap_or_default();
                if has_values && !is_label_value(value) {
                    let text = format!(
                        "{} is no label value: up to 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or digit",
                        Value::from(value)
                    );
                    faults.push(Fault::error("wrong-label", at(&pointer), text));
                }
            }
        }
    }
}

/// A selector that does not match its own template is refused.
fn check_selector(object: &Object, faults: &mut Vec<Fault>) {
    let selects = matches!(
        object.resource.kind.as_str(),
        "Deployment" | "StatefulSet" | "DaemonSet" | "ReplicaSet"
    );
    let selector = object.value.pointer("/spec/selector/matchLabels").and_then(Value::as_object);
    let (true, Some(selector)) = (selects, selector) else { return };
    let labels = object.value.pointer("/spec/template/metadata/labels");
    for (key, wanted) in selector {
        if labels.and_then(|labels| labels.get(key)) != Some(wanted) {
            let text =
                format!("the selector wants {key}: {wanted}, which the pod template does not have");
            let pointer = at(&["spec", "selector", "matchLabels", key]);
            faults.push(Fault::error("selector-mismatch", pointer, text));
        }
    }
}

/// Objects that stand in the manifest twice, by their index.
pub(crate) fn duplicates(objects: &[Object]) -> Vec<(usize, Fault)> {
    let mut seen = BTreeMap::new();
    let mut found = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        let resource = &object.resource;
        // A hook may make what is there already, at another time.
        let is_hook = object.value["metadata"]["annotations"].get("helm.sh/hook").is_some();
        if resource.name.is_empty() || is_hook {
            continue;
        }
        if let Some(first) = seen.insert(resource, index).and_then(|first| objects.get(first)) {
            let place = format!("{}:{}", first.source, first.line_of(&[]));
            let text = format!("{} is also in {place}", resource.title());
            found.push((index, Fault::error("duplicate", at(&["metadata", "name"]), text)));
        }
    }
    found
}
