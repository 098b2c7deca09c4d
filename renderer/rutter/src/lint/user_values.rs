//! Rules for values.yaml and its schema. Helm: lint/rules/values.go.

use rutter_chart::Compat;
use rutter_go::value::{MAP, Map};

use super::{Linter, Severity};
use crate::values::coalesce::{Nulls, coalesce_tables};
use crate::values::table::values_type;

const FILE: &str = "values.yaml";

pub(super) fn lint(linter: &mut Linter<'_>, overrides: &Map) {
    let exists = match linter.exists(FILE) {
        true => Ok(()),
        false => Err("file does not exist"),
    };
    if linter.check(Severity::Info, FILE, exists) {
        let finding = check(linter, overrides);
        linter.error(FILE, finding);
    }
}

fn check(linter: &Linter<'_>, overrides: &Map) -> Result<(), String> {
    let values = read(linter).map_err(|e| format!("unable to parse YAML: {e}"))?;
    // Tables are shared, not copied: the chart's own values end up in the overrides, and with
    // them in whatever is linted next. Helm does the same.
    let coalesced = Map::new();
    coalesce_tables(&coalesced, overrides, Nulls::Delete, &linter.warnings);
    coalesce_tables(&coalesced, &values, Nulls::Delete, &linter.warnings);
    let Ok(schema) = linter.read("values.schema.json") else { return Ok(()) };
    let skip = linter.compat() == Compat::V4 && linter.options.skip_schema_validation;
    if schema.is_empty() || skip {
        return Ok(());
    }
    crate::schema::validate(&coalesced, &schema, linter.schema_sources())
}

fn read(linter: &Linter<'_>) -> Result<Map, String> {
    let text = linter.read(FILE)?;
    let go_type = values_type(linter.compat()).name;
    rutter_yaml::unmarshal_map(&text).map_err(|e| e.message().replace(MAP.name, go_type))
}
