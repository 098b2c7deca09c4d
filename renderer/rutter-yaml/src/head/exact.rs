//! The head of a manifest the long way: all of the document becomes Go values, these become
//! JSON values with strings where `SimpleHead` wants them, and those are decoded as
//! encoding/json would.

use super::{Head, coerce, keep_last};
use crate::Version;
use crate::error::Error;
use crate::exact::{Decoded, GoValue, check_json, decode_document, json_key};
use crate::parser::Parser;
use crate::reader::Input;
use crate::resolve::Scalar;
use crate::tree::compose;
use rutter_go::utf8;
use std::borrow::Cow;

/// Go's text for the type of `SimpleHead.Metadata`.
const METADATA_TYPE: &str = "struct { Name string \"json:\\\"name\\\"\"; Annotations map[string]string \"json:\\\"annotations\\\"\" }";

pub(super) fn read(input: &Input<'_>, head_type: &str) -> Result<Head, Error> {
    let mut parser = Parser::new(input, Version::V2);
    let Some(tree) = compose(&mut parser).map_err(Error::converting)? else {
        return Ok(Head::default());
    };
    let mut decoded = decode_document(&tree, false).map_err(Error::converting)?;
    check_keys_and_coerce(&mut decoded)?;
    check_json(&decoded)?;
    let mut reader = Reader {
        head: Head::default(),
        struct_name: head_type.rsplit('.').next().unwrap_or(head_type),
        error: None,
    };
    match &decoded.value {
        GoValue::Nil => {}
        GoValue::Map(entries) => reader.root(entries),
        other => return Err(Error::mismatch(json_type(other), head_type)),
    }
    keep_last(&mut reader.head.annotations);
    match reader.error {
        Some(error) => Err(error),
        None => Ok(reader.head),
    }
}

type Entries = [(GoValue, GoValue)];

/// Scalars become strings where the head wants strings, before JSON refuses infinities.
fn check_keys_and_coerce(decoded: &mut Decoded) -> Result<(), Error> {
    crate::exact::check_keys(&decoded.value).map_err(Error::converting)?;
    let GoValue::Map(entries) = &mut decoded.value else {
        return Ok(());
    };
    for (key, value) in entries {
        let is = |name| is_name(&json_key(key), name);
        if is("apiVersion") || is("kind") {
            coerce_value(value);
        } else if let (true, GoValue::Map(entries)) = (is("metadata"), value) {
            entries.iter_mut().for_each(coerce_metadata);
        }
    }
    Ok(())
}

fn coerce_metadata((key, value): &mut (GoValue, GoValue)) {
    let key = json_key(key);
    if is_name(&key, "name") {
        coerce_value(value);
    } else if let (true, GoValue::Map(entries)) = (is_name(&key, "annotations"), value) {
        entries.iter_mut().for_each(|(_, value)| coerce_value(value));
    }
}

fn coerce_value(value: &mut GoValue) {
    let scalar = match value {
        GoValue::Bool(value) => Scalar::Bool(*value),
        GoValue::Int(value) => Scalar::Int(*value),
        GoValue::Uint(value) => Scalar::Uint(*value),
        GoValue::Float(value) => Scalar::Float(*value),
        _ => return,
    };
    *value = GoValue::String(coerce(scalar).into_bytes());
}

/// encoding/json's match without case, which takes the Kelvin sign for k and the long s for s.
fn is_name(key: &[u8], name: &str) -> bool {
    let key = String::from_utf8_lossy(key);
    let fold = |c: char| match c {
        '\u{212A}' => 'k',
        '\u{17F}' => 's',
        c => c.to_ascii_lowercase(),
    };
    key.chars().map(fold).eq(name.chars().map(fold))
}

struct Reader<'a> {
    head: Head,
    struct_name: &'a str,
    /// The first mismatch; Go goes on and reports it in the end.
    error: Option<Error>,
}

impl Reader<'_> {
    fn root(&mut self, entries: &Entries) {
        for (key, value) in sorted(entries) {
            if is_name(&key, "apiVersion") {
                if let Some(text) = self.string(value, "apiVersion") {
                    self.head.api_version = text;
                }
            } else if is_name(&key, "kind") {
                if let Some(text) = self.string(value, "kind") {
                    self.head.kind = text;
                }
            } else if is_name(&key, "metadata") {
                self.metadata(value);
            }
        }
    }

    fn metadata(&mut self, value: &GoValue) {
        match value {
            GoValue::Nil => {
                self.head.name.clear();
                self.head.annotations.clear();
            }
            GoValue::Map(entries) => {
                for (key, value) in sorted(entries) {
                    if is_name(&key, "name") {
                        if let Some(text) = self.string(value, ".metadata.name") {
                            self.head.name = text;
                        }
                    } else if is_name(&key, "annotations") {
                        self.annotations(value);
                    }
                }
            }
            other => self.mismatch(other, "metadata", METADATA_TYPE),
        }
    }

    fn annotations(&mut self, value: &GoValue) {
        const FIELD: &str = ".metadata.annotations";
        match value {
            GoValue::Nil => self.head.annotations.clear(),
            GoValue::Map(entries) => {
                for (key, value) in sorted(entries) {
                    let text = match value {
                        GoValue::Nil => Some(String::new()),
                        value => self.string(value, FIELD),
                    };
                    let key = String::from_utf8_lossy(&key).into_owned();
                    self.head.annotations.extend(text.map(|text| (key, text)));
                }
            }
            other => self.mismatch(other, FIELD, "map[string]string"),
        }
    }

    /// The text, if there is one to take over.
    fn string(&mut self, value: &GoValue, field: &str) -> Option<String> {
        match value {
            GoValue::Nil => None,
            GoValue::String(text) => {
                Some(String::from_utf8_lossy(&utf8::to_valid(text)).into_owned())
            }
            other => {
                self.mismatch(other, field, "string");
                None
            }
        }
    }

    fn mismatch(&mut self, value: &GoValue, field: &str, wanted: &str) {
        // Below the unnamed struct Go leaves its name, which is none, in front.
        let field = match field.starts_with('.') {
            true => Cow::Borrowed(field),
            false => Cow::Owned(format!("{}.{field}", self.struct_name)),
        };
        let error = || Error::field_mismatch(json_type(value), &field, wanted);
        self.error.get_or_insert_with(error);
    }
}

/// The entries in the order of their JSON keys, of the same keys the last.
fn sorted(entries: &Entries) -> Vec<(Vec<u8>, &GoValue)> {
    let mut sorted: Vec<_> = entries.iter().map(|(k, v)| (json_key(k), v)).rev().collect();
    sorted.sort_by(|(a, _), (b, _)| a.cmp(b));
    sorted.dedup_by(|(later, _), (earlier, _)| later == earlier);
    sorted
}

fn json_type(value: &GoValue) -> &'static str {
    match value {
        GoValue::Nil => "null",
        GoValue::Bool(_) => "bool",
        GoValue::Int(_) | GoValue::Uint(_) | GoValue::Float(_) => "number",
        GoValue::String(_) | GoValue::Time(_) => "string",
        GoValue::List(_) => "array",
        GoValue::Map(_) | GoValue::StringMap(_) => "object",
    }
}
