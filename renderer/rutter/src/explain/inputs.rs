//! What a render was given, to compare it with another.

use rutter_chart::Compat;
use rutter_go::value::{Map, Value};

use super::sources::given;
use super::values_index::{path_steps, value_at};
use crate::values::user_values::UserValues;

/// The values of a render, as its templates saw them, and who gave them.
#[derive(Clone, Default)]
pub struct Inputs {
    values: Map,
    user: UserValues,
    sets: Vec<(String, Map)>,
}

impl std::fmt::Debug for Inputs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inputs").finish_non_exhaustive()
    }
}

impl Inputs {
    pub(crate) fn new(values: Map, user: &UserValues, compat: Compat) -> Inputs {
        Inputs { values, user: user.clone(), sets: user.sets_alone(compat) }
    }

    /// Whether another render has the same value at a path (see [`crate::ValueRead::path`]), or both
    /// have none.
    pub fn agrees(&self, other: &Inputs, path: &str) -> bool {
        self.text(path) == other.text(path)
    }

    /// The flag or the line of a values file that sets the value at a path; nothing where it is left
    /// to the chart.
    pub fn given_by(&self, path: &str) -> Option<String> {
        given(&self.sets, &self.user, &path_steps(path))
    }

    /// The text, number or truth at a path as a template prints it.
    pub fn scalar(&self, path: &str) -> Option<String> {
        match value_at(&self.values, &path_steps(path))? {
            Value::Nil | Value::Map(_) | Value::List(_) => None,
            Value::String(text) => Some(text.to_str_lossy().into_owned()),
            value => String::from_utf8(rutter_go::json::marshal(&value).ok()?).ok(),
        }
    }

    /// The value at a path as JSON.
    fn text(&self, path: &str) -> Option<Vec<u8>> {
        let value: Value = value_at(&self.values, &path_steps(path))?;
        rutter_go::json::marshal(&value).ok()
    }
}
