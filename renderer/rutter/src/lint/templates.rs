//! Rules for templates and what they render to. Helm: lint/rules/template.go.

use std::collections::BTreeMap;

use memchr::memmem;
use rutter_chart::{Chart, Compat};
use rutter_go::strconv::quote;
use rutter_go::value::{Map, Value};
use rutter_template::{Execution, MissingKey};

use super::resource::{Resource, Resources};
use super::{Linter, deprecations, names};
use crate::context::capabilities::{Capabilities, KubeVersion};
use crate::context::{ReleaseInfo, renderables};
use crate::dependencies::process_dependencies;
use crate::engine::{EngineError, compile, execute};
use crate::functions::HelmHost;
use crate::tree::ChartNode;
use crate::values::coalesce::{Nulls, coalesce_values};

const DIRECTORY: &str = "templates/";
/// The name that `.Release.Name` has while linting.
const RELEASE_NAME: &str = "test-release";
/// Go's `bufio.MaxScanTokenSize`.
const MAX_LINE: usize = 64 * 1024;

type Finding = Result<(), String>;

pub(super) fn lint(linter: &mut Linter<'_>, values: &Map) {
    if !check_directory(linter) {
        return;
    }
    let chart = match linter.load() {
        Ok(chart) => chart,
        Err(error) => {
            linter.error(DIRECTORY, Err(error));
            return;
        }
    };
    let root = ChartNode::root(&chart);
    let rendered = match render(linter, &root, values) {
        Ok(Some(rendered)) => rendered,
        Ok(None) => return,
        Err(error) => {
            linter.error(DIRECTORY, Err(error));
            return;
        }
    };
    lint_files(linter, &chart, &root.name(), &rendered);
}

fn check_directory(linter: &mut Linter<'_>) -> bool {
    let exists = linter.exists("templates");
    if linter.compat() == Compat::V4 && !exists {
        return linter.warning(DIRECTORY, Err("directory does not exist"));
    }
    if !exists || linter.is_directory("templates") {
        return true;
    }
    match linter.compat() {
        Compat::V3 => linter.warning(DIRECTORY, Err("not a directory")),
        Compat::V4 => linter.error(DIRECTORY, Err("not a directory")),
    }
}

/// Every file by its name; `None` where Helm gives up without a word.
fn render(
    linter: &Linter<'_>,
    root: &ChartNode<'_>,
    values: &Map,
) -> Result<Option<BTreeMap<String, Vec<u8>>>, String> {
    let warnings = &linter.warnings;
    if process_dependencies(root, values, warnings).is_err() {
        return Ok(None);
    }
    let Ok(values) = coalesce_values(root, values, Nulls::Delete, warnings) else {
        return Ok(None);
    };
    // Once more, as Helm does: a default that a null removed comes back.
    let values = coalesce_values(root, &values, Nulls::Delete, warnings).map_err(|e| e.0)?;
    if !linter.options.skip_schema_validation {
        crate::render::check_schema(root, &values, linter.schema_sources())?;
    }
    execute_all(linter, root, &values)
        .map(Some)
        .map_err(|errors| errors.into_iter().next().map(|error| error.message).unwrap_or_default())
}

fn execute_all(
    linter: &Linter<'_>,
    root: &ChartNode<'_>,
    values: &Map,
) -> Result<BTreeMap<String, Vec<u8>>, Vec<EngineError>> {
    let options = linter.options;
    let release = ReleaseInfo {
        name: RELEASE_NAME,
        namespace: &options.namespace,
        is_upgrade: false,
        is_install: false,
        revision: 0,
    };
    let capabilities =
        Capabilities { kube_version: kube_version(linter), ..Capabilities::default() };
    let capabilities = capabilities.to_value(options.compat);
    let templates = renderables(root, values, &release, capabilities, options.compat);
    let (set, errors) = compile(&templates, options.compat, MissingKey::Zero);
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut host = HelmHost::new(options.compat, linter.warnings.clone());
    host.lint = true;
    let mut execution = Execution::new(linter.world, options.budget.clone(), Box::new(host));
    let (files, errors) = execute(&set, &templates, &mut execution, options.compat.into(), false);
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(files.into_iter().map(|file| (file.path, file.text.as_bytes().to_vec())).collect())
}

fn kube_version(linter: &Linter<'_>) -> KubeVersion {
    linter.options.kube_version.clone().unwrap_or_else(KubeVersion::default_version)
}

fn lint_files(
    linter: &mut Linter<'_>,
    chart: &Chart,
    chart_name: &str,
    rendered: &BTreeMap<String, Vec<u8>>,
) {
    for file in &chart.templates {
        linter.error(&file.name, extension(&file.name));
        if linter.compat() == Compat::V3 {
            linter.warning(&file.name, no_crd_hook(file.data.as_bytes()));
            linter.error(&file.name, no_release_time(file.data.as_bytes()));
        }
        if !is_yaml(&file.name, linter.compat()) {
            continue;
        }
        let path = crate::host::clean_path(&format!("{chart_name}/{}", file.name));
        let Some(text) = rendered.get(&path) else { continue };
        if crate::host::trim_space(&String::from_utf8_lossy(text)).is_empty() {
            continue;
        }
        if !lint_rendered(linter, &file.name, text) {
            return;
        }
    }
}

