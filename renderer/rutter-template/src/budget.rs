//! How much one execution may use, and the host's state it carries.
//!
//! Go has only the limits of template and expression depth; the others keep a hostile chart from
//! using up the machine.

use std::any::Any;
use std::collections::BTreeMap;
use std::rc::Rc;

use rutter_go::{Str, World};

use crate::ast::Template;
use crate::trace::Trace;

/// Go: text/template/exec.go `maxExecDepth`.
pub const MAXIMUM_TEMPLATE_DEPTH: u32 = 100_000;
/// Go: text/template/parse/parse.go `maxStackDepth`.
pub const MAXIMUM_EXPRESSION_DEPTH: usize = 10_000;
/// Nesting of `if`, `range`, `with` and `block`; Go has no such limit.
pub const MAXIMUM_BLOCK_DEPTH: usize = 10_000;

/// What counts as work, in steps of some 5 ns: so the time a hostile chart takes is the same
/// whatever it does.
#[derive(Clone, Copy)]
pub(crate) enum Work {
    /// A node that is walked.
    Node = 3,
    /// A round of `range`, empty or not.
    Round = 4,
    /// A pipeline that is evaluated.
    Pipeline = 2,
    /// A step from a value to its field.
    Field = 5,
    /// A call of a function that does little, or of a template.
    Call = 40,
    /// A text that is executed, or parsed.
    Text = 200,
}

/// What an [`Execution`] may use in all.
#[derive(Clone, Debug)]
pub struct Budget {
    /// Steps of some 5 ns: for nodes, rounds and calls, and what functions charge.
    pub steps: u64,
    /// Bytes of output, those of nested templates included.
    pub output_bytes: u64,
    /// Bytes of one string.
    pub string_bytes: usize,
    /// Nested `template` actions.
    pub template_depth: u32,
    /// Texts executed inside texts (Helm's `tpl`).
    pub text_depth: u32,
    /// Native stack an execution may use; the thread must have more.
    pub stack_bytes: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Budget {
            steps: 200_000_000,
            output_bytes: 256 << 20,
            string_bytes: 64 << 20,
            template_depth: MAXIMUM_TEMPLATE_DEPTH,
            text_depth: 4_000,
            stack_bytes: if cfg!(target_family = "wasm") { 512 << 10 } else { 768 << 20 },
        }
    }
}

/// What several templates executed one after the other share: the world, the budget, the state
/// of the host's functions.
pub struct Execution<'world> {
    pub(crate) world: &'world dyn World,
    pub(crate) budget: Budget,
    pub(crate) host: Box<dyn Any>,
    pub(crate) trace: Option<Box<dyn Trace + 'world>>,
    pub(crate) texts: Texts,
    pub(crate) steps: u64,
    pub(crate) output: u64,
}

impl<'world> Execution<'world> {
    /// An execution with this budget; functions reach `host` through `Call::host`.
    pub fn new(world: &'world dyn World, budget: Budget, host: Box<dyn Any>) -> Execution<'world> {
        Execution { world, budget, host, trace: None, texts: Texts::default(), steps: 0, output: 0 }
    }
    /// Tells `trace` what happens from now on.
    pub fn set_trace(&mut self, trace: Box<dyn Trace + 'world>) {
        self.trace = Some(trace);
    }
    /// The host's state.
    pub fn host(&self) -> &dyn Any {
        self.host.as_ref()
    }
    /// The host's state, to change it.
    pub fn host_mut(&mut self) -> &mut dyn Any {
        self.host.as_mut()
    }
    /// The host's state, when all templates have been executed.
    pub fn into_host(self) -> Box<dyn Any> {
        self.host
    }
    /// Steps used so far.
    pub fn steps(&self) -> u64 {
        self.steps
    }
}

/// Texts parsed during an execution, so that each is parsed once.
#[derive(Default)]
pub(crate) struct Texts {
    /// Identity of the set whose functions the texts call.
    set: u64,
    parsed: BTreeMap<Str, Rc<[Template]>>,
    bytes: usize,
}

impl Texts {
    /// Bytes of text that are kept; what is parsed is some ten times larger.
    const KEPT: usize = 4 << 20;

    pub fn get(&self, set: u64, text: &Str) -> Option<Rc<[Template]>> {
        if self.set != set {
            return None;
        }
        self.parsed.get(text.as_bytes()).cloned()
    }
    pub fn insert(&mut self, set: u64, text: Str, templates: Rc<[Template]>) {
        if self.set != set || self.bytes > Self::KEPT {
            self.parsed.clear();
            self.bytes = 0;
            self.set = set;
        }
        // A short text costs more than its bytes.
        self.bytes += text.len() + 64;
        self.parsed.insert(text, templates);
    }
}
