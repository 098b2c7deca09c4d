//! A chart's type, and what it gives.

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::schema;

/// The values of a chart.
pub trait Chart: Default + Serialize + DeserializeOwned + JsonSchema {
    /// Name of the chart and of its folder.
    const NAME: &'static str;

    /// Subschemas that a block must hold to as well, such as `if` and `then`: what one field asks of
    /// another. Each with the path of the block, `""` for all values.
    fn rules() -> Vec<(&'static str, Value)> {
        Vec::new()
    }

    /// Sentences in place of those of a shared block, by the path of the value.
    fn sentences() -> Vec<(&'static str, &'static str)> {
        Vec::new()
    }
}

/// What a chart's type gives.
pub struct Typed {
    /// Name of the chart and of its folder.
    pub name: &'static str,
    /// What `values.yaml` says.
    pub defaults: Value,
    /// What `values.schema.json` says.
    pub schema: Value,
    /// Paths of rules and sentences where there is no value.
    pub lost: Vec<&'static str>,
    /// Whether some values are of the type.
    pub accepts: fn(Value) -> Result<(), String>,
}

impl Typed {
    /// What `C` gives.
    pub fn of<C: Chart>() -> Typed {
        let mut defaults = serde_json::to_value(C::default()).unwrap_or_default();
        drop_nothing(&mut defaults);
        let (schema, lost) = schema::of::<C>(&defaults);
        Typed { name: C::NAME, defaults, schema, lost, accepts: accepts::<C> }
    }
}

/// What has no default is not null, it is not there.
fn drop_nothing(value: &mut Value) {
    if let Value::Object(fields) = value {
        fields.retain(|_, field| !field.is_null());
        fields.values_mut().for_each(drop_nothing);
    }
}

fn accepts<C: Chart>(values: Value) -> Result<(), String> {
    serde_json::from_value::<C>(values).map(|_| ()).map_err(|error| error.to_string())
}
