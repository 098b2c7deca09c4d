//! go-yaml's decoder into `interface{}` (`decode.go` of v2 and v3).

use super::{GoValue, v3};
use crate::Version;
use crate::decode::{AliasBudget, MAX_JSON_DEPTH, is_merge, resolve, want_map};
use crate::error::{Error, ErrorKind};
use crate::resolve::Scalar;
use crate::tree::{Shape, Tree, TreeNode};
use std::collections::HashMap;

/// A decoded document.
pub(crate) struct Decoded {
    pub value: GoValue,
    /// The bracket of the first part nested too deep for JSON, if any was left out.
    pub too_deep: Option<char>,
}

/// Decodes a document; `strict` refuses keys that are set twice (v2; v3 always does).
pub(crate) fn decode_document(tree: &Tree<'_>, strict: bool) -> Result<Decoded, Error> {
    let mut decoder = Decoder {
        tree,
        strict,
        budget: AliasBudget::default(),
        frames: Vec::new(),
        errors: Vec::new(),
        first_line: None,
        depth: 0,
        too_deep: None,
    };
    let value = decoder.run()?;
    if decoder.errors.is_empty() {
        let too_deep = decoder.too_deep;
        return Ok(Decoded { value, too_deep });
    }
    let message = format!("yaml: unmarshal errors:\n  {}", decoder.errors.join("\n  "));
    let error = Error::new(ErrorKind::Decode, message);
    Err(match decoder.first_line {
        Some(line) => error.at(line),
        None => error,
    })
}

/// A Go map under construction.
#[derive(Default)]
pub(super) struct Table {
    entries: Vec<(GoValue, GoValue)>,
    /// Place of each key.
    places: HashMap<Vec<u8>, usize>,
    /// v3: keys that merged maps may not set again.
    pub taken: Option<HashMap<Vec<u8>, bool>>,
    /// v3: whether this is a `map[string]interface {}`.
    pub string_keys: bool,
}

impl Table {
    fn contains(&self, key: &GoValue) -> bool {
        self.places.contains_key(&identity(key))
    }
    fn set(&mut self, key: GoValue, value: GoValue) {
        match self.places.get(&identity(&key)) {
            Some(place) => {
                if let Some(entry) = self.entries.get_mut(*place) {
                    entry.1 = value;
                }
            }
            None => {
                self.places.insert(identity(&key), self.entries.len());
                self.entries.push((key, value));
            }
        }
    }
}

/// Bytes that are equal for keys Go holds equal.
pub(super) fn identity(key: &GoValue) -> Vec<u8> {
    match key {
        GoValue::String(text) => [b"s", text.as_slice()].concat(),
        GoValue::Float(value) => format!("f{}", if *value == 0.0 { 0.0 } else { *value }).into(),
        other => format!("{other:?}").into(),
    }
}

pub(super) enum Frame {
    List {
        node: u32,
        next: u32,
        items: Vec<GoValue>,
    },
    Map {
        node: u32,
        next: u32,
        table: Table,
        key: Option<GoValue>,
        /// The node of the last value.
        value: u32,
        /// Whether the entries go to the map around this one.
        merged: bool,
        /// v3: the node behind `<<`, merged last.
        pending: Option<u32>,
    },
    /// Waits for the key at this node.
    Key(u32),
    /// The maps to merge, the next one last.
    Merges(Vec<u32>),
    /// The end of an alias.
    Alias(u32),
}

/// What became of a node; v2 and v3 leave nil elements of lists alone but not "bad" ones.
pub(super) enum Visit {
    Done(GoValue),
    Bad,
    Entered,
}

pub(super) struct Decoder<'t, 'a> {
    pub tree: &'t Tree<'a>,
    strict: bool,
    pub budget: AliasBudget,
    pub frames: Vec<Frame>,
    errors: Vec<String>,
    first_line: Option<u32>,
    /// Number of open lists and maps, merged maps left out.
    depth: usize,
    too_deep: Option<char>,
}

pub(super) fn lost() -> Error {
    Error::yaml("internal error: node out of place")
}

