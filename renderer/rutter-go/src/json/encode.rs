//! Values to JSON (Go: `encoding/json/encode.go`).

use super::MAX_DEPTH;
use super::text::append_string;
use crate::strconv;
use crate::value::{Encoded, Encoding, List, Map, Object, Str, Value};
use std::collections::BTreeSet;

/// Levels written by native recursion; deeper ones go over an explicit stack.
const NATIVE_DEPTH: usize = 100;
/// Go looks for cycles from this level on.
const CYCLE_DEPTH: usize = 1000;

/// Why a value has no JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EncodeError {
    /// Go's own error text.
    Unsupported(String),
    /// The value nests deeper than [`MAX_DEPTH`] levels.
    TooDeep,
    /// The text would be longer than [`Options::limit`].
    TooLong,
}

impl std::fmt::Display for EncodeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            EncodeError::Unsupported(text) => f.write_str(text),
            EncodeError::TooDeep => f.write_str("json: value nests too deeply"),
            EncodeError::TooLong => f.write_str("json: text is too long"),
        }
    }
}

impl std::error::Error for EncodeError {}

/// Line breaks before every element: `prefix`, then `step` once for each level.
#[derive(Clone, Copy, Debug)]
pub struct Indent<'a> {
    /// What every line but the first begins with.
    pub prefix: &'a str,
    /// What one level adds.
    pub step: &'a str,
}

/// How JSON is written; by default as `json.Marshal` does.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// Whether `<`, `>` and `&` are escaped.
    pub escape_html: bool,
    /// On one line when `None`.
    pub indent: Option<Indent<'a>>,
    /// Most bytes to write.
    pub limit: usize,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options { escape_html: true, indent: None, limit: usize::MAX }
    }
}

/// Go's `json.Marshal`.
pub fn marshal(value: &Value) -> Result<Vec<u8>, EncodeError> {
    let mut out = Vec::new();
    append(&mut out, value, &Options::default())?;
    Ok(out)
}

/// Go's `json.MarshalIndent`.
pub fn marshal_indent(value: &Value, prefix: &str, step: &str) -> Result<Vec<u8>, EncodeError> {
    let mut out = Vec::new();
    let indent = Some(Indent { prefix, step });
    let options = Options { indent, ..Options::default() };
    append(&mut out, value, &options)?;
    Ok(out)
}

/// Appends the JSON of a value; on an error `out` holds a part of it.
pub fn append(out: &mut Vec<u8>, value: &Value, options: &Options<'_>) -> Result<(), EncodeError> {
    let end = out.len().saturating_add(options.limit);
    let seen = BTreeSet::new();
    let mut encoder = Encoder { out, options, end, seen };
    encoder.value(value, 0)?;
    encoder.check_length()
}

struct Encoder<'a> {
    out: &'a mut Vec<u8>,
    options: &'a Options<'a>,
    end: usize,
    /// Maps and slices that are being written, from [`CYCLE_DEPTH`] on.
    seen: BTreeSet<(usize, usize)>,
}

/// A map, slice or struct that is half written, below [`NATIVE_DEPTH`].
struct Frame {
    items: Items,
    first: bool,
    identity: Option<(usize, usize)>,
}

enum Items {
    List(List, usize),
    Entries(std::vec::IntoIter<(Str, Value)>),
}

/// What an object turned out to be.
enum Plain {
    Value(Value),
    Struct(Vec<(Str, Value)>),
}

