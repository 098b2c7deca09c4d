//! Parsed templates in flat arrays: no node owns another, so depth costs nothing to drop.
//!
//! Go: text/template/parse/node.go. A [`Unit`] is one parsed text with everything in it; its
//! templates are entry points into the same arrays.

use std::sync::Arc;

use rutter_go::Str;

use crate::error::Position;
use crate::lexer::line_at;
use crate::number::Number;

/// Index of a node in its unit.
pub(crate) type NodeId = u32;

/// No node: an absent `else` or pipeline.
pub(crate) const NONE: NodeId = u32::MAX;

/// A run of entries of one of a unit's arrays, or of bytes of its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub start: u32,
    pub length: u32,
}

impl Span {
    pub const EMPTY: Span = Span { start: 0, length: 0 };

    #[inline]
    pub fn of<T>(self, items: &[T]) -> &[T] {
        let start = self.start as usize;
        items.get(start..start + self.length as usize).unwrap_or(&[])
    }
}

/// A node (Go: `parse.Node`). What surrounds its children in the arrays is not its concern.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Node {
    /// Bytes of the text.
    Text(Span),
    Action {
        pipe: NodeId,
    },
    Bool(bool),
    /// `node` with fields after it.
    Chain {
        node: NodeId,
        fields: Span,
    },
    /// Arguments, the first being what is called.
    Command {
        arguments: Span,
    },
    Dot,
    Field {
        fields: Span,
    },
    /// A function; its name stands at the node's position.
    Identifier {
        function: u32,
        length: u32,
    },
    If(Branch),
    List {
        nodes: Span,
    },
    Nil,
    /// Index of a number.
    Number(u32),
    Pipe(Pipe),
    Range(Branch),
    /// Index of a string constant.
    String(u32),
    /// A call of the template with this index among the names.
    Template {
        name: u32,
        pipe: NodeId,
    },
    Variable {
        name: u32,
        fields: Span,
    },
    With(Branch),
    Break,
    Continue,
}

/// The children of `if`, `range` and `with` (Go: `BranchNode`).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Branch {
    pub pipe: NodeId,
    pub list: NodeId,
    /// [`NONE`] when there is no `else`.
    pub otherwise: NodeId,
}

/// A pipeline (Go: `PipeNode`).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pipe {
    pub is_assignment: bool,
    /// Number of variables, two at most.
    pub declared: u8,
    /// Where their nodes start among the children.
    pub declarations: u32,
    pub commands: Span,
    /// The operand that is all of the pipeline; [`NONE`] when there is more.
    pub only: NodeId,
}

/// A string constant.
pub(crate) struct StringConstant {
    pub value: Str,
    /// Where it stands in the text, quotes included.
    pub quoted: Span,
}

/// A parsed text.
#[derive(Default)]
pub(crate) struct Unit {
    /// Go: `Tree.ParseName`.
    pub name: Arc<str>,
    pub text: Str,
    pub nodes: Vec<Node>,
    /// Byte of each node in the text.
    pub positions: Vec<u32>,
    pub children: Vec<NodeId>,
    /// Where field names stand in the text, without their dots.
    pub fields: Vec<Span>,
    pub numbers: Vec<Number>,
    pub strings: Vec<StringConstant>,
    /// Names of variables, `$` first.
    pub variables: Vec<Span>,
    /// Names that `template` and `block` call.
    pub calls: Vec<Str>,
    /// Whether some `$` is declared again, so that it may not be the template's argument.
    pub redeclares_dollar: bool,
}

