//! toYaml, toJson, toToml and the way back. Helm: pkg/engine/funcs.go.

use rutter_chart::Compat;
use rutter_go::json::{self, EncodeError, Options};
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
    Value::String(Str::from(yaml(value, usize::MAX).unwrap_or_default()))
}

fn yaml(value: &Value, limit: usize) -> Result<Vec<u8>, rutter_yaml::Error> {
    let mut text = Vec::new();
    rutter_yaml::to_yaml_into(value, &mut text, limit)?;
    Ok(without_last_newline(text))
}

fn without_last_newline(mut text: Vec<u8>) -> Vec<u8> {
    if text.last() == Some(&b'\n') {
        text.pop();
    }
    text
}

/// Bytes the YAML of a value may have: the indentation of the deepest values Helm writes is longer
/// than other texts may be.
fn yaml_limit(call: &Call<'_, '_>) -> usize {
    call.string_limit().saturating_mul(4)
}

/// What became of a value: its text, Go's error, or ours when the text is too long.
type Written = Result<Result<Vec<u8>, String>, Error>;

/// The outcome of YAML's writers.
fn limited(call: &Call<'_, '_>, outcome: Result<Vec<u8>, rutter_yaml::Error>) -> Written {
    match outcome {
        Ok(text) => Ok(Ok(text)),
        Err(error) if error.kind() == rutter_yaml::ErrorKind::TooLong => Err(call.too_long()),
        Err(error) => Ok(Err(error.to_string())),
    }
}

/// A text that was made of a value; the time it took grows with its length.
fn written(call: &mut Call<'_, '_>, text: Vec<u8>) -> Result<Value, Error> {
    call.charge(WRITE_STEPS + text.len() as u64 * 3)?;
    Ok(Value::String(Str::from(text)))
}

fn to_yaml(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let text = yaml(&argument(arguments, 0), yaml_limit(call));
    let text = limited(call, text)?;
    written(call, text.unwrap_or_default())
}

fn must_to_yaml(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let text = yaml(&argument(arguments, 0), yaml_limit(call));
    let text = limited(call, text)?.map_err(Error::panic)?;
    written(call, text)
}

fn to_yaml_pretty(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let mut text = Vec::new();
    let value = argument(arguments, 0);
    let outcome = rutter_yaml::to_yaml_v3_into(&value, 2, &mut text, yaml_limit(call));
    let text = limited(call, outcome.map(|()| without_last_newline(text)))?;
    written(call, text.unwrap_or_default())
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
    let mut text = Vec::new();
    let options = Options { limit: call.string_limit(), ..Options::default() };
    match json::append(&mut text, &argument(arguments, 0), &options) {
        Ok(()) => written(call, text),
        Err(EncodeError::TooLong) => Err(call.too_long()),
        Err(error) => Err(Error::panic(error.to_string())),
    }
}

fn from_json(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let source = text(arguments, 0);
    call.charge(PARSE_STEPS + source.len() as u64 * 2)?;
    let (map, error) = json::decode_map(source.as_bytes());
    if let Some(error) = error {
        map.insert("Error", Value::from(error));
    }
    Ok(Value::Map(map))
}

fn from_json_array(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let source = text(arguments, 0);
    call.charge(PARSE_STEPS + source.len() as u64 * 2)?;
    Ok(match json::decode_list(source.as_bytes()) {
        (list, None) => Value::List(list),
        (_, Some(error)) => Value::list(vec![Value::from(error)]),
    })
}

fn toml_text(call: &mut Call<'_, '_>, arguments: &[Value]) -> Written {
    match toml::encode(&argument(arguments, 0), call.string_limit()) {
        Ok(document) => {
            call.charge(document.looked_at as u64 * 4)?;
            Ok(Ok(document.text))
        }
        Err(toml::EncodeError::Refused(text)) => Ok(Err(text)),
        Err(toml::EncodeError::TooLong) => Err(call.too_long()),
    }
}

/// An error becomes the text.
fn to_toml(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let text = toml_text(call, arguments)?;
    written(call, text.unwrap_or_else(String::into_bytes))
}

fn must_to_toml(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let text = toml_text(call, arguments)?.map_err(Error::panic)?;
    written(call, text)
}

fn from_toml(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let source = text(arguments, 0);
    call.charge(PARSE_STEPS + source.len() as u64 * 8)?;
    let world = call.world();
    let now = || Time::now(world.now(), &Zone::local(&world.local_zone()));
    Ok(match toml::decode(source.as_bytes(), &now) {
        Ok(map) => Value::Map(map),
        Err(message) => error_map(message),
    })
}
