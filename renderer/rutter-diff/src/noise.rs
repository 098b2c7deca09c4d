//! Changes that change nothing that matters, each with the rule that says so.

use serde_json::Value;

use crate::changes::{Change, Step};

/// The same quantity, written otherwise.
pub const QUANTITY: &str = "quantity";
/// Another order where order says nothing.
pub const ORDER: &str = "order";
/// Labels that carry the chart's version or who made the object.
const CHART_LABEL: &str = "chart-label";
/// Labels that carry the application's version.
const VERSION_LABEL: &str = "version-label";
/// Annotations that change with a configuration.
const CHECKSUM: &str = "checksum";
/// Nothing, null, an empty map or an empty list.
const EMPTY: &str = "empty";

/// A field with its default, in place of none.
const DEFAULT: &str = "default";

/// The rules by id, with what they hide.
pub const RULES: &[(&str, &str)] = &[
    (CHART_LABEL, "labels helm.sh/chart, chart, heritage and app.kubernetes.io/managed-by"),
    (VERSION_LABEL, "labels app.kubernetes.io/version and version"),
    (CHECKSUM, "annotations checksum/*, */checksum, checksum-* and rollme"),
    (QUANTITY, "the same quantity, written otherwise"),
    (ORDER, "another order in lists where order says nothing"),
    (DEFAULT, "a field with the value it has without being written"),
    (EMPTY, "null, {} or [] in place of nothing"),
];

/// What the API server fills in, by the end of a path.
const DEFAULTS: &[(&str, &str)] = &[
    ("ports.protocol", "\"TCP\""),
    ("spec.dnsPolicy", "\"ClusterFirst\""),
    ("spec.schedulerName", "\"default-scheduler\""),
    ("spec.terminationGracePeriodSeconds", "30"),
    ("containers.terminationMessagePath", "\"/dev/termination-log\""),
    ("containers.terminationMessagePolicy", "\"File\""),
    ("httpGet.scheme", "\"HTTP\""),
    ("livenessProbe.timeoutSeconds", "1"),
    ("readinessProbe.timeoutSeconds", "1"),
    ("startupProbe.timeoutSeconds", "1"),
    ("livenessProbe.periodSeconds", "10"),
    ("readinessProbe.periodSeconds", "10"),
    ("startupProbe.periodSeconds", "10"),
    ("livenessProbe.successThreshold", "1"),
    ("readinessProbe.successThreshold", "1"),
    ("startupProbe.successThreshold", "1"),
    ("livenessProbe.failureThreshold", "3"),
    ("readinessProbe.failureThreshold", "3"),
    ("startupProbe.failureThreshold", "3"),
    ("secret.defaultMode", "420"),
    ("configMap.defaultMode", "420"),
    ("projected.defaultMode", "420"),
    ("spec.revisionHistoryLimit", "10"),
    ("spec.progressDeadlineSeconds", "600"),
    ("spec.podManagementPolicy", "\"OrderedReady\""),
    ("spec.sessionAffinity", "\"None\""),
    ("spec.publishNotReadyAddresses", "false"),
];

/// Fields in which an empty value says something else than none.
const SELECTORS: &[&str] =
    &["podSelector", "namespaceSelector", "selector", "emptyDir", "ingress", "egress"];

/// The rule that hides a change, if one does. Selectors are never hidden: they cannot change.
pub fn rule(change: &Change) -> Option<&'static str> {
    let keys: Vec<&str> = change
        .path
        .iter()
        .filter_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Entry(_) => None,
        })
        .collect();
    let &last = keys.last()?;
    let under = keys.get(keys.len().wrapping_sub(2)).copied().unwrap_or_default();
    let in_metadata = keys.iter().rev().nth(2).copied() == Some("metadata");
    match (under, last) {
        ("labels", _) if in_metadata => label_rule(last),
        ("annotations", _) if in_metadata && is_checksum(last) => Some(CHECKSUM),
        _ if is_default(&format!("{under}.{last}"), change) => Some(DEFAULT),
        _ if !SELECTORS.contains(&last) && is_empty(&change.old) && is_empty(&change.new) => {
            Some(EMPTY)
        }
        _ => None,
    }
}

fn label_rule(label: &str) -> Option<&'static str> {
    match label {
        "helm.sh/chart" | "chart" | "heritage" | "app.kubernetes.io/managed-by" => {
            Some(CHART_LABEL)
        }
        "app.kubernetes.io/version" | "version" => Some(VERSION_LABEL),
        _ => None,
    }
}

fn is_checksum(annotation: &str) -> bool {
    annotation.starts_with("checksum/")
        || annotation.starts_with("checksum-")
        || annotation.ends_with("/checksum")
        || annotation == "rollme"
}

fn is_empty(value: &Option<Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::Object(map)) => map.is_empty(),
        Some(Value::Array(list)) => list.is_empty(),
        _ => false,
    }
}

/// Whether one side has nothing, and the other what that means.
fn is_default(end: &str, change: &Change) -> bool {
    let value = match (&change.old, &change.new) {
        (None, Some(value)) | (Some(value), None) => value.to_string(),
        _ => return false,
    };
    DEFAULTS.iter().any(|(path, default)| *path == end && *default == value)
}