impl<'a> Decoder<'_, 'a> {
    pub(super) fn is_v3(&self) -> bool {
        self.tree.version == Version::V3
    }
    pub(super) fn node(&self, index: u32) -> Result<&TreeNode<'a>, Error> {
        self.tree.node(index as usize).ok_or_else(lost)
    }

    fn run(&mut self) -> Result<GoValue, Error> {
        let mut visit = self.visit(0)?;
        loop {
            if self.frames.is_empty() {
                return Ok(match visit {
                    Visit::Done(value) => value,
                    _ => GoValue::Nil,
                });
            }
            visit = match visit {
                Visit::Entered => self.advance()?,
                done => self.settle(done)?,
            };
        }
    }

    fn visit(&mut self, index: u32) -> Result<Visit, Error> {
        self.budget.count()?;
        let tree = self.tree;
        let node = tree.node(index as usize).ok_or_else(lost)?;
        match node.shape {
            Shape::Scalar => self.scalar(node).map(Visit::Done),
            Shape::Alias(target) => {
                self.budget.enter(index, node)?;
                self.frames.push(Frame::Alias(index));
                self.visit_target(target)
            }
            _ => self.enter(index),
        }
    }

    /// What an alias stands for; never an alias itself.
    fn visit_target(&mut self, target: u32) -> Result<Visit, Error> {
        self.budget.count()?;
        let tree = self.tree;
        let node = tree.node(target as usize).ok_or_else(lost)?;
        match node.shape {
            Shape::Scalar => self.scalar(node).map(Visit::Done),
            _ => self.enter(target),
        }
    }

    /// Begins a collection.
    fn enter(&mut self, index: u32) -> Result<Visit, Error> {
        if self.node(index)?.shape == Shape::Mapping {
            if self.is_v3() && self.has_duplicates(index)? {
                return Ok(Visit::Bad);
            }
            let string_keys = self.is_v3() && self.is_string_map(index)?;
            self.push_map(index, None);
            if let Some(Frame::Map { table, .. }) = self.frames.last_mut() {
                table.string_keys = string_keys;
            }
        } else {
            self.frames.push(Frame::List { node: index, next: index + 1, items: Vec::new() });
        }
        self.depth += 1;
        Ok(Visit::Entered)
    }

    pub(super) fn scalar(&self, node: &TreeNode<'a>) -> Result<GoValue, Error> {
        let tag = self.tree.tag(node);
        if self.is_v3() && v3::is_time(tag, node) {
            return Ok(GoValue::Time(node.text.to_vec()));
        }
        Ok(match resolve(self.tree, node)? {
            Scalar::Null => GoValue::Nil,
            Scalar::Bool(value) => GoValue::Bool(value),
            Scalar::Int(value) => GoValue::Int(value),
            Scalar::Uint(value) => GoValue::Uint(value),
            Scalar::Float(value) => GoValue::Float(value),
            Scalar::Str(text) => GoValue::String(text.into_owned()),
        })
    }

    fn push_map(&mut self, index: u32, merged: Option<Table>) {
        self.frames.push(Frame::Map {
            node: index,
            next: index + 1,
            merged: merged.is_some(),
            table: merged.unwrap_or_default(),
            key: None,
            value: index,
            pending: None,
        });
    }

    /// The key nodes of a mapping.
    pub(super) fn keys(&self, index: u32) -> Result<Vec<u32>, Error> {
        let end = self.node(index)?.end;
        let mut keys = Vec::new();
        let mut next = index + 1;
        while next < end {
            keys.push(next);
            let value = self.node(next)?.end;
            next = self.node(value)?.end;
        }
        Ok(keys)
    }

    pub(super) fn report(&mut self, line: u32, text: String) {
        self.first_line.get_or_insert(line);
        self.errors.push(format!("line {line}: {text}"));
    }

    /// Gives a finished value to the frame that waits for it.
    fn settle(&mut self, visit: Visit) -> Result<Visit, Error> {
        let Some(frame) = self.frames.last_mut() else {
            return Ok(visit);
        };
        match frame {
            Frame::Alias(index) => {
                let index = *index;
                self.budget.leave(index);
                self.frames.pop();
                return Ok(visit);
            }
            Frame::List { items, .. } => {
                if let Visit::Done(value) = visit {
                    items.push(value);
                }
            }
            Frame::Key(node) => {
                let node = *node;
                self.frames.pop();
                return self.begin_value(node, visit);
            }
            Frame::Map { key, .. } => {
                let key = key.take();
                if let (Some(key), Visit::Done(value)) = (key, visit) {
                    self.set(key, value)?;
                }
            }
            Frame::Merges(_) => {}
        }
        Ok(Visit::Entered)
    }

    fn set(&mut self, key: GoValue, value: GoValue) -> Result<(), Error> {
        let tree = self.tree;
        let strict = self.strict;
        let Some(Frame::Map { table, value: at, .. }) = self.frames.last_mut() else {
            return Err(lost());
        };
        if !strict || !table.contains(&key) {
            table.set(key, value);
            return Ok(());
        }
        let line = tree.node(*at as usize).ok_or_else(lost)?.start.line + 1;
        let message = format!("key {} already set in map", key.go_syntax());
        self.report(line, message);
        Ok(())
    }

    /// A key is decoded: goes on with its value.
    fn begin_value(&mut self, node: u32, key: Visit) -> Result<Visit, Error> {
        let tree = self.tree;
        let key = self.string_key(node, key)?;
        let Some(Frame::Map { next, key: slot, table, value: at, .. }) = self.frames.last_mut()
        else {
            return Err(lost());
        };
        let value = *next;
        *at = value;
        *next = tree.node(value as usize).ok_or_else(lost)?.end;
        let Visit::Done(key) = key else {
            return Ok(Visit::Entered);
        };
        if let Some(taken) = &mut table.taken
            && taken.insert(identity(&key), true).is_some()
        {
            return Ok(Visit::Entered);
        }
        if matches!(key, GoValue::List(_) | GoValue::Map(_) | GoValue::StringMap(_)) {
            let message = format!("invalid map key: {}", key.go_syntax());
            return Err(Error::yaml(message));
        }
        *slot = Some(key);
        self.visit(value)
    }

    /// Goes on with the innermost frame.
    fn advance(&mut self) -> Result<Visit, Error> {
        let tree = self.tree;
        let v3 = self.is_v3();
        match self.frames.last_mut() {
            Some(Frame::List { node, next, .. }) => {
                let end = tree.node(*node as usize).ok_or_else(lost)?.end;
                if *next >= end {
                    return self.leave();
                }
                let index = *next;
                *next = tree.node(index as usize).ok_or_else(lost)?.end;
                self.visit(index)
            }
            Some(Frame::Map { node, next, pending, .. }) => {
                let end = tree.node(*node as usize).ok_or_else(lost)?.end;
                if *next >= end {
                    let parent = *node;
                    return match pending.take() {
                        Some(value) => self.merge(parent, value),
                        None => self.leave(),
                    };
                }
                let index = *next;
                let key = tree.node(index as usize).ok_or_else(lost)?;
                *next = key.end;
                if !is_merge(tree, key) {
                    self.frames.push(Frame::Key(index));
                    return self.visit(index);
                }
                let (parent, value) = (*node, key.end);
                *next = tree.node(value as usize).ok_or_else(lost)?.end;
                if v3 {
                    *pending = Some(value);
                    return Ok(Visit::Entered);
                }
                self.merge(parent, value)
            }
            Some(Frame::Merges(items)) => match items.pop() {
                Some(item) => self.merge_map(item),
                None => {
                    self.frames.pop();
                    Ok(Visit::Entered)
                }
            },
            _ => Err(lost()),
        }
    }

    /// Ends the innermost collection.
    fn leave(&mut self) -> Result<Visit, Error> {
        let value = match self.frames.pop() {
            Some(Frame::List { items, .. }) => GoValue::List(items),
            Some(Frame::Map { table, merged: false, .. }) => match table.string_keys {
                true => GoValue::StringMap(table.entries),
                false => GoValue::Map(table.entries),
            },
            Some(Frame::Map { table, .. }) => return self.give_back(table),
            _ => return Err(lost()),
        };
        self.depth = self.depth.saturating_sub(1);
        // A value deeper than JSON can be is refused later: no need to keep its depths.
        if self.depth >= MAX_JSON_DEPTH {
            let bracket = if matches!(value, GoValue::List(_)) { '[' } else { '{' };
            self.too_deep.get_or_insert(bracket);
            return Ok(Visit::Done(GoValue::Nil));
        }
        Ok(Visit::Done(value))
    }

    /// A merged map is done: its entries, which include the outer ones, go to the map around.
    fn give_back(&mut self, filled: Table) -> Result<Visit, Error> {
        if let Some(Frame::Alias(index)) = self.frames.last() {
            let index = *index;
            self.budget.leave(index);
            self.frames.pop();
        }
        let around = self.frames.iter_mut().rev().find_map(|frame| match frame {
            Frame::Map { table, .. } => Some(table),
            _ => None,
        });
        *around.ok_or_else(lost)? = filled;
        Ok(Visit::Entered)
    }

    /// Begins the node behind `<<` of the map `parent`.
    fn merge(&mut self, parent: u32, index: u32) -> Result<Visit, Error> {
        if self.is_v3() {
            self.take_keys(parent)?;
        }
        let node = self.node(index)?;
        if node.shape != Shape::Sequence {
            return self.merge_map(index);
        }
        let (mut item, end) = (index + 1, node.end);
        let mut items = Vec::new();
        while item < end {
            items.push(item);
            item = self.node(item)?.end;
        }
        if self.is_v3() {
            items.reverse();
        }
        self.frames.push(Frame::Merges(items));
        Ok(Visit::Entered)
    }

    /// Begins a mapping, or the alias of one, that fills the map around it.
    fn merge_map(&mut self, index: u32) -> Result<Visit, Error> {
        let tree = self.tree;
        let node = tree.node(index as usize).ok_or_else(lost)?;
        let target = match node.shape {
            Shape::Alias(target) => target,
            _ => index,
        };
        if self.node(target)?.shape != Shape::Mapping {
            return Err(want_map());
        }
        self.budget.count()?;
        if target != index {
            self.budget.enter(index, node)?;
            self.budget.count()?;
        }
        if self.is_v3() && self.has_duplicates(target)? {
            if target != index {
                self.budget.leave(index);
            }
            return Ok(Visit::Entered);
        }
        let around = self.frames.iter_mut().rev().find_map(|frame| match frame {
            Frame::Map { table, .. } => Some(std::mem::take(table)),
            _ => None,
        });
        let around = around.ok_or_else(lost)?;
        if target != index {
            self.frames.push(Frame::Alias(index));
        }
        self.push_map(target, Some(around));
        Ok(Visit::Entered)
    }
}
