//! Executing a template: lists, actions and control structures.
//!
//! Go: text/template/exec.go `state`, `walk`. `node` follows Go's `state.at` to the letter,
//! because it is the place an error names.

use std::rc::Rc;
use std::sync::Arc;

use rutter_go::{Str, Value, World, strconv};

use crate::ast::{Branch, NONE, Node, NodeId, Pipe, Template, Unit};
use crate::budget::{Execution, Work};
use crate::error::{Error, ExecuteTextError, Limit};
use crate::eval::{latest, read_plain};
use crate::overlay::{self, Overlay};
use crate::print::node_text;
use crate::set::TemplateSet;
use crate::slot::{Form, Slot, truth};
use crate::trace::{Entry, Place};

/// What a listing goes on with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    Next,
    Break,
    Continue,
}

/// A variable on the stack.
pub(crate) struct Variable {
    pub name: u32,
    pub slot: Slot,
}

/// A running execution, as the body of a function sees it.
pub struct Call<'set, 'world> {
    pub(crate) set: &'set TemplateSet,
    pub(crate) execution: &'set mut Execution<'world>,
    overlay: Option<Rc<Overlay>>,
    /// The template that is running.
    pub(crate) template: Template,
    /// The node that an error would name.
    pub(crate) node: NodeId,
    /// Nesting of `template` actions since the last function that executed a template.
    depth: u32,
    /// Nesting of texts given at run time.
    text_depth: u32,
    pub(crate) variables: Vec<Variable>,
    /// Where the variables of the running template start.
    pub(crate) base: usize,
    pub(crate) out: Vec<u8>,
    /// How long `out` may get.
    pub(crate) out_limit: usize,
    /// The native stack must not grow below this address.
    stack_floor: usize,
    pub(crate) is_traced: bool,
    /// Lists for arguments, kept to be used again.
    pub(crate) values: Vec<Vec<Value>>,
    pub(crate) slots: Vec<Vec<Slot>>,
    buffers: Vec<Vec<u8>>,
}

/// What a template that starts in the middle of another puts aside.
struct Suspended {
    template: Template,
    node: NodeId,
    base: usize,
}

impl<'set, 'world> Call<'set, 'world> {
    pub(crate) fn new(
        set: &'set TemplateSet,
        execution: &'set mut Execution<'world>,
        template: Template,
        out: Vec<u8>,
    ) -> Call<'set, 'world> {
        let used = execution.output;
        let room = execution.budget.output_bytes.saturating_sub(used);
        let out_limit = out.len().saturating_add(usize::try_from(room).unwrap_or(usize::MAX));
        let stack_floor = stack_address().saturating_sub(execution.budget.stack_bytes);
        let is_traced = execution.trace.is_some();
        Call {
            set,
            execution,
            overlay: None,
            node: template.root,
            template,
            depth: 0,
            text_depth: 0,
            variables: Vec::with_capacity(16),
            base: 0,
            out,
            out_limit,
            stack_floor,
            is_traced,
            values: Vec::new(),
            slots: Vec::new(),
            buffers: Vec::new(),
        }
    }

    /// Executes the template the call was made for.
    pub(crate) fn run(&mut self, data: Value) -> Result<(), Error> {
        let template = self.template.clone();
        self.enter(template, Slot::of(data), Entry::Host)
    }
}

