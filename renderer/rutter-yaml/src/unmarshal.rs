//! Reading documents (sigs.k8s.io/yaml: `Unmarshal`, `UnmarshalStrict`).

use crate::Version;
use crate::decode::{Build, Stop, decode};
use crate::error::Error;
use crate::exact::{GoValue, decode_document, to_json};
use crate::node::{BuildNode, BuildValue, Data, Node, Span};
use crate::parser::Parser;
use crate::reader::Input;
use crate::tree::{Tree, compose};
use rutter_go::value::{LIST, MAP};
use rutter_go::{List, Map, Value};

/// Reads the first document into an `interface {}`.
pub fn unmarshal(text: &[u8]) -> Result<Value, Error> {
    let value = read(text, false, &mut BuildValue)?;
    Ok(value.unwrap_or(Value::Nil))
}

/// Reads the first document into an empty `map[string]interface {}`, which stays as it is if the
/// document is `null` or nothing.
pub fn unmarshal_map(text: &[u8]) -> Result<Map, Error> {
    match unmarshal(text)? {
        Value::Map(map) => Ok(map),
        Value::Nil => Ok(Map::new()),
        other => Err(Error::mismatch(json_type(&other), MAP.name)),
    }
}

/// Reads the first document into an empty `[]interface {}`, which stays as it is if the document
/// is `null` or nothing.
pub fn unmarshal_list(text: &[u8]) -> Result<List, Error> {
    match unmarshal(text)? {
        Value::List(list) => Ok(list),
        Value::Nil => Ok(List::new(&LIST, Vec::new())),
        other => Err(Error::mismatch(json_type(&other), LIST.name)),
    }
}

/// Reads the first document, remembering places; nothing gives `null`.
pub fn parse_node(text: &[u8]) -> Result<Node, Error> {
    read(text, false, &mut BuildNode).map(Option::unwrap_or_default)
}

/// As [`parse_node`], for a map: nothing and `null` give an empty one.
///
/// # Errors
/// As [`unmarshal_map`].
pub fn parse_node_map(text: &[u8]) -> Result<Node, Error> {
    let mut node = parse_node(text)?;
    match node.data {
        Data::Map(_) => {}
        Data::Null => node.data = Data::Map(Vec::new()),
        _ => return Err(Error::mismatch(node.json_type(), MAP.name)),
    }
    Ok(node)
}

/// As [`parse_node`], refusing keys that are set twice in a map.
pub fn parse_node_strict(text: &[u8]) -> Result<Node, Error> {
    read(text, true, &mut BuildNode).map(Option::unwrap_or_default)
}

/// Reads the first document as go-yaml itself does, without the way through JSON.
pub fn decode_go(text: &[u8], version: Version) -> Result<GoValue, Error> {
    let input = Input::new(text);
    let mut parser = Parser::new(&input, version);
    match compose(&mut parser)? {
        Some(tree) => Ok(decode_document(&tree, false)?.value),
        None => Ok(GoValue::Nil),
    }
}

/// A document of a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct GoDocument {
    /// The line its root begins on, counted from 1 at the beginning of the stream.
    pub line: u32,
    /// What it decodes to.
    pub value: GoValue,
}

/// Reads every document of a stream as go-yaml's `Decoder` does.
///
/// # Errors
/// The first refusal; its lines count from the beginning of the stream.
pub fn decode_go_stream(text: &[u8], version: Version) -> Result<Vec<GoDocument>, Error> {
    let input = Input::new(text);
    let mut parser = Parser::new(&input, version);
    let mut documents = Vec::new();
    while let Some(tree) = compose(&mut parser)? {
        let line = tree.node(0).map_or(0, |root| root.start.line + 1);
        documents.push(GoDocument { line, value: decode_document(&tree, false)?.value });
    }
    Ok(documents)
}

/// The name encoding/json's errors have for the type of a decoded value.
pub fn json_type(value: &Value) -> &'static str {
    match value {
        Value::Nil => "null",
        Value::Bool(_) => "bool",
        Value::String(_) => "string",
        Value::List(_) => "array",
        Value::Map(_) => "object",
        _ => "number",
    }
}

impl Default for Node {
    fn default() -> Node {
        Node { data: Data::Null, span: Span::default() }
    }
}

fn read<B: Build>(text: &[u8], strict: bool, build: &mut B) -> Result<Option<B::Value>, Error> {
    let input = Input::new(text);
    let mut parser = Parser::new(&input, Version::V2);
    let tree = compose(&mut parser).map_err(Error::converting)?;
    tree.map(|tree| build_document(&tree, strict, build)).transpose()
}

/// Decodes one document the quick way, or the exact one where that gives up.
pub(crate) fn build_document<B: Build>(
    tree: &Tree<'_>,
    strict: bool,
    build: &mut B,
) -> Result<B::Value, Error> {
    if !strict {
        match decode(tree, build) {
            Ok(value) => return Ok(value),
            Err(Stop::Fail(error)) => return Err(error.converting()),
            Err(Stop::GiveUp) => {}
        }
    }
    let decoded = decode_document(tree, strict).map_err(Error::converting)?;
    to_json(&decoded, build)
}
