//! The parameters of an assertion. Names match whatever their case, unknown ones say nothing. Go:
//! mitchellh/mapstructure.

use std::collections::BTreeMap;

use crate::query::Query;
use crate::value::Value;

/// Reads parameters and collects those of a wrong type.
pub(crate) struct Parameters<'p> {
    entries: Option<&'p BTreeMap<String, Value>>,
    /// Why there are none.
    wrong: Option<String>,
    /// What stands before the names in messages.
    prefix: String,
    errors: Vec<String>,
}

impl<'p> Parameters<'p> {
    /// The parameters that an assertion's type has beside it.
    pub fn new(parameters: &'p Value) -> Parameters<'p> {
        let is_map = matches!(parameters, Value::Map(_) | Value::AnyMap(_) | Value::Null);
        Parameters {
            entries: parameters.as_map(),
            wrong: (!is_map).then(|| format!("'' expected a map, got '{}'", kind(parameters))),
            prefix: String::new(),
            errors: Vec::new(),
        }
    }

    /// # Errors
    /// The library's text, if anything is of a wrong type.
    pub fn finish(mut self) -> Result<(), String> {
        if let Some(error) = self.wrong {
            return Err(error);
        }
        if self.errors.is_empty() {
            return Ok(());
        }
        self.errors.sort();
        let count = self.errors.len();
        let lines: Vec<String> = self.errors.iter().map(|error| format!("* {error}")).collect();
        Err(format!("{count} error(s) decoding:\n\n{}", lines.join("\n")))
    }

    /// Anything; `null` if it is not there. Names are those of Go's fields (`Path`).
    pub fn value(&self, name: &str) -> &'p Value {
        const NOTHING: &Value = &Value::Null;
        let Some(entries) = self.entries else { return NOTHING };
        let any_case = || entries.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        entries.get(name).or_else(|| any_case().map(|(_, value)| value)).unwrap_or(NOTHING)
    }

    pub fn query(&mut self) -> Query {
        Query::from(self.text("Path"))
    }

    pub fn text(&mut self, name: &str) -> String {
        match self.value(name) {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => {
                self.refuse(name, "string", other);
                String::new()
            }
        }
    }

    pub fn bool(&mut self, name: &str) -> bool {
        match self.value(name) {
            Value::Null => false,
            Value::Bool(value) => *value,
            other => {
                self.refuse(name, "bool", other);
                false
            }
        }
    }

    pub fn int(&mut self, name: &str) -> Option<i64> {
        match self.value(name) {
            Value::Null => None,
            Value::Int(value) => Some(*value),
            Value::Uint(value) => Some(*value as i64),
            Value::Float(value) => Some(*value as i64),
            other => {
                self.refuse(name, "int", other);
                None
            }
        }
    }

    pub fn texts(&mut self, name: &str) -> Vec<String> {
        let mut texts = Vec::new();
        match self.value(name) {
            Value::Null => {}
            Value::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    match item {
                        Value::String(text) => texts.push(text.clone()),
                        Value::Null => texts.push(String::new()),
                        other => self.refuse(&format!("{name}[{index}]"), "string", other),
                    }
                }
            }
            other => {
                let found = kind(other);
                self.errors.push(format!(
                    "'{}{name}': source data must be an array or slice, got {found}",
                    self.prefix
                ));
            }
        }
        texts
    }

    /// The text `field` of the parameters below a name.
    pub fn text_below(&mut self, name: &str, field: &str) -> String {
        let mut below = match self.value(name) {
            value @ (Value::Map(_) | Value::Null) => Parameters::new(value),
            other => {
                let found = kind(other);
                self.errors.push(format!("'{name}' expected a map, got '{found}'"));
                return String::new();
            }
        };
        below.prefix = format!("{name}.");
        let text = below.text(field);
        self.errors.append(&mut below.errors);
        text
    }

    fn refuse(&mut self, name: &str, wanted: &str, found: &Value) {
        self.errors.push(format!(
            "'{}{name}' expected type '{wanted}', got unconvertible type '{}', value: '{}'",
            self.prefix,
            found.type_name(),
            found.printed()
        ));
    }
}

/// Go: `reflect.Kind`.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::List(_) => "slice",
        Value::Map(_) | Value::AnyMap(_) => "map",
        Value::Time(_) => "struct",
        other => other.type_name(),
    }
}
