//! The value of pipelines, commands and field chains.
//!
//! Go: text/template/exec.go `evalPipeline` to `evalField`.

use rutter_go::value::{Methods, Stringer};
use rutter_go::{Element, Kind, Map, Object, Value, strconv};

use crate::ast::{NONE, Node, NodeId, Pipe, Span, Unit};
use crate::budget::Work;
use crate::error::Error;
use crate::exec::{Call, Variable};
use crate::funcmap::Parameter;
use crate::functions::Callee;
use crate::set::MissingKey;
use crate::slot::{Form, Slot};

/// A field of a chain, with what it is called with if it is the last one.
struct Access<'a> {
    name: &'a [u8],
    /// The arguments, the callee first; empty when there are none.
    arguments: &'a [NodeId],
    last: Option<Slot>,
    node: NodeId,
}

impl Access<'_> {
    fn has_arguments(&self) -> bool {
        self.arguments.len() > 1 || self.last.is_some()
    }
}

impl Call<'_, '_> {
    /// Go: `evalPipeline`.
    pub(crate) fn eval_pipeline(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        id: NodeId,
    ) -> Result<Slot, Error> {
        self.node = id;
        self.work(Work::Pipeline);
        let Node::Pipe(pipe) = unit.node(id) else {
            return Ok(Slot::INVALID);
        };
        let value = match unit.children(pipe.commands) {
            [only] => self.eval_command(unit, dot, *only, None)?.out_of_interface(),
            commands => self.eval_commands(unit, dot, commands)?,
        };
        if pipe.declared > 0 {
            self.set_declared(unit, &pipe, &value)?;
        }
        Ok(value)
    }

    #[inline(never)]
    fn eval_commands(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        commands: &[NodeId],
    ) -> Result<Slot, Error> {
        let mut value = None;
        for command in commands {
            let result = self.eval_command(unit, dot, *command, value)?;
            value = Some(result.out_of_interface());
        }
        Ok(value.unwrap_or(Slot::INVALID))
    }

    fn set_declared(&mut self, unit: &Unit, pipe: &Pipe, value: &Slot) -> Result<(), Error> {
        for node in unit.declarations(pipe) {
            match unit.node(*node) {
                Node::Variable { name, .. } if !pipe.is_assignment => {
                    self.declare(name, value.clone());
                }
                _ => self.assign(unit, *node, value.clone())?,
            }
        }
        Ok(())
    }

    /// Go: `notAFunction`.
    #[inline]
    fn not_a_function(&self, arguments: &[NodeId], last: Option<&Slot>) -> Result<(), Error> {
        if arguments.len() > 1 || last.is_some() {
            let first = arguments.first().map(|first| self.node_text(*first));
            let message =
                format!("can't give argument to non-function {}", first.unwrap_or_default());
            return Err(self.error(message));
        }
        Ok(())
    }

    /// Go: `evalCommand`. `last` is what the pipeline has given so far.
    #[inline]
    fn eval_command(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        id: NodeId,
        last: Option<Slot>,
    ) -> Result<Slot, Error> {
        let Node::Command { arguments } = unit.node(id) else {
            return Ok(Slot::INVALID);
        };
        let arguments = unit.children(arguments);
        let first = arguments.first().copied().unwrap_or(NONE);
        match unit.node(first) {
            Node::Field { fields } => {
                self.node = first;
                self.eval_fields(unit, dot, dot, first, fields, arguments, last)
            }
            Node::Chain { node, fields } => {
                self.eval_chain(unit, dot, first, node, fields, arguments, last)
            }
            Node::Identifier { function, .. } => {
                self.eval_function(unit, dot, first, function, id, arguments, last)
            }
            Node::Pipe(_) => {
                self.not_a_function(arguments, last.as_ref())?;
                self.check_stack()?;
                self.eval_pipeline(unit, dot, first)
            }
            Node::Variable { name, fields } => {
                self.eval_variable(unit, dot, first, name, fields, arguments, last)
            }
            constant => {
                self.node = first;
                self.not_a_function(arguments, last.as_ref())?;
                match constant {
                    Node::Dot => Ok(dot.clone()),
                    Node::Nil => Err(self.error("nil is not a command")),
                    _ => self.eval_constant(unit, first),
                }
            }
        }
    }

