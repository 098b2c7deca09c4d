//! Values piece by piece (go-yaml: `encode.go` and the upper half of `emitterc.go`;
//! encoding/json for what sigs.k8s.io/yaml sends through it).

use super::any_map::{self, AnyMap};
use super::json_text::{round_trip, round_trip_key};
use super::scalar::{Text, write_word};
use super::writer::Writer;
use super::{number, order};
use crate::Version;
use crate::error::{Error, ErrorKind};
use rutter_go::time::{RFC3339_NANO, Time};
use rutter_go::value::{Encoded, Encoding, Object};
use rutter_go::{Bytes, List, Map, Str, Value};
use std::any::Any;
use std::borrow::Cow;

/// Deepest nesting that is written. go-yaml v2 refuses deeper JSON; Go never returns from a map
/// that holds itself.
const MAX_DEPTH: usize = 10_000;
/// Longest chain of objects that encode as other objects.
const MAX_OBJECTS: usize = 100;

/// A collection that is being written.
struct Frame {
    items: Items,
    /// The indentation around it.
    outer: i32,
}

enum Items {
    List(std::vec::IntoIter<Value>),
    Map(std::vec::IntoIter<(Str, Value)>),
    AnyMap(std::vec::IntoIter<(Value, Value)>),
}

/// Writes `value` as a document of its own.
pub(super) fn write(
    value: &Value,
    version: Version,
    step: u8,
    out: &mut Vec<u8>,
    limit: usize,
) -> Result<(), Error> {
    let mut emitter = Emitter {
        longest: out.len().saturating_add(limit),
        writer: Writer::new(out, version, step),
        frames: Vec::new(),
        scratch: Vec::new(),
    };
    emitter.node(value, false)?;
    while emitter.advance()? {}
    emitter.writer.indent = -1;
    emitter.writer.write_indent();
    Ok(())
}

struct Emitter<'o> {
    writer: Writer<'o>,
    frames: Vec<Frame>,
    scratch: Vec<u8>,
    /// Bytes the output may have.
    longest: usize,
}

