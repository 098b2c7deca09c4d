//! Chart.yaml and Chart.lock written anew from what was read: known fields only, without comments.
//!
//! Helm: `yaml.Marshal` and `json.Marshal` of pkg/chart/{metadata,dependency}.go.

use rutter_go::json;
use rutter_go::time::{RFC3339, RFC3339_NANO, Time, Zone};
use rutter_go::value::Value;

use crate::error::Error;
use crate::lock::Lock;
use crate::metadata::{Dependency, Maintainer, Metadata};

impl Metadata {
    /// Chart.yaml as `helm show chart` and `helm package` write it: keys sorted.
    ///
    /// # Errors
    /// Text that YAML cannot hold.
    pub fn to_yaml(&self) -> Result<Vec<u8>, Error> {
        self.fields().to_yaml()
    }

    /// The fields as a map, for files that hold them among others.
    pub fn to_value(&self) -> Value {
        self.fields().to_value()
    }

    /// JSON on one line in the order of Go's struct: the config of a chart in a registry.
    ///
    /// # Errors
    /// An annotation or import that JSON cannot hold.
    pub fn to_json(&self) -> Result<Vec<u8>, Error> {
        self.fields().to_json()
    }

    fn fields(&self) -> Fields {
        let mut fields = Fields::default();
        fields.text("name", &self.name);
        fields.text("home", &self.home);
        fields.texts("sources", &self.sources);
        fields.text("version", &self.version);
        fields.text("description", &self.description);
        fields.texts("keywords", &self.keywords);
        fields.objects("maintainers", self.maintainers.iter().flatten().map(maintainer));
        fields.text("icon", &self.icon);
        fields.text("apiVersion", &self.api_version);
        fields.text("condition", &self.condition);
        fields.text("tags", &self.tags);
        fields.text("appVersion", &self.app_version);
        fields.flag("deprecated", self.deprecated);
        let annotations = self.annotations.iter().flatten();
        let annotations: Vec<_> = annotations
            .map(|(key, text)| (key.as_str().into(), Value::string(text.as_str())))
            .collect();
        if !annotations.is_empty() {
            fields.value("annotations", Value::map(annotations));
        }
        fields.text("kubeVersion", &self.kube_version);
        fields.objects("dependencies", self.dependency_list().map(Dependency::fields));
        fields.text("type", &self.chart_type);
        fields
    }
}

fn maintainer(maintainer: &Maintainer) -> Fields {
    let mut fields = Fields::default();
    fields.text("name", &maintainer.name);
    fields.text("email", &maintainer.email);
    fields.text("url", &maintainer.url);
    fields
}

impl Dependency {
    fn fields(&self) -> Fields {
        let mut fields = Fields::default();
        fields.value("name", Value::string(self.name.as_str()));
        fields.text("version", &self.version);
        fields.value("repository", Value::string(self.repository.as_str()));
        fields.text("condition", &self.condition);
        fields.texts("tags", &self.tags);
        fields.flag("enabled", self.enabled);
        let imports: Vec<Value> = self.import_values.iter().map(|node| node.to_value()).collect();
        if !imports.is_empty() {
            fields.value("import-values", Value::list(imports));
        }
        fields.text("alias", &self.alias);
        fields
    }
}

impl Lock {
    /// Chart.lock as Helm writes it.
    ///
    /// # Errors
    /// A time that is none, or text that YAML cannot hold.
    pub fn to_yaml(&self) -> Result<Vec<u8>, Error> {
        let mut fields = Fields::default();
        let dependencies: Vec<Fields> =
            self.dependencies.iter().flatten().map(Dependency::fields).collect();
        match dependencies.is_empty() {
            true => fields.value("dependencies", Value::Nil),
            false => fields.objects("dependencies", dependencies.into_iter()),
        }
        fields.value("digest", Value::string(self.digest.as_str()));
        let generated = self.time()?.format(RFC3339_NANO.as_bytes());
        fields.value("generated", Value::string(generated));
        fields.to_yaml()
    }

