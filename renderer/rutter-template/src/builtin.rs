//! Go's own functions.
//!
//! Go: text/template/funcs.go `builtins`. Those that look at types get [`Slot`]s, as Go's get
//! `reflect.Value`s.

use rutter_go::fmt::{self, FormatError};
use rutter_go::{Kind, Str, Value};

use crate::ast::{NodeId, Unit};
use crate::budget::Work;
use crate::compare;
use crate::error::Error;
use crate::escape;
use crate::exec::Call;
use crate::funcmap::Parameter;
use crate::printable::pointed;
use crate::slot::{Form, Slot, underlying};

/// A function of Go's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Builtin {
    And,
    Call,
    Eq,
    Ge,
    Gt,
    Html,
    Index,
    Js,
    Le,
    Len,
    Lt,
    Ne,
    Not,
    Or,
    Print,
    Printf,
    Println,
    Slice,
    Urlquery,
}

impl Builtin {
    pub const ALL: [Builtin; 19] = [
        Builtin::And,
        Builtin::Call,
        Builtin::Eq,
        Builtin::Ge,
        Builtin::Gt,
        Builtin::Html,
        Builtin::Index,
        Builtin::Js,
        Builtin::Le,
        Builtin::Len,
        Builtin::Lt,
        Builtin::Ne,
        Builtin::Not,
        Builtin::Or,
        Builtin::Print,
        Builtin::Printf,
        Builtin::Println,
        Builtin::Slice,
        Builtin::Urlquery,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Builtin::And => "and",
            Builtin::Call => "call",
            Builtin::Eq => "eq",
            Builtin::Ge => "ge",
            Builtin::Gt => "gt",
            Builtin::Html => "html",
            Builtin::Index => "index",
            Builtin::Js => "js",
            Builtin::Le => "le",
            Builtin::Len => "len",
            Builtin::Lt => "lt",
            Builtin::Ne => "ne",
            Builtin::Not => "not",
            Builtin::Or => "or",
            Builtin::Print => "print",
            Builtin::Printf => "printf",
            Builtin::Println => "println",
            Builtin::Slice => "slice",
            Builtin::Urlquery => "urlquery",
        }
    }

    /// Number of arguments that must be given, and whether there may be more.
    fn arity(self) -> (usize, bool) {
        use Builtin::*;
        match self {
            Html | Js | Print | Println | Urlquery => (0, true),
            And | Call | Eq | Index | Or | Printf | Slice => (1, true),
            Len | Not => (1, false),
            Ge | Gt | Le | Lt | Ne => (2, false),
        }
    }

    /// The Go type of an argument, where it is not `reflect.Value`.
    fn parameter(self, index: usize) -> Option<Parameter> {
        use Builtin::*;
        match self {
            Printf if index == 0 => Some(Parameter::String),
            Html | Js | Print | Printf | Println | Urlquery => Some(Parameter::Any),
            _ => None,
        }
    }
}

/// What a builtin returns; the error is the text of Go's.
type Outcome = Result<Slot, String>;

impl Call<'_, '_> {
    /// Go: `evalCall` of a builtin.
    pub(crate) fn call_builtin(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        builtin: Builtin,
        node: NodeId,
        arguments: &[NodeId],
        last: Option<Slot>,
    ) -> Result<Slot, Error> {
        let (fixed, is_variadic) = builtin.arity();
        self.check_count(builtin.name(), fixed, is_variadic, arguments.len(), last.as_ref())?;
        if matches!(builtin, Builtin::And | Builtin::Or) {
            return self.call_logic(unit, dot, builtin, arguments, last);
        }
        if builtin.parameter(0).is_some() {
            return self.call_text(unit, dot, builtin, node, arguments, last);
        }
        if let ([a, b], None, true) = (arguments, &last, builtin != Builtin::Call) {
            let slots = [self.eval_operand(unit, dot, *a)?, self.eval_operand(unit, dot, *b)?];
            self.work_on_compared(&slots);
            self.step(Work::Call)?;
            let outcome = apply(builtin, &slots);
            return outcome
                .map_err(|text| self.call_failed(node, builtin.name(), Error::new(text)));
        }
        let mut slots = self.slots.pop().unwrap_or_default();
        for argument in arguments {
            slots.push(self.eval_operand(unit, dot, *argument)?);
        }
        slots.extend(last);
        self.work_on_compared(&slots);
        self.step(Work::Call)?;
        let outcome = match builtin {
            Builtin::Call => self.call_value(&slots, arguments),
            builtin => apply(builtin, &slots),
        };
        slots.clear();
        self.slots.push(slots);
        outcome.map_err(|text| self.call_failed(node, builtin.name(), Error::new(text)))
    }

