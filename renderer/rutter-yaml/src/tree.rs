//! One document as a flat list of nodes (go-yaml: `node` and `parser` of `decode.go`).
//!
//! Nodes stand in the order of the text, each with the index behind its last descendant, so the
//! tree needs no pointers and no recursion. An alias names the node it stands for.

use crate::Version;
use crate::error::Error;
use crate::event::{EventKind, Properties};
use crate::parser::Parser;
use crate::token::{Mark, Style};
use std::borrow::Cow;
use std::collections::HashMap;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Shape {
    Scalar,
    Sequence,
    Mapping,
    /// An alias of the node with this index.
    Alias(u32),
}

#[derive(Debug)]
pub(crate) struct TreeNode<'a> {
    pub shape: Shape,
    pub style: Style,
    pub implicit: bool,
    /// Index into [`Tree::tags`] plus one; 0 without a tag.
    tag: u32,
    /// Index behind the last descendant.
    pub end: u32,
    pub start: Mark,
    /// Byte offset behind the node.
    pub stop: u32,
    /// A scalar's text, an alias's name.
    pub text: Cow<'a, [u8]>,
}

impl TreeNode<'_> {
    pub fn new(shape: Shape, style: Style, start: Mark, stop: u32) -> Self {
        TreeNode {
            shape,
            style,
            implicit: false,
            tag: 0,
            end: 0,
            start,
            stop,
            text: Cow::Borrowed(&[]),
        }
    }
}

#[derive(Debug)]
pub(crate) struct Tree<'a> {
    pub nodes: Vec<TreeNode<'a>>,
    tags: Vec<Box<[u8]>>,
    pub version: Version,
}

/// Names of anchors and the nodes they stand for now.
type Anchors<'a> = HashMap<&'a [u8], u32>;

impl<'a> Tree<'a> {
    pub fn tag(&self, node: &TreeNode<'a>) -> &[u8] {
        match node.tag {
            0 => b"",
            index => self.tags.get(index as usize - 1).map_or(b"", |tag| tag),
        }
    }
    pub fn node(&self, index: usize) -> Option<&TreeNode<'a>> {
        self.nodes.get(index)
    }

    fn push(&mut self, shape: Shape, style: Style, start: Mark, end: Mark) -> usize {
        let index = self.nodes.len();
        let mut node = TreeNode::new(shape, style, start, end.offset);
        node.end = index as u32 + 1;
        self.nodes.push(node);
        index
    }

    fn set_properties(
        &mut self,
        index: usize,
        properties: Properties<'a>,
        names: &mut Anchors<'a>,
    ) {
        if let Some(name) = properties.anchor {
            names.insert(name, index as u32);
        }
        if let Some(tag) = properties.tag {
            self.tags.push(tag);
            let tag = self.tags.len() as u32;
            if let Some(node) = self.nodes.get_mut(index) {
                node.tag = tag;
            }
        }
    }

    /// Ends the innermost open collection.
    fn close(&mut self, open: &mut Vec<usize>, stop: u32) {
        let end = self.nodes.len() as u32;
        if let Some(node) = open.pop().and_then(|index| self.nodes.get_mut(index)) {
            (node.end, node.stop) = (end, stop.max(node.stop));
        }
    }
}

/// Reads the next document; `None` at the end of the stream.
pub(crate) fn compose<'a>(parser: &mut Parser<'a>) -> Result<Option<Tree<'a>>, Error> {
    while let Some(event) = parser.next_event()? {
        match event.kind {
            EventKind::StreamEnd => return Ok(None),
            EventKind::DocumentStart => return compose_document(parser).map(Some),
            _ => {}
        }
    }
    Ok(None)
}

fn compose_document<'a>(parser: &mut Parser<'a>) -> Result<Tree<'a>, Error> {
    let mut tree = Tree { nodes: Vec::new(), tags: Vec::new(), version: parser.version() };
    let mut names = Anchors::new();
    let mut open = Vec::new();
    while let Some(event) = parser.next_event()? {
        let (start, end) = (event.start, event.end);
        match event.kind {
            EventKind::Scalar { properties, value, style, implicit } => {
                let index = tree.push(Shape::Scalar, style, start, end);
                if let Some(node) = tree.nodes.get_mut(index) {
                    (node.implicit, node.text) = (implicit, value);
                }
                tree.set_properties(index, properties, &mut names);
            }
            EventKind::SequenceStart { properties, style } => {
                let index = tree.push(Shape::Sequence, style, start, end);
                tree.set_properties(index, properties, &mut names);
                open.push(index);
            }
            EventKind::MappingStart { properties, style } => {
                let index = tree.push(Shape::Mapping, style, start, end);
                tree.set_properties(index, properties, &mut names);
                open.push(index);
            }
            EventKind::SequenceEnd | EventKind::MappingEnd => tree.close(&mut open, end.offset),
            EventKind::Alias(name) => {
                let Some(target) = names.get(name) else {
                    let name = String::from_utf8_lossy(name);
                    let message = format!("unknown anchor '{name}' referenced");
                    return Err(Error::yaml(message).at(start.line + 1));
                };
                let index = tree.push(Shape::Alias(*target), Style::Plain, start, end);
                if let Some(node) = tree.nodes.get_mut(index) {
                    node.text = Cow::Borrowed(name);
                }
            }
            EventKind::DocumentEnd => break,
            EventKind::StreamStart | EventKind::StreamEnd | EventKind::DocumentStart => {}
        }
    }
    Ok(tree)
}
