//! The few fields Helm reads of a rendered manifest, and the check that the rest is sound
//! (Helm: `releaseutil.SimpleHead`, decoded by sigs.k8s.io/yaml).
//!
//! One pass over the events, without a tree and without putting together scalars nobody asks
//! for. Whatever is out of the ordinary (aliases, tags, keys that are no strings, wrong types)
//! goes the exact way in [`exact`].

mod exact;

use crate::Version;
use crate::decode::{MAX_JSON_DEPTH, key_text};
use crate::error::{Error, Scan};
use crate::event::{EventKind, Properties};
use crate::parser::Parser;
use crate::reader::Input;
use crate::resolve::{Scalar, infinity, resolve_plain};
use crate::token::Style;
use rutter_go::strconv::format_float;
use std::borrow::Cow;

/// What Helm wants to know of a manifest. Missing fields are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// `apiVersion`
    pub api_version: String,
    /// `kind`
    pub kind: String,
    /// `metadata.name`
    pub name: String,
    /// `metadata.annotations`, sorted by key, each key once.
    pub annotations: Vec<(String, String)>,
}

/// Reads the head of a manifest and checks all of it as sigs.k8s.io/yaml's `Unmarshal` into
/// Helm's `SimpleHead` would. `head_type` is that type's name for the error texts, such as
/// `releaseutil.SimpleHead`.
pub fn check_manifest_head(text: &[u8], head_type: &str) -> Result<Head, Error> {
    let input = Input::new(text);
    let mut parser = Parser::new(&input, Version::V2);
    match Reader::default().read(&mut parser) {
        Ok(Some(head)) => Ok(head),
        Ok(None) => exact::read(&input, head_type),
        Err(fault) => Err(fault.into_error(Version::V2).converting()),
    }
}

/// What an open collection is to the head.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    Root,
    Metadata,
    Annotations,
    OtherMap,
    List,
}

/// What a value is to the head.
#[derive(Clone, Copy, Default, PartialEq)]
enum Field {
    #[default]
    Other,
    ApiVersion,
    Kind,
    Metadata,
    Name,
    Annotations,
    Annotation,
}

#[derive(Clone, Copy)]
struct Open {
    role: Role,
    /// In a map: whether a key comes next.
    key_next: bool,
}

#[derive(Default)]
struct Reader {
    head: Head,
    open: Vec<Open>,
    /// The field whose value comes next.
    field: Field,
    /// The annotation whose value comes next.
    annotation: String,
}

/// Thrown when the quick way cannot tell what Go would say.
struct Unsure;

impl Reader {
    /// The head, or `None` if the quick way cannot tell.
    fn read(mut self, parser: &mut Parser<'_>) -> Scan<Option<Head>> {
        loop {
            let event = parser.step()?;
            let taken = match event.kind {
                EventKind::StreamStart | EventKind::DocumentStart => continue,
                EventKind::StreamEnd | EventKind::DocumentEnd => {
                    return Ok(Some(self.finish()));
                }
                EventKind::Alias(_) => Err(Unsure),
                EventKind::Scalar { properties, value, style, implicit } => {
                    match is_plain_node(&properties) {
                        true => self.scalar(parser, value, style, implicit),
                        false => Err(Unsure),
                    }
                }
                EventKind::SequenceStart { properties, .. } => match is_plain_node(&properties) {
                    true => self.begin_list(),
                    false => Err(Unsure),
                },
                EventKind::MappingStart { properties, .. } => match is_plain_node(&properties) {
                    true => self.begin_map(),
                    false => Err(Unsure),
                },
                EventKind::SequenceEnd | EventKind::MappingEnd => {
                    self.open.pop();
                    self.value_done();
                    Ok(())
                }
            };
            if taken.is_err() {
                return Ok(None);
            }
        }
    }

    fn finish(mut self) -> Head {
        keep_last(&mut self.head.annotations);
        self.head
    }

    #[inline]
    fn scalar(
        &mut self,
        parser: &mut Parser<'_>,
        value: Cow<'_, [u8]>,
        style: Style,
        implicit: bool,
    ) -> Result<(), Unsure> {
        match self.open.last_mut() {
            None => Err(Unsure),
            Some(open) if open.key_next => {
                open.key_next = false;
                let role = open.role;
                self.key(parser, role, value, style, implicit)
            }
            Some(_) => {
                let taken = self.value(value, style, implicit);
                self.value_done();
                taken
            }
        }
    }

