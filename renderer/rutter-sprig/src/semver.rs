//! The version functions of sprig semver.go.

use rutter_go::semver::{Constraints, Version};
use rutter_go::value::Value;
use rutter_template::{Call, Error};

use crate::arguments::{Outcome, text};

pub(crate) fn semver(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Version::parse(&text(a, 0).to_str_lossy())
        .map(Value::object)
        .map_err(|error| Error::new(error.to_string()))
}

pub(crate) fn semver_compare(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let constraints = Constraints::parse(&text(a, 0).to_str_lossy())
        .map_err(|error| Error::new(error.to_string()))?;
    let version = Version::parse(&text(a, 1).to_str_lossy())
        .map_err(|error| Error::new(error.to_string()))?;
    Ok(Value::Bool(constraints.check(&version)))
}
