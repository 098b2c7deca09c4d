//! From nodes to values, on the way nearly every document takes (go-yaml: `decode.go`;
//! sigs.k8s.io/yaml: `convertToJSONableObject`).
//!
//! What this way does not handle (keys JSON cannot have, infinities, nesting too deep for
//! JSON) makes it give up; [`crate::exact`] then decides what Go would say.

use crate::Version;
use crate::error::Error;
use crate::resolve::{Scalar, resolve_plain, resolve_tagged};
use crate::token::Style;
use crate::tree::{Shape, Tree, TreeNode};
use rutter_go::{strconv, utf8};
use std::borrow::Cow;
use std::collections::HashSet;

/// Deepest nesting encoding/json reads.
pub(crate) const MAX_JSON_DEPTH: usize = 10_000;

/// Makes the values of one kind.
pub(crate) trait Build {
    /// What is made.
    type Value;
    /// A key with what the kind remembers of it.
    type Key;
    fn scalar(&mut self, scalar: Scalar<'_>, node: &TreeNode<'_>) -> Self::Value;
    fn key(&mut self, text: Cow<'_, [u8]>, node: &TreeNode<'_>) -> Self::Key;
    fn list(&mut self, items: Vec<Self::Value>, node: &TreeNode<'_>) -> Self::Value;
    /// Later entries replace earlier ones of the same key.
    fn map(&mut self, entries: Vec<(Self::Key, Self::Value)>, node: &TreeNode<'_>) -> Self::Value;
}

/// Why decoding stopped.
pub(crate) enum Stop {
    /// Go fails here, with this error.
    Fail(Error),
    /// This way cannot tell.
    GiveUp,
}

impl From<Error> for Stop {
    fn from(error: Error) -> Stop {
        Stop::Fail(error)
    }
}

/// Counts how much of the decoding is due to aliases.
#[derive(Default)]
pub(crate) struct AliasBudget {
    decoded: u64,
    aliased: u64,
    depth: u64,
    active: HashSet<u32>,
}

impl AliasBudget {
    /// Counts one node.
    #[inline]
    pub fn count(&mut self) -> Result<(), Error> {
        self.decoded += 1;
        if self.depth > 0 {
            self.aliased += 1;
            return self.check();
        }
        Ok(())
    }

    fn check(&self) -> Result<(), Error> {
        if self.aliased <= 100 || self.decoded <= 1000 {
            return Ok(());
        }
        match self.aliased as f64 / self.decoded as f64 > allowed_ratio(self.decoded) {
            true => Err(Error::yaml("document contains excessive aliasing")),
            false => Ok(()),
        }
    }

    /// Enters the alias at `index`.
    pub fn enter(&mut self, index: u32, node: &TreeNode<'_>) -> Result<(), Error> {
        if !self.active.insert(index) {
            let name = String::from_utf8_lossy(&node.text);
            let message = format!("anchor '{name}' value contains itself");
            return Err(Error::yaml(message).at(node.start.line + 1));
        }
        self.depth += 1;
        Ok(())
    }
    /// Leaves the alias at `index`.
    pub fn leave(&mut self, index: u32) {
        self.active.remove(&index);
        self.depth = self.depth.saturating_sub(1);
    }
}

/// The share of decoded nodes that may come from aliases: 99 % up to 400,000, falling to 10 %.
fn allowed_ratio(decoded: u64) -> f64 {
    const LOW: u64 = 400_000;
    const HIGH: u64 = 4_000_000;
    match decoded {
        ..=LOW => 0.99,
        HIGH.. => 0.10,
        _ => 0.99 - 0.89 * ((decoded - LOW) as f64 / (HIGH - LOW) as f64),
    }
}

/// A scalar node as a Go value.
pub(crate) fn resolve<'a>(tree: &Tree<'a>, node: &TreeNode<'a>) -> Result<Scalar<'a>, Error> {
    let tag = tree.tag(node);
    let open = tree.version == Version::V3 && tag == b"!";
    if tag.is_empty() || open {
        let plain = if open { node.style == Style::Plain } else { node.implicit };
        return Ok(match plain {
            true => resolve_plain(node.text.clone(), tree.version),
            false => Scalar::Str(node.text.clone()),
        });
    }
    resolve_tagged(tag, &node.text, tree.version).map_err(|error| error.at(node.start.line + 1))
}

/// The scalar as JSON holds it: `!!binary` may have brought bytes that are no UTF-8.
fn valid(scalar: Scalar<'_>) -> Scalar<'_> {
    match scalar {
        Scalar::Str(Cow::Owned(text)) if std::str::from_utf8(&text).is_err() => {
            Scalar::Str(Cow::Owned(utf8::to_valid(&text)))
        }
        scalar => scalar,
    }
}

/// Whether a key node is `<<`.
pub(crate) fn is_merge(tree: &Tree<'_>, node: &TreeNode<'_>) -> bool {
    if node.shape != Shape::Scalar || *node.text != *b"<<" {
        return false;
    }
    let implicit = match tree.version {
        Version::V2 => node.implicit,
        Version::V3 => node.implicit && node.style == Style::Plain,
    };
    implicit || tree.tag(node) == b"tag:yaml.org,2002:merge"
}

/// The text sigs.k8s.io/yaml gives a key; `None` if it refuses the key.
pub(crate) fn key_text(scalar: Scalar<'_>) -> Option<Cow<'_, [u8]>> {
    Some(match scalar {
        Scalar::Str(text) => text,
        Scalar::Int(value) => Cow::Owned(value.to_string().into_bytes()),
        Scalar::Float(value) => Cow::Owned(float_key(value).into_bytes()),
        Scalar::Bool(true) => Cow::Borrowed(b"true"),
        Scalar::Bool(false) => Cow::Borrowed(b"false"),
        Scalar::Null | Scalar::Uint(_) => return None,
    })
}

fn float_key(value: f64) -> String {
    match value {
        f64::INFINITY => ".inf".into(),
        f64::NEG_INFINITY => "-.inf".into(),
        _ if value.is_nan() => ".nan".into(),
        _ => match strconv::format_float(value, b'g', -1, 32).as_str() {
            "+Inf" => ".inf".into(),
            "-Inf" => "-.inf".into(),
            text => text.into(),
        },
    }
}

/// A collection that is being decoded.
struct Frame<B: Build> {
    node: u32,
    /// The next child.
    next: u32,
    end: u32,
    /// The alias this collection stands for, if any.
    alias: Option<u32>,
    contents: Contents<B>,
}

enum Contents<B: Build> {
    List(Vec<B::Value>),
    Map {
        entries: Vec<(B::Key, B::Value)>,
        key: Option<B::Key>,
        /// Whether the entries belong to the map around this one.
        merged: bool,
    },
    /// The list behind `<<`, its items from last to first.
    Merges(Vec<u32>),
}

struct Decoder<'t, 'a, B: Build> {
    tree: &'t Tree<'a>,
    build: &'t mut B,
    budget: AliasBudget,
    frames: Vec<Frame<B>>,
}

/// What became of a node.
enum Visit<V> {
    Done(V),
    Entered,
}

/// Decodes the whole document.
pub(crate) fn decode<B: Build>(tree: &Tree<'_>, build: &mut B) -> Result<B::Value, Stop> {
    let mut decoder = Decoder { tree, build, budget: AliasBudget::default(), frames: Vec::new() };
    decoder.run()
}

impl<'a, B: Build> Decoder<'_, 'a, B> {
    fn run(&mut self) -> Result<B::Value, Stop> {
        let mut visit = self.visit(0)?;
        loop {
            match visit {
                Visit::Done(value) if self.frames.is_empty() => return Ok(value),
                Visit::Done(value) => self.add(value),
                Visit::Entered => {}
            }
            visit = self.advance()?;
        }
    }

    fn node(&self, index: u32) -> Result<&TreeNode<'a>, Stop> {
        self.tree.node(index as usize).ok_or(Stop::GiveUp)
    }

    /// Decodes a scalar, or begins a collection.
    fn visit(&mut self, index: u32) -> Result<Visit<B::Value>, Stop> {
        self.budget.count()?;
        let tree = self.tree;
        let node = tree.node(index as usize).ok_or(Stop::GiveUp)?;
        match node.shape {
            Shape::Scalar => self.scalar(node).map(Visit::Done),
            Shape::Alias(target) => self.alias(index, target),
            _ => self.enter(index, None).map(|()| Visit::Entered),
        }
    }

    fn scalar(&mut self, node: &TreeNode<'a>) -> Result<B::Value, Stop> {
        let scalar = match resolve(self.tree, node)? {
            Scalar::Float(value) if !value.is_finite() => return Err(Stop::GiveUp),
            scalar => valid(scalar),
        };
        Ok(self.build.scalar(scalar, node))
    }

    fn alias(&mut self, index: u32, target: u32) -> Result<Visit<B::Value>, Stop> {
        let tree = self.tree;
        let node = tree.node(index as usize).ok_or(Stop::GiveUp)?;
        self.budget.enter(index, node)?;
        self.budget.count()?;
        let target_node = tree.node(target as usize).ok_or(Stop::GiveUp)?;
        if target_node.shape == Shape::Scalar {
            let value = self.scalar(target_node);
            self.budget.leave(index);
            return value.map(Visit::Done);
        }
        self.enter(target, Some(index))?;
        Ok(Visit::Entered)
    }

    fn enter(&mut self, index: u32, alias: Option<u32>) -> Result<(), Stop> {
        if self.frames.len() >= MAX_JSON_DEPTH {
            return Err(Stop::GiveUp);
        }
        let node = self.node(index)?;
        let contents = match node.shape {
            Shape::Sequence => Contents::List(Vec::new()),
            _ => Contents::Map { entries: Vec::new(), key: None, merged: false },
        };
        let frame = Frame { node: index, next: index + 1, end: node.end, alias, contents };
        self.frames.push(frame);
        Ok(())
    }

    /// Adds a finished value to the innermost open collection.
    fn add(&mut self, value: B::Value) {
        match self.frames.last_mut().map(|frame| &mut frame.contents) {
            Some(Contents::List(items)) => items.push(value),
            Some(Contents::Map { entries, key, .. }) => {
                if let Some(key) = key.take() {
                    entries.push((key, value));
                }
            }
            Some(Contents::Merges(_)) | None => {}
        }
    }

    /// Goes on with the innermost open collection.
    fn advance(&mut self) -> Result<Visit<B::Value>, Stop> {
        let tree = self.tree;
        let frame = self.frames.last_mut().ok_or(Stop::GiveUp)?;
        if let Contents::Merges(items) = &mut frame.contents {
            return match items.pop() {
                Some(item) => self.merge_map(item).map(|()| Visit::Entered),
                None => {
                    self.frames.pop();
                    Ok(Visit::Entered)
                }
            };
        }
        if frame.next >= frame.end {
            return self.leave();
        }
        let index = frame.next;
        let node = tree.node(index as usize).ok_or(Stop::GiveUp)?;
        frame.next = node.end;
        let is_list = matches!(frame.contents, Contents::List(_));
        if is_list {
            return self.visit(index);
        }
        if is_merge(tree, node) {
            let value = node.end;
            frame.next = tree.node(value as usize).ok_or(Stop::GiveUp)?.end;
            self.merge(value)?;
            return Ok(Visit::Entered);
        }
        let value = node.end;
        let next = tree.node(value as usize).ok_or(Stop::GiveUp)?.end;
        let key = self.key(index)?;
        let frame = self.frames.last_mut().ok_or(Stop::GiveUp)?;
        frame.next = next;
        if let Contents::Map { key: slot, .. } = &mut frame.contents {
            *slot = Some(key);
        }
        self.visit(value)
    }

    fn key(&mut self, index: u32) -> Result<B::Key, Stop> {
        self.budget.count()?;
        let tree = self.tree;
        let mut node = tree.node(index as usize).ok_or(Stop::GiveUp)?;
        if let Shape::Alias(target) = node.shape {
            self.budget.enter(index, node)?;
            let counted = self.budget.count();
            self.budget.leave(index);
            counted?;
            node = tree.node(target as usize).ok_or(Stop::GiveUp)?;
        }
        if node.shape != Shape::Scalar {
            return Err(Stop::GiveUp);
        }
        let scalar = resolve(tree, node)?;
        let text = key_text(valid(scalar)).ok_or(Stop::GiveUp)?;
        Ok(self.build.key(text, node))
    }

    /// Ends the innermost open collection.
    fn leave(&mut self) -> Result<Visit<B::Value>, Stop> {
        let frame = self.frames.pop().ok_or(Stop::GiveUp)?;
        if let Some(alias) = frame.alias {
            self.budget.leave(alias);
        }
        let node = self.tree.node(frame.node as usize).ok_or(Stop::GiveUp)?;
        Ok(match frame.contents {
            Contents::List(items) => Visit::Done(self.build.list(items, node)),
            Contents::Map { entries, merged: false, .. } => {
                Visit::Done(self.build.map(entries, node))
            }
            Contents::Map { entries: new, .. } => {
                let mut maps = self.frames.iter_mut().rev();
                let around = maps.find_map(|frame| match &mut frame.contents {
                    Contents::Map { entries, .. } => Some(entries),
                    _ => None,
                });
                around.ok_or(Stop::GiveUp)?.extend(new);
                Visit::Entered
            }
            Contents::Merges(_) => Visit::Entered,
        })
    }

    /// Begins the node behind `<<`.
    fn merge(&mut self, index: u32) -> Result<(), Stop> {
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
        self.frames.push(Frame {
            node: index,
            next: end,
            end,
            alias: None,
            contents: Contents::Merges(items),
        });
        Ok(())
    }

    /// Begins a mapping, or the alias of one, whose entries go to the map around it.
    fn merge_map(&mut self, index: u32) -> Result<(), Stop> {
        let (shape, target) = match self.node(index)?.shape {
            Shape::Alias(target) => (self.node(target)?.shape, Some(target)),
            shape => (shape, None),
        };
        if shape != Shape::Mapping {
            return Err(want_map().into());
        }
        self.budget.count()?;
        match target {
            None => self.enter(index, None)?,
            Some(target) => {
                let tree = self.tree;
                let node = tree.node(index as usize).ok_or(Stop::GiveUp)?;
                self.budget.enter(index, node)?;
                self.budget.count()?;
                self.enter(target, Some(index))?;
            }
        }
        if let Some(Contents::Map { merged, .. }) = self.frames.last_mut().map(|f| &mut f.contents)
        {
            *merged = true;
        }
        Ok(())
    }
}

pub(crate) fn want_map() -> Error {
    Error::yaml("map merge requires map or sequence of maps as the value")
}
