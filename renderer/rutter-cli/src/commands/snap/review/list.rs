//! The list of groups: each in a line.

use rutter_diff::{Change, Kind};
use rutter_snapshot::{Group, Review};
use serde_json::Value;

/// What a group is, in a few words: `image redis:8 -> redis:9`.
pub fn summary(review: &Review, group: &Group) -> String {
    let Some((file, part)) = group.members.first() else { return String::new() };
    let file = &review.files[*file];
    if let Some(rule) = group.rule {
        return rule.to_string();
    }
    match (group.kind, file.difference.is_whole_case) {
        (Kind::Changed, _) => match &file.parts[*part].changes[..] {
            [] => file.title(),
            [change] => change_summary(change, &file.title()),
            [first, ..] => format!("{} …", change_summary(first, &file.title())),
        },
        (_, true) => format!("case {}", file.difference.place.case),
        _ => file.title(),
    }
}

fn change_summary(change: &Change, title: &str) -> String {
    let path = change.shown_path();
    if path == "text" {
        return title.to_string();
    }
    let name = path.rsplit('.').next().unwrap_or_default();
    let value = |value: &Value| match value {
        Value::String(text) if !text.contains('\n') => text.clone(),
        Value::String(_) => "…".to_string(),
        Value::Array(_) | Value::Object(_) => String::new(),
        other => other.to_string(),
    };
    // What an image is, before where it comes from.
    let value = |found: &Value| match name {
        "image" => value(found).rsplit('/').next().unwrap_or_default().to_string(),
        _ => value(found),
    };
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => format!("{name} {} -> {}", value(old), value(new)),
        (None, Some(new)) => format!("+{name} {}", value(new)),
        (Some(_), None) => format!("-{name}"),
        (None, None) => name.to_string(),
    }
}

/// The sign of what happens.
pub fn mark(group: &Group) -> char {
    match group.kind {
        Kind::Changed => '~',
        Kind::Added => '+',
        Kind::Removed => '-',
    }
}

/// Whether something of a group is dangerous.
pub fn is_dangerous(review: &Review, group: &Group) -> bool {
    group.members.iter().any(|(file, part)| !review.files[*file].parts[*part].dangers.is_empty())
}
