//! Values and patterns that would take too much: refused, and in time.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use rutter_go::fmt::{self, FormatError};
use rutter_go::glob::Glob;
use rutter_go::json::{self, EncodeError};
use rutter_go::regexp::Regexp;
use rutter_go::value::{Map, Value};

fn nested_list(depth: usize) -> Value {
    (0..depth).fold(Value::Nil, |inner, _| Value::list(vec![inner]))
}

fn nested_map(depth: usize) -> Value {
    (0..depth).fold(Value::Nil, |inner, _| Value::map([("a".into(), inner)]))
}

fn cyclic() -> Map {
    let map = Map::new();
    map.insert("list", Value::list(vec![Value::Map(map.clone())]));
    map
}

#[test]
fn deep_values_are_printed_up_to_the_limit() {
    let text = fmt::try_sprint(&[nested_list(9_000)]).unwrap();
    assert_eq!(text.len(), 2 * 9_000 + 5);
    for deep in [nested_list(100_000), nested_map(100_000), Value::Map(cyclic())] {
        assert_eq!(fmt::try_sprint(std::slice::from_ref(&deep)), Err(FormatError::TooDeep));
        assert_eq!(fmt::try_sprintf(b"%v", &[deep]), Err(FormatError::TooDeep));
    }
}

#[test]
fn deep_values_are_copied_up_to_the_limit() {
    for deep in [nested_list(10_000), nested_map(10_000)] {
        let copy = deep.deep_copy(10_001).unwrap();
        assert_eq!(json::marshal(&copy), json::marshal(&deep));
        assert!(deep.deep_copy(10_000).is_none());
    }
    assert!(Value::Map(cyclic()).deep_copy(10_000).is_none());
    let map = Map::new();
    let copy = Value::list(vec![Value::Map(map.clone())]).deep_copy(10).unwrap();
    map.insert("later", Value::Nil);
    assert_eq!(json::marshal(&copy).unwrap(), b"[{}]");
}

#[test]
fn long_texts_are_refused_before_they_are_made() {
    let number = [Value::Int(1)];
    assert_eq!(fmt::sprintf_limited(b"%1000000d", &number, 1000), Err(FormatError::TooLong));
    assert_eq!(fmt::sprintf_limited(b"%.1000000f", &[1.5.into()], 1000), Err(FormatError::TooLong));
    assert_eq!(fmt::sprintf_limited(b"%d", &number, 1).unwrap(), b"1");
    assert_eq!(fmt::sprintf(b"%1000000d", &number).len(), 1_000_000);
    let mut out = b"kept".to_vec();
    assert_eq!(fmt::append_value_limited(&mut out, &"abc".into(), 2), Err(FormatError::TooLong));
    assert!(out.starts_with(b"kept"));
}

#[test]
fn deep_values_become_json_up_to_the_limit() {
    for deep in [nested_list(9_000), nested_map(9_000)] {
        let text = json::marshal(&deep).unwrap();
        assert_eq!(json::marshal(&json::unmarshal(&text).unwrap()).unwrap(), text);
        let indented = json::marshal_indent(&deep, "", "").unwrap();
        assert_eq!(json::marshal(&json::unmarshal(&indented).unwrap()).unwrap(), text);
    }
    assert_eq!(json::marshal(&nested_list(100_000)), Err(EncodeError::TooDeep));
    assert_eq!(json::marshal(&nested_map(100_000)), Err(EncodeError::TooDeep));
}

#[test]
fn cycles_are_named_as_go_names_them() {
    let error = json::marshal(&Value::Map(cyclic())).unwrap_err().to_string();
    assert_eq!(error, "json: unsupported value: encountered a cycle via map[string]interface {}");
    let error = json::marshal(&Value::list(vec![Value::Map(cyclic())])).unwrap_err().to_string();
    assert_eq!(error, "json: unsupported value: encountered a cycle via []interface {}");
}

#[test]
fn deep_json_is_refused() {
    let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(json::unmarshal(deep(10_000).as_bytes()).is_ok());
    let error = json::unmarshal(deep(10_001).as_bytes()).unwrap_err();
    assert_eq!(error, "invalid character '[' exceeded max depth");
    assert!(json::unmarshal("[".repeat(5_000_000).as_bytes()).is_err());
}

#[test]
fn json_stops_at_the_limit() {
    let long = Value::list(vec![Value::from("x".repeat(100)); 1000]);
    let options = json::Options { limit: 500, ..Default::default() };
    let mut out = Vec::new();
    assert_eq!(json::append(&mut out, &long, &options), Err(EncodeError::TooLong));
    assert!(out.len() < 1000);
}

#[test]
fn hostile_expressions_are_refused_or_quick() {
    let message = |pattern: &str| Regexp::compile(pattern.as_bytes()).unwrap_err().to_string();
    assert_eq!(
        message("(((a{100}){100}){100})"),
        "error parsing regexp: invalid repeat count: `{100}`"
    );
    let deep = "(".repeat(1001) + &")".repeat(1001);
    assert!(message(&deep).starts_with("error parsing regexp: expression nests too deeply: `((("));
    assert!(Regexp::compile(("(?:".repeat(100_000) + &")".repeat(100_000)).as_bytes()).is_ok());
    let text = "a".repeat(1_000_000) + "b";
    assert!(!Regexp::compile(b"(a+)+$").unwrap().is_match(text.as_bytes()));
    let nested = Regexp::compile(b"(((a|b){10}){10}){10}x").unwrap();
    assert!(!nested.is_match(&text.as_bytes()[..100_000]));
    let empty = Regexp::compile(b"").unwrap();
    assert!(empty.replace_all_limited(text.as_bytes(), &[b'x'; 1000], 1 << 20).is_err());
}

#[test]
fn hostile_globs_are_quick() {
    let pattern = "*a".repeat(30) + "b";
    let glob = Glob::compile(pattern.as_bytes()).unwrap();
    assert!(!glob.matches("a".repeat(300).as_bytes()));
    let many = Glob::compile("?*[!a]{b,c}".repeat(2_000).as_bytes());
    assert!(many.is_err() || !many.unwrap().matches(b"abc"));
    assert!(Glob::compile("{".repeat(100_000).as_bytes()).is_err());
}
