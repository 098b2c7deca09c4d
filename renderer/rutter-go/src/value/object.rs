//! Structs, pointers and named scalars as templates and encoders see them.

use std::any::Any;
use std::borrow::Cow;

use super::{Element, Kind, Str, Value};

/// How a value with a `String` or `Error` method shows up in fmt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stringer {
    /// No such method.
    None,
    /// A method on the type itself: every formatting verb for text uses it.
    Value,
    /// A method on the pointer only: a template action uses it (text/template takes the address
    /// of a field), `print`, `quote` and `%v` do not.
    Pointer,
}

/// What an encoder (JSON, YAML, TOML) sees of an object.
pub enum Encoded {
    /// An ordinary value.
    Value(Value),
    /// A struct: its names and values in declaration order, omitted ones left out.
    Struct(Vec<(Str, Value)>),
    /// Marshalling fails with this text.
    Error(String),
}

/// The encoders that ask an object for its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// encoding/json: `json:` tags, MarshalJSON, MarshalText.
    Json,
    /// go-yaml v3: lower-cased names, `yaml:` tags, TextMarshaler.
    Yaml,
    /// BurntSushi/toml: field names as they are, `toml:` tags.
    Toml,
}

/// A struct, a pointer to one, or a named scalar with methods, as templates see it.
pub trait Object: Any {
    /// The Go type's name, such as `*chartutil.Capabilities`.
    fn type_name(&self) -> Cow<'static, str>;
    /// The Go kind: `Struct`, `Pointer`, or the kind of a named scalar.
    fn kind(&self) -> Kind;
    /// The plain value of a named scalar such as `time.Month`; `None` for structs and pointers.
    fn scalar(&self) -> Option<Value> {
        None
    }
    /// Exported fields with their values, in declaration order.
    fn fields(&self) -> Vec<(&'static str, Value)>;
    /// The value `%v` prints for each field (exported or not); by default those of `fields`.
    fn printed_fields(&self) -> Vec<(&'static str, Value)> {
        self.fields()
    }
    /// One exported field, promoted ones of embedded structs included.
    fn field(&self, name: &str) -> Option<Value> {
        self.fields().into_iter().find(|(n, _)| *n == name).map(|(_, v)| v)
    }
    /// Whether the type has this method.
    fn has_method(&self, _name: &str) -> bool {
        false
    }
    /// Number of arguments of a method, and whether the last is variadic.
    fn method_arity(&self, _name: &str) -> (usize, bool) {
        (0, false)
    }
    /// Types of a method's arguments, the last one that of all further ones; `None` where any
    /// value will do. [`Element::Object`] is not checked.
    fn method_parameters(&self, _name: &str) -> Option<&'static [Element]> {
        None
    }
    /// Calls a method; the error is the text of the Go error it returned.
    fn call_method(&self, name: &str, _arguments: &[Value]) -> Result<Value, String> {
        Err(format!("no method {name}"))
    }
    /// Whether and how the value has a `String` or `Error` method.
    fn stringer(&self) -> Stringer {
        Stringer::None
    }
    /// What that method returns.
    fn string(&self) -> String {
        String::new()
    }
    /// What its `GoString` method returns, which `%#v` prints; `None` without such a method.
    fn go_string(&self) -> Option<String> {
        None
    }
    /// What `%p` and a nested pointer show. Real addresses differ from run to run; this one is
    /// where the first objects of a Go program are.
    fn address(&self) -> u64 {
        0xc0_0001_0000
    }
    /// What encoders see.
    fn encode(&self, encoding: Encoding) -> Encoded;
    /// Go's `reflect.DeepEqual` with another object of the same type name.
    fn deep_equal(&self, other: &dyn Object) -> bool {
        std::ptr::addr_eq(self as *const _ as *const (), other as *const _ as *const ())
    }
}
