//! What makes changes in different files one and the same to decide about.

use rutter_diff::{Change, Line, Step, line_diff};
use serde_json::Value;

/// Lists whose entries are called as they like.
const CONTAINERS: &[&str] = &["containers", "initContainers", "ephemeralContainers"];

/// What a change is, wherever it is: alike for all containers, all pod templates, all labels.
pub fn of_change(change: &Change) -> String {
    let place = Change::bare(common_path(&change.path), None, None).shown_path();
    if let (Some(Value::String(old)), Some(Value::String(new))) = (&change.old, &change.new)
        && (old.contains('\n') || new.contains('\n'))
    {
        return format!("{place}\n{}", of_lines(old, new));
    }
    if place.ends_with("image")
        && let (Some(Value::String(old)), Some(Value::String(new))) = (&change.old, &change.new)
    {
        // One image from two registries is one image.
        return format!("image\n{}\n{}", image_name(old), image_name(new));
    }
    let value = |value: &Option<Value>| value.as_ref().map(Value::to_string).unwrap_or_default();
    format!("{place}\n{}\n{}", value(&change.old), value(&change.new))
}

/// `redis:8` of `registry.example.com/mirror/redis:8`.
fn image_name(image: &str) -> &str {
    let before = image.split('@').next().unwrap_or_default();
    let start = before.rfind('/').map_or(0, |at| at + 1);
    image.get(start..).unwrap_or(image)
}

/// The lines in which texts differ.
pub fn of_lines(old: &str, new: &str) -> String {
    let lines = line_diff(old, new).into_iter().filter_map(|line| match line {
        Line::Common(_) => None,
        Line::Removed(line) => Some(format!("-{line}\n")),
        Line::Added(line) => Some(format!("+{line}\n")),
    });
    lines.collect()
}

/// The part of a path that is the same for whatever holds a pod or a label.
fn common_path(path: &[Step]) -> Vec<Step> {
    let is_key = |step: &Step, names: &[&str]| matches!(step, Step::Key(key) if names.contains(&key.as_str()));
    if let Some(at) = path.iter().rposition(|step| is_key(step, CONTAINERS)) {
        let mut common = vec![Step::Key("containers".to_string())];
        let rest = path.get(at + 1..).unwrap_or_default();
        if let Some((_, inside)) = rest.split_first().filter(|(_, inside)| !inside.is_empty()) {
            common.push(Step::Entry("*".to_string()));
            common.extend(inside.iter().cloned());
            return common;
        }
        return path.get(at..).unwrap_or_default().to_vec();
    }
    if let Some(last) = path.last().filter(|step| is_key(step, &["image"])) {
        return vec![last.clone()];
    }
    let is_metadata = |two: &[Step]| match two {
        [above, below] => is_key(above, &["metadata"]) && is_key(below, &["labels", "annotations"]),
        _ => false,
    };
    if let Some(at) = path.windows(2).rposition(is_metadata) {
        return path.get(at..).unwrap_or_default().to_vec();
    }
    let prefixes: [&[&str]; 2] =
        [&["spec", "jobTemplate", "spec", "template"], &["spec", "template"]];
    for prefix in prefixes {
        let steps = path.get(..prefix.len()).unwrap_or_default();
        if !steps.is_empty() && steps.iter().zip(prefix).all(|(step, name)| is_key(step, &[*name]))
        {
            return path.get(prefix.len()..).unwrap_or_default().to_vec();
        }
    }
    path.to_vec()
}
