//! Who wants to know where output comes from.
//!
//! Go has nothing like it. Tools that explain a line of output, or find values nobody reads,
//! listen here; without a listener it costs one test per write and field.

use crate::ast::{NodeId, Template};
use crate::error::Position;

/// A place in a running template, made into text only when asked.
pub struct Place<'a> {
    pub(crate) template: &'a Template,
    pub(crate) node: NodeId,
}

impl Place<'_> {
    /// Name under which the text was parsed: the file.
    pub fn file(&self) -> &str {
        &self.template.unit.name
    }
    /// Name of the executing template: a file or a `define`.
    pub fn template(&self) -> &[u8] {
        self.template.name.as_bytes()
    }
    /// Byte in the text, from 0.
    pub fn offset(&self) -> usize {
        self.template.unit.offset(self.node)
    }
    /// All of it, with line and column.
    pub fn position(&self) -> Position {
        self.template.unit.position(self.node, &self.template.name)
    }
}

/// How a template came to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The host executed it.
    Host,
    /// A `template` or `block` action.
    Action,
    /// A function such as Helm's `include`.
    Function,
    /// A text given to a function such as Helm's `tpl`.
    Text,
}

/// A listener to an execution.
pub trait Trace {
    /// A template starts. `caller` is the action that runs it; of a function's template the output
    /// goes to a buffer of its own, where ranges count from 0.
    fn enter(&mut self, _entry: Entry, _file: &str, _template: &[u8], _caller: Option<Place<'_>>) {}
    /// The template that started last ends, and this is the current buffer: all that the template
    /// wrote, and for a `template` action what was there before.
    fn output(&mut self, _buffer: &[u8]) {}
    /// The template that started last ends.
    fn leave(&mut self) {}
    /// The bytes `start..end` of the current buffer came from here.
    fn write(&mut self, _start: usize, _end: usize, _place: Place<'_>) {}
    /// The pipeline of an `if`, `with` or `range` has a value, and what follows from it is executed.
    fn branch(&mut self, _pipeline: Place<'_>) {}
    /// That is over.
    fn branch_end(&mut self) {}
    /// The key of a map was read; `map` is the map's identity, `found` whether it has the key.
    fn field(&mut self, _map: usize, _key: &[u8], _found: bool, _place: Place<'_>) {}
}
