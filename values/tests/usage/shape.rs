//! What is known of a value in a template: which of the chart's values it may be.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// What is known of a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// Something that is made in the templates.
    Other,
    /// The root context.
    Context,
    /// The value at a path of the chart's values.
    Path(Vec<String>),
    /// A constant.
    Text(String),
    /// A map made in the templates.
    Dict(BTreeMap<String, Shape>),
    /// A list made in the templates.
    List(Vec<Shape>),
    /// One of these.
    Any(Vec<Shape>),
}

impl Shape {
    /// One of some shapes.
    pub fn any(shapes: impl IntoIterator<Item = Shape>) -> Shape {
        let flat = shapes.into_iter().flat_map(|shape| match shape {
            Shape::Any(shapes) => shapes,
            Shape::Other => Vec::new(),
            shape => vec![shape],
        });
        let shapes: BTreeSet<Shape> = flat.collect();
        match shapes.len() {
            0 => Shape::Other,
            1 => shapes.into_iter().next().unwrap_or(Shape::Other),
            _ => Shape::Any(shapes.into_iter().collect()),
        }
    }
}

/// What is at a place of the values.
pub enum Place<'a> {
    /// A block with these fields.
    Block(&'a serde_json::Map<String, Value>),
    /// A map of blocks by name.
    Named,
    /// A value that is read as a whole.
    Leaf,
}

/// The schema of a chart's values.
pub struct Schema<'a>(pub &'a Value);

impl<'a> Schema<'a> {
    /// What is at a path; nothing if there is no such value.
    pub fn place(&self, path: &[String]) -> Option<Place<'a>> {
        let mut node = self.resolve(self.0);
        for name in path {
            let field = node.get("properties").and_then(|properties| properties.get(name));
            node = self.resolve(field.or_else(|| self.named(node))?);
        }
        let block = node.get("properties").and_then(Value::as_object);
        Some(match (block, self.named(node)) {
            (Some(fields), _) => Place::Block(fields),
            (None, Some(_)) => Place::Named,
            (None, None) => Place::Leaf,
        })
    }

    /// The blocks of a map of blocks.
    fn named(&self, node: &'a Value) -> Option<&'a Value> {
        let patterns = node.get("patternProperties").and_then(Value::as_object);
        let items = patterns.into_iter().flat_map(|patterns| patterns.values());
        let mut blocks =
            items.chain(node.get("additionalProperties")).map(|item| self.resolve(item));
        blocks.find(|block| block.get("properties").is_some())
    }

    fn resolve(&self, node: &'a Value) -> &'a Value {
        match node.get("$ref").and_then(Value::as_str) {
            Some(reference) => self.0.pointer(reference.trim_start_matches('#')).unwrap_or(node),
            None => node,
        }
    }
}
