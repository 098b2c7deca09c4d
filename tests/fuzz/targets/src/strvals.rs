//! The texts of `--set` and its relatives: the first byte says of which flag and Helm.

use rutter::{Compat, SetKind, UserValues};
use rutter_go::value::{Map, Value};
use rutter_yaml::{to_yaml, unmarshal};

const KINDS: [SetKind; 5] =
    [SetKind::Json, SetKind::Typed, SetKind::String, SetKind::File, SetKind::Literal];

/// What is set can be written as YAML and read again; setting it twice changes nothing; a literal
/// is kept to the byte.
pub fn run(data: &[u8]) {
    let Some((choice, text)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    let kind = KINDS[usize::from(*choice) % KINDS.len()];
    let compat = if choice & 0x40 == 0 { Compat::V3 } else { Compat::V4 };
    let Ok(map) = merge(&[(kind, text)], compat) else { return };
    check_yaml(&map);
    let plain = kind != SetKind::Json && !text.contains(['[', '{']) && !text.contains("null");
    // A table that became a text is no table the second time.
    if plain && let Ok(twice) = merge(&[(kind, text), (kind, text)], compat) {
        assert_eq!(printed(&twice), printed(&map));
    }
    if kind == SetKind::Literal {
        check_literal(text, &map);
    }
}

fn merge(sets: &[(SetKind, &str)], compat: Compat) -> Result<Map, String> {
    let mut values = UserValues::new();
    for (kind, text) in sets {
        values.add_set(*kind, *text);
    }
    values.merge_with(compat, &|path| Ok(Value::from(path)))
}

fn printed(map: &Map) -> Vec<u8> {
    to_yaml(&Value::Map(map.clone())).map(|text| text.as_bytes().to_vec()).unwrap_or_default()
}

/// Numbers lose digits on the way through JSON, once.
fn check_yaml(map: &Map) {
    let text = printed(map);
    let once = to_yaml(&unmarshal(&text).expect("what was written can be read")).unwrap();
    let twice = to_yaml(&unmarshal(once.as_bytes()).unwrap()).unwrap();
    assert_eq!(once.as_bytes(), twice.as_bytes());
}

fn check_literal(text: &str, map: &Map) {
    let Some((key, literal)) = text.split_once('=') else { return };
    if !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric()) {
        let value = map.get(key).expect("the key is set");
        assert_eq!(value.as_string().map(|value| value.as_bytes()), Some(literal.as_bytes()));
    }
}
