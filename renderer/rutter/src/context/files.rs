//! `.Files`: a chart's other files. Helm: pkg/engine/files.go.

use rutter_go::glob::Glob;
use rutter_go::value::{Bytes, Element, Entries, Map, MapType, Methods, STRING_MAP, Str, Value};

/// `engine.files`
pub static FILES: MapType =
    MapType { name: "engine.files", element: Element::Bytes, methods: Some(&FilesMethods) };

/// The files as templates see them.
pub fn files_value(files: &[rutter_chart::File]) -> Value {
    let bytes = |f: &rutter_chart::File| Value::Bytes(Bytes::of(f.data.clone()));
    let entries = files.iter().map(|f| (Str::from(f.name.as_str()), bytes(f))).collect();
    Value::Map(Map::with_type(&FILES, entries))
}

/// Steps for a file that is matched and put into a map.
const MATCH_STEPS: u64 = 40;
/// Steps for a byte that is written as YAML.
const WRITE_STEPS: u64 = 3;

struct FilesMethods;

impl Methods for FilesMethods {
    fn has(&self, name: &str) -> bool {
        matches!(name, "Get" | "GetBytes" | "Glob" | "AsConfig" | "AsSecrets" | "Lines")
    }

    fn arity(&self, name: &str) -> usize {
        match name {
            "AsConfig" | "AsSecrets" => 0,
            _ => 1,
        }
    }

    fn work(&self, receiver: &Value, name: &str, arguments: &[Value]) -> u64 {
        let Value::Map(files) = receiver else { return 0 };
        match name {
            "Glob" => files.len() as u64 * MATCH_STEPS,
            "Lines" => content(files, &name_of(arguments)).as_bytes().len() as u64,
            "AsConfig" | "AsSecrets" => {
                let files = files.to_pairs();
                let bytes = |file: &(Str, Value)| match &file.1 {
                    Value::Bytes(data) => data.as_bytes().len() as u64,
                    _ => 0,
                };
                files.iter().map(|file| MATCH_STEPS + bytes(file) * WRITE_STEPS).sum()
            }
            _ => 0,
        }
    }

    fn call(&self, receiver: &Value, name: &str, arguments: &[Value]) -> Result<Value, String> {
        let Value::Map(files) = receiver else {
            return Err(format!("{name} of a value that is not a map"));
        };
        let argument = name_of(arguments);
        Ok(match name {
            "Get" => Value::String(content(files, &argument).text()),
            "GetBytes" => Value::Bytes(content(files, &argument)),
            "Glob" => glob(files, &argument),
            "Lines" => lines(files, &argument),
            "AsConfig" => as_config(files, |data| Str::from(data)),
            _ => as_config(files, |data| Str::from(rutter_go::base64::encode(data))),
        })
    }
}

fn name_of(arguments: &[Value]) -> Str {
    arguments.first().and_then(Value::as_string).cloned().unwrap_or_default()
}

fn content(files: &Map, name: &Str) -> Bytes {
    match files.get(name) {
        Some(Value::Bytes(bytes)) => bytes,
        _ => Bytes::new(Str::default()),
    }
}

/// A pattern that does not compile stands for `**`.
fn glob(files: &Map, pattern: &Str) -> Value {
    let compiled = Glob::compile(pattern.as_bytes()).ok();
    let matches = |name: &Str| match &compiled {
        Some(glob) => glob.matches(name.as_bytes()),
        None => true,
    };
    let found = files.to_pairs().into_iter().filter(|(name, _)| matches(name));
    Value::Map(Map::with_type(&FILES, found.collect()))
}

fn lines(files: &Map, name: &Str) -> Value {
    let content = content(files, name);
    let bytes = content.as_bytes();
    if bytes.is_empty() {
        return Value::string_list(Vec::<Str>::new());
    }
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    Value::string_list(bytes.split(|&b| b == b'\n').map(Str::from))
}

fn as_config(files: &Map, text: impl Fn(&[u8]) -> Str) -> Value {
    let mut entries = Entries::new();
    for (name, data) in files.to_pairs() {
        let Value::Bytes(data) = data else { continue };
        let base = rutter_go::path::base(name.as_bytes());
        entries.insert(Str::from(base), Value::String(text(data.as_bytes())));
    }
    crate::functions::to_yaml_text(&Value::Map(Map::with_type(&STRING_MAP, entries)))
}
