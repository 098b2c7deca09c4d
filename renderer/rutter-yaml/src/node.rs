//! A decoded document that remembers where everything stood. Unlike [`Value`] it can be shared
//! between threads, so loaded charts hold it.

use crate::decode::Build;
use crate::resolve::Scalar;
use crate::tree::TreeNode;
use rutter_go::{Map, Str, Value};
use std::borrow::Cow;

/// A place in the text; all zero when it is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Byte offset of the beginning.
    pub start: u32,
    /// Byte offset behind the end.
    pub end: u32,
    /// Line, counted from 1.
    pub line: u32,
}

/// A value as JSON has it, with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value.
    pub data: Data,
    /// Where it stands. What came through an alias stands where its anchor does.
    pub span: Span,
}

/// The value of a [`Node`].
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// Any number.
    Number(f64),
    /// A string.
    String(Str),
    /// A list.
    List(Vec<Node>),
    /// A map, its entries sorted bytewise by key, each key once.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key as a string.
    pub key: Str,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The element under `key`, if this is a map that has it.
    pub fn get(&self, key: impl AsRef<[u8]>) -> Option<&Node> {
        let (entries, key) = (self.entries()?, key.as_ref());
        let place = entries.binary_search_by(|entry| entry.key.as_bytes().cmp(key));
        entries.get(place.ok()?).map(|entry| &entry.value)
    }

    /// Hands over every text that is not empty and stands under `key` in a map at any depth.
    pub fn texts_under<'a>(&'a self, key: &[u8], take: &mut impl FnMut(&'a Str)) {
        match &self.data {
            Data::Map(entries) => {
                for entry in entries {
                    match entry.value.as_str() {
                        Some(text) if entry.key.as_bytes() == key && !text.is_empty() => take(text),
                        _ => entry.value.texts_under(key, take),
                    }
                }
            }
            Data::List(items) => items.iter().for_each(|item| item.texts_under(key, take)),
            _ => {}
        }
    }

    /// The entries, if this is a map.
    pub fn entries(&self) -> Option<&[Entry]> {
        match &self.data {
            Data::Map(entries) => Some(entries),
            _ => None,
        }
    }
    /// The elements, if this is a list.
    pub fn items(&self) -> Option<&[Node]> {
        match &self.data {
            Data::List(items) => Some(items),
            _ => None,
        }
    }
    /// The text, if this is a string.
    pub fn as_str(&self) -> Option<&Str> {
        match &self.data {
            Data::String(text) => Some(text),
            _ => None,
        }
    }
    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.data, Data::Null)
    }
    /// The name encoding/json has for the type: `object`, `array`, `string`, `number`, `bool`
    /// or `null`.
    pub fn json_type(&self) -> &'static str {
        match &self.data {
            Data::Null => "null",
            Data::Bool(_) => "bool",
            Data::Number(_) => "number",
            Data::String(_) => "string",
            Data::List(_) => "array",
            Data::Map(_) => "object",
        }
    }
    /// A new value that shares nothing but its strings. Takes time linear in the size and no
    /// recursion.
    pub fn to_value(&self) -> Value {
        let mut open = Vec::new();
        let mut done = begin(self, &mut open);
        while let Some(mut collection) = open.pop() {
            if let Some(value) = done.take() {
                collection.add(value);
            }
            match collection.next() {
                Some(node) => {
                    open.push(collection);
                    done = begin(node, &mut open);
                }
                None => done = Some(collection.finish()),
            }
        }
        done.unwrap_or_default()
    }
    /// The map as a value, if this is one.
    pub fn to_map(&self) -> Option<Map> {
        self.to_value().as_map().cloned()
    }
}

/// The value of a scalar; a collection is opened instead.
fn begin<'a>(node: &'a Node, open: &mut Vec<Collection<'a>>) -> Option<Value> {
    Some(match &node.data {
        Data::Null => Value::Nil,
        Data::Bool(value) => Value::Bool(*value),
        Data::Number(value) => Value::Float64(*value),
        Data::String(text) => Value::String(text.clone()),
        Data::List(items) => {
            open.push(Collection::List(items.iter(), Vec::with_capacity(items.len())));
            return None;
        }
        Data::Map(entries) => {
            open.push(Collection::Map(entries, Vec::with_capacity(entries.len())));
            return None;
        }
    })
}

