//! Writing TOML. Go: BurntSushi/toml encode.go: scalars first, sub-tables indented.

use rutter_go::strconv::format_float;
use rutter_go::time::{RFC3339_NANO, Time, Zone};
use rutter_go::value::{Encoded, Encoding, Kind, List, Str, Value};

use super::scalar::{LOCAL_DATE, LOCAL_DATETIME, LOCAL_TIME};

/// Deepest nesting written; deeper values, as cyclic ones are, are refused.
const MAX_DEPTH: usize = 1_000;

/// What a value has become.
pub(crate) struct Document {
    pub text: Vec<u8>,
    /// Values whose type was looked at, those inside lists at each level again.
    pub looked_at: usize,
}

/// Why there is no document.
pub(crate) enum EncodeError {
    /// BurntSushi/toml's text.
    Refused(String),
    /// The text, or the number of values it looks at, would be beyond the limit.
    TooLong,
}

impl From<String> for EncodeError {
    fn from(text: String) -> EncodeError {
        EncodeError::Refused(text)
    }
}

/// Encodes a value as a TOML document of at most `limit` bytes; a value that is no table is
/// written alone.
///
/// # Errors
/// What BurntSushi/toml refuses, with its text, and what is too long.
pub(crate) fn encode(value: &Value, limit: usize) -> Result<Document, EncodeError> {
    if value.is_nil() {
        // Go's encoder panics on a nil it is handed directly.
        let text = "runtime error: invalid memory address or nil pointer dereference";
        return Err(text.to_string().into());
    }
    let mut encoder = Encoder { text: Vec::new(), depth: 0, limit, looked_at: 0 };
    encoder.value(&mut Vec::new(), value)?;
    Ok(Document { text: encoder.text, looked_at: encoder.looked_at })
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
    limit: usize,
    looked_at: usize,
}

impl Encoder {
    /// Begins a value.
    fn enter(&mut self) -> Result<(), EncodeError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(format!("toml: values nest deeper than {MAX_DEPTH} levels").into());
        }
        match self.text.len() > self.limit {
            true => Err(EncodeError::TooLong),
            false => Ok(()),
        }
    }

    fn value(&mut self, key: &mut Vec<Str>, value: &Value) -> Result<(), EncodeError> {
        self.enter()?;
        match view(value)? {
            View::Table(entries) => self.table(key, entries)?,
            View::Text(_) => self.key_value(key, value, false)?,
            View::Other => match value {
                Value::Nil => {}
                Value::Complex128(..) => {
                    let key: Vec<_> = key.iter().map(|k| k.to_str_lossy()).collect();
                    let key = key.join(".");
                    return Err(format!("unsupported type for key '{key}': complex128").into());
                }
                Value::List(list) if self.toml_type(value)? == Some(TomlType::TableArray) => {
                    self.table_array(key, list)?;
                }
                _ => self.key_value(key, value, false)?,
            },
        }
        self.depth -= 1;
        Ok(())
    }

    fn table(&mut self, key: &mut Vec<Str>, entries: Vec<(Str, Value)>) -> Result<(), EncodeError> {
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

    fn table_array(&mut self, key: &mut Vec<Str>, list: &List) -> Result<(), EncodeError> {
        if key.is_empty() {
            return Err("toml: top-level values must be Go maps or structs".to_string().into());
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
    fn entries(
        &mut self,
        key: &mut Vec<Str>,
        entries: Vec<(Str, Value)>,
    ) -> Result<(), EncodeError> {
        let (direct, sub) = self.split_entries(entries)?;
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

    fn key_value(&mut self, key: &[Str], value: &Value, inline: bool) -> Result<(), EncodeError> {
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

    fn element(&mut self, value: &Value) -> Result<(), EncodeError> {
        self.enter()?;
        match view(value)? {
            View::Table(entries) => self.inline_table(entries)?,
            View::Text(text) => push_quoted(&mut self.text, text.as_bytes()),
            View::Other => self.scalar(value)?,
        }
        self.depth -= 1;
        Ok(())
    }

    fn scalar(&mut self, value: &Value) -> Result<(), EncodeError> {
        match value {
            Value::Bool(v) => self.push(&v.to_string()),
            Value::Int(v) | Value::Int64(v) => self.push(&v.to_string()),
            Value::Uint64(v) => self.push(&v.to_string()),
            Value::Uint8(v) => self.push(&v.to_string()),
            Value::Float64(v) => self.push(&float(*v)),
            Value::String(text) => push_quoted(&mut self.text, text.as_bytes()),
            Value::Bytes(bytes) => {
                let items = bytes.as_bytes().iter().map(|b| Value::Uint8(*b)).collect();
                self.array(items)?;
            }
            Value::List(list) => self.array(list.to_vec())?,
            Value::Nil => {
                return Err("toml: cannot encode array with nil element".to_string().into());
            }
            other => match other.downcast::<Time>() {
                Some(time) => self.text.extend_from_slice(&written(time)),
                None => return Err(format!("unexpected type: {}", other.type_name()).into()),
            },
        }
        Ok(())
    }

    fn array(&mut self, items: Vec<Value>) -> Result<(), EncodeError> {
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

    fn inline_table(&mut self, entries: Vec<(Str, Value)>) -> Result<(), EncodeError> {
        let (direct, sub) = self.split_entries(entries)?;
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

/// The types that decide the order and form of what is written.
impl Encoder {
    fn split_entries(&mut self, entries: Entries) -> Result<(Entries, Entries), EncodeError> {
        let (mut direct, mut sub) = (Vec::new(), Vec::new());
        for (name, value) in entries {
            match self.toml_type(&value)? {
                Some(TomlType::Table | TomlType::TableArray) => sub.push((name, value)),
                _ => direct.push((name, value)),
            }
        }
        Ok((direct, sub))
    }

    fn toml_type(&mut self, value: &Value) -> Result<Option<TomlType>, EncodeError> {
        self.looked_at += 1;
        if self.looked_at > self.limit {
            return Err(EncodeError::TooLong);
        }
        Ok(match value {
            _ if is_nil(value) => None,
            Value::Map(_) => Some(TomlType::Table),
            Value::List(list) => Some(self.list_type(list)?),
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

    fn list_type(&mut self, list: &List) -> Result<TomlType, EncodeError> {
        let mut tables = !list.is_empty();
        for item in list.iter() {
            match self.toml_type(&item)? {
                None => {
                    let text = "toml: cannot encode array with nil element";
                    return Err(text.to_string().into());
                }
                Some(TomlType::Table) => {}
                Some(_) => tables = false,
            }
        }
        Ok(if tables { TomlType::TableArray } else { TomlType::Array })
    }
}

type Entries = Vec<(Str, Value)>;

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
    push_quoted(text, key.as_bytes());
}

/// A basic string.
fn push_quoted(text: &mut Vec<u8>, bytes: &[u8]) {
    text.push(b'"');
    for &byte in bytes {
        match byte {
            b'"' => text.extend_from_slice(b"\\\""),
            b'\\' => text.extend_from_slice(b"\\\\"),
            0x08 => text.extend_from_slice(b"\\b"),
            b'\t' => text.extend_from_slice(b"\\t"),
            b'\n' => text.extend_from_slice(b"\\n"),
            0x0c => text.extend_from_slice(b"\\f"),
            b'\r' => text.extend_from_slice(b"\\r"),
            0x00..=0x1f | 0x7f => text.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
            _ => text.push(byte),
        }
    }
    text.push(b'"');
}
