//! The version functions of sprig semver.go.

use rutter_go::semver::{Constraints, Version};
use rutter_go::value::Value;
use rutter_template::{Call, Error};

use crate::arguments::{Outcome, charge_slow, text};

pub(crate) fn semver(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    charge_slow(call)?;
    let version = Version::parse(text(a, 0).as_bytes()).map_err(Error::new)?;
    Ok(version.to_value())
}

pub(crate) fn semver_compare(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    charge_slow(call)?;
    let constraints = Constraints::parse(text(a, 0).as_bytes()).map_err(Error::new)?;
    let version = Version::parse(text(a, 1).as_bytes()).map_err(Error::new)?;
    Ok(Value::Bool(constraints.check(&version)))
}
