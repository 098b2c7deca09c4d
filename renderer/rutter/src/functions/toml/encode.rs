//! Writing TOML. Go: BurntSushi/toml encode.go: scalars first, sub-tables indented.

use rutter_go::strconv::format_float;
use rutter_go::time::{RFC3339_NANO, Time, Zone};
use rutter_go::value::{Encoded, Encoding, Kind, List, Str, Value};

use super::scalar::{LOCAL_DATE, LOCAL_DATETIME, LOCAL_TIME};

/// Deepest nesting written; deeper values, as cyclic ones are, are refused.
const MAX_DEPTH: usize = 1_000;

/// Encodes a value as a TOML document; a value that is no table is written alone.
///
/// # Errors
/// BurntSushi/toml's text.
pub(crate) fn encode(value: &Value) -> Result<Vec<u8>, String> {
    let mut encoder = Encoder { text: Vec::new(), depth: 0 };
    match value {
        // Go's encoder panics on a nil it is handed directly.
        Value::Nil => {
            Err("runtime error: invalid memory address or nil pointer dereference".into())
        }
        _ => encoder.value(&mut Vec::new(), value).map(|()| encoder.text),
    }
}

/// The TOML type of a value, `None` for nil.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TomlType {
    Scalar,
    Array,
    Table,
    TableArray,
}

/// What a value looks like to the encoder: objects taken apart.
enum View {
    Table(Vec<(Str, Value)>),
    Text(Str),
    Other,
}

struct Encoder {
    text: Vec<u8>,
    depth: usize,
}

impl Encoder {
    fn value(&mut self, key: &mut Vec<Str>, value: &Value) -> Result<(), String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(format!("toml: values nest deeper than {MAX_DEPTH} levels"));
        }
        match view(value)? {
            View::Table(entries) => self.table(key, entries)?,
            View::Text(_) => self.key_value(key, value, false)?,
            View::Other => match value {
                Value::Nil => {}
                Value::Complex128(..) => {
                    let key: Vec<_> = key.iter().map(|k| k.to_str_lossy()).collect();
                    let key = key.join(".");
                    return Err(format!("unsupported type for key '{key}': complex128"));
                }
                Value::List(list) if toml_type(value)? == Some(TomlType::TableArray) => {
                    self.table_array(key, list)?;
                }
                _ => self.key_value(key, value, false)?,
            },
        }
        self.depth -= 1;
        Ok(())
    }

    fn table(&mut self, key: &mut Vec<Str>, entries: Vec<(Str, Value)>) -> Result<(), String> {
        if key.len() == 1 {
            self.newline();
        }
        if !key.is_empty() {
            self.indent(key);
            self.text.push(b'[');
            self.full_key(key);
            self.text.push(b']');
            self.newline();
        }
        self.entries(key, entries)
    }

    fn table_array(&mut self, key: &mut Vec<Str>, list: &List) -> Result<(), String> {
        if key.is_empty() {
            return Err("toml: top-level values must be Go maps or structs".to_string());
        }
        for item in list.to_vec() {
            let View::Table(entries) = view(&item)? else { continue };
            self.newline();
            self.indent(key);
            self.text.extend_from_slice(b"[[");
            self.full_key(key);
            self.text.extend_from_slice(b"]]");
            self.newline();
            self.entries(key, entries)?;
        }
        Ok(())
    }

    /// Plain entries before those that open a table of their own.
    fn entries(&mut self, key: &mut Vec<Str>, entries: Vec<(Str, Value)>) -> Result<(), String> {
        let (direct, sub) = split_entries(entries)?;
        for (name, value) in direct.into_iter().chain(sub) {
            if is_nil(&value) {
                continue;
            }
            key.push(name);
            let result = self.value(key, &value);
            key.pop();
            result?;
        }
        Ok(())
    }

    fn key_value(&mut self, key: &[Str], value: &Value, inline: bool) -> Result<(), String> {
        let Some(last) = key.last() else { return self.element(value) };
        self.indent(key);
        push_key(&mut self.text, last);
        self.text.extend_from_slice(b" = ");
        self.element(value)?;
        if !inline {
            self.newline();
        }
        Ok(())
    }

    fn element(&mut self, value: &Value) -> Result<(), String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(format!("toml: values nest deeper than {MAX_DEPTH} levels"));
        }
        match view(value)? {
            View::Table(entries) => self.inline_table(entries)?,
            View::Text(text) => self.quoted(text.as_bytes()),
            View::Other => self.scalar(value)?,
        }
        self.depth -= 1;
        Ok(())
    }

    fn scalar(&mut self, value: &Value) -> Result<(), String> {
        match value {
            Value::Bool(v) => self.push(&v.to_string()),
            Value::Int(v) | Value::Int64(v) => self.push(&v.to_string()),
            Value::Uint64(v) => self.push(&v.to_string()),
            Value::Uint8(v) => self.push(&v.to_string()),
            Value::Float64(v) => self.push(&float(*v)),
            Value::String(text) => self.quoted(text.as_bytes()),
            Value::Bytes(bytes) => {
                let items = bytes.as_bytes().iter().map(|b| Value::Uint8(*b)).collect();
                self.array(items)?;
            }
            Value::List(list) => self.array(list.to_vec())?,
            Value::Nil => {
                return Err("toml: cannot encode array with nil element".to_string());
            }
            other => match other.downcast::<Time>() {
                Some(time) => self.text.extend_from_slice(&written(time)),
                None => return Err(format!("unexpected type: {}", other.type_name())),
            },
        }
        Ok(())
    }

    fn array(&mut self, items: Vec<Value>) -> Result<(), String> {
        self.text.push(b'[');
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.text.extend_from_slice(b", ");
            }
            self.element(item)?;
        }
        self.text.push(b']');
        Ok(())
    }

    fn inline_table(&mut self, entries: Vec<(Str, Value)>) -> Result<(), String> {
        let (direct, sub) = split_entries(entries)?;
        let more = !sub.is_empty();
        self.text.push(b'{');
        let groups = [(direct, more), (sub, false)];
        for (group, comma_after) in groups {
            let last = group.len().saturating_sub(1);
            for (index, (name, value)) in group.into_iter().enumerate() {
                if is_nil(&value) {
                    continue;
                }
                self.key_value(&[name], &value, true)?;
                if comma_after || index != last {
                    self.text.extend_from_slice(b", ");
                }
            }
        }
        self.text.push(b'}');
        Ok(())
    }

    fn quoted(&mut self, bytes: &[u8]) {
        self.text.push(b'"');
        for &byte in bytes {
            match byte {
                b'"' => self.push("\\\""),
                b'\\' => self.push("\\\\"),
                0x00..=0x1f | 0x7f => self.control(byte),
                _ => self.text.push(byte),
            }
        }
        self.text.push(b'"');
    }

    fn control(&mut self, byte: u8) {
        match byte {
            0x08 => self.push("\\b"),
            b'\t' => self.push("\\t"),
            b'\n' => self.push("\\n"),
            0x0c => self.push("\\f"),
            b'\r' => self.push("\\r"),
            _ => self.push(&format!("\\u{byte:04x}")),
        }
    }

    fn push(&mut self, text: &str) {
        self.text.extend_from_slice(text.as_bytes());
    }

    fn newline(&mut self) {
        if !self.text.is_empty() {
            self.text.push(b'\n');
        }
    }

    fn indent(&mut self, key: &[Str]) {
        for _ in 1..key.len() {
            self.text.extend_from_slice(b"  ");
        }
    }

    fn full_key(&mut self, key: &[Str]) {
        for (index, part) in key.iter().enumerate() {
            if index > 0 {
                self.text.push(b'.');
            }
            push_key(&mut self.text, part);
        }
    }
}

