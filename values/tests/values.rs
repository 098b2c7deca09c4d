//! What holds for the type of every chart: it says what `values.yaml` says, and the files made of it
//! are current.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::path::{Path, PathBuf};

use rutter_values::{State, charts, generate, rows};
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../charts")
}

fn read_yaml(path: &Path) -> Value {
    let value = rutter_yaml::unmarshal(&std::fs::read(path).unwrap()).unwrap();
    serde_json::from_slice(&rutter_go::json::marshal(&value).unwrap()).unwrap()
}

#[test]
fn values_yaml_is_the_default() {
    for chart in charts() {
        let values = read_yaml(&folder().join(chart.name).join("values.yaml"));
        assert_eq!(values, chart.defaults, "{}: values.yaml and Default differ", chart.name);
        (chart.accepts)(values).unwrap();
    }
}

#[test]
fn every_preset_and_scenario_is_of_the_type() {
    for chart in charts() {
        for kind in ["presets", "ci"] {
            for entry in std::fs::read_dir(folder().join(chart.name).join(kind)).unwrap() {
                let path = entry.unwrap().path();
                let accepted = (chart.accepts)(read_yaml(&path));
                accepted.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            }
        }
    }
}

#[test]
fn every_value_is_described() {
    for chart in charts() {
        let rows = rows(&chart.schema);
        assert!(rows.len() > 15, "{}: only {} values", chart.name, rows.len());
        for row in rows {
            assert!(row.description.ends_with('.'), "{}: {} has no sentence", chart.name, row.path);
        }
    }
}

#[test]
fn sentences_and_rules_are_of_values_that_there_are() {
    for chart in charts() {
        assert_eq!(chart.lost, Vec::<&str>::new(), "{}: no such value", chart.name);
    }
}

#[test]
fn generated_files_are_current() {
    for file in generate(&folder()).unwrap().files {
        let shown = file.shown;
        assert_eq!(file.state, State::Current, "{shown}: cargo run -p rutter-values -- generate");
    }
}
