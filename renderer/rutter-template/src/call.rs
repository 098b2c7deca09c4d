//! Calling functions and methods, and what becomes of their arguments.
//!
//! Go: text/template/exec.go `evalCall`, `evalArg`, `validateType`.

use rutter_go::value::{LIST, MAP};
use rutter_go::{Element, List, Map, Str, Value};

use crate::ast::{Node, NodeId, Unit};
use crate::budget::Work;
use crate::error::{Error, Kind};
use crate::eval::read_plain;
use crate::exec::Call;
use crate::funcmap::{Function, Parameter};
use crate::slot::{Form, Slot};

impl Call<'_, '_> {
    /// Checks the number of arguments, of which `fixed` must be given.
    #[inline]
    pub(crate) fn check_count(
        &self,
        name: &str,
        fixed: usize,
        is_variadic: bool,
        given: usize,
        last: Option<&Slot>,
    ) -> Result<(), Error> {
        let all = given + usize::from(last.is_some());
        if is_variadic && all < fixed {
            // Go leaves out what the pipeline gives.
            let message = format!("want at least {fixed} got {given}");
            return Err(self.error(format!("wrong number of args for {name}: {message}")));
        }
        if !is_variadic && all != fixed {
            let message = format!("want {fixed} got {all}");
            return Err(self.error(format!("wrong number of args for {name}: {message}")));
        }
        Ok(())
    }

    /// Counts the texts that a function is given: most look at all of them. Lists and maps count
    /// where a function goes through them; `append` and `set` do not.
    #[inline]
    pub(crate) fn work_on(&mut self, values: &[Value]) {
        let bytes: usize = values.iter().filter_map(Value::as_string).map(Str::len).sum();
        self.execution.steps += bytes as u64 / 8;
    }

    /// Counts the texts that a built-in function compares with the first.
    #[inline]
    pub(crate) fn work_on_compared(&mut self, slots: &[Slot]) {
        let [first, others @ ..] = slots else { return };
        let Some(first) = first.value.as_string() else { return };
        let texts = others.iter().filter_map(|other| other.value.as_string());
        let bytes: usize = texts.map(|text| text.len().min(first.len())).sum();
        self.execution.steps += bytes as u64 / 16;
    }

    /// Go: `evalCall` of a function of the host.
    #[expect(clippy::too_many_arguments, reason = "as Go's evalCall")]
    pub(crate) fn call_host(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        function: &Function,
        name: &str,
        node: NodeId,
        arguments: &[NodeId],
        last: Option<Slot>,
    ) -> Result<Slot, Error> {
        let signature = function.signature;
        let is_variadic = signature.variadic.is_some();
        let fixed = signature.fixed.len();
        self.check_count(name, fixed, is_variadic, arguments.len(), last.as_ref())?;
        let parameter = |index: usize| match signature.fixed.get(index) {
            Some(parameter) => *parameter,
            None => signature.variadic.unwrap_or(Parameter::Any),
        };
        let values = self.eval_arguments(unit, dot, parameter, arguments, last)?;
        self.work_on(&values);
        self.step(Work::Call)?;
        let argument = self.node;
        if self.is_traced {
            // A listener hears of the call, not of its last argument.
            self.node = node;
        }
        let result = (function.body)(self, &values);
        self.node = argument;
        self.give_back(values);
        match result {
            Ok(value) => Ok(Slot::returned(value)),
            Err(error) => Err(self.call_failed(node, name, error)),
        }
    }

    /// Go: `evalCall` of a method.
    #[expect(clippy::too_many_arguments, reason = "as Go's evalCall")]
    pub(crate) fn call_any(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        name: &str,
        (arity, is_variadic): (usize, bool),
        parameter: impl Fn(usize) -> Parameter,
        node: NodeId,
        arguments: &[NodeId],
        last: Option<Slot>,
        body: impl FnOnce(&mut Self, &[Value]) -> Result<Value, String>,
    ) -> Result<Slot, Error> {
        let fixed = arity - usize::from(is_variadic && arity > 0);
        self.check_count(name, fixed, is_variadic, arguments.len(), last.as_ref())?;
        let values = self.eval_arguments(unit, dot, parameter, arguments, last)?;
        self.step(Work::Call)?;
        let result = body(self, &values);
        self.give_back(values);
        match result {
            Ok(value) => Ok(Slot::returned(value)),
            Err(text) => Err(self.call_failed(node, name, Error::new(text))),
        }
    }

