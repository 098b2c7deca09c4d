//! The change of an object as a JSON Patch (RFC 6902).

use serde_json::{Map, Value, json};

/// Operations that make `new` of `old`, to be applied one after the other. Entries of lists that stay
/// are not written again.
pub fn patch(old: &Value, new: &Value) -> Vec<Value> {
    let mut operations = Vec::new();
    values(old, new, "", &mut operations);
    operations
}

fn values(old: &Value, new: &Value, path: &str, operations: &mut Vec<Value>) {
    match (old, new) {
        _ if old == new => {}
        (Value::Object(old), Value::Object(new)) => maps(old, new, path, operations),
        (Value::Array(old), Value::Array(new)) => lists(old, new, path, operations),
        _ => operations.push(json!({"op": "replace", "path": path, "value": new})),
    }
}

fn maps(
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    path: &str,
    operations: &mut Vec<Value>,
) {
    for (key, old_value) in old {
        let path = format!("{path}/{}", escaped(key));
        match new.get(key) {
            Some(new_value) => values(old_value, new_value, &path, operations),
            None => operations.push(json!({"op": "remove", "path": path})),
        }
    }
    for (key, value) in new.iter().filter(|(key, _)| !old.contains_key(*key)) {
        let path = format!("{path}/{}", escaped(key));
        operations.push(json!({"op": "add", "path": path, "value": value}));
    }
}

/// Most pairs of entries that are compared; lists beyond are written again.
const MAX_PAIRS: usize = 4_000_000;

/// What goes is removed from the back to the front, what is new is added from the front to the back;
/// between, the entries that stay have the place they have in the new list.
fn lists(old: &[Value], new: &[Value], path: &str, operations: &mut Vec<Value>) {
    if old.len().saturating_mul(new.len()) > MAX_PAIRS {
        operations.push(json!({"op": "replace", "path": path, "value": new}));
        return;
    }
    let kept = kept(old, new);
    for at in (0..old.len()).rev().filter(|at| !kept.iter().any(|(old, _)| old == at)) {
        operations.push(json!({"op": "remove", "path": format!("{path}/{at}")}));
    }
    for (at, value) in new.iter().enumerate() {
        if !kept.iter().any(|(_, new)| *new == at) {
            operations.push(json!({"op": "add", "path": format!("{path}/{at}"), "value": value}));
        }
    }
    for (old_at, new_at) in kept {
        values(&old[old_at], &new[new_at], &format!("{path}/{new_at}"), operations);
    }
}

/// The longest row of entries that are the same on both sides, by name or as they are.
fn kept(old: &[Value], new: &[Value]) -> Vec<(usize, usize)> {
    let mut lengths = vec![vec![0usize; new.len() + 1]; old.len() + 1];
    for at_old in (0..old.len()).rev() {
        for at_new in (0..new.len()).rev() {
            lengths[at_old][at_new] = match is_same(&old[at_old], &new[at_new]) {
                true => lengths[at_old + 1][at_new + 1] + 1,
                false => lengths[at_old + 1][at_new].max(lengths[at_old][at_new + 1]),
            };
        }
    }
    let (mut at_old, mut at_new, mut kept) = (0, 0, Vec::new());
    while at_old < old.len() && at_new < new.len() {
        if is_same(&old[at_old], &new[at_new]) {
            kept.push((at_old, at_new));
            (at_old, at_new) = (at_old + 1, at_new + 1);
        } else if lengths[at_old + 1][at_new] >= lengths[at_old][at_new + 1] {
            at_old += 1;
        } else {
            at_new += 1;
        }
    }
    kept
}

fn is_same(old: &Value, new: &Value) -> bool {
    let name = |value: &Value| value.get("name").and_then(Value::as_str).map(str::to_string);
    old == new || (name(old).is_some() && name(old) == name(new))
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