/// What the body of a function may ask for.
impl Call<'_, '_> {
    /// Clock, randomness and network of the host.
    pub fn world(&self) -> &dyn World {
        self.execution.world
    }
    /// Counts `steps` of work against the budget.
    #[inline]
    pub fn charge(&mut self, steps: u64) -> Result<(), Error> {
        let execution = &mut *self.execution;
        execution.steps = execution.steps.saturating_add(steps);
        if execution.steps > execution.budget.steps {
            return Err(Error::limit(Limit::Steps, execution.budget.steps));
        }
        Ok(())
    }
    /// Steps that are left.
    pub fn steps_left(&self) -> u64 {
        self.execution.budget.steps.saturating_sub(self.execution.steps)
    }
    /// Counts a string, or the elements of a list, of `bytes` that is about to be made; to be
    /// called before it is allocated.
    pub fn charge_bytes(&mut self, bytes: usize) -> Result<(), Error> {
        if bytes > self.execution.budget.string_bytes {
            return Err(self.too_long());
        }
        self.charge(bytes as u64)
    }
    /// The error for a string that would have more than [`Call::string_limit`] bytes.
    pub fn too_long(&self) -> Error {
        Error::limit(Limit::StringBytes, self.string_limit() as u64)
    }
    /// Bytes the longest string may have.
    pub fn string_limit(&self) -> usize {
        self.execution.budget.string_bytes
    }
    /// The string that `write` writes to a buffer that will be used again.
    pub fn string_with<E>(
        &mut self,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
    ) -> Result<Str, E> {
        let mut buffer = self.buffers.pop().unwrap_or_default();
        let result = write(&mut buffer).map(|()| Str::from(buffer.as_slice()));
        self.keep_buffer(buffer);
        result
    }
    /// The state the host gave to the execution, if it is a `T`.
    pub fn host<T: 'static>(&mut self) -> Option<&mut T> {
        self.execution.host.downcast_mut::<T>()
    }
    /// Whether a template of this name can be executed here.
    pub fn define_exists(&self, name: &[u8]) -> bool {
        self.find_template(name).is_some()
    }
    /// What the template `name` writes for `data` (Go: `ExecuteTemplate`).
    pub fn execute_template(&mut self, name: &[u8], data: Value) -> Result<Vec<u8>, Error> {
        let mut output = Vec::new();
        self.execute_to(name, data, |text| output.extend_from_slice(text))?;
        Ok(output)
    }
    /// [`Call::execute_template`] straight to a string.
    pub fn execute_to_string(&mut self, name: &[u8], data: Value) -> Result<Str, Error> {
        let mut output = Str::default();
        self.execute_to(name, data, |text| output = Str::from(text))?;
        Ok(output)
    }
    /// What `text`, parsed as a template named like the set, writes for `data`. Its `define`s are
    /// seen by what runs inside it, and by nothing else (Helm: `tpl`).
    pub fn execute_text(&mut self, text: &Str, data: Value) -> Result<Vec<u8>, ExecuteTextError> {
        let limit = self.execution.budget.text_depth;
        if self.text_depth >= limit {
            let error = Error::limit(Limit::TextDepth, u64::from(limit));
            return Err(ExecuteTextError::Exec(error));
        }
        self.work(Work::Text);
        self.charge(text.len() as u64 / 4).map_err(ExecuteTextError::Exec)?;
        let templates = self.parse_text(text).map_err(ExecuteTextError::Parse)?;
        let root_name = self.set.root_name();
        let root = templates.iter().find(|template| template.name.as_bytes() == root_name);
        let Some(root) = root.cloned() else {
            return Ok(Vec::new());
        };
        let outer = self.overlay.clone();
        let defines = Overlay::new(&templates, outer.clone(), |name| self.set.find(name).is_some());
        self.overlay = Some(defines);
        self.text_depth += 1;
        let mut output = Vec::new();
        let result = self.nested(root, data, Entry::Text, |text| output.extend_from_slice(text));
        self.text_depth -= 1;
        self.overlay = outer;
        result.map(|()| output).map_err(|error| ExecuteTextError::Exec(error.unlocated()))
    }
}

/// Templates inside templates.
impl Call<'_, '_> {
    /// The templates of a text; each text is parsed once.
    fn parse_text(&mut self, text: &Str) -> Result<Rc<[Template]>, crate::error::ParseError> {
        if let Some(templates) = self.execution.texts.get(self.set.identity(), text) {
            return Ok(templates);
        }
        self.work(Work::Text);
        self.work_all(Work::Pipeline, text.len());
        let templates: Rc<[Template]> = self.set.parse_text(text)?.into();
        self.execution.texts.insert(self.set.identity(), text.clone(), templates.clone());
        Ok(templates)
    }

