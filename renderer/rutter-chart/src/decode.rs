//! YAML nodes into the Go structs of Chart.yaml and Chart.lock.
//!
//! sigs.k8s.io/yaml converts scalars to strings where a field is one; encoding/json matches
//! field names without case, goes on after a type mismatch and reports the first.

use std::collections::BTreeMap;

use rutter_go::Str;
use rutter_yaml::{Data, Entry, Node};

use crate::compat::Compat;
use crate::error::Error;
use crate::lock::Lock;
use crate::metadata::{Dependency, Maintainer, Metadata};

/// Reads Chart.yaml or requirements.yaml over what `metadata` already holds.
pub(crate) fn decode_metadata(
    text: &Str,
    metadata: &mut Metadata,
    compat: Compat,
) -> Result<(), Error> {
    let root = parse(text.as_bytes())?;
    let mut decoder = Decoder::new(text.as_bytes(), compat);
    let go_type = format!("{}.Metadata", decoder.package());
    if let Some(entries) = decoder.object(&root, &go_type) {
        for entry in entries {
            decoder.metadata_field(entry, metadata);
        }
    }
    decoder.finish()
}

/// Reads one entry of an index, whose other fields are passed over.
pub(crate) fn decode_entry(
    node: &Node,
    text: &[u8],
    metadata: &mut Metadata,
    compat: Compat,
) -> Result<(), Error> {
    let mut decoder = Decoder::new(text, compat);
    decoder.path.push("ChartVersion");
    for entry in node.entries().unwrap_or_default() {
        decoder.metadata_field(entry, metadata);
    }
    decoder.finish()
}

/// Reads Chart.lock or requirements.lock.
pub(crate) fn decode_lock(text: &Str, compat: Compat) -> Result<Lock, Error> {
    let root = parse(text.as_bytes())?;
    let mut lock = Lock::default();
    let mut decoder = Decoder::new(text.as_bytes(), compat);
    decoder.path.push("Lock");
    let type_name = match compat {
        Compat::V3 => "chart.Lock",
        Compat::V4 => "v2.Lock",
    };
    if let Some(entries) = decoder.object(&root, type_name) {
        for entry in entries {
            decoder.lock_field(entry, &mut lock);
        }
    }
    decoder.finish()?;
    Ok(lock)
}

/// Only the `apiVersion` of Chart.yaml.
pub(crate) fn decode_api_version(text: &[u8]) -> Result<String, Error> {
    let root = parse(text)?;
    let mut version = String::new();
    let mut decoder = Decoder::new(text, Compat::V4);
    decoder.path.push("chartBase");
    if let Some(entries) = decoder.object(&root, "loader.chartBase") {
        for entry in entries.iter().filter(|e| name_is(e, "apiVersion")) {
            decoder.string(&entry.value, "apiVersion", &mut version);
        }
    }
    decoder.finish()?;
    Ok(version)
}

fn parse(text: &[u8]) -> Result<Node, Error> {
    rutter_yaml::parse_node(text).map_err(|e| Error::new(e.to_string()))
}

/// encoding/json matches names exactly or, failing that, without case.
fn name_is(entry: &Entry, name: &str) -> bool {
    entry.key.as_str().is_some_and(|key| key.eq_ignore_ascii_case(name))
}

struct Decoder<'a> {
    text: &'a [u8],
    compat: Compat,
    /// Struct name and field names down to the value at hand.
    path: Vec<&'static str>,
    first_mismatch: Option<String>,
}

impl<'a> Decoder<'a> {
    fn new(text: &'a [u8], compat: Compat) -> Decoder<'a> {
        Decoder { text, compat, path: Vec::new(), first_mismatch: None }
    }

    fn finish(self) -> Result<(), Error> {
        match self.first_mismatch {
            None => Ok(()),
            Some(text) => Err(Error::new(format!(
                "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal {text}"
            ))),
        }
    }

    /// The Go package that holds the chart types.
    fn package(&self) -> &'static str {
        match self.compat {
            Compat::V3 => "chart",
            Compat::V4 => "v2",
        }
    }

