//! Documents with what Go's decoder and encoder made of them, one per line: text, value or error,
//! and the value written again; all three quoted as Go quotes strings, between tabs.

use rutter_go::strconv::{format_float, quote, unquote};
use rutter_go::time::{RFC3339_NANO, Time, Zone};
use rutter_go::value::{MAP_LIST, Value};
use rutter_go::world::Instant;

use super::decode;
use crate::functions::toml::{EncodeError, encode};

const CASES: &str = include_str!("../../../../tests/toml/cases.txt");

fn now() -> Time {
    Time::now(Instant { seconds: 0, nanoseconds: 0 }, &Zone::utc())
}

/// A value with its types, as the Go program that recorded the cases shows it.
fn dump(value: &Value) -> String {
    match value {
        Value::Bool(value) => format!("{value}"),
        Value::Int64(value) => format!("i{value}"),
        Value::Float64(value) => format!("f{}", format_float(*value, b'g', -1, 64)),
        Value::String(text) => quote(text.as_bytes()),
        Value::List(list) => {
            let tables = list.list_type().name == MAP_LIST.name;
            let items: Vec<_> = list.iter().map(|item| dump(&item)).collect();
            format!("{}[{}]", if tables { "T" } else { "" }, items.join(","))
        }
        Value::Map(map) => {
            let entries = map.to_pairs().into_iter();
            let entries: Vec<_> =
                entries.map(|(k, v)| format!("{}:{}", quote(k.as_bytes()), dump(&v))).collect();
            format!("{{{}}}", entries.join(","))
        }
        other => match other.downcast::<Time>() {
            Some(time) => {
                let text = time.format(RFC3339_NANO.as_bytes());
                format!("t{} {}", String::from_utf8_lossy(&text), time.zone().name())
            }
            None => format!("?{}", other.type_name()),
        },
    }
}

fn written_again(map: &Value) -> Vec<u8> {
    match encode(map, usize::MAX) {
        Ok(document) => document.text,
        Err(EncodeError::Refused(text)) => text.into_bytes(),
        Err(EncodeError::TooLong) => panic!("no text is that long"),
    }
}

/// What went otherwise than in Go.
fn difference(line: &str) -> Option<String> {
    let mut fields = line.split('\t').map(|field| unquote(field).unwrap());
    let mut field = || fields.next().unwrap();
    let (text, value, written) = (field(), field(), field());
    let (got, got_written) = match decode(&text, &now) {
        Ok(map) => {
            let map = Value::Map(map);
            (dump(&map), written_again(&map))
        }
        Err(error) => (format!("error {error}"), Vec::new()),
    };
    if got.as_bytes() == value && got_written == written {
        return None;
    }
    let (value, written) = (String::from_utf8_lossy(&value), String::from_utf8_lossy(&written));
    let (text, got_written) = (quote(&text), String::from_utf8_lossy(&got_written));
    Some(format!("{text}\n Go   {value}\n ours {got}\n Go   {written:?}\n ours {got_written:?}"))
}

fn check(cases: &str) {
    let wrong: Vec<_> = cases.lines().filter_map(difference).collect();
    let (all, count) = (cases.lines().count(), wrong.len());
    let first = wrong.into_iter().take(20).collect::<Vec<_>>().join("\n");
    assert!(count == 0, "{count} of {all} documents read otherwise:\n{first}");
}

#[test]
fn recorded_documents_read_as_in_go() {
    check(CASES);
}

#[test]
fn more_documents_when_a_file_names_them() {
    match std::env::var("RUTTER_TOML_CASES") {
        Ok(path) => check(&std::fs::read_to_string(path).unwrap()),
        Err(_) => println!("skipped: RUTTER_TOML_CASES is unset"),
    }
}

#[test]
fn deep_documents_end_in_an_error() {
    let deep = "toml: line 1 (last key \"a\"): values nest deeper than 10000 levels";
    let array = format!("a = {}", "[".repeat(5_000_000));
    assert_eq!(decode(array.as_bytes(), &now).err().unwrap(), deep);
    let tables = format!("a = {}", "{a=".repeat(1_000_000));
    assert!(decode(tables.as_bytes(), &now).err().unwrap().ends_with("deeper than 10000 levels"));
    let dotted = format!("a{} = 1", ".a".repeat(1_000_000));
    assert!(decode(dotted.as_bytes(), &now).err().unwrap().ends_with("deeper than 10000 levels"));
    let header = format!("[a{}]", ".a".repeat(1_000_000));
    assert!(decode(header.as_bytes(), &now).err().unwrap().ends_with("deeper than 10000 levels"));
}

#[test]
fn long_documents_take_linear_time() {
    let keys: String = (0..100_000).map(|index| format!("key{index}.a = [{index}]\n")).collect();
    assert_eq!(decode(keys.as_bytes(), &now).ok().unwrap().len(), 100_000);
    let tables = "[[a.b]]\nc = {d = 1}\n".repeat(100_000);
    assert_eq!(decode(tables.as_bytes(), &now).ok().unwrap().len(), 1);
}