    /// A call of a template. The search for it goes through all texts that run; the next step
    /// sees the sum.
    fn charge_search(&mut self) {
        self.execution.steps += Work::Call as u64 + u64::from(self.text_depth);
    }

    fn find_template(&self, name: &[u8]) -> Option<&Template> {
        overlay::find(&self.overlay, name).or_else(|| self.set.find(name))
    }

    fn execute_to(
        &mut self,
        name: &[u8],
        data: Value,
        take: impl FnOnce(&[u8]),
    ) -> Result<(), Error> {
        self.charge_search();
        let Some(template) = self.find_template(name).cloned() else {
            let name = strconv::quote(name);
            let root = strconv::quote(self.set.root_name());
            let message = format!("template: no template {name} associated with template {root}");
            return Err(Error::new(message));
        };
        self.nested(template, data, Entry::Function, take)
    }

    /// Executes a template to a buffer of its own and hands that over.
    fn nested(
        &mut self,
        template: Template,
        data: Value,
        entry: Entry,
        take: impl FnOnce(&[u8]),
    ) -> Result<(), Error> {
        let buffer = self.buffers.pop().unwrap_or_default();
        let outer = std::mem::replace(&mut self.out, buffer);
        let limit = std::mem::replace(&mut self.out_limit, self.execution.budget.string_bytes);
        let depth = std::mem::take(&mut self.depth);
        let result = self.enter(template, Slot::of(data), entry);
        self.depth = depth;
        self.out_limit = limit;
        let buffer = std::mem::replace(&mut self.out, outer);
        let result = result.and_then(|()| self.charge_bytes(buffer.len()));
        if result.is_ok() {
            take(&buffer);
        }
        self.keep_buffer(buffer);
        result.map_err(|error| self.locate(error))
    }

    /// Keeps a buffer to be used again, unless it has grown large.
    fn keep_buffer(&mut self, mut buffer: Vec<u8>) {
        const LARGEST: usize = 1 << 20;
        if buffer.capacity() <= LARGEST {
            buffer.clear();
            self.buffers.push(buffer);
        }
    }

    /// Executes a template with variables of its own.
    fn enter(&mut self, template: Template, dot: Slot, entry: Entry) -> Result<(), Error> {
        self.check_stack()?;
        if self.is_traced {
            self.trace_enter(entry, &template);
        }
        let root = template.root;
        let unit = template.unit.clone();
        let outer = Suspended {
            template: std::mem::replace(&mut self.template, template),
            node: std::mem::replace(&mut self.node, root),
            base: std::mem::replace(&mut self.base, self.variables.len()),
        };
        self.variables.push(Variable { name: 0, slot: dot.clone() });
        let result = self.walk_list(&unit, &dot, root);
        self.resume(outer, unit);
        result.map(|_| ())
    }

    fn resume(&mut self, outer: Suspended, _unit: Arc<Unit>) {
        self.variables.truncate(self.base);
        self.base = outer.base;
        self.node = outer.node;
        self.template = outer.template;
        if self.is_traced
            && let Some(trace) = self.execution.trace.as_deref_mut()
        {
            trace.output(&self.out);
            trace.leave();
        }
    }

    #[cold]
    fn trace_enter(&mut self, entry: Entry, template: &Template) {
        let caller = Place { template: &self.template, node: self.node };
        if let Some(trace) = self.execution.trace.as_deref_mut() {
            let caller = (entry != Entry::Host).then_some(caller);
            trace.enter(entry, &template.unit.name, template.name.as_bytes(), caller);
        }
    }

    /// Refuses to go deeper than the native stack allows.
    #[inline]
    pub(crate) fn check_stack(&self) -> Result<(), Error> {
        if stack_address() < self.stack_floor {
            let limit = Error::limit(Limit::Stack, self.execution.budget.stack_bytes as u64);
            return Err(self.locate(limit));
        }
        Ok(())
    }
}

