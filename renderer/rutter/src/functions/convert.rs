//! toYaml, toJson, toToml and the way back. Helm: pkg/engine/funcs.go.

use rutter_chart::Compat;
use rutter_go::time::{Time, Zone};
use rutter_go::value::{Map, Str, Value};
use rutter_template::{Body, Call, Error, Parameter};

use super::{argument, text, toml};

/// Steps that parsing even a short text takes.
const PARSE_STEPS: u64 = 200;
/// Steps that writing even a small value takes.
const WRITE_STEPS: u64 = 50;

/// Adds the functions of this file.
pub(super) fn add_functions(
    add: &mut impl FnMut(&str, &'static [Parameter], Body),
    compat: Compat,
) {
    use Parameter::{Any, String as Text};
    add("toYaml", &[Any], to_yaml);
    add("toYamlPretty", &[Any], to_yaml_pretty);
    add("fromYaml", &[Text], from_yaml);
    add("fromYamlArray", &[Text], from_yaml_array);
    add("fromJson", &[Text], from_json);
    add("fromJsonArray", &[Text], from_json_array);
    add("toToml", &[Any], to_toml);
    add("fromToml", &[Text], from_toml);
    if compat == Compat::V4 {
        add("mustToYaml", &[Any], must_to_yaml);
        add("mustToToml", &[Any], must_to_toml);
        add("mustToJson", &[Any], must_to_json);
    }
}

/// `toYaml`: without the last newline; what cannot be written is "".
pub(crate) fn to_yaml_text(value: &Value) -> Value {
    Value::String(Str::from(yaml(value).unwrap_or_default()))
}

fn yaml(value: &Value) -> Result<Vec<u8>, String> {
    let mut text = Vec::new();
    rutter_yaml::to_yaml_into(value, &mut text).map_err(|e| e.to_string())?;
    if text.last() == Some(&b'\n') {
        text.pop();
    }
    Ok(text)
}

/// A text that was made of a value; the time it took grows with its length.
fn written(call: &mut Call<'_, '_>, text: Vec<u8>) -> Result<Value, Error> {
    call.charge(WRITE_STEPS + text.len() as u64 * 3)?;
    Ok(Value::String(Str::from(text)))
}

fn to_yaml(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    written(call, yaml(&argument(arguments, 0)).unwrap_or_default())
}

fn must_to_yaml(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let text = yaml(&argument(arguments, 0)).map_err(Error::panic)?;
    written(call, text)
}

fn to_yaml_pretty(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let mut text = Vec::new();
    if rutter_yaml::to_yaml_v3_into(&argument(arguments, 0), 2, &mut text).is_err() {
        text.clear();
    }
    if text.last() == Some(&b'\n') {
        text.pop();
    }
    written(call, text)
}

/// A map that only says what went wrong.
fn error_map(message: impl Into<String>) -> Value {
    let map = Map::new();
    map.insert("Error", Value::from(message.into()));
    Value::Map(map)
}

fn from_yaml(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let source = text(arguments, 0);
    call.charge(PARSE_STEPS + source.len() as u64 * 2)?;
    Ok(match rutter_yaml::unmarshal_map(source.as_bytes()) {
        Ok(map) => Value::Map(map),
        Err(error) => error_map(error.to_string()),
    })
}

fn from_yaml_array(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let source = text(arguments, 0);
    call.charge(PARSE_STEPS + source.len() as u64 * 2)?;
    Ok(match rutter_yaml::unmarshal_list(source.as_bytes()) {
        Ok(list) => Value::List(list),
        Err(error) => Value::list(vec![Value::from(error.to_string())]),
    })
}

fn must_to_json(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let text = rutter_go::json::marshal(&argument(arguments, 0))
        .map_err(|e| Error::panic(e.to_string()))?;
    written(call, text)
}

fn from_json(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let source = text(arguments, 0);
    call.charge(PARSE_STEPS + source.len() as u64 * 2)?;
    let (map, error) = rutter_go::json::decode_map(source.as_bytes());
    if let Some(error) = error {
        map.insert("Error", Value::from(error));
    }
    Ok(Value::Map(map))
}

fn from_json_array(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let source = text(arguments, 0);
    call.charge(PARSE_STEPS + source.len() as u64 * 2)?;
    Ok(match rutter_go::json::decode_list(source.as_bytes()) {
        (list, None) => Value::List(list),
        (_, Some(error)) => Value::list(vec![Value::from(error)]),
    })
}

/// An error becomes the text.
fn to_toml(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let text = toml::encode(&argument(arguments, 0)).unwrap_or_else(String::into_bytes);
    written(call, text)
}

fn must_to_toml(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let text = toml::encode(&argument(arguments, 0)).map_err(Error::panic)?;
    written(call, text)
}

fn from_toml(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let source = text(arguments, 0);
    call.charge(PARSE_STEPS + source.len() as u64 * 2)?;
    let world = call.world();
    let now = || Time::now(world.now(), &Zone::local(&world.local_zone()));
    Ok(match toml::decode(source.as_bytes(), &now) {
        Ok(map) => Value::Map(map),
        Err(message) => error_map(message),
    })
}
