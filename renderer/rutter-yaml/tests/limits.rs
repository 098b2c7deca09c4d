//! Inputs made to hurt: refused with Go's words, or read in time that grows with their length.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use rutter_go::Value;
use rutter_yaml::{check_manifest_head, parse_node, to_yaml, to_yaml_pretty, unmarshal};

/// Runs with a stack for values nested 10,000 deep, which are dropped recursively.
fn deep(test: fn()) {
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(test).unwrap();
    assert!(thread.join().is_ok());
}

fn error(text: &str) -> String {
    let value = unmarshal(text.as_bytes()).err().map(|e| e.to_string());
    let node = parse_node(text.as_bytes()).err().map(|e| e.to_string());
    let head = check_manifest_head(text.as_bytes(), "T").err().map(|e| e.to_string());
    assert_eq!(value, node, "{:.40}", text);
    assert_eq!(value, head, "{:.40}", text);
    value.unwrap_or_default().replace("error converting YAML to JSON: ", "")
}

const TOO_DEEP: &str = "yaml: exceeded max depth of 10000";

#[test]
fn nesting_ends_at_ten_thousand() {
    deep(|| {
        let lists = |depth| format!("a: {}{}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(error(&lists(9_000)), "");
        assert_eq!(error(&lists(9_999)), "");
        let json = "error unmarshaling JSON: while decoding JSON: invalid character '[' exceeded max depth";
        assert_eq!(error(&lists(10_000)), json);
        assert_eq!(error(&lists(10_001)), TOO_DEEP);
        assert_eq!(error(&"[".repeat(1_000_000)), TOO_DEEP);
        assert_eq!(error(&"{a: ".repeat(100_000)), TOO_DEEP);
        assert_eq!(error(&"- ".repeat(1_000_000)), TOO_DEEP);
        assert_eq!(error(&"? ".repeat(20_000)), TOO_DEEP);
        let maps: String = (0..2_000).map(|depth| " ".repeat(depth) + "a:\n").collect();
        assert_eq!(error(&maps), "");
    });
}

#[test]
fn aliases_have_a_budget() {
    let excess = "yaml: document contains excessive aliasing";
    let mut laughs = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for level in 1..9 {
        let uses = vec![format!("*a{}", level - 1); 9].join(",");
        laughs.push_str(&format!("a{level}: &a{level} [{uses}]\n"));
    }
    assert_eq!(error(&laughs), excess);
    assert_eq!(error("a: &a [*a]"), "yaml: anchor 'a' value contains itself");
    let entries: String = (0..5_000).map(|at| format!("  k{at}: v\n")).collect();
    let uses: String = (0..2_000).map(|at| format!("u{at}: *m\n")).collect();
    assert_eq!(error(&format!("m: &m\n{entries}{uses}")), excess);
    let mut merges = String::from("a0: &a0 {k: v}\n");
    for level in 1..9 {
        let uses = vec![format!("*a{}", level - 1); 9].join(",");
        merges.push_str(&format!("a{level}: &a{level} {{<<: [{uses}], k{level}: v}}\n"));
    }
    assert_eq!(error(&merges), excess);
}

#[test]
fn long_inputs_are_read() {
    assert_eq!(error(&format!("a: {}", "x".repeat(5_000_000))), "");
    let key = format!("{}: x", "k".repeat(4_000_000));
    assert_eq!(error(&key), "yaml: mapping values are not allowed in this context");
    assert_eq!(error(&format!("{}a: b", "# comment\n".repeat(200_000))), "");
    let pairs: String = (0..200_000).map(|at| format!("k{at}: v, ")).collect();
    assert_eq!(error(&format!("a: {{{pairs}}}")), "");
    let keys: String = (0..300_000).map(|at| format!("k{at}: v\n")).collect();
    let value = unmarshal(keys.as_bytes()).unwrap();
    let text = to_yaml(&value).unwrap();
    assert_eq!(text.len(), keys.len());
}

#[test]
fn cycles_are_not_written() {
    deep(|| {
        let map = rutter_go::Map::new();
        map.insert("self", Value::Map(map.clone()));
        assert!(to_yaml(&Value::Map(map.clone())).is_err());
        assert!(to_yaml_pretty(&Value::Map(map.clone())).is_err());
        map.remove("self");
        let mut value = Value::Nil;
        for _ in 0..10_000 {
            value = Value::list(vec![value]);
        }
        assert!(to_yaml(&value).is_ok());
        assert!(to_yaml(&Value::list(vec![value])).is_err());
    });
}