    /// A bool, number or string where any type will do (Go: `idealConstant`).
    pub(crate) fn eval_constant(&mut self, unit: &Unit, id: NodeId) -> Result<Slot, Error> {
        self.node = id;
        let value = match unit.node(id) {
            Node::Bool(value) => Value::Bool(value),
            Node::String(index) => match unit.strings.get(index as usize) {
                Some(string) => Value::String(string.value.clone()),
                None => Value::Nil,
            },
            Node::Number(index) => match unit.numbers.get(index as usize) {
                Some(number) => match number.ideal() {
                    Some(value) => value,
                    None => return Err(self.overflow(unit, number.text)),
                },
                None => Value::Nil,
            },
            _ => {
                let text = self.node_text(id);
                return Err(self.error(format!("can't evaluate command {text:?}")));
            }
        };
        Ok(Slot::concrete(value))
    }

    fn overflow(&self, unit: &Unit, text: Span) -> Error {
        let text = String::from_utf8_lossy(unit.bytes(text));
        self.error(format!("{text} overflows int"))
    }

    /// Go: `evalChainNode`.
    #[expect(clippy::too_many_arguments, reason = "as Go's evalChainNode")]
    pub(crate) fn eval_chain(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        id: NodeId,
        node: NodeId,
        fields: Span,
        arguments: &[NodeId],
        last: Option<Slot>,
    ) -> Result<Slot, Error> {
        self.node = id;
        let receiver = match unit.node(node) {
            Node::Nil => {
                let text = self.node_text(id);
                return Err(self.error(format!("indirection through explicit nil in {text}")));
            }
            _ => self.eval_operand(unit, dot, node)?,
        };
        self.eval_fields(unit, dot, &receiver, id, fields, arguments, last)
    }

    /// Go: `evalVariableNode`.
    #[expect(clippy::too_many_arguments, reason = "as Go's evalVariableNode")]
    pub(crate) fn eval_variable(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        id: NodeId,
        name: u32,
        fields: Span,
        arguments: &[NodeId],
        last: Option<Slot>,
    ) -> Result<Slot, Error> {
        self.node = id;
        let Some(value) = self.find_variable(unit, name) else {
            return Err(self.undefined_variable(unit, name));
        };
        let value = value.clone();
        if fields.length == 0 {
            self.not_a_function(arguments, last.as_ref())?;
            return Ok(value);
        }
        self.eval_fields(unit, dot, &value, id, fields, arguments, last)
    }

    /// Go: `evalFunction`. `called` is the node that an error of the call names.
    #[expect(clippy::too_many_arguments, reason = "as Go's evalFunction")]
    pub(crate) fn eval_function(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        id: NodeId,
        function: u32,
        called: NodeId,
        arguments: &[NodeId],
        last: Option<Slot>,
    ) -> Result<Slot, Error> {
        self.node = id;
        let arguments = arguments.get(1..).unwrap_or(&[]);
        match self.set.functions().callee(function) {
            Some((name, Callee::Host(function))) => {
                self.call_host(unit, dot, function, name, called, arguments, last)
            }
            Some((_, Callee::Builtin(builtin))) => {
                self.call_builtin(unit, dot, *builtin, called, arguments, last)
            }
            None => Ok(Slot::INVALID),
        }
    }

    /// Go: `evalFieldChain`.
    #[inline]
    #[expect(clippy::too_many_arguments, reason = "as Go's evalFieldChain")]
    pub(crate) fn eval_fields(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        receiver: &Slot,
        node: NodeId,
        fields: Span,
        arguments: &[NodeId],
        last: Option<Slot>,
    ) -> Result<Slot, Error> {
        let path = unit.fields(fields);
        self.work_all(Work::Field, path.len());
        if arguments.len() < 2
            && last.is_none()
            && !self.is_traced
            && let Some(value) = plain_path(&receiver.value, unit, path, Value::clone)
        {
            return Ok(Slot { value, form: Form::Interface });
        }
        self.eval_path(unit, dot, receiver, node, path, arguments, last)
    }

    #[inline(never)]
    #[expect(clippy::too_many_arguments, reason = "as Go's evalFieldChain")]
    fn eval_path(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        receiver: &Slot,
        node: NodeId,
        path: &[Span],
        arguments: &[NodeId],
        last: Option<Slot>,
    ) -> Result<Slot, Error> {
        let Some((method, path)) = path.split_last() else {
            return Ok(receiver.clone());
        };
        let access = Access { name: unit.bytes(*method), arguments, last, node };
        let Some((first, path)) = path.split_first() else {
            return self.eval_field(unit, dot, receiver, access);
        };
        let step =
            |name: &Span| Access { name: unit.bytes(*name), arguments: &[], last: None, node };
        let mut value = self.eval_field(unit, dot, receiver, step(first))?;
        for name in path {
            value = self.eval_field(unit, dot, &value, step(name))?;
        }
        self.eval_field(unit, dot, &value, access)
    }