/// False when the text cannot be read, which ends the linting of templates.
fn lint_rendered(linter: &mut Linter<'_>, name: &str, text: &[u8]) -> bool {
    linter.warning(name, top_indent(text));
    let version = kube_version(linter);
    for resource in Resources::new(text, linter.compat()) {
        let resource = match resource {
            Ok(Some(resource)) => resource,
            Ok(None) => continue,
            Err(error) => {
                return linter.error(name, Err(format!("unable to parse YAML: {error}")));
            }
        };
        linter.warning(name, names::check(&resource.kind, &resource.name));
        linter.warning(name, deprecations::check(&resource, &version));
        linter.error(name, match_selector(&resource, text));
        linter.error(name, list_annotations(&resource, text, linter.compat()));
    }
    true
}

/// Go: `filepath.Ext`.
fn extension_of(name: &str) -> &str {
    let base = name.rsplit('/').next().unwrap_or(name);
    base.rfind('.').and_then(|at| base.get(at..)).unwrap_or_default()
}

fn extension(name: &str) -> Finding {
    match extension_of(name) {
        ".yaml" | ".yml" | ".tpl" | ".txt" => Ok(()),
        other => Err(format!(
            "file extension '{other}' not valid. Valid extensions are .yaml, .yml, .tpl, or .txt"
        )),
    }
}

fn is_yaml(name: &str, compat: Compat) -> bool {
    let extension = extension_of(name);
    match compat {
        Compat::V3 => extension == ".yaml",
        Compat::V4 => matches!(extension.to_lowercase().as_str(), ".yaml" | ".yml"),
    }
}

/// `helm.sh/hook: crd-install`, with or without quotes around the key.
fn no_crd_hook(template: &[u8]) -> Finding {
    const KEY: &[u8] = b"helm.sh/hook";
    let is_hook = |at: usize| {
        let after = template.get(at + KEY.len()..).unwrap_or_default();
        let after = after.strip_prefix(b"\"").unwrap_or(after);
        let Some(value) = after.strip_prefix(b":") else { return false };
        let space = value.iter().take_while(|b| b" \t\n\r\x0c".contains(b)).count();
        space > 0 && value.get(space..).is_some_and(|v| v.starts_with(b"crd-install"))
    };
    match memmem::find_iter(template, KEY).any(is_hook) {
        true => Err("manifest is a crd-install hook. This hook is no longer supported in v3 and all CRDs should also exist the crds/ directory at the top level of the chart".to_string()),
        false => Ok(()),
    }
}

fn no_release_time(template: &[u8]) -> Finding {
    match memmem::find(template, b".Release.Time") {
        Some(_) => Err(".Release.Time has been removed in v3, please replace with the `now` function in your templates".to_string()),
        None => Ok(()),
    }
}

/// The first line that is not empty begins at the margin.
fn top_indent(text: &[u8]) -> Finding {
    for line in text.split(|b| *b == b'\n') {
        if line.len() >= MAX_LINE {
            return Err("bufio.Scanner: token too long".to_string());
        }
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if crate::host::trim_space(&String::from_utf8_lossy(line)).is_empty() {
            continue;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            return Err(format!(
                "document starts with an illegal indent: {}, which may cause parsing problems",
                quote(line)
            ));
        }
        return Ok(());
    }
    Ok(())
}

fn match_selector(resource: &Resource, text: &[u8]) -> Finding {
    let selects =
        matches!(resource.kind.as_str(), "Deployment" | "ReplicaSet" | "DaemonSet" | "StatefulSet");
    let contains = |word: &str| memmem::find(text, word.as_bytes()).is_some();
    if !selects || contains("matchLabels") || contains("matchExpressions") {
        return Ok(());
    }
    Err(format!(
        "a {} must contain matchLabels or matchExpressions, and {} does not",
        resource.kind,
        quote(resource.name.as_bytes())
    ))
}

fn list_annotations(resource: &Resource, text: &[u8], compat: Compat) -> Finding {
    if resource.kind != "List" {
        return Ok(());
    }
    let document =
        rutter_yaml::unmarshal(text).map_err(|e| format!("unable to parse YAML: {e}"))?;
    let items = match field(&document, "items") {
        Some(Value::List(items)) => items,
        None | Some(Value::Nil) => return Ok(()),
        Some(other) => {
            return Err(format!(
                "unable to parse YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal {} into Go struct field .Items of type []struct {{ Metadata struct {{ Annotations map[string]string }} }}",
                rutter_yaml::json_type(&other)
            ));
        }
    };
    let ignored = items.iter().any(|item| {
        field(&item, "metadata")
            .and_then(|metadata| field(&metadata, "annotations"))
            .and_then(|annotations| annotations.as_map()?.get("helm.sh/resource-policy"))
            .is_some()
    });
    let word = match compat {
        Compat::V3 => "Annotation",
        Compat::V4 => "annotation",
    };
    match ignored {
        true => Err(format!("{word} 'helm.sh/resource-policy' within List objects are ignored")),
        false => Ok(()),
    }
}

/// A field of a Go struct without a tag: its name in any case.
fn field(value: &Value, name: &str) -> Option<Value> {
    let pairs = value.as_map()?.to_pairs();
    let is_field = |key: &[u8]| key.eq_ignore_ascii_case(name.as_bytes());
    pairs.into_iter().rev().find(|(key, _)| is_field(key.as_bytes())).map(|(_, value)| value)
}