    /// `and` and `or` stop at the argument that decides.
    fn call_logic(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        builtin: Builtin,
        arguments: &[NodeId],
        last: Option<Slot>,
    ) -> Result<Slot, Error> {
        let mut value = Slot::INVALID;
        for argument in arguments {
            value = self.eval_operand(unit, dot, *argument)?;
            if value.truth() == (builtin == Builtin::Or) {
                return Ok(value);
            }
        }
        Ok(last.unwrap_or(value))
    }

    /// Functions from values to text.
    fn call_text(
        &mut self,
        unit: &Unit,
        dot: &Slot,
        builtin: Builtin,
        node: NodeId,
        arguments: &[NodeId],
        last: Option<Slot>,
    ) -> Result<Slot, Error> {
        let parameter = |index| builtin.parameter(index).unwrap_or(Parameter::Any);
        let values = self.eval_arguments(unit, dot, parameter, arguments, last)?;
        self.work_on(&values);
        self.step(Work::Call)?;
        let limit = self.string_limit();
        let result = match (builtin, &*values) {
            (Builtin::Printf, [Value::String(format), values @ ..]) => self.string_with(|out| {
                fmt::append_sprintf_limited(out, format.as_bytes(), values, limit)
            }),
            _ => text(builtin, &values, limit),
        };
        self.give_back(values);
        let result = result.map_err(|error| match error {
            FormatError::TooLong => self.too_long(),
            FormatError::TooDeep => Error::new(error.to_string()),
        });
        let charged = result.and_then(|text| self.charge_bytes(text.len()).map(|()| text));
        match charged {
            Ok(text) => Ok(Slot::concrete(Value::String(text))),
            Err(error) => Err(self.call_failed(node, builtin.name(), error)),
        }
    }

    /// `call`: no value a template can reach is a function.
    fn call_value(&self, slots: &[Slot], arguments: &[NodeId]) -> Outcome {
        let Some(function) = slots.first() else {
            return Err("call of nil".to_string());
        };
        if function.value.is_nil() {
            return Err("call of nil".to_string());
        }
        let name = match (arguments.first(), &function.value) {
            (Some(argument), _) => self.node_text(*argument),
            (None, Value::String(text)) => text.to_str_lossy().into_owned(),
            (None, value) => format!("<{} Value>", value.type_name()),
        };
        Err(format!("non-function {name} of type {}", function.value.type_name()))
    }
}

fn text(builtin: Builtin, values: &[Value], limit: usize) -> Result<Str, FormatError> {
    let bytes = match (builtin, values) {
        (Builtin::Print, [Value::String(text)]) => return Ok(text.clone()),
        (Builtin::Print, values) => fmt::sprint_limited(values, limit)?,
        (Builtin::Println, values) => fmt::sprintln_limited(values, limit)?,
        (Builtin::Html, values) => return escape::html(&plain_text(values, limit)?, limit),
        (Builtin::Js, values) => return escape::js(&plain_text(values, limit)?, limit),
        (_, values) => return escape::url_query(&plain_text(values, limit)?, limit),
    };
    Ok(Str::from(bytes))
}

/// Go: `evalArgs`.
fn plain_text(values: &[Value], limit: usize) -> Result<Str, FormatError> {
    if let [Value::String(text)] = values {
        return Ok(text.clone());
    }
    let printable = values.iter().map(|value| match value {
        Value::Nil => Value::from("<no value>"),
        value => pointed(value),
    });
    Ok(Str::from(fmt::sprint_limited(&printable.collect::<Vec<_>>(), limit)?))
}

fn apply(builtin: Builtin, slots: &[Slot]) -> Outcome {
    let boolean = |result: Result<bool, String>| result.map(|b| Slot::concrete(Value::Bool(b)));
    match (builtin, slots) {
        (Builtin::Eq, [first, rest @ ..]) => boolean(compare::eq(&first.value, rest)),
        (Builtin::Ne, [a, rest @ ..]) => boolean(compare::eq(&a.value, rest).map(|b| !b)),
        (Builtin::Lt, [a, b]) => boolean(compare::lt(&a.value, &b.value)),
        (Builtin::Le, [a, b]) => boolean(compare::le(&a.value, &b.value)),
        (Builtin::Gt, [a, b]) => boolean(compare::le(&a.value, &b.value).map(|b| !b)),
        (Builtin::Ge, [a, b]) => boolean(compare::lt(&a.value, &b.value).map(|b| !b)),
        (Builtin::Not, [value]) => boolean(Ok(!value.truth())),
        (Builtin::Len, [value]) => length(value),
        (Builtin::Index, [item, indexes @ ..]) => index(item, indexes),
        (Builtin::Slice, [item, indexes @ ..]) => slice(item, indexes),
        _ => Ok(Slot::INVALID),
    }
}

/// The value a pointer points at has the type without the `*`.
fn pointed_type(value: &Value) -> String {
    let name = value.type_name();
    match value.kind() {
        Kind::Pointer => name.strip_prefix('*').unwrap_or(&name).to_string(),
        _ => name.into_owned(),
    }
}