/// About where the native stack ends now.
#[inline(always)]
fn stack_address() -> usize {
    let marker = 0_u8;
    std::ptr::from_ref(std::hint::black_box(&marker)) as usize
}

/// Errors.
impl Call<'_, '_> {
    /// Go: `state.errorf`.
    #[cold]
    pub(crate) fn error(&self, message: impl std::fmt::Display) -> Error {
        self.exec_error(message, None)
    }
    #[cold]
    pub(crate) fn exec_error(
        &self,
        message: impl std::fmt::Display,
        source: Option<Error>,
    ) -> Error {
        let unit = &self.template.unit;
        let position = unit.position(self.node, &self.template.name);
        let text = format!(
            "template: {}:{}:{}: executing {} at <{}>: {message}",
            position.file,
            position.line,
            position.column,
            strconv::quote(self.template.name.as_bytes()),
            node_text(unit, self.node),
        );
        Error::exec(text, Some(position), source)
    }
    /// Says where a budget ran out.
    #[cold]
    pub(crate) fn locate(&self, error: Error) -> Error {
        error.located(|| self.template.unit.position(self.node, &self.template.name))
    }
    pub(crate) fn node_text(&self, node: NodeId) -> String {
        node_text(&self.template.unit, node)
    }
    /// Some work of the execution, counted before it is done.
    #[inline]
    pub(crate) fn step(&mut self, work: Work) -> Result<(), Error> {
        let execution = &mut *self.execution;
        execution.steps += work as u64;
        if execution.steps > execution.budget.steps {
            return Err(self.out_of_steps());
        }
        Ok(())
    }
    /// Work that the next [`Call::step`] will see.
    #[inline]
    pub(crate) fn work(&mut self, work: Work) {
        self.work_all(work, 1);
    }
    #[inline]
    pub(crate) fn work_all(&mut self, work: Work, times: usize) {
        self.execution.steps += work as u64 * times as u64;
    }
    #[cold]
    fn out_of_steps(&self) -> Error {
        self.locate(Error::limit(Limit::Steps, self.execution.budget.steps))
    }
}

/// Walking the nodes.
impl Call<'_, '_> {
    /// Go: `walk`.
    pub(crate) fn walk_list(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        list: NodeId,
    ) -> Result<Flow, Error> {
        let Node::List { nodes } = unit.node(list) else {
            return Ok(Flow::Next);
        };
        for id in unit.children(nodes) {
            self.step(Work::Node)?;
            self.node = *id;
            let flow = match unit.node(*id) {
                Node::Text(span) => {
                    self.write(unit.bytes(span))?;
                    Flow::Next
                }
                Node::Action { pipe } => {
                    self.walk_action(unit, dot, *id, pipe)?;
                    Flow::Next
                }
                Node::If(branch) => self.walk_if(unit, dot, branch)?,
                Node::With(branch) => self.walk_with(unit, dot, branch)?,
                Node::Range(branch) => self.walk_range(unit, dot, *id, branch)?,
                Node::Template { name, pipe } => {
                    self.walk_template(unit, dot, *id, name, pipe)?;
                    Flow::Next
                }
                Node::Break => Flow::Break,
                Node::Continue => Flow::Continue,
                _ => Flow::Next,
            };
            if flow != Flow::Next {
                return Ok(flow);
            }
        }
        Ok(Flow::Next)
    }

    #[inline]
    fn write(&mut self, text: &[u8]) -> Result<(), Error> {
        let start = self.out.len();
        if text.len() > self.out_limit.saturating_sub(start) {
            return Err(self.out_of_output());
        }
        self.out.extend_from_slice(text);
        if self.is_traced {
            self.trace_write(start);
        }
        Ok(())
    }

    #[cold]
    fn trace_write(&mut self, start: usize) {
        let place = Place { template: &self.template, node: self.node };
        if let Some(trace) = self.execution.trace.as_deref_mut() {
            trace.write(start, self.out.len(), place);
        }
    }