    /// Go: `evalField`.
    #[inline]
    fn eval_field(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        receiver: &Slot,
        access: Access<'_>,
    ) -> Result<Slot, Error> {
        match &receiver.value {
            Value::Map(map) => {
                let methods = map.map_type().methods;
                if let Some(methods) = methods.filter(|_| is_exported(access.name))
                    && let Some(name) = std::str::from_utf8(access.name).ok()
                    && methods.has(name)
                {
                    return self.call_method(unit, dot, receiver, access, methods);
                }
                self.eval_key(map, &access)
            }
            _ => self.eval_other_field(unit, dot, receiver, access),
        }
    }

    #[inline]
    fn eval_key(&mut self, map: &Map, access: &Access<'_>) -> Result<Slot, Error> {
        if access.has_arguments() {
            let name = String::from_utf8_lossy(access.name);
            return Err(self.error(format!("{name} is not a method but has arguments")));
        }
        let found = map.get(access.name);
        self.trace_field(map.identity(), access.name, found.is_some());
        let element = map.map_type().element;
        match (found, self.set.missing_key()) {
            (Some(value), _) => Ok(Slot::element(value, element)),
            (None, MissingKey::Default) => Ok(Slot::INVALID),
            (None, MissingKey::Zero) => Ok(Slot::element(element.zero(), element)),
            (None, MissingKey::Error) => {
                let name = strconv::quote(access.name);
                Err(self.error(format!("map has no entry for key {name}")))
            }
        }
    }

    fn eval_other_field(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        receiver: &Slot,
        access: Access<'_>,
    ) -> Result<Slot, Error> {
        match &receiver.value {
            Value::Nil if receiver.is_invalid() => {
                if self.set.missing_key() == MissingKey::Error {
                    let name = strconv::quote(access.name);
                    return Err(self.error(format!("nil data; no entry for key {name}")));
                }
                Ok(Slot::INVALID)
            }
            Value::Nil => {
                let name = String::from_utf8_lossy(access.name);
                let type_name = receiver.type_name();
                Err(self.error(format!("nil pointer evaluating {type_name}.{name}")))
            }
            Value::Object(object) => {
                self.eval_object_field(unit, dot, receiver, object.as_ref(), access)
            }
            Value::List(list) => match list.list_type().methods {
                Some(methods)
                    if std::str::from_utf8(access.name).is_ok_and(|name| methods.has(name)) =>
                {
                    self.call_method(unit, dot, receiver, access, methods)
                }
                _ => Err(self.no_field(receiver, &access)),
            },
            _ => Err(self.no_field(receiver, &access)),
        }
    }

    fn no_field(&self, receiver: &Slot, access: &Access<'_>) -> Error {
        let name = String::from_utf8_lossy(access.name);
        self.error(format!("can't evaluate field {name} in type {}", receiver.type_name()))
    }

    fn eval_object_field(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        receiver: &Slot,
        object: &dyn Object,
        access: Access<'_>,
    ) -> Result<Slot, Error> {
        let Ok(name) = std::str::from_utf8(access.name) else {
            return Err(self.no_field(receiver, &access));
        };
        if object.has_method(name) && has_methods_here(object, receiver) {
            return self.call_object(unit, dot, object, access, name);
        }
        if !matches!(object.kind(), Kind::Struct | Kind::Pointer) {
            return Err(self.no_field(receiver, &access));
        }
        match object.field(name) {
            Some(_) if access.has_arguments() => {
                let problem = "has arguments but cannot be invoked as function";
                Err(self.error(format!("{name} {problem}")))
            }
            Some(Value::Nil) => Ok(Slot { value: Value::Nil, form: Form::Interface }),
            Some(value) => {
                let has_address = object.kind() == Kind::Pointer;
                let form = match has_address || receiver.form == Form::Addressable {
                    true => Form::Addressable,
                    false => Form::Concrete,
                };
                Ok(Slot { value, form })
            }
            None if object.printed_fields().iter().any(|(field, _)| *field == name) => {
                let type_name = receiver.type_name();
                let problem = "is an unexported field of struct type";
                Err(self.error(format!("{name} {problem} {type_name}")))
            }
            None => Err(self.no_field(receiver, &access)),
        }
    }

