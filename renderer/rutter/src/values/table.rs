//! `.Values` as a Go type: lookups by dotted path and the methods templates can call.
//!
//! Helm: pkg/chartutil/values.go (v3), pkg/chart/common/values.go (v4).

use rutter_chart::Compat;
use rutter_go::value::{Element, Map, MapType, Methods, Value};

/// `chartutil.Values`, Helm 3's name of the type.
pub static VALUES_V3: MapType = MapType {
    name: "chartutil.Values",
    element: Element::Interface,
    methods: Some(&ValuesMethods(Compat::V3)),
};

/// `common.Values`, Helm 4's name of the type.
pub static VALUES_V4: MapType = MapType {
    name: "common.Values",
    element: Element::Interface,
    methods: Some(&ValuesMethods(Compat::V4)),
};

/// The type `.Values` has.
pub fn values_type(compat: Compat) -> &'static MapType {
    match compat {
        Compat::V3 => &VALUES_V3,
        Compat::V4 => &VALUES_V4,
    }
}

/// Why a dotted path leads nowhere. The text is Helm's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookupError {
    /// `Table`: the element is missing or not a map.
    NoTable(String),
    /// `PathValue`: the element is missing or a map.
    NoValue(String),
    /// `PathValue("")`.
    EmptyPath,
}

impl std::fmt::Display for LookupError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LookupError::NoTable(key) => {
                write!(f, "{} is not a table", rutter_go::strconv::quote(key.as_bytes()))
            }
            LookupError::NoValue(key) => {
                write!(f, "{} is not a value", rutter_go::strconv::quote(key.as_bytes()))
            }
            LookupError::EmptyPath => f.write_str("YAML path cannot be empty"),
        }
    }
}

/// The map at a dotted path.
pub fn table(values: &Map, path: &str) -> Result<Map, LookupError> {
    let mut table = values.clone();
    for key in path.split('.') {
        table = match table.get(key) {
            Some(Value::Map(map)) if is_table_type(&map) => map,
            _ => return Err(LookupError::NoTable(key.to_string())),
        };
    }
    Ok(table)
}

fn is_table_type(map: &Map) -> bool {
    map.map_type().element == Element::Interface
}

/// Whether Helm's `istable` holds: a `map[string]interface {}`, not a named type.
pub fn is_table(value: &Value) -> bool {
    matches!(value, Value::Map(map) if map.map_type().name == rutter_go::value::MAP.name)
}

/// The non-map value at a dotted path.
pub fn path_value(values: &Map, path: &str) -> Result<Value, LookupError> {
    if path.is_empty() {
        return Err(LookupError::EmptyPath);
    }
    let (parents, key) = match path.rsplit_once('.') {
        Some((parents, key)) => (Some(parents), key),
        None => (None, path),
    };
    let missing = || LookupError::NoValue(key.to_string());
    let holder = match parents {
        Some(parents) => table(values, parents).map_err(|_| missing())?,
        None => values.clone(),
    };
    holder.get(key).filter(|v| !is_table(v)).ok_or_else(missing)
}

struct ValuesMethods(Compat);

impl Methods for ValuesMethods {
    fn has(&self, name: &str) -> bool {
        matches!(name, "AsMap" | "Table" | "PathValue" | "YAML" | "Encode")
    }

    fn arity(&self, name: &str) -> usize {
        match name {
            "Table" | "PathValue" | "Encode" => 1,
            _ => 0,
        }
    }

    fn call(&self, receiver: &Value, name: &str, arguments: &[Value]) -> Result<Value, String> {
        let Value::Map(map) = receiver else {
            return Err(format!("{name} of a value that is not a map"));
        };
        let path = || match arguments.first() {
            Some(Value::String(s)) => s.to_str_lossy().into_owned(),
            _ => String::new(),
        };
        match name {
            "AsMap" => Ok(Value::Map(as_map(map))),
            "Table" => table(map, &path())
                .map(|m| Value::Map(m.cast(values_type(self.0))))
                .map_err(|e| e.to_string()),
            "PathValue" => path_value(map, &path()).map_err(|e| e.to_string()),
            "YAML" => rutter_yaml::to_yaml(receiver).map(Value::String).map_err(|e| e.to_string()),
            _ => Err(format!("{name} cannot be called from a template")),
        }
    }
}

/// Helm: `Values.AsMap`; an empty map is a fresh one.
pub fn as_map(values: &Map) -> Map {
    match values.is_empty() {
        true => Map::new(),
        false => values.cast(&rutter_go::value::MAP),
    }
}