impl Emitter<'_> {
    fn version(&self) -> Version {
        self.writer.version
    }

    /// Writes the next element of the innermost collection; false when all is done.
    fn advance(&mut self) -> Result<bool, Error> {
        let Some(frame) = self.frames.last_mut() else {
            return Ok(false);
        };
        match &mut frame.items {
            Items::List(items) => {
                if let Some(item) = items.next() {
                    self.writer.write_indent();
                    self.writer.write_block_indicator(b"-");
                    self.writer.in_list = true;
                    self.node(&item, false)?;
                    return Ok(true);
                }
            }
            Items::Map(entries) => {
                if let Some((key, value)) = entries.next() {
                    self.writer.write_indent();
                    self.writer.in_list = false;
                    self.key(&key);
                    self.node(&value, true)?;
                    return Ok(true);
                }
            }
            Items::AnyMap(entries) => {
                if let Some((key, value)) = entries.next() {
                    self.writer.write_indent();
                    self.writer.in_list = false;
                    self.any_key(&key)?;
                    self.node(&value, true)?;
                    return Ok(true);
                }
            }
        }
        self.writer.indent = frame.outer;
        self.frames.pop();
        Ok(true)
    }

    fn key(&mut self, key: &Str) {
        let text = Text::new(Cow::Borrowed(key.as_bytes()), self.version());
        if text.is_simple_key() {
            text.write(&mut self.writer, true);
            self.writer.write_indicator(b":", false);
        } else {
            self.writer.write_block_indicator(b"?");
            text.write(&mut self.writer, false);
            self.writer.write_indent();
            self.writer.write_block_indicator(b":");
        }
    }

    /// A key of any type; what is a list or map itself is written only if it is empty.
    fn any_key(&mut self, key: &Value) -> Result<(), Error> {
        match key {
            Value::String(text) => self.key(text),
            key => {
                let depth = self.frames.len();
                self.node(key, false)?;
                if self.frames.len() > depth {
                    return Err(Error::new(ErrorKind::Encode, "a key is a list or a map"));
                }
                self.writer.write_indicator(b":", false);
            }
        }
        Ok(())
    }

    /// Writes a scalar, or begins a collection; `in_map` for the value of a key.
    fn node(&mut self, value: &Value, in_map: bool) -> Result<(), Error> {
        if self.writer.out.len() > self.longest {
            return Err(Error::new(ErrorKind::TooLong, "the text is too long"));
        }
        match value {
            Value::Nil => write_word(&mut self.writer, b"null"),
            Value::Bool(true) => write_word(&mut self.writer, b"true"),
            Value::Bool(false) => write_word(&mut self.writer, b"false"),
            Value::Int(value) | Value::Int64(value) => self.word(value),
            Value::Uint64(value) => self.word(value),
            Value::Uint8(value) => self.word(value),
            Value::Float64(value) => self.float(*value)?,
            Value::Complex128(..) => return Err(unsupported("complex128", self.version())),
            Value::String(text) => self.string(text.as_bytes())?,
            Value::Bytes(bytes) => self.bytes(bytes, in_map)?,
            Value::List(list) => self.list(list, in_map)?,
            Value::Map(map) => self.map(map)?,
            Value::Object(_) => self.object(value, in_map)?,
        }
        Ok(())
    }

    fn word(&mut self, value: impl std::fmt::Display) {
        write_word(&mut self.writer, value.to_string().as_bytes());
    }

    fn float(&mut self, value: f64) -> Result<(), Error> {
        if self.version() == Version::V2 && !value.is_finite() {
            let text = rutter_go::strconv::format_float(value, b'g', -1, 64);
            let message = format!("error marshaling into JSON: json: unsupported value: {text}");
            return Err(Error::new(ErrorKind::Encode, message));
        }
        self.scratch.clear();
        number::append(&mut self.scratch, value, self.writer.version);
        write_word(&mut self.writer, &self.scratch);
        Ok(())
    }

    fn string(&mut self, text: &[u8]) -> Result<(), Error> {
        let text = match self.version() {
            Version::V2 => round_trip(text)?,
            Version::V3 => Cow::Borrowed(text),
        };
        Text::new(text, self.version()).write(&mut self.writer, false);
        Ok(())
    }

    /// JSON holds bytes as base64; go-yaml v3 takes them for a list of numbers.
    fn bytes(&mut self, bytes: &Bytes, in_map: bool) -> Result<(), Error> {
        if self.version() == Version::V3 {
            let items = bytes.as_bytes().iter().map(|b| Value::Uint8(*b)).collect();
            return self.begin_list(items, in_map);
        }
        if bytes.is_nil() {
            write_word(&mut self.writer, b"null");
            return Ok(());
        }
        self.string(&rutter_go::base64::encode(bytes.as_bytes()))
    }

    fn list(&mut self, list: &List, in_map: bool) -> Result<(), Error> {
        if list.is_nil() && self.version() == Version::V2 {
            write_word(&mut self.writer, b"null");
            return Ok(());
        }
        self.begin_list(list.to_vec(), in_map)
    }

    fn begin_list(&mut self, items: Vec<Value>, in_map: bool) -> Result<(), Error> {
        if items.is_empty() {
            return self.empty(b"[", b"]");
        }
        // v2 does not indent a list that begins on the line below its key.
        let flush = self.version() == Version::V2 && in_map && !self.writer.indention;
        let indent = match flush && self.writer.indent >= 0 {
            true => self.writer.indent,
            false => self.writer.deeper(false),
        };
        self.begin(Items::List(items.into_iter()), indent)
    }

    fn map(&mut self, map: &Map) -> Result<(), Error> {
        if map.is_nil() && self.version() == Version::V2 {
            write_word(&mut self.writer, b"null");
            return Ok(());
        }
        self.begin_map(map.to_pairs(), true)
    }

    fn begin_map(&mut self, mut pairs: Vec<(Str, Value)>, sorted: bool) -> Result<(), Error> {
        if pairs.is_empty() {
            return self.empty(b"{", b"}");
        }
        if self.version() == Version::V2 {
            round_trip_keys(&mut pairs)?;
        }
        if sorted {
            order::sort(&mut pairs, self.version(), |(key, _)| key.as_bytes());
        }
        let indent = self.writer.deeper(false);
        self.begin(Items::Map(pairs.into_iter()), indent)
    }

    fn begin(&mut self, items: Items, indent: i32) -> Result<(), Error> {
        if self.frames.len() >= MAX_DEPTH {
            return Err(too_deep());
        }
        let outer = self.writer.indent;
        self.writer.indent = indent;
        self.frames.push(Frame { items, outer });
        Ok(())
    }

    fn empty(&mut self, open: &[u8], close: &[u8]) -> Result<(), Error> {
        if self.frames.len() >= MAX_DEPTH {
            return Err(too_deep());
        }
        self.writer.write_indicator(open, true);
        self.writer.write_indicator(close, false);
        Ok(())
    }

    fn any_map(&mut self, map: &AnyMap) -> Result<(), Error> {
        let mut pairs = map.0.clone();
        if pairs.is_empty() {
            return self.empty(b"{", b"}");
        }
        order::sort_by(&mut pairs, |(a, _), (b, _)| {
            any_map::is_less(a, b).unwrap_or_else(|| {
                let text = |key: &Value| key.as_string().cloned().unwrap_or_default();
                order::is_less(text(a).as_bytes(), text(b).as_bytes(), Version::V3)
            })
        });
        let indent = self.writer.deeper(false);
        self.begin(Items::AnyMap(pairs.into_iter()), indent)
    }

    /// What go-yaml v3 knows without asking it for its form.
    fn known_object(&mut self, object: &dyn Object) -> Result<bool, Error> {
        let object: &dyn Any = object;
        if let Some(map) = object.downcast_ref::<AnyMap>() {
            self.any_map(map)?;
        } else if let Some(time) = object.downcast_ref::<Time>() {
            write_word(&mut self.writer, &time.format(RFC3339_NANO.as_bytes()));
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn object(&mut self, value: &Value, in_map: bool) -> Result<(), Error> {
        let encoding = match self.version() {
            Version::V2 => Encoding::Json,
            Version::V3 => Encoding::Yaml,
        };
        let mut value = value.clone();
        for _ in 0..MAX_OBJECTS {
            let Value::Object(object) = &value else {
                return self.node(&value, in_map);
            };
            if self.version() == Version::V3 && self.known_object(&**object)? {
                return Ok(());
            }
            value = match object.encode(encoding) {
                Encoded::Value(value) => value,
                // JSON objects come back as maps, go-yaml v3 keeps the order of fields.
                Encoded::Struct(fields) => {
                    return self.begin_map(fields, encoding == Encoding::Json);
                }
                Encoded::Error(text) => return Err(Error::new(ErrorKind::Encode, text)),
            };
        }
        Err(too_deep())
    }
}

fn too_deep() -> Error {
    Error::new(ErrorKind::Encode, "yaml: exceeded max depth of 10000")
}

fn unsupported(go_type: &str, version: Version) -> Error {
    let message = match version {
        Version::V2 => format!("error marshaling into JSON: json: unsupported type: {go_type}"),
        Version::V3 => format!("cannot marshal type: {go_type}"),
    };
    Error::new(ErrorKind::Encode, message)
}

/// Replaces keys by what JSON makes of them; of keys that become the same the last stays.
fn round_trip_keys(pairs: &mut Vec<(Str, Value)>) -> Result<(), Error> {
    let mut changed = false;
    for (key, _) in pairs.iter_mut() {
        let new = match round_trip_key(key.as_bytes())? {
            Cow::Borrowed(text) if text.len() == key.len() => continue,
            Cow::Borrowed(text) => Str::from(text),
            Cow::Owned(text) => Str::from(text),
        };
        *key = new;
        changed = true;
    }
    if changed {
        pairs.reverse();
        pairs.sort_by(|(a, _), (b, _)| a.cmp(b));
        pairs.dedup_by(|(later, _), (earlier, _)| later == earlier);
    }
    Ok(())
}
