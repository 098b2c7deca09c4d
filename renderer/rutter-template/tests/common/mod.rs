//! What several tests share: a world without anything, typed data, Go's test functions.

#![allow(clippy::unwrap_used, clippy::panic, reason = "test code may panic")]
#![allow(dead_code, reason = "each test uses a part")]

pub mod objects;

use rutter_go::world::Instant;
use rutter_go::{Str, Value, World, fmt, strconv};
use rutter_template::{
    Body, Budget, Call, Error, Execution, FuncMap, Function, MissingKey, Options, Parameter,
    Signature, TemplateSet,
};

pub struct Nowhere;

impl World for Nowhere {
    fn now(&self) -> Instant {
        Instant { seconds: 0, nanoseconds: 0 }
    }
    fn fill_random(&self, buffer: &mut [u8]) {
        buffer.fill(4);
    }
}

/// A value from `{"t": type, "v": …}` with numbers as text.
pub fn typed(json: &serde_json::Value) -> Value {
    let text = json["v"].as_str().unwrap_or_default();
    match json["t"].as_str().unwrap() {
        "nil" => Value::Nil,
        "bool" => Value::Bool(text == "true"),
        "int" => Value::Int(text.parse().unwrap()),
        "int64" => Value::Int64(text.parse().unwrap()),
        "uint64" => Value::Uint64(text.parse().unwrap()),
        "uint8" => Value::Uint8(text.parse().unwrap()),
        "float64" => Value::Float64(text.parse().unwrap()),
        "string" => Value::from(text),
        "bytes" => Value::Bytes(rutter_go::Bytes::new(text.as_bytes())),
        "list" => Value::list(json["v"].as_array().unwrap().iter().map(typed).collect()),
        "strings" => {
            Value::string_list(json["v"].as_array().unwrap().iter().map(|v| v.as_str().unwrap()))
        }
        "ints" => {
            let items = json["v"].as_array().unwrap().iter();
            let items = items.map(|v| Value::Int(v.as_i64().unwrap())).collect();
            Value::List(rutter_go::List::new(&rutter_go::value::INT_LIST, items))
        }
        "map" => {
            let entries = json["v"].as_object().unwrap().iter();
            Value::map(entries.map(|(k, v)| (Str::from(k.as_str()), typed(v))))
        }
        "stringmap" => {
            let entries = json["v"].as_object().unwrap().iter();
            let entries = entries.map(|(k, v)| (Str::from(k.as_str()), v.as_str().unwrap().into()));
            Value::Map(rutter_go::Map::with_type(&rutter_go::value::STRING_MAP, entries.collect()))
        }
        "named" => {
            let entries = json["v"].as_object().unwrap().iter();
            let entries = entries.map(|(k, v)| (Str::from(k.as_str()), typed(v)));
            Value::Map(rutter_go::Map::with_type(&objects::NAMED, entries.collect()))
        }
        "names" => {
            let items = json["v"].as_array().unwrap().iter();
            let items = items.map(|v| v.as_str().unwrap().into()).collect();
            Value::List(rutter_go::List::new(&objects::NAMES, items))
        }
        "point" => Value::object(objects::Point(3, "why", 9)),
        "holder" => Value::object(objects::Holder(text.parse().unwrap_or_default())),
        "month" => Value::object(objects::Month(7)),
        "info" => Value::object(objects::Info("plain")),
        "nilmap" => Value::Map(rutter_go::Map::nil(&rutter_go::value::MAP)),
        "nillist" => Value::List(rutter_go::List::nil(&rutter_go::value::LIST)),
        other => panic!("unknown type {other}"),
    }
}

pub fn function(fixed: &'static [Parameter], variadic: Option<Parameter>, body: Body) -> Function {
    Function { signature: Signature { fixed, variadic }, body }
}

fn add(_: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let sum = arguments.iter().map(|v| match v {
        Value::Int(n) => *n,
        _ => 0,
    });
    Ok(Value::Int(sum.sum()))
}

fn concatenate(prefix: &str, arguments: &[Value]) -> Result<Value, Error> {
    let mut text = prefix.as_bytes().to_vec();
    for argument in arguments {
        text.extend_from_slice(argument.as_string().unwrap().as_bytes());
    }
    Ok(Value::String(text.into()))
}

fn make_map(_: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let map = rutter_go::Map::new();
    let (pairs, rest) = arguments.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(Error::new("bad makemap"));
    }
    for [key, value] in pairs {
        map.insert(key.as_string().unwrap().clone(), value.clone());
    }
    Ok(Value::Map(map))
}

fn keys(_: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let map = arguments[0].as_map().unwrap();
    Ok(format!("{} {}", arguments[0].type_name(), map.len()).into())
}

fn half(_: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let Value::Float64(number) = arguments[0] else { panic!("no float") };
    Ok(Value::Float64(number / 2.0))
}

fn long(_: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let Value::Int64(number) = arguments[0] else { panic!("no int64") };
    Ok(Value::Int64(number.wrapping_add(1)))
}