    /// When the lock was made; the zero time when it does not say.
    ///
    /// # Errors
    /// Go's text for what is no time.
    pub fn time(&self) -> Result<Time, Error> {
        if self.generated.is_empty() {
            return Ok(Time::zero());
        }
        let utc = Zone::utc();
        Time::parse(RFC3339.as_bytes(), self.generated.as_bytes(), &utc).map_err(Error::new)
    }
}

/// The JSON over which the digest of a lock is made: requirements, then locked versions.
/// Helm: internal/resolver/resolver.go `HashReq`.
///
/// # Errors
/// An import that JSON cannot hold.
pub fn lock_digest_text(
    requirements: &[&Dependency],
    locked: &[Dependency],
) -> Result<Vec<u8>, Error> {
    let mut text = b"[".to_vec();
    append_list(&mut text, &requirements.iter().map(|d| d.fields()).collect::<Vec<_>>())?;
    text.push(b',');
    append_list(&mut text, &locked.iter().map(Dependency::fields).collect::<Vec<_>>())?;
    text.push(b']');
    Ok(text)
}

/// As [`lock_digest_text`], for a lock of Helm 2. Helm: `HashV2Req`.
///
/// # Errors
/// An import that JSON cannot hold.
pub fn old_lock_digest_text(requirements: &[&Dependency]) -> Result<Vec<u8>, Error> {
    let mut text = b"{\"dependencies\":".to_vec();
    append_list(&mut text, &requirements.iter().map(|d| d.fields()).collect::<Vec<_>>())?;
    text.push(b'}');
    Ok(text)
}

fn append_list(text: &mut Vec<u8>, objects: &[Fields]) -> Result<(), Error> {
    text.push(b'[');
    for (index, object) in objects.iter().enumerate() {
        if index > 0 {
            text.push(b',');
        }
        text.extend(object.to_json()?);
    }
    text.push(b']');
    Ok(())
}

/// A struct in the making: fields in Go's order; what is empty is left out (Go: `omitempty`).
#[derive(Default)]
struct Fields(Vec<(&'static str, Field)>);

enum Field {
    Value(Value),
    Objects(Vec<Fields>),
}

impl Fields {
    fn value(&mut self, name: &'static str, value: Value) {
        self.0.push((name, Field::Value(value)));
    }

    fn text(&mut self, name: &'static str, text: &str) {
        if !text.is_empty() {
            self.value(name, Value::string(text));
        }
    }

    fn texts(&mut self, name: &'static str, texts: &[String]) {
        if !texts.is_empty() {
            let texts = texts.iter().map(|text| Value::string(text.as_str())).collect();
            self.value(name, Value::list(texts));
        }
    }

    fn flag(&mut self, name: &'static str, is_set: bool) {
        if is_set {
            self.value(name, Value::Bool(true));
        }
    }

    fn objects(&mut self, name: &'static str, objects: impl Iterator<Item = Fields>) {
        let objects: Vec<Fields> = objects.collect();
        if !objects.is_empty() {
            self.0.push((name, Field::Objects(objects)));
        }
    }

    fn to_value(&self) -> Value {
        let value = |field: &Field| match field {
            Field::Value(value) => value.clone(),
            Field::Objects(objects) => Value::list(objects.iter().map(Fields::to_value).collect()),
        };
        Value::map(self.0.iter().map(|(name, field)| ((*name).into(), value(field))))
    }

    fn to_yaml(&self) -> Result<Vec<u8>, Error> {
        let text = rutter_yaml::to_yaml(&self.to_value()).map_err(|e| Error::new(e.to_string()))?;
        Ok(text.as_bytes().to_vec())
    }

    fn to_json(&self) -> Result<Vec<u8>, Error> {
        let mut text = b"{".to_vec();
        for (index, (name, field)) in self.0.iter().enumerate() {
            if index > 0 {
                text.push(b',');
            }
            text.extend(format!("\"{name}\":").as_bytes());
            match field {
                Field::Objects(objects) => append_list(&mut text, objects)?,
                Field::Value(value) => json::append(&mut text, value, &json::Options::default())
                    .map_err(|e| Error::new(e.to_string()))?,
            }
        }
        text.push(b'}');
        Ok(text)
    }
}