    #[inline]
    pub(crate) fn trace_branch(&mut self, pipeline: NodeId) {
        if self.is_traced {
            let place = Place { template: &self.template, node: pipeline };
            if let Some(trace) = self.execution.trace.as_deref_mut() {
                trace.branch(place);
            }
        }
    }

    #[inline]
    pub(crate) fn trace_branch_end(&mut self) {
        if self.is_traced
            && let Some(trace) = self.execution.trace.as_deref_mut()
        {
            trace.branch_end();
        }
    }

    #[cold]
    pub(crate) fn out_of_output(&self) -> Error {
        let budget = &self.execution.budget;
        let limit = match self.out_limit == budget.string_bytes {
            true => Error::limit(Limit::StringBytes, budget.string_bytes as u64),
            false => Error::limit(Limit::OutputBytes, budget.output_bytes),
        };
        self.locate(limit)
    }

    #[inline(never)]
    fn walk_action(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        id: NodeId,
        pipe: NodeId,
    ) -> Result<(), Error> {
        let Node::Pipe(Pipe { declared, only, .. }) = unit.node(pipe) else { return Ok(()) };
        if declared == 0 && only != NONE && self.print_plain(unit, dot, only) {
            return Ok(());
        }
        let value = self.eval_pipeline(unit, dot, pipe)?;
        if declared == 0 {
            self.node = id;
            self.print_value(&value)?;
        }
        Ok(())
    }

    /// Writes an operand that is text already and easily reached; whether it was.
    #[inline]
    fn print_plain(&mut self, unit: &Unit, dot: &Slot, operand: NodeId) -> bool {
        if self.is_traced {
            return false;
        }
        let variables = self.variables.get(self.base..).unwrap_or(&[]);
        let (out, room) = (&mut self.out, self.out_limit);
        let written = read_plain(unit, dot, variables, operand, |value| match plain_text(value) {
            Some(text) if text.len() <= room.saturating_sub(out.len()) => {
                out.extend_from_slice(text);
                true
            }
            _ => false,
        });
        written.unwrap_or(false)
    }

    /// Whether a pipeline gives what counts as true.
    #[inline]
    fn eval_truth(&mut self, unit: &Unit, dot: &Slot, pipe: NodeId) -> Result<bool, Error> {
        if let Node::Pipe(Pipe { declared: 0, only, .. }) = unit.node(pipe)
            && only != NONE
            && !self.is_traced
        {
            let variables = self.variables.get(self.base..).unwrap_or(&[]);
            if let Some(truth) = read_plain(unit, dot, variables, only, truth) {
                self.node = only;
                return Ok(truth);
            }
        }
        Ok(self.eval_pipeline(unit, dot, pipe)?.truth())
    }

    /// Go: `printValue`.
    #[inline]
    fn print_value(&mut self, slot: &Slot) -> Result<(), Error> {
        match plain_text(&slot.value) {
            Some(text) => self.write(text),
            None => self.print_other(&slot.value, slot.form),
        }
    }

    fn print_other(&mut self, value: &Value, form: Form) -> Result<(), Error> {
        let start = self.out.len();
        let limit = self.out_limit.saturating_sub(start);
        let printed = match crate::printable::string_method(value, form == Form::Addressable) {
            Some(text) => return self.write(text.as_bytes()),
            None => crate::printable::append_value(&mut self.out, value, limit),
        };
        if let Err(error) = printed {
            return Err(match error {
                rutter_go::fmt::FormatError::TooLong => self.out_of_output(),
                rutter_go::fmt::FormatError::TooDeep => self.error(error),
            });
        }
        self.charge((self.out.len() - start) as u64 / 16)?;
        if self.is_traced {
            self.trace_write(start);
        }
        Ok(())
    }

    #[inline(never)]
    fn walk_if(&mut self, unit: &Unit, dot: &Slot, branch: Branch) -> Result<Flow, Error> {
        let mark = self.variables.len();
        let truth = self.eval_truth(unit, dot, branch.pipe)?;
        let list = if truth { branch.list } else { branch.otherwise };
        self.trace_branch(branch.pipe);
        let flow = self.walk_branch(unit, dot, list);
        self.trace_branch_end();
        self.variables.truncate(mark);
        flow
    }