    /// Calls a method of a map or slice type. All that there are take strings.
    fn call_method(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        receiver: &Slot,
        access: Access<'_>,
        methods: &'static dyn Methods,
    ) -> Result<Slot, Error> {
        let name = String::from_utf8_lossy(access.name);
        let parameter = |_| Parameter::String;
        let arity = (methods.arity(&name), false);
        let node = access.node;
        let arguments = access.arguments.get(1..).unwrap_or(&[]);
        self.call_any(
            unit,
            dot,
            &name,
            arity,
            parameter,
            node,
            arguments,
            access.last,
            |call, values| {
                call.execution.steps += methods.work(&receiver.value, &name, values);
                methods.call(&receiver.value, &name, values)
            },
        )
    }

    fn call_object(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        object: &dyn Object,
        access: Access<'_>,
        name: &str,
    ) -> Result<Slot, Error> {
        let parameters = object.method_parameters(name).unwrap_or(&[Element::Interface]);
        let parameter = |index| match parameters.get(index).or(parameters.last()) {
            Some(element) => Parameter::of(*element),
            None => Parameter::Any,
        };
        let arity = object.method_arity(name);
        let node = access.node;
        let arguments = access.arguments.get(1..).unwrap_or(&[]);
        self.call_any(
            unit,
            dot,
            name,
            arity,
            parameter,
            node,
            arguments,
            access.last,
            |_, values| object.call_method(name, values),
        )
    }
}

/// Runs `read` on a dot, field or variable, if plain maps lead to its value. What is not that
/// simple is left to the long way, which copies what it meets.
#[inline]
pub(crate) fn read_plain<R>(
    unit: &Unit,
    dot: &Slot,
    variables: &[Variable],
    operand: NodeId,
    read: impl FnOnce(&Value) -> R,
) -> Option<R> {
    match unit.node(operand) {
        Node::Field { fields } => plain_path(&dot.value, unit, unit.fields(fields), read),
        Node::Dot => Some(read(&dot.value)),
        Node::Variable { name, fields } => {
            // A longer search is work that the long way counts.
            let near = if name == 0 { 0 } else { variables.len().saturating_sub(16) };
            let near = variables.get(near..)?;
            let value = &near.get(latest(unit, near, name)?)?.slot.value;
            match unit.fields(fields) {
                [] => Some(read(value)),
                path => plain_path(value, unit, path, read),
            }
        }
        _ => None,
    }
}

/// Index of the variable of this name that was declared last.
#[inline]
pub(crate) fn latest(unit: &Unit, variables: &[Variable], name: u32) -> Option<usize> {
    if name == 0 && !unit.redeclares_dollar {
        return Some(0);
    }
    variables.iter().rposition(|variable| variable.name == name)
}

/// Follows a path through plain maps without copying what lies on it; `None` where a step is not
/// a key that is there.
#[inline]
fn plain_path<R>(
    value: &Value,
    unit: &Unit,
    path: &[Span],
    read: impl FnOnce(&Value) -> R,
) -> Option<R> {
    let [first, rest @ ..] = path else {
        return None;
    };
    let Value::Map(map) = value else { return None };
    let map_type = map.map_type();
    let name = unit.bytes(*first);
    if map_type.element != Element::Interface || map_type.methods.is_some() && is_exported(name) {
        return None;
    }
    let entries = map.entries();
    let found = entries.get(name)?;
    match rest {
        [] => Some(read(found)),
        [_] | [_, _] | [_, _, _] | [_, _, _, _] => plain_path_on(found, unit, rest, read),
        _ => None,
    }
}

/// [`plain_path`], called where it would call itself.
fn plain_path_on<R>(
    value: &Value,
    unit: &Unit,
    path: &[Span],
    read: impl FnOnce(&Value) -> R,
) -> Option<R> {
    plain_path(value, unit, path, read)
}

/// Whether Go would list the name among the methods: they start with an upper-case letter.
#[inline]
fn is_exported(name: &[u8]) -> bool {
    name.first().is_some_and(|first| !first.is_ascii_lowercase() && *first != b'_')
}

/// Methods of the pointer only are out of reach where no address can be taken.
fn has_methods_here(object: &dyn Object, receiver: &Slot) -> bool {
    object.stringer() != Stringer::Pointer
        || object.kind() != Kind::Struct
        || receiver.form == Form::Addressable
}
