//! Rules for files under crds/ (Helm 4). Helm: lint/rules/crds.go.

use crate::tree::ChartNode;

use super::Linter;
use super::resource::{Resource, Resources};

const DIRECTORY: &str = "crds/";

pub(super) fn lint(linter: &mut Linter<'_>) {
    if !linter.exists("crds") {
        return;
    }
    if !linter.is_directory("crds") {
        linter.error(DIRECTORY, Err("not a directory"));
        return;
    }
    let chart = match linter.load() {
        Ok(chart) => chart,
        Err(error) => {
            linter.error(DIRECTORY, Err(error));
            return;
        }
    };
    for (_, file) in ChartNode::root(&chart).crds() {
        for resource in Resources::new(file.data.as_bytes(), linter.compat()) {
            let resource = match resource {
                Ok(resource) => resource,
                Err(error) => {
                    linter.error(&file.name, Err(format!("unable to parse YAML: {error}")));
                    return;
                }
            };
            if let Some(resource) = resource {
                check(linter, &file.name, &resource);
            }
        }
    }
}

fn check(linter: &mut Linter<'_>, path: &str, resource: &Resource) {
    let api_version = match resource.api_version.starts_with("apiextensions.k8s.io") {
        true => Ok(()),
        false => Err("apiVersion is not in 'apiextensions.k8s.io'"),
    };
    linter.error(path, api_version);
    let kind = match resource.kind.as_str() {
        "CustomResourceDefinition" => Ok(()),
        _ => Err("object kind is not 'CustomResourceDefinition'"),
    };
    linter.error(path, kind);
}