/// A list or map on its way to become a value, with what is done of it.
enum Collection<'a> {
    List(std::slice::Iter<'a, Node>, Vec<Value>),
    Map(&'a [Entry], Vec<(Str, Value)>),
}

impl<'a> Collection<'a> {
    fn next(&mut self) -> Option<&'a Node> {
        match self {
            Collection::List(items, _) => items.next(),
            Collection::Map(entries, done) => entries.get(done.len()).map(|entry| &entry.value),
        }
    }
    fn add(&mut self, value: Value) {
        match self {
            Collection::List(_, done) => done.push(value),
            Collection::Map(entries, done) => {
                done.extend(entries.get(done.len()).map(|entry| (entry.key.clone(), value)));
            }
        }
    }
    fn finish(self) -> Value {
        match self {
            Collection::List(_, done) => Value::list(done),
            Collection::Map(_, done) => Value::map(done),
        }
    }
}

/// Makes [`Node`]s.
pub(crate) struct BuildNode;

impl BuildNode {
    fn span(node: &TreeNode<'_>) -> Span {
        let known = node.end != 0;
        Span {
            start: node.start.offset,
            end: node.stop,
            line: if known { node.start.line + 1 } else { 0 },
        }
    }
}

impl Build for BuildNode {
    type Value = Node;
    type Key = (Str, Span);

    fn scalar(&mut self, scalar: Scalar<'_>, node: &TreeNode<'_>) -> Node {
        let data = match scalar.number() {
            Some(number) => Data::Number(number),
            None => match scalar {
                Scalar::Bool(value) => Data::Bool(value),
                Scalar::Str(text) => Data::String(Str::from(&*text)),
                _ => Data::Null,
            },
        };
        let span = Self::span(node);
        Node { data, span }
    }
    fn key(&mut self, text: Cow<'_, [u8]>, node: &TreeNode<'_>) -> (Str, Span) {
        (Str::from(&*text), Self::span(node))
    }
    fn list(&mut self, items: Vec<Node>, node: &TreeNode<'_>) -> Node {
        Node { data: Data::List(items), span: Self::span(node) }
    }
    fn map(&mut self, entries: Vec<((Str, Span), Node)>, node: &TreeNode<'_>) -> Node {
        let entry = |((key, key_span), value)| Entry { key, key_span, value };
        let mut entries: Vec<Entry> = entries.into_iter().map(entry).collect();
        // The last entry of a key is to stay: sort the last first, keep the first.
        entries.reverse();
        entries.sort_by(|a, b| a.key.cmp(&b.key));
        entries.dedup_by(|later, earlier| later.key == earlier.key);
        Node { data: Data::Map(entries), span: Self::span(node) }
    }
}

/// Makes [`Value`]s.
pub(crate) struct BuildValue;

impl Build for BuildValue {
    type Value = Value;
    type Key = Str;

    fn scalar(&mut self, scalar: Scalar<'_>, _: &TreeNode<'_>) -> Value {
        match scalar {
            Scalar::Null => Value::Nil,
            Scalar::Bool(value) => Value::Bool(value),
            Scalar::Str(text) => Value::String(Str::from(&*text)),
            Scalar::Int(value) => Value::Float64(value as f64),
            Scalar::Uint(value) => Value::Float64(value as f64),
            Scalar::Float(value) => Value::Float64(value),
        }
    }
    fn key(&mut self, text: Cow<'_, [u8]>, _: &TreeNode<'_>) -> Str {
        Str::from(&*text)
    }
    fn list(&mut self, items: Vec<Value>, _: &TreeNode<'_>) -> Value {
        Value::list(items)
    }
    fn map(&mut self, entries: Vec<(Str, Value)>, _: &TreeNode<'_>) -> Value {
        Value::map(entries)
    }
}
