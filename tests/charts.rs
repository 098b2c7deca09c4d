//! What holds for every chart of the library: each helper has a file, a line in the README and a
//! place in the probe; each value has a description and a line in the README.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rutter_tests::case::root;
use serde_json::Value;

fn read(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The files below a folder, links left out, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let below = |path: PathBuf| match (path.is_symlink(), path.is_dir()) {
        (true, _) => Vec::new(),
        (_, true) => files(&path),
        _ => vec![path],
    };
    paths.into_iter().flat_map(below).collect()
}

/// The helpers of rutter-common: name and text of the file.
fn helpers() -> BTreeMap<String, String> {
    let folder = root().join("charts/rutter-common/templates");
    let mut helpers = BTreeMap::new();
    for path in files(&folder) {
        let text = read(&path);
        let defined: Vec<&str> =
            text.split("define \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let [name] = defined[..] else { panic!("{}: not one template", path.display()) };
        let mut file = String::new();
        for character in name.trim_start_matches("rutter.").replace('.', "/_").chars() {
            if character.is_ascii_uppercase() {
                file.push('_');
            }
            file.push(character.to_ascii_lowercase());
        }
        assert_eq!(path, folder.join(format!("{file}.tpl")), "the file is not named like {name}");
        helpers.insert(name.to_string(), text);
    }
    assert!(helpers.len() > 30, "only {} helpers were found", helpers.len());
    helpers
}

#[test]
fn every_helper_is_explained_listed_and_probed() {
    let helpers = helpers();
    let readme = read(root().join("charts/rutter-common/README.md"));
    let probe: String =
        files(&root().join("tests/charts/common-probe/templates")).iter().map(read).collect();
    let used = |name: &str| {
        let call = format!("include \"{name}\"");
        probe.contains(&call) || helpers.values().any(|text| text.contains(&call))
    };
    for (name, text) in &helpers {
        assert!(text.starts_with("{{/*"), "{name} has no comment");
        assert!(readme.contains(&format!("`{name}`")), "the README does not list {name}");
        assert!(used(name), "tests/charts/common-probe does not use {name}");
    }
}

/// The charts that have values.
fn charts() -> Vec<PathBuf> {
    let mut charts: Vec<_> = std::fs::read_dir(root().join("charts"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|chart| chart.join("values.schema.json").exists())
        .collect();
    charts.sort();
    charts
}

/// Calls `visit` with every value that a schema knows and its path.
fn walk(schema: &Value, node: &Value, path: &str, visit: &mut dyn FnMut(&str, &Value)) {
    let properties = node.get("properties").and_then(Value::as_object);
    for (name, property) in properties.into_iter().flatten() {
        let path = format!("{path}{name}");
        visit(&path, property);
        walk(schema, property, &format!("{path}."), visit);
    }
    let patterns = node.get("patternProperties").and_then(Value::as_object);
    for (_, item) in patterns.into_iter().flatten() {
        let pointer = item.get("$ref").map(|reference| reference.as_str().unwrap());
        let item = pointer.map_or(item, |p| schema.pointer(p.trim_start_matches('#')).unwrap());
        walk(schema, item, &format!("{path}NAME."), visit);
    }
}

#[test]
fn every_value_is_described_and_listed() {
    for chart in charts() {
        let shown = chart.display();
        let schema: Value = serde_json::from_str(&read(chart.join("values.schema.json"))).unwrap();
        let readme = read(chart.join("README.md"));
        let mut values = 0;
        walk(&schema, &schema, "", &mut |path, node| {
            let inner = node.get("properties").is_some();
            let closed = node.get("additionalProperties").is_some();
            assert!(!inner || closed, "{shown}: {path} takes any value");
            if inner || path == "rutter-common" {
                return;
            }
            values += 1;
            let described = node.get("description").and_then(Value::as_str);
            assert!(described.is_some_and(|d| d.ends_with('.')), "{shown}: {path} has no sentence");
            assert!(readme.contains(&format!("| `{path}` |")), "{shown}: README without {path}");
        });
        assert!(values > 15, "{shown}: only {values} values");
    }
}

#[test]
fn every_preset_and_scenario_is_recorded() {
    let recorded = read(root().join("tests/parity/our-charts.jsonl"));
    for chart in charts() {
        let name = chart.file_name().unwrap().to_string_lossy().into_owned();
        for path in files(&chart.join("presets")).into_iter().chain(files(&chart.join("ci"))) {
            let inside = path.strip_prefix(&chart).unwrap().display().to_string();
            let argument = format!("\"@ROOT@/charts/{name}/{inside}\"");
            assert!(recorded.contains(&argument), "{name}: no case renders {inside}");
        }
    }
}

#[test]
fn presets_of_the_stack_hold_those_of_its_charts() {
    let read_yaml = |path: PathBuf| -> Value {
        let text = read(&path);
        let json = rutter::json_documents(&text, rutter::Compat::V4, false).unwrap();
        serde_json::from_str(&json[0]).unwrap()
    };
    let charts = root().join("charts");
    for (preset, names) in
        [("clic", &["nfs", "redis", "hdfs", "spark", "clic"][..]), ("openi", &["pai"])]
    {
        let stack = read_yaml(charts.join(format!("stack/presets/{preset}.yaml")));
        for name in names {
            let mut own = read_yaml(charts.join(format!("{name}/presets/{preset}.yaml")));
            own["enabled"] = true.into();
            assert_eq!(stack[name], own, "stack/presets/{preset}.yaml: {name}");
        }
    }
}
