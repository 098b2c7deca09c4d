//! YAML documents, read in every way there is and written again.

use rutter_go::{Str, Value};
use rutter_yaml::{
    Version, check_manifest_head, decode_go, parse_node, parse_node_strict, split_documents,
    to_yaml, to_yaml_pretty, unmarshal,
};

/// A value that was read is written so that the same value is read; values and nodes are the same;
/// what may be read strictly is the same again.
pub fn run(data: &[u8]) {
    let _ = decode_go(data, Version::V2);
    let _ = decode_go(data, Version::V3);
    let _ = check_manifest_head(data, "SimpleHead");
    check_documents(data);
    let value = unmarshal(data);
    let node = parse_node(data).map(|node| node.to_value());
    assert_eq!(value.as_ref().ok().map(syntax), node.as_ref().ok().map(syntax));
    if let Ok(strict) = parse_node_strict(data) {
        let value = value.as_ref().expect("what is read strictly is read");
        assert_eq!(syntax(&strict.to_value()), syntax(value));
    }
    if let Ok(value) = value {
        check_written(&value);
    }
}

/// Documents hold every line but the separators, and no more.
fn check_documents(data: &[u8]) {
    let lines: usize = split_documents(data).flatten().map(|document| document.len()).sum();
    assert!(lines <= data.len() + 1);
}

fn check_written(value: &Value) {
    let Ok(text) = to_yaml(value) else { return };
    let again = unmarshal(text.as_bytes()).expect("what was written can be read");
    assert!(is_same(&again, value), "{text:?}");
    assert_eq!(to_yaml(&again).unwrap().as_bytes(), text.as_bytes());
    let pretty = to_yaml_pretty(value).expect("what is written is written prettily");
    let again = unmarshal(pretty.as_bytes()).expect("what was written can be read");
    assert!(is_same(&again, value), "{pretty:?}");
}

/// Whether two values are equal. Negative zero loses its sign on the way through JSON.
fn is_same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Float64(left), Value::Float64(right)) => left == right,
        (Value::List(left), Value::List(right)) => {
            left.len() == right.len() && left.iter().zip(right.iter()).all(|(l, r)| is_same(&l, &r))
        }
        (Value::Map(left), Value::Map(right)) => {
            let (left, right) = (left.to_pairs(), right.to_pairs());
            let same = |((key, left), (other, right)): (&(Str, Value), &(Str, Value))| {
                key == other && is_same(left, right)
            };
            left.len() == right.len() && left.iter().zip(&right).all(same)
        }
        _ => syntax(left) == syntax(right),
    }
}

/// The value as Go source, which tells types apart.
fn syntax(value: &Value) -> String {
    let value = [value.clone()];
    let text = rutter_go::fmt::sprintf(b"%#v", &value);
    String::from_utf8_lossy(&text).into_owned()
}
