//! A value as Go's reflection sees it while a template runs.
//!
//! Go: `reflect.Value` in text/template/exec.go. Besides the value itself, a template can tell
//! three things apart: no value at all, a value inside an `interface {}`, and a value whose
//! address can be taken.

use rutter_go::{Element, Value};

/// How a value was come by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// No value (Go: the zero `reflect.Value`).
    Invalid,
    /// Inside an `interface {}`, which may be nil.
    Interface,
    /// Of its own type.
    Concrete,
    /// Of its own type, and a field that has an address.
    Addressable,
}

/// A value and how it was come by.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    pub value: Value,
    pub form: Form,
}

impl Slot {
    pub const INVALID: Slot = Slot { value: Value::Nil, form: Form::Invalid };

    #[inline]
    pub fn concrete(value: Value) -> Slot {
        Slot { value, form: Form::Concrete }
    }
    /// What a map or slice of this element type holds.
    #[inline]
    pub fn element(value: Value, element: Element) -> Slot {
        let form = match element {
            Element::Interface => Form::Interface,
            _ => Form::Concrete,
        };
        Slot { value, form }
    }
    /// What a function returned: nil can only be the nil interface.
    #[inline]
    pub fn returned(value: Value) -> Slot {
        let form = if value.is_nil() { Form::Interface } else { Form::Concrete };
        Slot { value, form }
    }
    /// The data of an execution (Go: `reflect.ValueOf`).
    #[inline]
    pub fn of(value: Value) -> Slot {
        Slot { value, form: Form::Interface }.out_of_interface()
    }
    /// Forgets that the value was inside an interface (Go: `indirectInterface`).
    #[inline]
    pub fn out_of_interface(mut self) -> Slot {
        if self.form == Form::Interface {
            self.form = if self.value.is_nil() { Form::Invalid } else { Form::Concrete };
        }
        self
    }
    #[inline]
    pub fn is_invalid(&self) -> bool {
        self.form == Form::Invalid
    }
    /// The name of the static type, for errors.
    pub fn type_name(&self) -> String {
        match self.form {
            Form::Interface => "interface {}".to_string(),
            _ => self.value.type_name().into_owned(),
        }
    }
    /// Go: `isTrue`.
    #[inline]
    pub fn truth(&self) -> bool {
        truth(&self.value)
    }
}

/// Whether a value is not the zero of its type (Go: `template.IsTrue`).
pub fn truth(value: &Value) -> bool {
    match value {
        Value::Nil => false,
        Value::Bool(value) => *value,
        Value::Int(value) | Value::Int64(value) => *value != 0,
        Value::Uint64(value) => *value != 0,
        Value::Uint8(value) => *value != 0,
        Value::Float64(value) => *value != 0.0,
        Value::Complex128(re, im) => *re != 0.0 || *im != 0.0,
        Value::String(text) => !text.is_empty(),
        Value::Bytes(bytes) => !bytes.as_bytes().is_empty(),
        Value::List(list) => !list.is_empty(),
        Value::Map(map) => !map.is_empty(),
        Value::Object(_) => underlying(value).is_none_or(|value| truth(&value)),
    }
}

/// The plain value of a named scalar such as `time.Month`; `None` for everything else.
#[inline]
pub(crate) fn underlying(value: &Value) -> Option<Value> {
    match value {
        Value::Object(object) => object.scalar(),
        _ => None,
    }
}
