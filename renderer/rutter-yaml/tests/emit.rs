//! Values and how the real Helm and the real go-yaml write them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod cases;

use cases::{lines, to_value};
use rutter_go::time::{Time, Zone};
use rutter_go::value::{Encoded, Encoding, STRING_LIST, STRING_MAP};
use rutter_go::{Bytes, Kind, List, Map, Object, Value};
use rutter_yaml::{AnyMap, Error, to_yaml, to_yaml_pretty, to_yaml_v3_into};
use serde_json::json;
use std::borrow::Cow;

/// As a template function gives it: without the last line break, `""` for an error.
fn shown(result: Result<rutter_go::Str, Error>) -> String {
    let text = result.map(|text| text.to_str_lossy().into_owned()).unwrap_or_default();
    text.strip_suffix('\n').unwrap_or(&text).to_owned()
}

fn check(failures: &mut Vec<String>, what: &str, value: &Value, got: &str, want: &str) {
    if got != want {
        failures.push(format!("{what} of {value:?}\n want {want:?}\n  got {got:?}"));
    }
}

#[test]
fn to_yaml_is_helms() {
    let mut failures = Vec::new();
    for case in lines("yaml_emit.jsonl") {
        let value = to_value(&case["value"]);
        let (plain, pretty) = (&case["toYaml"], &case["toYamlPretty"]);
        check(&mut failures, "toYaml", &value, &shown(to_yaml(&value)), plain.as_str().unwrap());
        let got = shown(to_yaml_pretty(&value));
        check(&mut failures, "toYamlPretty", &value, &got, pretty.as_str().unwrap());
    }
    assert!(failures.is_empty(), "{} differ:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn scalars_are_gos() {
    let mut failures = Vec::new();
    for case in lines("yaml_scalars.jsonl") {
        let text = case["S"].as_str().unwrap();
        let value = to_value(&json!({ "k": text }));
        let shown = |result: Result<rutter_go::Str, Error>| match result {
            Ok(text) => text.to_str_lossy().into_owned(),
            Err(error) => error.message().to_owned(),
        };
        let (sigs, v3) = (case["Sigs"].as_str().unwrap(), case["V3"].as_str().unwrap());
        check(&mut failures, "sigs", &value, &shown(to_yaml(&value)), sigs);
        let mut out = Vec::new();
        let written = to_yaml_v3_into(&value, 4, &mut out, usize::MAX).map(|()| out.into());
        check(&mut failures, "v3", &value, &shown(written), v3);
    }
    assert!(failures.is_empty(), "{} differ:\n{}", failures.len(), failures.join("\n"));
}

struct Version;

impl Object for Version {
    fn type_name(&self) -> Cow<'static, str> {
        "*x.Version".into()
    }
    fn kind(&self) -> Kind {
        Kind::Pointer
    }
    fn fields(&self) -> Vec<(&'static str, Value)> {
        Vec::new()
    }
    fn encode(&self, encoding: Encoding) -> Encoded {
        match encoding {
            Encoding::Json => Encoded::Value(Value::from("1.2")),
            Encoding::Yaml => Encoded::Struct(vec![
                ("minor".into(), Value::Uint64(2)),
                ("major".into(), Value::Int(1)),
            ]),
            Encoding::Toml => Encoded::Error("no".into()),
        }
    }
}

#[test]
fn go_types_have_their_forms() {
    let map = |value: Value| Value::map([("k".into(), value)]);
    let nested = Value::list(vec![Value::list(vec![Value::Int(1)]), Value::map([])]);
    let date = Time::date(2020, 3, 4, [0; 4], &Zone::utc());
    let any_map = Value::object(AnyMap(vec![
        (Value::from("k10"), Value::from("e")),
        (Value::Float64(1.5), Value::list(vec![Value::from("b")])),
        (Value::Nil, Value::from("c")),
        (Value::from("k2"), Value::from("d")),
        (Value::Int(1), Value::from("a")),
        (Value::Bool(false), Value::Int(0)),
    ]));
    let cases = [
        (map(Value::Nil), "k: null", "k: null"),
        (map(Value::List(List::nil(&STRING_LIST))), "k: null", "k: []"),
        (map(Value::Map(Map::nil(&STRING_MAP))), "k: null", "k: {}"),
        (map(Value::Bytes(Bytes::new("hi"))), "k: aGk=", "k:\n  - 104\n  - 105"),
        (map(Value::Bytes(Bytes::nil())), "k: null", "k: []"),
        (map(Value::Uint64(u64::MAX)), "k: 18446744073709551615", "k: 18446744073709551615"),
        (map(Value::Int64(i64::MIN)), "k: -9223372036854775808", "k: -9223372036854775808"),
        (map(Value::Uint8(7)), "k: 7", "k: 7"),
        (map(Value::Float64(f64::INFINITY)), "", "k: .inf"),
        (map(Value::Float64(-0.0)), "k: 0", "k: -0"),
        (map(Value::Float64(1e6)), "k: 1000000", "k: 1e+06"),
        (map(Value::Complex128(1.0, 2.0)), "", ""),
        (map(Value::object(Version)), "k: \"1.2\"", "k:\n  minor: 2\n  major: 1"),
        (map(nested), "k:\n- - 1\n- {}", "k:\n  - - 1\n  - {}"),
        (map(Value::string(&b"\xff"[..])), "k: \u{fffd}", "k: !!binary /w=="),
        (Value::from("a\n"), "|\n  a", "|\n  a"),
        (map(any_map), "", "k:\n  false: 0\n  1: a\n  1.5:\n    - b\n  null: c\n  k2: d\n  k10: e"),
        (map(Value::object(AnyMap(vec![]))), "", "k: {}"),
        (map(Value::object(date)), "k: \"2020-03-04T00:00:00Z\"", "k: 2020-03-04T00:00:00Z"),
        (Value::list(vec![]), "[]", "[]"),
        (Value::from("\u{7f}"), "", "\"\\x7F\""),
    ];
    for (value, plain, pretty) in cases {
        assert_eq!(shown(to_yaml(&value)), plain, "{value:?}");
        assert_eq!(shown(to_yaml_pretty(&value)), pretty, "{value:?}");
    }
}
