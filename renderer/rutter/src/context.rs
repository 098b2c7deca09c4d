//! What a template is given as `.`: Release, Chart, Values, Files, Capabilities, Subcharts,
//! Template.
//!
//! Helm: pkg/engine/engine.go `recAllTpls`.

pub mod capabilities;
pub mod chart_metadata;
pub mod files;
pub mod go_struct;

use std::collections::BTreeMap;

use rutter_chart::{Compat, File};
use rutter_go::Str;
use rutter_go::value::{Map, Value};

use crate::tree::ChartNode;
use crate::values::table::{table, values_type};

/// A template file with the context of its chart.
pub struct Renderable<'a> {
    /// The file.
    pub file: &'a File,
    /// The chart's context, shared by all its templates.
    pub context: Map,
    /// `.Template.BasePath`
    pub base_path: String,
}

/// What `.Release` says.
#[derive(Clone, Debug)]
pub struct ReleaseInfo<'a> {
    /// `.Release.Name`
    pub name: &'a str,
    /// `.Release.Namespace`
    pub namespace: &'a str,
    /// `.Release.IsUpgrade`
    pub is_upgrade: bool,
    /// `.Release.IsInstall`; while linting, a release is neither.
    pub is_install: bool,
    /// `.Release.Revision`
    pub revision: i64,
}

impl ReleaseInfo<'_> {
    fn to_value(&self) -> Value {
        Value::map([
            (Str::from("Name"), Value::string(self.name)),
            (Str::from("Namespace"), Value::string(self.namespace)),
            (Str::from("IsUpgrade"), Value::Bool(self.is_upgrade)),
            (Str::from("IsInstall"), Value::Bool(self.is_install)),
            (Str::from("Revision"), Value::Int(self.revision)),
            (Str::from("Service"), Value::string("Helm")),
        ])
    }
}

/// The templates of a chart tree by name, each with its context.
pub fn renderables<'a>(
    root: &ChartNode<'a>,
    values: &Map,
    release: &ReleaseInfo<'_>,
    capabilities: Value,
    compat: Compat,
) -> BTreeMap<String, Renderable<'a>> {
    let mut builder = ContextBuilder {
        release: release.to_value(),
        capabilities,
        compat,
        templates: BTreeMap::new(),
    };
    let top = Map::new();
    top.insert("Values", Value::Map(values.cast(values_type(compat))));
    builder.chart(root, &top);
    builder.templates
}

struct ContextBuilder<'a> {
    release: Value,
    capabilities: Value,
    compat: Compat,
    templates: BTreeMap<String, Renderable<'a>>,
}

impl<'a> ContextBuilder<'a> {
    fn chart(&mut self, chart: &ChartNode<'a>, parent: &Map) -> Map {
        let subcharts = Map::new();
        let context = Map::new();
        context.insert("Chart", chart_metadata::chart_value(chart, self.compat));
        context.insert("Files", files::files_value(&chart.chart().files));
        context.insert("Release", self.release.clone());
        context.insert("Capabilities", self.capabilities.clone());
        context.insert("Values", self.values(chart, parent));
        context.insert("Subcharts", Value::Map(subcharts.clone()));
        for child in chart.dependencies() {
            let inner = self.chart(&child, &context);
            subcharts.insert(child.name(), Value::Map(inner));
        }
        self.add_templates(chart, &context);
        context
    }

    fn values(&self, chart: &ChartNode<'_>, parent: &Map) -> Value {
        if chart.is_root() {
            return parent.get("Values").unwrap_or_default();
        }
        let values_type = values_type(self.compat);
        Value::Map(match table(parent, &format!("Values.{}", chart.name())) {
            Ok(values) => values.cast(values_type),
            Err(_) => Map::with_type(values_type, Default::default()),
        })
    }

    fn add_templates(&mut self, chart: &ChartNode<'a>, context: &Map) {
        let path = chart.full_path();
        let library = chart.metadata().is_library();
        for file in &chart.chart().templates {
            if library && !rutter_go::path::base(file.name.as_bytes()).starts_with(b"_") {
                continue;
            }
            let name = crate::host::clean_path(&format!("{path}/{}", file.name));
            let base_path = crate::host::clean_path(&format!("{path}/templates"));
            let renderable = Renderable { file, context: context.clone(), base_path };
            self.templates.insert(name, renderable);
        }
    }
}