    #[inline(never)]
    fn walk_with(&mut self, unit: &Unit, dot: &Slot, branch: Branch) -> Result<Flow, Error> {
        let mark = self.variables.len();
        let value = self.eval_pipeline(unit, dot, branch.pipe)?;
        self.trace_branch(branch.pipe);
        let flow = match value.truth() {
            true => self.walk_branch(unit, &value, branch.list),
            false => self.walk_branch(unit, dot, branch.otherwise),
        };
        self.trace_branch_end();
        self.variables.truncate(mark);
        flow
    }

    #[inline]
    pub(crate) fn walk_branch(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        list: NodeId,
    ) -> Result<Flow, Error> {
        if list == NONE {
            return Ok(Flow::Next);
        }
        self.check_stack()?;
        self.walk_list(unit, dot, list)
    }

    /// Go: `walkTemplate`.
    #[inline(never)]
    fn walk_template(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        id: NodeId,
        name: u32,
        pipe: NodeId,
    ) -> Result<(), Error> {
        let name = unit.calls.get(name as usize).map_or(&[][..], Str::as_bytes);
        self.charge_search();
        let Some(template) = self.find_template(name).cloned() else {
            return Err(self.error(format!("template {} not defined", strconv::quote(name))));
        };
        let limit = self.execution.budget.template_depth;
        if self.depth == limit {
            return Err(self.error(format!("exceeded maximum template depth ({limit})")));
        }
        let dot = match pipe {
            NONE => Slot::INVALID,
            pipe => self.eval_pipeline(unit, dot, pipe)?,
        };
        self.depth += 1;
        self.node = id;
        let result = self.enter(template, dot, Entry::Action);
        self.depth -= 1;
        result
    }
}

/// What an action writes for the values that are text already.
#[inline]
fn plain_text(value: &Value) -> Option<&[u8]> {
    match value {
        Value::String(text) => Some(text.as_bytes()),
        Value::Nil => Some(b"<no value>"),
        Value::Bool(true) => Some(b"true"),
        Value::Bool(false) => Some(b"false"),
        _ => None,
    }
}

/// Variables.
impl Call<'_, '_> {
    pub(crate) fn declare(&mut self, name: u32, slot: Slot) {
        self.variables.push(Variable { name, slot });
    }

    /// The variable of this name that was declared last.
    #[inline]
    pub(crate) fn find_variable(&mut self, unit: &Unit, name: u32) -> Option<&mut Slot> {
        let own = self.variables.get(self.base..)?;
        let index = latest(unit, own, name)?;
        // A search that is long is work too.
        self.execution.steps += if index > 0 { ((own.len() - index) >> 5) as u64 } else { 0 };
        self.variables.get_mut(self.base + index).map(|variable| &mut variable.slot)
    }

    pub(crate) fn undefined_variable(&self, unit: &Unit, name: u32) -> Error {
        let name = String::from_utf8_lossy(unit.variable_name(name));
        self.error(format!("undefined variable: {name}"))
    }

    /// Go: `setVar`.
    pub(crate) fn assign(&mut self, unit: &Unit, node: NodeId, slot: Slot) -> Result<(), Error> {
        let Node::Variable { name, .. } = unit.node(node) else {
            return Ok(());
        };
        match self.find_variable(unit, name) {
            Some(variable) => {
                *variable = slot;
                Ok(())
            }
            None => Err(self.undefined_variable(unit, name)),
        }
    }

    #[inline]
    pub(crate) fn trace_field(&mut self, map: usize, key: &[u8], found: bool) {
        if self.is_traced {
            let place = Place { template: &self.template, node: self.node };
            if let Some(trace) = self.execution.trace.as_deref_mut() {
                trace.field(map, key, found, place);
            }
        }
    }
}