impl Unit {
    /// Starts over for another text, with the room there is.
    pub fn restart(&mut self, name: &str, text: &Str) {
        self.name = Arc::from(name);
        self.text = text.clone();
        self.nodes.clear();
        self.positions.clear();
        self.children.clear();
        self.fields.clear();
        self.numbers.clear();
        self.strings.clear();
        self.variables.clear();
        self.calls.clear();
        self.redeclares_dollar = false;
        // Actions are seldom closer to each other than this; a long text may be all text.
        let guess = (text.len() / 12).min(1 << 16);
        self.nodes.reserve(guess);
        self.positions.reserve(guess);
        self.children.reserve(guess);
        self.fields.reserve(guess / 2);
    }
    /// What was parsed, in arrays without much spare room. This unit is left for the next text.
    pub fn finish(&mut self) -> Unit {
        Unit {
            name: self.name.clone(),
            text: self.text.clone(),
            nodes: fitting(&mut self.nodes),
            positions: fitting(&mut self.positions),
            children: fitting(&mut self.children),
            fields: fitting(&mut self.fields),
            numbers: self.numbers.drain(..).collect(),
            strings: self.strings.drain(..).collect(),
            variables: std::mem::take(&mut self.variables),
            calls: self.calls.drain(..).collect(),
            redeclares_dollar: self.redeclares_dollar,
        }
    }
    #[inline]
    pub fn node(&self, id: NodeId) -> Node {
        self.nodes.get(id as usize).copied().unwrap_or(Node::Nil)
    }
    #[inline]
    pub fn children(&self, span: Span) -> &[NodeId] {
        span.of(&self.children)
    }
    #[inline]
    pub fn fields(&self, span: Span) -> &[Span] {
        span.of(&self.fields)
    }
    #[inline]
    pub fn bytes(&self, span: Span) -> &[u8] {
        span.of(self.text.as_bytes())
    }
    /// The nodes of the variables a pipeline declares or assigns.
    #[inline]
    pub fn declarations(&self, pipe: &Pipe) -> &[NodeId] {
        let length = u32::from(pipe.declared);
        self.children(Span { start: pipe.declarations, length })
    }
    pub fn offset(&self, id: NodeId) -> usize {
        self.positions.get(id as usize).copied().unwrap_or_default() as usize
    }
    pub fn variable_name(&self, name: u32) -> &[u8] {
        match name {
            0 => b"$",
            name => self.variables.get(name as usize).map_or(&[], |span| self.bytes(*span)),
        }
    }
    /// Where the template `template` was at the node (Go: `ErrorContext`).
    pub fn position(&self, id: NodeId, template: &Str) -> Position {
        let offset = self.offset(id);
        let before = self.text.as_bytes().get(..offset).unwrap_or(&[]);
        let line_start = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
        Position {
            file: self.name.to_string(),
            template: template.to_str_lossy().into_owned(),
            line: line_at(self.text.as_bytes(), offset),
            column: offset - line_start,
            offset,
        }
    }
    /// Whether the list writes nothing but white space (Go: `IsEmptyTree`).
    pub fn is_empty(&self, list: NodeId) -> bool {
        let Node::List { nodes } = self.node(list) else {
            return true;
        };
        self.children(nodes).iter().all(|child| match self.node(*child) {
            Node::Text(span) => is_blank(self.bytes(span)),
            _ => false,
        })
    }
}

/// A shorter array than this is copied, so that the room stays for the next text.
const LONG: usize = 4096;

/// What is in the array: the array itself if it is long and well filled.
fn fitting<T: Copy>(array: &mut Vec<T>) -> Vec<T> {
    match array.len() >= LONG.max(array.capacity() / 2) {
        true => std::mem::take(array),
        false => array.as_slice().to_vec(),
    }
}

/// Whether Go's `bytes.TrimSpace` leaves nothing.
fn is_blank(text: &[u8]) -> bool {
    if text.first().is_some_and(|byte| byte.is_ascii_graphic()) {
        return false;
    }
    rutter_go::utf8::runes(text).all(|(_, rune, _)| rutter_go::unicode::is_space(rune))
}

/// A template: a name for a list of a unit.
#[derive(Clone)]
pub(crate) struct Template {
    pub name: Str,
    pub unit: Arc<Unit>,
    pub root: NodeId,
}

impl Template {
    pub fn is_empty(&self) -> bool {
        self.unit.is_empty(self.root)
    }
}