/// Go: `length`.
fn length(slot: &Slot) -> Outcome {
    let plain = underlying(&slot.value);
    let length = match plain.as_ref().unwrap_or(&slot.value) {
        Value::Nil if slot.is_invalid() => {
            return Err("reflect: call of reflect.Value.Type on zero Value".to_string());
        }
        Value::Nil => return Err("len of nil pointer".to_string()),
        Value::String(text) => text.len(),
        Value::Bytes(bytes) => bytes.as_bytes().len(),
        Value::List(list) => list.len(),
        Value::Map(map) => map.len(),
        _ => return Err(format!("len of type {}", pointed_type(&slot.value))),
    };
    Ok(Slot::concrete(Value::Int(length as i64)))
}

/// Go: `index`.
fn index(item: &Slot, indexes: &[Slot]) -> Outcome {
    let mut item = item.clone().out_of_interface();
    if item.is_invalid() {
        return Err("index of untyped nil".to_string());
    }
    for index in indexes {
        item = index_once(&item, &index.value)?;
    }
    Ok(item)
}

fn index_once(item: &Slot, index: &Value) -> Outcome {
    match &item.value {
        Value::Nil => Err("index of nil pointer".to_string()),
        Value::List(list) => {
            let at = index_argument(index, list.len())?;
            let element = list.list_type().element;
            match list.get(at) {
                Some(value) => Ok(Slot::element(value, element)),
                None => Err("reflect: slice index out of range".to_string()),
            }
        }
        Value::Bytes(bytes) => byte_at(bytes.as_bytes(), index, "slice"),
        Value::String(text) => byte_at(text.as_bytes(), index, "string"),
        Value::Map(map) => {
            let Value::String(key) = index else {
                return Err(match index {
                    Value::Nil => "value is nil; should be of type string".to_string(),
                    _ => format!("value has type {}; should be string", index.type_name()),
                });
            };
            let element = map.map_type().element;
            let value = map.get(key).unwrap_or_else(|| element.zero());
            Ok(Slot::element(value, element))
        }
        value => Err(format!("can't index item of type {}", pointed_type(value))),
    }
}

fn byte_at(bytes: &[u8], index: &Value, kind: &str) -> Outcome {
    match bytes.get(index_argument(index, bytes.len())?) {
        Some(byte) => Ok(Slot::concrete(Value::Uint8(*byte))),
        None => Err(format!("reflect: {kind} index out of range")),
    }
}

/// Go: `indexArg`.
fn index_argument(index: &Value, capacity: usize) -> Result<usize, String> {
    let plain = underlying(index);
    let number = match plain.as_ref().unwrap_or(index) {
        Value::Int(number) | Value::Int64(number) => *number,
        Value::Uint64(number) => *number as i64,
        Value::Uint8(number) => i64::from(*number),
        Value::Nil => return Err("cannot index slice/array with nil".to_string()),
        _ => {
            let name = index.type_name();
            return Err(format!("cannot index slice/array with type {name}"));
        }
    };
    match usize::try_from(number) {
        Ok(index) if index <= capacity => Ok(index),
        _ => Err(format!("index out of range: {number}")),
    }
}

/// Go: `slice`.
fn slice(item: &Slot, indexes: &[Slot]) -> Outcome {
    let item = item.clone().out_of_interface();
    if item.is_invalid() {
        return Err("slice of untyped nil".to_string());
    }
    if indexes.len() > 3 {
        return Err(format!("too many slice indexes: {}", indexes.len()));
    }
    let length = match &item.value {
        Value::String(_) if indexes.len() == 3 => {
            return Err("cannot 3-index slice a string".to_string());
        }
        Value::String(text) => text.len(),
        Value::Bytes(bytes) => bytes.as_bytes().len(),
        Value::List(list) => list.len(),
        value => return Err(format!("can't slice item of type {}", pointed_type(value))),
    };
    let mut bounds = [0, length, length];
    for (bound, index) in bounds.iter_mut().zip(indexes) {
        // Go does not look inside an interface here.
        if index.form == Form::Interface {
            return Err("cannot index slice/array with type interface {}".to_string());
        }
        *bound = index_argument(&index.value, length)?;
    }
    let [low, high, capacity] = bounds;
    if low > high {
        return Err(format!("invalid slice index: {low} > {high}"));
    }
    if high > capacity {
        return Err(format!("invalid slice index: {high} > {capacity}"));
    }
    let value = match &item.value {
        Value::String(text) => Value::String(text.as_bytes().get(low..high).unwrap_or(&[]).into()),
        Value::Bytes(bytes) => {
            let part = bytes.as_bytes().get(low..high).unwrap_or(&[]);
            Value::Bytes(rutter_go::Bytes::new(part))
        }
        Value::List(list) => list.slice(low, high).map_or(Value::Nil, Value::List),
        other => other.clone(),
    };
    Ok(Slot { value, form: Form::Concrete })
}