type Entries = Vec<(Str, Value)>;

fn split_entries(entries: Entries) -> Result<(Entries, Entries), String> {
    let (mut direct, mut sub) = (Vec::new(), Vec::new());
    for (name, value) in entries {
        match toml_type(&value)? {
            Some(TomlType::Table | TomlType::TableArray) => sub.push((name, value)),
            _ => direct.push((name, value)),
        }
    }
    Ok((direct, sub))
}

fn view(value: &Value) -> Result<View, String> {
    match value {
        Value::Map(map) => Ok(View::Table(map.to_pairs())),
        Value::Object(_) if value.downcast::<Time>().is_some() => Ok(View::Other),
        Value::Object(object) => match object.encode(Encoding::Toml) {
            Encoded::Struct(fields) => Ok(View::Table(fields)),
            Encoded::Value(Value::String(text)) => Ok(View::Text(text)),
            Encoded::Value(inner) => view(&inner),
            Encoded::Error(text) => Err(text),
        },
        _ => Ok(View::Other),
    }
}

fn is_nil(value: &Value) -> bool {
    match value {
        Value::Nil => true,
        Value::Map(map) => map.is_nil(),
        Value::List(list) => list.is_nil(),
        Value::Bytes(bytes) => bytes.is_nil(),
        _ => false,
    }
}

fn toml_type(value: &Value) -> Result<Option<TomlType>, String> {
    Ok(match value {
        _ if is_nil(value) => None,
        Value::Map(_) => Some(TomlType::Table),
        Value::List(list) => Some(list_type(list)?),
        Value::Bytes(_) => Some(TomlType::Array),
        Value::Object(object) => match object.kind() {
            Kind::Struct | Kind::Pointer => match object.encode(Encoding::Toml) {
                Encoded::Struct(_) => Some(TomlType::Table),
                _ => Some(TomlType::Scalar),
            },
            _ => Some(TomlType::Scalar),
        },
        _ => Some(TomlType::Scalar),
    })
}

fn list_type(list: &List) -> Result<TomlType, String> {
    let mut tables = !list.is_empty();
    for item in list.iter() {
        match toml_type(&item)? {
            None => return Err("toml: cannot encode array with nil element".to_string()),
            Some(TomlType::Table) => {}
            Some(_) => tables = false,
        }
    }
    Ok(if tables { TomlType::TableArray } else { TomlType::Array })
}

/// A time in the form it was read in.
fn written(time: &Time) -> Vec<u8> {
    let layout: &[u8] = match time.zone().name() {
        LOCAL_DATETIME => b"2006-01-02T15:04:05.999999999",
        LOCAL_DATE => b"2006-01-02",
        LOCAL_TIME => b"15:04:05.999999999",
        _ => return time.format(RFC3339_NANO.as_bytes()),
    };
    time.in_zone(&Zone::utc()).format(layout)
}

fn float(value: f64) -> String {
    if value.is_nan() {
        return if value.is_sign_negative() { "-nan" } else { "nan" }.to_string();
    }
    if value.is_infinite() {
        return if value > 0.0 { "inf" } else { "-inf" }.to_string();
    }
    let text = format_float(value, b'g', -1, 64);
    match text.contains(['e', '.']) {
        true => text,
        false => format!("{text}.0"),
    }
}

/// A bare key where TOML allows it, else a quoted one.
pub(super) fn push_key(text: &mut Vec<u8>, key: &Str) {
    let bare = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-' || *b == b'_';
    if !key.is_empty() && key.as_bytes().iter().all(bare) {
        text.extend_from_slice(key.as_bytes());
        return;
    }
    let mut encoder = Encoder { text: Vec::new(), depth: 0 };
    encoder.quoted(key.as_bytes());
    text.extend_from_slice(&encoder.text);
}
