//! A chart that is rendered many times: for tests, which look at single templates.
//!
//! What does not change from render to render is made once and shared by threads: parsed templates,
//! sets of those that are selected, compiled schemas.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rutter_chart::{Chart, Compat};
use rutter_go::World;
use rutter_go::value::Map;
use rutter_template::{
    Budget, Execution, MissingKey, Options as TemplateOptions, ParsedText, TemplateSet,
};

use crate::context::capabilities::Capabilities;
use crate::context::{ReleaseInfo, Renderable, renderables};
use crate::dependencies::process_dependencies;
use crate::engine::{RenderedFile, execute, parse_error, template_order};
use crate::error::{Error, Stage};
use crate::functions::{HelmHost, Lookup, func_map};
use crate::options::SchemaReader;
use crate::render::schema_error;
use crate::schema::{KeptSchemas, Sources, validate_kept};
use crate::tree::ChartNode;
use crate::values::coalesce::{Nulls, coalesce_values};
use crate::warning::Warnings;

/// A chart with what its renders share.
pub struct PreparedChart<'a> {
    chart: &'a Chart,
    compat: Compat,
    /// Without templates: it reads those of the others.
    reader: TemplateSet,
    read: Mutex<BTreeMap<TemplateKey, Result<ParsedText, String>>>,
    sets: Mutex<BTreeMap<Vec<TemplateKey>, Arc<TemplateSet>>>,
    schemas: KeptSchemas,
}

/// A template's name, and which file it is: an alias may give its name to another one.
type TemplateKey = (String, usize);

/// What one render is asked for.
pub struct PreparedOptions<'r> {
    /// What `.Release` says.
    pub release: ReleaseInfo<'r>,
    /// What `.Capabilities` says.
    pub capabilities: Capabilities,
    /// `.Chart.Version` of the chart and its direct dependencies.
    pub version: Option<&'r str>,
    /// `.Chart.AppVersion` of the same.
    pub app_version: Option<&'r str>,
    /// Which templates there are for this render, by name (`redis/templates/service.yaml`).
    pub selects: &'r dyn Fn(&str) -> bool,
    /// Do not hold values against values.schema.json.
    pub skip_schema_validation: bool,
    /// Reads what a schema refers to.
    pub schema_reader: Option<SchemaReader>,
    /// What the function `lookup` finds; nothing when `None`.
    pub lookup: Option<Rc<Lookup>>,
    /// What templates may use.
    pub budget: Budget,
}

impl<'a> PreparedChart<'a> {
    /// Nothing is parsed yet.
    pub fn new(chart: &'a Chart, compat: Compat) -> PreparedChart<'a> {
        let options = TemplateOptions { missing_key: MissingKey::Zero };
        PreparedChart {
            chart,
            compat,
            reader: TemplateSet::new("gotpl", func_map(compat), options),
            read: Mutex::default(),
            sets: Mutex::default(),
            schemas: KeptSchemas::default(),
        }
    }

    /// The chart.
    pub fn chart(&self) -> &'a Chart {
        self.chart
    }

    /// The definitions under `crds/` of the chart and all its subcharts, by the paths Helm shows.
    pub fn crds(&self) -> Vec<(String, String)> {
        let crds = ChartNode::root(self.chart).crds();
        let text = |file: &rutter_chart::File| file.data.text().to_str_lossy().into_owned();
        crds.into_iter().map(|(path, file)| (path, text(file))).collect()
    }

    /// The selected templates, rendered, in the order they are executed. To be called
    /// [on a render's stack](crate::on_render_stack).
    ///
    /// # Errors
    /// What Helm's engine stops at, with its text. What installing a chart needs beside (its type,
    /// kubeVersion, all dependencies, a valid name) is not asked.
    pub fn render(
        &self,
        values: &Map,
        options: PreparedOptions<'_>,
        world: &dyn World,
    ) -> Result<Vec<RenderedFile>, Error> {
        let warnings = Rc::new(Warnings::new(self.compat));
        let root = ChartNode::root(self.chart);
        let values = self.values(&root, values, &options, &warnings)?;
        root.set_versions(options.version, options.app_version);
        let capabilities = options.capabilities.to_value(self.compat);
        let mut templates =
            renderables(&root, &values, &options.release, capabilities, self.compat);
        templates.retain(|name, _| (options.selects)(name));
        let set = self.set(&templates).map_err(|e| Error::new(Stage::Parse, e))?;
        let mut host = HelmHost::new(self.compat, warnings);
        host.lookup = options.lookup;
        let mut execution = Execution::new(world, options.budget, Box::new(host));
        let (rendered, errors) = execute(&set, &templates, &mut execution, self.compat, false);
        match errors.into_iter().next() {
            Some(error) => Err(Error::new(Stage::Execute, error.message)),
            None => Ok(rendered),
        }
    }

    fn values(
        &self,
        root: &ChartNode<'_>,
        values: &Map,
        options: &PreparedOptions<'_>,
        warnings: &Warnings,
    ) -> Result<Map, Error> {
        process_dependencies(root, values, warnings).map_err(|e| Error::new(Stage::Values, e.0))?;
        let values = coalesce_values(root, values, Nulls::Delete, warnings)
            .map_err(|e| Error::new(Stage::Values, e.0))?;
        if !options.skip_schema_validation {
            let sources = Sources { warnings, reader: options.schema_reader };
            validate_kept(root, &values, sources, &self.schemas)
                .map_err(|text| Error::new(Stage::Schema, schema_error(&text)))?;
        }
        Ok(values)
    }

    /// The set of these templates. The first that does not parse is an error, with Helm's text.
    fn set(
        &self,
        templates: &BTreeMap<String, Renderable<'_>>,
    ) -> Result<Arc<TemplateSet>, String> {
        let names = template_order(templates.keys().map(String::as_str));
        let key = |name: &&str| {
            let file = templates.get(*name).map_or(0, |t| std::ptr::from_ref(t.file).addr());
            (name.to_string(), file)
        };
        let keys: Vec<TemplateKey> = names.iter().map(key).collect();
        if let Some(set) = lock(&self.sets).get(&keys) {
            return Ok(set.clone());
        }
        let mut set = self.reader.sibling();
        for key in &keys {
            let Some(template) = templates.get(&key.0) else { continue };
            set.add(&self.read(key, template)?);
        }
        let set = Arc::new(set);
        lock(&self.sets).insert(keys, set.clone());
        Ok(set)
    }

    fn read(&self, key: &TemplateKey, template: &Renderable<'_>) -> Result<ParsedText, String> {
        if let Some(read) = lock(&self.read).get(key) {
            return read.clone();
        }
        let text = template.file.data.text().clone();
        let read =
            self.reader.read(&key.0, text).map_err(|error| parse_error(&key.0, &error).message);
        lock(&self.read).insert(key.clone(), read.clone());
        read
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