    /// The error of a call that failed.
    #[cold]
    pub(crate) fn call_failed(&mut self, node: NodeId, name: &str, error: Error) -> Error {
        self.node = node;
        match error.kind() {
            Kind::Limit => self.locate(error),
            _ => self.exec_error(format!("error calling {name}: "), Some(error)),
        }
    }

    /// The values of the arguments, in a list that [`Call::give_back`] wants back.
    #[inline]
    pub(crate) fn eval_arguments(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        parameter: impl Fn(usize) -> Parameter,
        arguments: &[NodeId],
        last: Option<Slot>,
    ) -> Result<Vec<Value>, Error> {
        let mut values = self.values.pop().unwrap_or_default();
        for (index, argument) in arguments.iter().enumerate() {
            values.push(self.eval_argument(unit, dot, parameter(index), *argument)?);
        }
        if let Some(last) = last {
            values.push(self.validate(last, parameter(arguments.len()))?);
        }
        Ok(values)
    }

    #[inline]
    pub(crate) fn give_back(&mut self, mut values: Vec<Value>) {
        values.clear();
        self.values.push(values);
    }

    /// An argument that is no constant, as it comes (Go: `evalArg` without a type).
    pub(crate) fn eval_operand(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        id: NodeId,
    ) -> Result<Slot, Error> {
        self.node = id;
        match unit.node(id) {
            Node::Dot => Ok(dot.clone()),
            Node::Field { fields } => self.eval_fields(unit, dot, dot, id, fields, &[], None),
            Node::Variable { name, fields } => {
                self.eval_variable(unit, dot, id, name, fields, &[], None)
            }
            Node::Pipe(_) => {
                self.check_stack()?;
                self.eval_pipeline(unit, dot, id)
            }
            Node::Identifier { function, .. } => {
                self.eval_function(unit, dot, id, function, id, &[], None)
            }
            Node::Chain { node, fields } => self.eval_chain(unit, dot, id, node, fields, &[], None),
            Node::Nil => Ok(Slot::INVALID),
            _ => self.eval_constant(unit, id),
        }
    }

    /// Go: `evalArg`.
    pub(crate) fn eval_argument(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        parameter: Parameter,
        id: NodeId,
    ) -> Result<Value, Error> {
        match unit.node(id) {
            Node::Nil => {
                self.node = id;
                zero(parameter)
                    .ok_or_else(|| self.error(format!("cannot assign nil to {}", parameter.name())))
            }
            Node::Bool(_) | Node::Number(_) | Node::String(_) => {
                self.typed_constant(unit, parameter, id)
            }
            _ => {
                if let Some(value) = self.plain_argument(unit, dot, parameter, id) {
                    return Ok(value);
                }
                let slot = self.eval_operand(unit, dot, id)?;
                self.validate(slot, parameter)
            }
        }
    }

    /// An argument that is easily reached and has the right type.
    #[inline]
    fn plain_argument(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        parameter: Parameter,
        id: NodeId,
    ) -> Option<Value> {
        if self.is_traced {
            return None;
        }
        let variables = self.variables.get(self.base..)?;
        let value = read_plain(unit, dot, variables, id, |value| match (parameter, value) {
            (Parameter::Any, value) => Some(value.clone()),
            (Parameter::String, Value::String(_)) => Some(value.clone()),
            _ => None,
        })??;
        self.node = id;
        Some(value)
    }