    fn mismatch(&mut self, node: &Node, field: &str, go_type: &str) {
        if self.first_mismatch.is_some() {
            return;
        }
        let found = node.json_type();
        let (structure, outer) = match self.path.split_first() {
            Some((structure, outer)) => (*structure, outer),
            None => ("", &[][..]),
        };
        self.first_mismatch = Some(match field {
            "" => format!("{found} into Go value of type {go_type}"),
            _ => {
                let names: Vec<&str> = outer.iter().copied().chain([field]).collect();
                format!(
                    "{found} into Go struct field {structure}.{} of type {go_type}",
                    names.join(".")
                )
            }
        });
    }

    fn object<'n>(&mut self, node: &'n Node, go_type: &str) -> Option<&'n [Entry]> {
        match &node.data {
            Data::Map(entries) => Some(entries),
            Data::Null => None,
            _ => {
                self.mismatch(node, "", go_type);
                None
            }
        }
    }

    fn string(&mut self, node: &Node, field: &str, into: &mut String) {
        match &node.data {
            Data::Null => {}
            Data::String(text) => *into = text.to_str_lossy().into_owned(),
            Data::Bool(value) => *into = value.to_string(),
            Data::Number(number) => *into = self.number_text(node, *number),
            _ => self.mismatch(node, field, "string"),
        }
    }

    /// A number as sigs.k8s.io/yaml writes it into a string field: integers in plain digits.
    fn number_text(&self, node: &Node, number: f64) -> String {
        let span = node.span.start as usize..node.span.end as usize;
        let source = self.text.get(span).unwrap_or_default();
        let hexadecimal = source.windows(2).any(|w| w.eq_ignore_ascii_case(b"0x"));
        let integral = hexadecimal || !source.iter().any(|b| matches!(b, b'.' | b'e' | b'E'));
        match integral && number.fract() == 0.0 && number.abs() < 9.3e18 {
            true => format!("{number:.0}"),
            false => rutter_go::strconv::format_float(number, b'g', -1, 64),
        }
    }

    fn boolean(&mut self, node: &Node, field: &str, into: &mut bool) {
        match &node.data {
            Data::Null => {}
            Data::Bool(value) => *into = *value,
            _ => self.mismatch(node, field, "bool"),
        }
    }

    fn list<'n>(&mut self, node: &'n Node, field: &str, go_type: &str) -> Option<&'n [Node]> {
        match &node.data {
            Data::List(items) => Some(items),
            Data::Null => None,
            _ => {
                self.mismatch(node, field, go_type);
                None
            }
        }
    }

    fn strings(&mut self, node: &Node, field: &str, into: &mut Vec<String>) {
        let Some(items) = self.list(node, field, "[]string") else {
            if node.is_null() {
                into.clear();
            }
            return;
        };
        into.clear();
        for item in items {
            let mut text = String::new();
            self.string(item, field, &mut text);
            into.push(text);
        }
    }

    fn string_map(&mut self, node: &Node, into: &mut Option<BTreeMap<String, String>>) {
        match &node.data {
            Data::Null => *into = None,
            Data::Map(entries) => {
                let map = into.get_or_insert_default();
                for entry in entries {
                    let mut text = String::new();
                    self.string(&entry.value, "annotations", &mut text);
                    map.insert(entry.key.to_str_lossy().into_owned(), text);
                }
            }
            _ => self.mismatch(node, "annotations", "map[string]string"),
        }
    }

    fn metadata_field(&mut self, entry: &Entry, metadata: &mut Metadata) {
        self.path = vec!["Metadata"];
        let node = &entry.value;
        let name = entry.key.to_str_lossy().to_ascii_lowercase();
        match name.as_str() {
            "name" => self.string(node, "name", &mut metadata.name),
            "home" => self.string(node, "home", &mut metadata.home),
            "sources" => self.strings(node, "sources", &mut metadata.sources),
            "version" => self.string(node, "version", &mut metadata.version),
            "description" => self.string(node, "description", &mut metadata.description),
            "keywords" => self.strings(node, "keywords", &mut metadata.keywords),
            "maintainers" => metadata.maintainers = self.maintainers(node),
            "icon" => self.string(node, "icon", &mut metadata.icon),
            "apiversion" => self.string(node, "apiVersion", &mut metadata.api_version),
            "condition" => self.string(node, "condition", &mut metadata.condition),
            "tags" => self.string(node, "tags", &mut metadata.tags),
            "appversion" => self.string(node, "appVersion", &mut metadata.app_version),
            "deprecated" => self.boolean(node, "deprecated", &mut metadata.deprecated),
            "annotations" => self.string_map(node, &mut metadata.annotations),
            "kubeversion" => self.string(node, "kubeVersion", &mut metadata.kube_version),
            "dependencies" => metadata.dependencies = self.dependencies(node),
            "type" => self.string(node, "type", &mut metadata.chart_type),
            _ => {}
        }
    }

    fn maintainers(&mut self, node: &Node) -> Vec<Option<Maintainer>> {
        let go_type = format!("[]*{}.Maintainer", self.package());
        let items = self.list(node, "maintainers", &go_type).unwrap_or_default();
        items.iter().map(|item| self.maintainer(item)).collect()
    }

    fn maintainer(&mut self, node: &Node) -> Option<Maintainer> {
        let entries = match &node.data {
            Data::Null => return None,
            Data::Map(entries) => entries.as_slice(),
            _ => {
                let go_type = format!("{}.Maintainer", self.package());
                self.mismatch(node, "maintainers", &go_type);
                &[]
            }
        };
        let mut maintainer = Maintainer::default();
        self.path = vec!["Maintainer", "maintainers"];
        for entry in entries {
            let value = &entry.value;
            match entry.key.to_str_lossy().to_ascii_lowercase().as_str() {
                "name" => self.string(value, "name", &mut maintainer.name),
                "email" => self.string(value, "email", &mut maintainer.email),
                "url" => self.string(value, "url", &mut maintainer.url),
                _ => {}
            }
        }
        self.path = vec!["Metadata"];
        Some(maintainer)
    }

    fn dependencies(&mut self, node: &Node) -> Option<Vec<Option<Dependency>>> {
        let go_type = format!("[]*{}.Dependency", self.package());
        let items = self.list(node, "dependencies", &go_type)?;
        let structure = self.path.first().copied().unwrap_or_default();
        let list = items.iter().map(|item| self.dependency(item, structure)).collect();
        Some(list)
    }

    fn dependency(&mut self, node: &Node, outer: &'static str) -> Option<Dependency> {
        let entries = match &node.data {
            Data::Null => return None,
            Data::Map(entries) => entries.as_slice(),
            _ => {
                let go_type = format!("{}.Dependency", self.package());
                self.mismatch(node, "dependencies", &go_type);
                &[]
            }
        };
        let mut dependency = Dependency::default();
        self.path = vec!["Dependency", "dependencies"];
        for entry in entries {
            self.dependency_field(entry, &mut dependency);
        }
        self.path = vec![outer];
        Some(dependency)
    }

    fn dependency_field(&mut self, entry: &Entry, dependency: &mut Dependency) {
        let node = &entry.value;
        match entry.key.to_str_lossy().to_ascii_lowercase().as_str() {
            "name" => self.string(node, "name", &mut dependency.name),
            "version" => self.string(node, "version", &mut dependency.version),
            "repository" => self.string(node, "repository", &mut dependency.repository),
            "condition" => self.string(node, "condition", &mut dependency.condition),
            "tags" => self.strings(node, "tags", &mut dependency.tags),
            "enabled" => self.boolean(node, "enabled", &mut dependency.enabled),
            "alias" => self.string(node, "alias", &mut dependency.alias),
            "import-values" => {
                let items = self.list(node, "import-values", "[]interface {}");
                dependency.import_values = items.unwrap_or_default().to_vec();
            }
            _ => {}
        }
    }

    fn lock_field(&mut self, entry: &Entry, lock: &mut Lock) {
        let node = &entry.value;
        match entry.key.to_str_lossy().to_ascii_lowercase().as_str() {
            "generated" => self.string(node, "generated", &mut lock.generated),
            "digest" => self.string(node, "digest", &mut lock.digest),
            "dependencies" => lock.dependencies = self.dependencies(node).unwrap_or_default(),
            _ => {}
        }
    }
}