fn quote(call: &mut Call<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
    let quoted = call.string_with(|out| {
        match &arguments[0] {
            Value::String(text) => strconv::append_quote(out, text.as_bytes()),
            value => strconv::append_quote(out, &fmt::sprint(std::slice::from_ref(value))),
        }
        Ok(())
    });
    quoted.map(Value::String)
}

/// The functions of the recorded cases and some that run templates.
pub fn functions() -> FuncMap {
    use Parameter::{Any, Int, String as Text};
    let mut map = FuncMap::new();
    map.insert("add", function(&[], Some(Int), add));
    map.insert("echo", function(&[Any], None, |_, a| Ok(a[0].clone())));
    map.insert("oneArg", function(&[Text], None, |_, a| concatenate("oneArg=", a)));
    map.insert("twoArgs", function(&[Text, Text], None, |_, a| concatenate("twoArgs=", a)));
    map.insert("zeroArgs", function(&[], None, |_, a| concatenate("zeroArgs", a)));
    map.insert("returnInt", function(&[], None, |_, _| Ok(Value::Int(7))));
    map.insert("typeOf", function(&[Any], None, |_, a| Ok(a[0].type_name().as_ref().into())));
    map.insert("makemap", function(&[], Some(Text), make_map));
    map.insert(
        "mapOfThree",
        function(&[], None, |_, _| Ok(Value::map([(Str::from("three"), Value::Int(3))]))),
    );
    map.insert(
        "include",
        function(&[Text, Any], None, |call, a| {
            let name = a[0].as_string().unwrap().clone();
            Ok(Value::String(call.execute_to_string(name.as_bytes(), a[1].clone())?))
        }),
    );
    map.insert(
        "tpl",
        function(&[Text, Any], None, |call, a| {
            let text = a[0].as_string().unwrap().clone();
            match call.execute_text(&text, a[1].clone()) {
                Ok(output) => Ok(Value::String(output.into())),
                Err(rutter_template::ExecuteTextError::Parse(error)) => {
                    Err(Error::wrap("cannot parse", Error::new(error.message)))
                }
                Err(rutter_template::ExecuteTextError::Exec(error)) => {
                    Err(Error::wrap("cannot execute", error))
                }
            }
        }),
    );
    map.insert(
        "fail",
        function(&[Text], None, |_, a| Err(Error::new(a[0].as_string().unwrap().to_str_lossy()))),
    );
    map.insert("list", function(&[], Some(Any), |_, a| Ok(Value::list(a.to_vec()))));
    map.insert("keys", function(&[Parameter::Map], None, keys));
    map.insert(
        "elements",
        function(&[Parameter::List], None, |_, a| {
            Ok(Value::Int(a[0].as_list().unwrap().len() as i64))
        }),
    );
    map.insert("half", function(&[Parameter::Float64], None, half));
    map.insert("long", function(&[Parameter::Int64], None, long));
    map.insert(
        "negate",
        function(&[Parameter::Bool], None, |_, a| {
            Ok(Value::Bool(matches!(a[0], Value::Bool(false))))
        }),
    );
    map.insert(
        "holder",
        function(&[Parameter::Object("*main.Holder")], None, |_, a| match a[0] {
            Value::Nil => Err(Error::panic(
                "runtime error: invalid memory address or nil pointer dereference",
            )),
            _ => Ok("inner".into()),
        }),
    );
    map.insert(
        "monthly",
        function(&[Parameter::Object("main.Month")], None, |_, a| {
            Ok(Value::String(fmt::sprint(a).into()))
        }),
    );
    map.insert("nothing", function(&[], None, |_, _| Ok(Value::Nil)));
    map.insert(
        "boom",
        function(&[Text], None, |_, a| {
            Err(Error::panic(format!("boom {}", a[0].as_string().unwrap().to_str_lossy())))
        }),
    );
    map.insert("quote", function(&[Any], None, quote));
    map
}

/// What a template gave: output and error text, and whether it could be parsed.
#[derive(Debug, PartialEq)]
pub struct Outcome {
    pub out: String,
    pub error: String,
    pub parsed: bool,
}

pub fn set(missing_key: MissingKey) -> TemplateSet {
    TemplateSet::new("gotpl", functions(), Options { missing_key })
}

/// Parses and executes one template.
pub fn render_with(name: &str, text: &[u8], data: Value, options: (MissingKey, Budget)) -> Outcome {
    let (missing_key, budget) = options;
    let mut set = set(missing_key);
    if let Err(error) = set.parse(name, text) {
        return Outcome { out: String::new(), error: error.to_string(), parsed: false };
    }
    let mut out = Vec::new();
    let mut execution = Execution::new(&Nowhere, budget, Box::new(()));
    let result = set.execute(name, data, &mut execution, &mut out);
    let out = String::from_utf8_lossy(&out).into_owned();
    let error = result.map_or_else(|error| error.to_string(), |()| String::new());
    Outcome { out, error, parsed: true }
}

pub fn render(text: &str, data: Value) -> Outcome {
    render_with("t.yaml", text.as_bytes(), data, (MissingKey::Default, Budget::default()))
}
