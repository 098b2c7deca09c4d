//! What go-yaml v3 does differently when it decodes into `interface{}`.

use super::GoValue;
use super::decode::{Decoder, Frame, Visit, identity, lost};
use crate::decode::is_merge;
use crate::error::Error;
use crate::resolve::is_timestamp;
use crate::token::Style;
use crate::tree::{Shape, TreeNode};
use rutter_go::strconv::quote;
use std::collections::HashMap;

/// The places of equal keys among the keys of their mapping, with their lines.
type Places = Vec<(usize, u32)>;

impl<'a> Decoder<'_, 'a> {
    /// Reports keys of the same kind and text.
    pub(super) fn has_duplicates(&mut self, index: u32) -> Result<bool, Error> {
        let tree = self.tree;
        let mut seen = HashMap::<(u8, &[u8]), Places>::new();
        let mut found = Vec::new();
        for (place, key) in self.keys(index)?.into_iter().enumerate() {
            let node = tree.node(key as usize).ok_or_else(lost)?;
            let line = node.start.line + 1;
            let earlier = seen.entry((kind(node), &node.text)).or_default();
            found.extend(earlier.iter().map(|first| (*first, place, line, &node.text)));
            earlier.push((place, line));
        }
        // Go compares each key with all later ones.
        found.sort_by_key(|((first, _), place, ..)| (*first, *place));
        for ((_, first_line), _, line, text) in &found {
            let quoted = quote(text);
            let text = format!("mapping key {quoted} already defined at line {first_line}");
            self.report(*line, text);
        }
        Ok(!found.is_empty())
    }

    /// The keys a map sets itself are not to be merged over.
    pub(super) fn take_keys(&mut self, parent: u32) -> Result<(), Error> {
        let mut taken = HashMap::new();
        for key in self.keys(parent)? {
            let tree = self.tree;
            let node = tree.node(key as usize).ok_or_else(lost)?;
            let node = match node.shape {
                Shape::Alias(target) => tree.node(target as usize).ok_or_else(lost)?,
                _ => node,
            };
            self.budget.count()?;
            if node.shape == Shape::Scalar {
                taken.insert(identity(&self.scalar(node)?), true);
            }
        }
        if let Some(Frame::Map { table, .. }) = self.frames.last_mut() {
            table.taken.get_or_insert(taken);
        }
        Ok(())
    }

    /// Whether all keys of a mapping are strings, which makes it a `map[string]interface {}`.
    pub(super) fn is_string_map(&self, index: u32) -> Result<bool, Error> {
        for key in self.keys(index)? {
            let mut node = self.node(key)?;
            if let Shape::Alias(target) = node.shape {
                node = self.node(target)?;
            }
            let tag = self.tree.tag(node);
            let plain = tag.is_empty() || tag == b"!";
            let is_string = match node.shape {
                Shape::Scalar if plain && node.style == Style::Plain => {
                    is_merge(self.tree, node) || matches!(self.scalar(node)?, GoValue::String(_))
                }
                Shape::Scalar if plain => true,
                _ => tag == b"tag:yaml.org,2002:str" || tag == b"tag:yaml.org,2002:merge",
            };
            if !is_string {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// In a map with string keys every scalar but null is one, as it is written.
    pub(super) fn string_key(&mut self, index: u32, key: Visit) -> Result<Visit, Error> {
        let Some(Frame::Map { table, .. }) = self.frames.last() else {
            return Err(lost());
        };
        Ok(match key {
            Visit::Done(GoValue::Nil) if table.string_keys => Visit::Bad,
            Visit::Done(
                GoValue::Bool(_)
                | GoValue::Int(_)
                | GoValue::Uint(_)
                | GoValue::Float(_)
                | GoValue::Time(_),
            ) if table.string_keys => {
                let mut node = self.node(index)?;
                if let Shape::Alias(target) = node.shape {
                    node = self.node(target)?;
                }
                Visit::Done(GoValue::String(node.text.to_vec()))
            }
            key => key,
        })
    }
}

/// Whether a scalar is a timestamp.
pub(super) fn is_time(tag: &[u8], node: &TreeNode<'_>) -> bool {
    let open = (tag.is_empty() || tag == b"!") && node.style == Style::Plain;
    (open || tag == b"tag:yaml.org,2002:timestamp") && is_timestamp(&node.text)
}

fn kind(node: &TreeNode<'_>) -> u8 {
    match node.shape {
        Shape::Scalar => 0,
        Shape::Sequence => 1,
        Shape::Mapping => 2,
        Shape::Alias(_) => 3,
    }
}
