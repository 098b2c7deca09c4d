//! Chart.yaml written anew from what was read: known fields only, sorted, without comments.
//!
//! Helm: `yaml.Marshal` of pkg/chart/metadata.go and dependency.go.

use rutter_chart::{Dependency, Maintainer, Metadata};
use rutter_go::Str;
use rutter_go::value::Value;

/// The text of `helm show chart`, without the empty line after it.
///
/// # Errors
/// Text that YAML cannot hold.
pub fn chart_yaml(metadata: &Metadata) -> Result<Vec<u8>, String> {
    let mut fields = Fields::default();
    let texts = [
        ("name", &metadata.name),
        ("home", &metadata.home),
        ("version", &metadata.version),
        ("description", &metadata.description),
        ("icon", &metadata.icon),
        ("apiVersion", &metadata.api_version),
        ("condition", &metadata.condition),
        ("tags", &metadata.tags),
        ("appVersion", &metadata.app_version),
        ("kubeVersion", &metadata.kube_version),
        ("type", &metadata.chart_type),
    ];
    texts.into_iter().for_each(|(name, text)| fields.text(name, text));
    fields.texts("sources", &metadata.sources);
    fields.texts("keywords", &metadata.keywords);
    fields.list("maintainers", metadata.maintainers.iter().flatten().map(maintainer));
    fields.flag("deprecated", metadata.deprecated);
    let annotations = metadata.annotations.iter().flatten();
    let annotations: Vec<(Str, Value)> = annotations
        .map(|(key, text)| (key.as_str().into(), Value::string(text.as_str())))
        .collect();
    if !annotations.is_empty() {
        fields.0.push(("annotations".into(), Value::map(annotations)));
    }
    fields.list("dependencies", metadata.dependency_list().map(dependency));
    let text = rutter_yaml::to_yaml(&fields.into_value()).map_err(|e| e.to_string())?;
    Ok(text.as_bytes().to_vec())
}

fn maintainer(maintainer: &Maintainer) -> Value {
    let mut fields = Fields::default();
    fields.text("name", &maintainer.name);
    fields.text("email", &maintainer.email);
    fields.text("url", &maintainer.url);
    fields.into_value()
}

fn dependency(dependency: &Dependency) -> Value {
    let mut fields = Fields::default();
    fields.0.push(("name".into(), Value::string(dependency.name.as_str())));
    fields.text("version", &dependency.version);
    fields.0.push(("repository".into(), Value::string(dependency.repository.as_str())));
    fields.text("condition", &dependency.condition);
    fields.texts("tags", &dependency.tags);
    fields.flag("enabled", dependency.enabled);
    fields.list("import-values", dependency.import_values.iter().map(|node| node.to_value()));
    fields.text("alias", &dependency.alias);
    fields.into_value()
}

/// A map in the making; what is empty is left out (Go: `omitempty`).
#[derive(Default)]
struct Fields(Vec<(Str, Value)>);

impl Fields {
    fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.0.push((name.into(), Value::string(text)));
        }
    }

    fn texts(&mut self, name: &str, texts: &[String]) {
        self.list(name, texts.iter().map(|text| Value::string(text.as_str())));
    }

    fn flag(&mut self, name: &str, is_set: bool) {
        if is_set {
            self.0.push((name.into(), Value::Bool(true)));
        }
    }

    fn list(&mut self, name: &str, items: impl Iterator<Item = Value>) {
        let items: Vec<Value> = items.collect();
        if !items.is_empty() {
            self.0.push((name.into(), Value::list(items)));
        }
    }

    fn into_value(self) -> Value {
        Value::map(self.0)
    }
}