    /// A constant where a type is asked for (Go: `evalBool`, `evalInteger` and so on).
    fn typed_constant(
        &mut self,
        unit: &Unit,
        parameter: Parameter,
        id: NodeId,
    ) -> Result<Value, Error> {
        self.node = id;
        let node = unit.node(id);
        let number = match node {
            Node::Number(index) => unit.numbers.get(index as usize),
            _ => None,
        };
        let (value, expected) = match parameter {
            Parameter::Any => return self.eval_constant(unit, id).map(|slot| slot.value),
            Parameter::String => match node {
                Node::String(_) => return self.eval_constant(unit, id).map(|slot| slot.value),
                _ => (None, "string"),
            },
            Parameter::Bool => match node {
                Node::Bool(value) => (Some(Value::Bool(value)), ""),
                _ => (None, "bool"),
            },
            Parameter::Int => (number.and_then(|n| n.int).map(Value::Int), "integer"),
            Parameter::Int64 => (number.and_then(|n| n.int).map(Value::Int64), "integer"),
            Parameter::Uint32 => {
                // Go cuts off what does not fit.
                let cut = |n: u64| Value::Uint64(u64::from(n as u32));
                (number.and_then(|n| n.uint).map(cut), "unsigned integer")
            }
            Parameter::Float64 => (number.and_then(|n| n.float).map(Value::Float64), "float"),
            Parameter::Map | Parameter::List | Parameter::Object(_) => {
                let text = self.node_text(id);
                let name = parameter.name();
                return Err(self.error(format!("can't handle {text} for arg of type {name}")));
            }
        };
        value.ok_or_else(|| {
            let text = self.node_text(id);
            self.error(format!("expected {expected}; found {text}"))
        })
    }

    /// Go: `validateType`.
    #[inline]
    pub(crate) fn validate(&self, slot: Slot, parameter: Parameter) -> Result<Value, Error> {
        match (parameter, slot.value) {
            (Parameter::Any, value) => Ok(value),
            (Parameter::String, value @ Value::String(_)) => Ok(value),
            (parameter, value) => self.validate_other(Slot { value, form: slot.form }, parameter),
        }
    }

    fn validate_other(&self, slot: Slot, parameter: Parameter) -> Result<Value, Error> {
        let name = parameter.name();
        if slot.is_invalid() {
            return zero(parameter)
                .ok_or_else(|| self.error(format!("invalid value; expected {name}")));
        }
        match (parameter, &slot.value) {
            (Parameter::Bool, Value::Bool(_))
            | (Parameter::Int, Value::Int(_))
            | (Parameter::Int64, Value::Int64(_))
            | (Parameter::Float64, Value::Float64(_)) => Ok(slot.value),
            (Parameter::Map, Value::Map(map)) if map.map_type().element == Element::Interface => {
                // The function sees the plain type.
                Ok(Value::Map(if std::ptr::eq(map.map_type(), &MAP) {
                    map.clone()
                } else {
                    map.cast(&MAP)
                }))
            }
            (Parameter::List, Value::List(list))
                if list.list_type().element == Element::Interface =>
            {
                Ok(slot.value)
            }
            (Parameter::Object(name), value) if is_assignable(value, slot.form, name) => {
                Ok(slot.value)
            }
            (_, Value::Nil) => Err(self.wrong_type(name, "interface {}")),
            (_, value) => Err(self.wrong_type(name, &value.type_name())),
        }
    }

    fn wrong_type(&self, expected: &str, got: &str) -> Error {
        self.error(format!("wrong type for value; expected {expected}; got {got}"))
    }
}

/// What nil becomes as an argument; `None` where the type has no nil (Go: `canBeNil`).
fn zero(parameter: Parameter) -> Option<Value> {
    match parameter {
        Parameter::Any => Some(Value::Nil),
        Parameter::Map => Some(Value::Map(Map::nil(&MAP))),
        Parameter::List => Some(Value::List(List::nil(&LIST))),
        Parameter::Object(name) => {
            let nilable = ["*", "[]", "map[", "func(", "chan ", "interface"];
            nilable.iter().any(|prefix| name.starts_with(prefix)).then_some(Value::Nil)
        }
        _ => None,
    }
}

/// Whether the value has the named type, or one pointer more or less makes it so.
fn is_assignable(value: &Value, form: Form, name: &str) -> bool {
    let own = value.type_name();
    own == name
        || own.strip_prefix('*') == Some(name)
        || form == Form::Addressable && name.strip_prefix('*') == Some(&own)
}