    /// A value has ended: in a map, a key comes next.
    #[inline]
    fn value_done(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.key_next = open.role != Role::List;
        }
    }

    #[inline]
    fn key(
        &mut self,
        parser: &mut Parser<'_>,
        role: Role,
        key: Cow<'_, [u8]>,
        style: Style,
        implicit: bool,
    ) -> Result<(), Unsure> {
        if implicit && is_odd_key(&key) {
            return Err(Unsure);
        }
        self.field = Field::Other;
        if role == Role::OtherMap {
            return Ok(());
        }
        // Texts that had to be put together may have been left out.
        let left_out = matches!(style, Style::Literal | Style::Folded)
            || (style == Style::Plain && matches!(key, Cow::Owned(_)));
        if left_out {
            return Err(Unsure);
        }
        if role == Role::Annotations {
            self.field = Field::Annotation;
            self.annotation = key_string(key, implicit)?;
            return Ok(());
        }
        self.field = known_field(role, &key)?;
        parser.set_lean(self.field == Field::Other);
        Ok(())
    }

    #[inline]
    fn value(&mut self, value: Cow<'_, [u8]>, style: Style, implicit: bool) -> Result<(), Unsure> {
        if self.field == Field::Other {
            return match implicit && infinity(&value).is_some() {
                true => Err(Unsure),
                false => Ok(()),
            };
        }
        let _ = style;
        let scalar = match implicit {
            true => resolve_plain(value, Version::V2),
            false => Scalar::Str(value),
        };
        let is_null = scalar == Scalar::Null;
        let text = coerce(scalar);
        match std::mem::take(&mut self.field) {
            Field::ApiVersion => self.head.api_version = text,
            Field::Kind => self.head.kind = text,
            Field::Name => self.head.name = text,
            Field::Annotation => {
                let key = std::mem::take(&mut self.annotation);
                self.head.annotations.push((key, text));
                self.field = Field::Other;
            }
            Field::Metadata if is_null => self.forget_metadata(),
            Field::Annotations if is_null => self.head.annotations.clear(),
            _ => return Err(Unsure),
        }
        Ok(())
    }

    fn forget_metadata(&mut self) {
        self.head.name.clear();
        self.head.annotations.clear();
    }

    fn begin_list(&mut self) -> Result<(), Unsure> {
        let as_key = self.open.last().is_some_and(|open| open.key_next);
        if as_key || self.open.is_empty() || self.field != Field::Other {
            return Err(Unsure);
        }
        self.begin(Role::List)
    }

    fn begin_map(&mut self) -> Result<(), Unsure> {
        if self.open.last().is_some_and(|open| open.key_next) {
            return Err(Unsure);
        }
        let role = match std::mem::take(&mut self.field) {
            _ if self.open.is_empty() => Role::Root,
            Field::Other => Role::OtherMap,
            Field::Metadata => {
                self.forget_metadata();
                Role::Metadata
            }
            Field::Annotations => {
                self.head.annotations.clear();
                Role::Annotations
            }
            _ => return Err(Unsure),
        };
        self.begin(role)
    }

    fn begin(&mut self, role: Role) -> Result<(), Unsure> {
        if self.open.len() >= MAX_JSON_DEPTH {
            return Err(Unsure);
        }
        let key_next = role != Role::List;
        self.open.push(Open { role, key_next });
        Ok(())
    }
}

fn is_plain_node(properties: &Properties<'_>) -> bool {
    properties.tag.is_none()
}

/// Whether an unquoted key is null, `<<`, or a number too large for Go's `int`: all for the
/// exact way.
#[inline]
fn is_odd_key(key: &[u8]) -> bool {
    match key.first() {
        None | Some(b'~' | b'<') => true,
        Some(b'n' | b'N') => matches!(key, b"null" | b"Null" | b"NULL"),
        Some(b'0'..=b'9' | b'+') => key.len() > 9,
        _ => false,
    }
}

/// The field a key of the root or of `metadata` names.
#[inline]
fn known_field(role: Role, key: &[u8]) -> Result<Field, Unsure> {
    let field = match (role, key) {
        (Role::Root, b"apiVersion") => Field::ApiVersion,
        (Role::Root, b"kind") => Field::Kind,
        (Role::Root, b"metadata") => Field::Metadata,
        (Role::Metadata, b"name") => Field::Name,
        (Role::Metadata, b"annotations") => Field::Annotations,
        // encoding/json would take other spellings too, and has an opinion on their order.
        (Role::Root, _) if is_spelling_of(key, &["apiversion", "kind", "metadata"]) => {
            return Err(Unsure);
        }
        (Role::Metadata, _) if is_spelling_of(key, &["name", "annotations"]) => {
            return Err(Unsure);
        }
        _ => Field::Other,
    };
    Ok(field)
}

fn is_spelling_of(key: &[u8], names: &[&str]) -> bool {
    !key.is_ascii() || names.iter().any(|name| key.eq_ignore_ascii_case(name.as_bytes()))
}

fn key_string(key: Cow<'_, [u8]>, implicit: bool) -> Result<String, Unsure> {
    let scalar = match implicit {
        true => resolve_plain(key, Version::V2),
        false => Scalar::Str(key),
    };
    key_text(scalar).map(string).ok_or(Unsure)
}

/// A scalar where Go wants a string (sigs.k8s.io/yaml: end of `convertToJSONableObject`).
fn coerce(scalar: Scalar<'_>) -> String {
    match scalar {
        Scalar::Null => String::new(),
        Scalar::Bool(value) => value.to_string(),
        Scalar::Int(value) => value.to_string(),
        Scalar::Uint(value) => value.to_string(),
        Scalar::Float(value) => format_float(value, b'g', -1, 32),
        Scalar::Str(text) => string(text),
    }
}

fn string(text: Cow<'_, [u8]>) -> String {
    match String::from_utf8(text.into_owned()) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    }
}

/// Sorts by key and keeps the last entry of each.
fn keep_last(entries: &mut Vec<(String, String)>) {
    entries.reverse();
    entries.sort_by(|(a, _), (b, _)| a.cmp(b));
    entries.dedup_by(|(later, _), (earlier, _)| later == earlier);
}