impl Encoder<'_> {
    fn value(&mut self, value: &Value, depth: usize) -> Result<(), EncodeError> {
        match value {
            Value::List(list) if !list.is_nil() => self.list(list, depth),
            Value::Map(map) if !map.is_nil() => self.map(map, depth),
            Value::Object(object) => match plain(object.as_ref())? {
                Plain::Value(value) => self.plain_value(value, depth),
                Plain::Struct(fields) => self.fields(fields, depth),
            },
            scalar => self.scalar(scalar),
        }
    }

    fn plain_value(&mut self, value: Value, depth: usize) -> Result<(), EncodeError> {
        match depth >= NATIVE_DEPTH {
            true => self.deep(value, depth),
            false => self.value(&value, depth + 1),
        }
    }

    fn list(&mut self, list: &List, depth: usize) -> Result<(), EncodeError> {
        if depth >= NATIVE_DEPTH {
            return self.deep(Value::List(list.clone()), depth);
        }
        if list.is_empty() {
            self.out.extend_from_slice(b"[]");
            return Ok(());
        }
        self.out.push(b'[');
        list.with(|items| {
            for (index, item) in items.iter().enumerate() {
                self.separate(index == 0, depth + 1)?;
                self.value(item, depth + 1)?;
            }
            Ok(())
        })?;
        self.close(b']', depth);
        Ok(())
    }

    fn map(&mut self, map: &Map, depth: usize) -> Result<(), EncodeError> {
        if depth >= NATIVE_DEPTH {
            return self.deep(Value::Map(map.clone()), depth);
        }
        let entries = map.entries();
        if entries.is_empty() {
            self.out.extend_from_slice(b"{}");
            return Ok(());
        }
        self.out.push(b'{');
        for (index, (key, item)) in entries.iter().enumerate() {
            self.separate(index == 0, depth + 1)?;
            self.key(key);
            self.value(item, depth + 1)?;
        }
        self.close(b'}', depth);
        Ok(())
    }

    fn fields(&mut self, fields: Vec<(Str, Value)>, depth: usize) -> Result<(), EncodeError> {
        if depth >= NATIVE_DEPTH {
            self.out.push(b'{');
            return self.deep_frames(vec![Frame::of_fields(fields)], depth);
        }
        if fields.is_empty() {
            self.out.extend_from_slice(b"{}");
            return Ok(());
        }
        self.out.push(b'{');
        for (index, (key, item)) in fields.iter().enumerate() {
            self.separate(index == 0, depth + 1)?;
            self.key(key);
            self.value(item, depth + 1)?;
        }
        self.close(b'}', depth);
        Ok(())
    }

    fn key(&mut self, key: &Str) {
        append_string(self.out, key.as_bytes(), self.options.escape_html);
        self.out.push(b':');
        if self.options.indent.is_some() {
            self.out.push(b' ');
        }
    }

    fn separate(&mut self, first: bool, depth: usize) -> Result<(), EncodeError> {
        if !first {
            self.out.push(b',');
        }
        self.break_line(depth);
        self.check_length()
    }

    fn close(&mut self, bracket: u8, depth: usize) {
        self.break_line(depth);
        self.out.push(bracket);
    }

    fn break_line(&mut self, depth: usize) {
        if let Some(Indent { prefix, step }) = self.options.indent {
            self.out.push(b'\n');
            self.out.extend_from_slice(prefix.as_bytes());
            (0..depth).for_each(|_| self.out.extend_from_slice(step.as_bytes()));
        }
    }

    fn check_length(&self) -> Result<(), EncodeError> {
        match self.out.len() > self.end {
            true => Err(EncodeError::TooLong),
            false => Ok(()),
        }
    }

    fn scalar(&mut self, value: &Value) -> Result<(), EncodeError> {
        match value {
            Value::String(text) => {
                append_string(self.out, text.as_bytes(), self.options.escape_html);
            }
            Value::Bool(true) => self.out.extend_from_slice(b"true"),
            Value::Bool(false) => self.out.extend_from_slice(b"false"),
            Value::Int(number) | Value::Int64(number) => strconv::append_int(self.out, *number),
            Value::Uint64(number) => strconv::append_uint(self.out, *number),
            Value::Uint8(number) => strconv::append_uint(self.out, *number as u64),
            Value::Float64(number) => return self.float(*number),
            Value::Bytes(bytes) if !bytes.is_nil() => self.base64(bytes.as_bytes()),
            Value::Complex128(..) => {
                let text = "json: unsupported type: complex128".to_string();
                return Err(EncodeError::Unsupported(text));
            }
            _ => self.out.extend_from_slice(b"null"),
        }
        Ok(())
    }

    fn float(&mut self, number: f64) -> Result<(), EncodeError> {
        const EXACT: f64 = 1e15;
        if number.abs() < EXACT && number.trunc() == number {
            if number == 0.0 && number.is_sign_negative() {
                self.out.push(b'-');
            }
            strconv::append_int(self.out, number as i64);
            return Ok(());
        }
        if !number.is_finite() {
            let text = strconv::format_float(number, b'g', -1, 64);
            let text = format!("json: unsupported value: {text}");
            return Err(EncodeError::Unsupported(text));
        }
        if (1e-6..1e21).contains(&number.abs()) {
            strconv::append_float(self.out, number, b'f', -1, 64);
            return Ok(());
        }
        strconv::append_float(self.out, number, b'e', -1, 64);
        // Exponents have no leading zero here.
        let end = self.out.len();
        if self.out.ends_with(b"0") || self.out.len() > 3 {
            let padded = end.checked_sub(4).and_then(|at| self.out.get(at..end - 1));
            if padded == Some(b"e-0") {
                self.out.remove(end - 2);
            }
        }
        Ok(())
    }

    fn base64(&mut self, bytes: &[u8]) {
        const ALPHABET: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        self.out.reserve(bytes.len().div_ceil(3) * 4 + 2);
        self.out.push(b'"');
        for chunk in bytes.chunks(3) {
            let byte = |at: usize| chunk.get(at).copied().unwrap_or(0) as usize;
            let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
            for place in 0..4 {
                let letter = ALPHABET.get(bits >> (18 - 6 * place) & 63);
                let letter = letter.filter(|_| place <= chunk.len());
                self.out.push(letter.copied().unwrap_or(b'='));
            }
        }
        self.out.push(b'"');
    }

    /// A value below the native levels.
    fn deep(&mut self, value: Value, depth: usize) -> Result<(), EncodeError> {
        let frames = Vec::new();
        let mut frames = frames;
        self.deep_open(value, depth, &mut frames)?;
        self.deep_frames(frames, depth)
    }

    fn deep_frames(&mut self, mut frames: Vec<Frame>, depth: usize) -> Result<(), EncodeError> {
        while let Some(frame) = frames.last_mut() {
            let first = std::mem::take(&mut frame.first);
            let item = match &mut frame.items {
                Items::List(list, next) => {
                    *next += 1;
                    list.get(*next - 1).map(|item| (None, item))
                }
                Items::Entries(entries) => entries.next().map(|(key, item)| (Some(key), item)),
            };
            let level = depth + frames.len();
            match item {
                Some((key, item)) => {
                    self.separate(first, level)?;
                    if let Some(key) = key {
                        self.key(&key);
                    }
                    self.deep_open(item, level, &mut frames)?;
                }
                None => self.deep_close(&mut frames, first, level - 1),
            }
        }
        Ok(())
    }

    fn deep_close(&mut self, frames: &mut Vec<Frame>, empty: bool, depth: usize) {
        let Some(frame) = frames.pop() else {
            return;
        };
        if let Some(identity) = frame.identity {
            self.seen.remove(&identity);
        }
        if !empty {
            self.break_line(depth);
        }
        self.out.push(match frame.items {
            Items::List(..) => b']',
            Items::Entries(_) => b'}',
        });
    }

    fn deep_open(
        &mut self,
        mut value: Value,
        depth: usize,
        frames: &mut Vec<Frame>,
    ) -> Result<(), EncodeError> {
        let mut unwrapped = 0;
        while let Value::Object(object) = &value {
            unwrapped += 1;
            if unwrapped > NATIVE_DEPTH {
                return Err(EncodeError::TooDeep);
            }
            match plain(object.as_ref())? {
                Plain::Value(inner) => value = inner,
                Plain::Struct(fields) => {
                    self.out.push(b'{');
                    frames.push(Frame::of_fields(fields));
                    return Ok(());
                }
            }
        }
        let (items, identity) = match &value {
            Value::List(list) if !list.is_nil() => {
                (Items::List(list.clone(), 0), (list.identity(), list.len()))
            }
            Value::Map(map) if !map.is_nil() => {
                let entries = map.to_pairs().into_iter();
                (Items::Entries(entries), (map.identity(), usize::MAX))
            }
            scalar => return self.scalar(scalar),
        };
        self.out.push(match items {
            Items::List(..) => b'[',
            Items::Entries(_) => b'{',
        });
        let identity = self.enter(identity, &value, depth)?;
        frames.push(Frame { items, first: true, identity });
        Ok(())
    }

    /// Notes a container for the search for cycles.
    fn enter(
        &mut self,
        identity: (usize, usize),
        value: &Value,
        depth: usize,
    ) -> Result<Option<(usize, usize)>, EncodeError> {
        if depth < CYCLE_DEPTH {
            return Ok(None);
        }
        if depth >= MAX_DEPTH {
            return Err(EncodeError::TooDeep);
        }
        if !self.seen.insert(identity) {
            let name = value.type_name();
            let text = format!("json: unsupported value: encountered a cycle via {name}");
            return Err(EncodeError::Unsupported(text));
        }
        Ok(Some(identity))
    }
}

impl Frame {
    fn of_fields(fields: Vec<(Str, Value)>) -> Frame {
        Frame { items: Items::Entries(fields.into_iter()), first: true, identity: None }
    }
}

fn plain(object: &dyn Object) -> Result<Plain, EncodeError> {
    match object.encode(Encoding::Json) {
        Encoded::Value(value) => Ok(Plain::Value(value)),
        Encoded::Struct(fields) => Ok(Plain::Struct(fields)),
        Encoded::Error(text) => Err(EncodeError::Unsupported(text)),
    }
}
