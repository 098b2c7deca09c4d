//! Plain Go structs that templates see: fields by name, JSON by tags.

use std::borrow::Cow;

use rutter_go::value::{Encoded, Encoding, Kind, Object, Str, Stringer, Value};

/// A field of a struct.
pub struct Field {
    /// Its Go name.
    pub name: &'static str,
    /// Its value.
    pub value: Value,
    /// How encoding/json writes it.
    pub tag: Tag,
}

/// A field's `json:` tag.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// `json:"name"`, or no tag.
    Always(&'static str),
    /// `json:"name,omitempty"`.
    OmitEmpty(&'static str),
    /// An embedded struct: its fields appear as the struct's own.
    Embedded,
}

/// A struct, or a pointer to one.
pub struct GoStruct {
    /// The Go name, without `*`.
    pub type_name: &'static str,
    /// Whether this is a pointer.
    pub pointer: bool,
    /// The exported fields in declaration order.
    pub fields: Vec<Field>,
}

impl GoStruct {
    /// The struct as a value.
    pub fn into_value(self) -> Value {
        Value::object(self)
    }

    fn embedded(&self) -> impl Iterator<Item = &GoStruct> {
        self.fields
            .iter()
            .filter(|f| f.tag == Tag::Embedded)
            .filter_map(|f| f.value.downcast::<GoStruct>())
    }

    fn json_fields(&self) -> Vec<(Str, Value)> {
        let mut written = Vec::new();
        for field in &self.fields {
            match field.tag {
                Tag::Always(name) => written.push((Str::from(name), field.value.clone())),
                Tag::OmitEmpty(name) if !is_empty(&field.value) => {
                    written.push((Str::from(name), field.value.clone()));
                }
                Tag::OmitEmpty(_) => {}
                Tag::Embedded => {
                    if let Some(inner) = field.value.downcast::<GoStruct>() {
                        written.extend(inner.json_fields());
                    }
                }
            }
        }
        written
    }
}

/// encoding/json's idea of empty (Go: `isEmptyValue`): structs never are.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Nil | Value::Bool(false) | Value::Int(0) | Value::Int64(0) => true,
        Value::Float64(number) => *number == 0.0,
        Value::String(text) => text.is_empty(),
        Value::List(list) => list.is_empty(),
        Value::Map(map) => map.is_empty(),
        _ => false,
    }
}

impl Object for GoStruct {
    fn type_name(&self) -> Cow<'static, str> {
        match self.pointer {
            true => Cow::Owned(format!("*{}", self.type_name)),
            false => Cow::Borrowed(self.type_name),
        }
    }

    fn kind(&self) -> Kind {
        match self.pointer {
            true => Kind::Pointer,
            false => Kind::Struct,
        }
    }

    fn fields(&self) -> Vec<(&'static str, Value)> {
        self.fields.iter().map(|f| (f.name, f.value.clone())).collect()
    }

    fn field(&self, name: &str) -> Option<Value> {
        let own = self.fields.iter().find(|f| f.name == name).map(|f| f.value.clone());
        own.or_else(|| self.embedded().find_map(|inner| inner.field(name)))
    }

    fn stringer(&self) -> Stringer {
        Stringer::None
    }

    fn encode(&self, encoding: Encoding) -> Encoded {
        match encoding {
            Encoding::Json => Encoded::Struct(self.json_fields()),
            Encoding::Yaml => Encoded::Struct(
                self.fields
                    .iter()
                    .map(|f| (Str::from(f.name.to_lowercase()), f.value.clone()))
                    .collect(),
            ),
            Encoding::Toml => Encoded::Struct(
                self.fields.iter().map(|f| (Str::from(f.name), f.value.clone())).collect(),
            ),
        }
    }
}
