//! For programs.

use serde_json::{Value, json};

use crate::changes::{Cause, Change};
use crate::comparison::Kind;
use crate::images::ImageChange;
use crate::manifests::Object;
use crate::review::{Entry, Review};

/// The whole review.
pub fn json(review: &Review<'_>) -> Value {
    let [changed, added, removed] = review.counts();
    let noise: serde_json::Map<String, Value> =
        review.noise().into_iter().map(|(rule, count)| (rule.to_string(), count.into())).collect();
    let group = |group: &Vec<Entry<'_>>| Value::Array(group.iter().map(entry).collect());
    json!({
        "changed": changed,
        "added": added,
        "removed": removed,
        "hidden": noise,
        "images": review.images.iter().map(images).collect::<Vec<_>>(),
        "groups": review.groups.iter().map(group).collect::<Vec<_>>(),
    })
}

fn images(change: &ImageChange) -> Value {
    let images = |tags: &[String]| -> Vec<String> {
        tags.iter().map(|tag| format!("{}{tag}", change.repository)).collect()
    };
    json!({"repository": change.repository, "old": images(&change.old), "new": images(&change.new)})
}

fn entry(entry: &Entry<'_>) -> Value {
    let dangers = entry.dangers.iter().map(|danger| {
        json!({"severity": danger.severity.name(), "path": danger.path, "text": danger.text})
    });
    let mut fields = json!({
        "change": match entry.pair.kind() {
            Kind::Changed => "changed",
            Kind::Added => "added",
            Kind::Removed => "removed",
        },
        "object": entry.pair.object().map(identity),
        "dangers": dangers.collect::<Vec<_>>(),
        "changes": entry.changes.iter().map(change_json).collect::<Vec<_>>(),
    });
    if let Some(cause) = &entry.cause {
        fields["cause"] = cause_value(cause);
    }
    fields
}

fn identity(object: &Object) -> Value {
    json!({
        "apiVersion": object.api_version,
        "kind": object.kind,
        "namespace": object.namespace,
        "name": object.name,
    })
}

/// A change: `path`, `old`, `new`, `cause` and the rule that hides it, each where there is one.
pub fn change_json(change: &Change) -> Value {
    let mut fields = json!({"path": change.shown_path()});
    if let Some(old) = &change.old {
        fields["old"] = old.clone();
    }
    if let Some(new) = &change.new {
        fields["new"] = new.clone();
    }
    if let Some(cause) = &change.cause {
        fields["cause"] = cause_value(cause);
    }
    if let Some(rule) = change.noise {
        fields["hidden"] = rule.into();
    }
    fields
}

fn cause_value(cause: &Cause) -> Value {
    json!({"template": cause.template, "helper": cause.helper, "values": cause.values})
}

/// For each changed object, what makes the new one of the old one (RFC 6902).
pub fn json_patch(review: &Review<'_>) -> Value {
    let entries = review.entries().chain(&review.hidden);
    let changed = entries.filter(|entry| entry.pair.kind() == Kind::Changed);
    changed
        .map(|entry| json!({"object": entry.pair.old.map(identity), "patch": entry.patch()}))
        .collect()
}
