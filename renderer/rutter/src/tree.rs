//! The chart tree of one render: names, dependencies and values that processing changes, over
//! an immutable [`Chart`].
//!
//! Helm copies `*chart.Chart` shallowly for an alias; what two copies share (in Helm 3: their
//! subcharts and dependency entries) is visible in template paths, so sharing is kept as is.

use std::cell::{Ref, RefCell};
use std::ops::{Deref, DerefMut};
use std::rc::{Rc, Weak};

use rutter_chart::{Chart, Compat, Dependency, File, Metadata};
use rutter_go::value::{Map, Value};
use rutter_yaml::Node;

use crate::values::coalesce::MAX_VALUES_DEPTH;

/// Deepest nesting of charts.
pub const MAX_CHART_DEPTH: usize = rutter_chart::MAX_CHART_NESTING;

/// A dependency entry of Chart.yaml, shared by the copies of a chart in Helm 3.
pub type DependencyEntry = Rc<RefCell<Entry>>;

/// A dependency as processing changes it.
#[derive(Clone)]
pub struct Entry {
    /// The entry.
    pub dependency: Dependency,
    /// Whether `import-values` holds processed pairs. Helm does not import those again: a chart
    /// that shares its entries with another alias, as in Helm 3, imports only once.
    pub imported: bool,
}

impl Deref for Entry {
    type Target = Dependency;
    fn deref(&self) -> &Dependency {
        &self.dependency
    }
}

impl DerefMut for Entry {
    fn deref_mut(&mut self) -> &mut Dependency {
        &mut self.dependency
    }
}

/// A chart in the tree; cloning gives another reference to the same one.
#[derive(Clone)]
pub struct ChartNode<'a>(Rc<Inner<'a>>);

struct Inner<'a> {
    chart: &'a Chart,
    metadata: RefCell<Metadata>,
    entries: RefCell<Option<Vec<DependencyEntry>>>,
    values: RefCell<Option<Map>>,
    dependencies: RefCell<Vec<ChartNode<'a>>>,
    parent: RefCell<Weak<Inner<'a>>>,
    /// What this was copied from: subcharts that both share may still call it their parent.
    original: Option<ChartNode<'a>>,
}

impl<'a> ChartNode<'a> {
    /// The tree over a loaded chart.
    pub fn root(chart: &'a Chart) -> ChartNode<'a> {
        let entries = chart.metadata.dependencies.as_ref().map(|list| {
            let entry = |d: &Dependency| Entry { dependency: d.clone(), imported: false };
            list.iter().flatten().map(|d| Rc::new(RefCell::new(entry(d)))).collect()
        });
        let node = ChartNode(Rc::new(Inner {
            chart,
            metadata: RefCell::new(chart.metadata.clone()),
            entries: RefCell::new(entries),
            values: RefCell::default(),
            dependencies: RefCell::default(),
            parent: RefCell::default(),
            original: None,
        }));
        node.set_dependencies(chart.dependencies.iter().map(ChartNode::root).collect());
        node
    }

    /// Helm: `out := *c` in `getAliasDependency`.
    pub fn copy(&self, compat: Compat) -> ChartNode<'a> {
        let entries = self.0.entries.borrow().clone();
        let entries = match compat {
            Compat::V3 => entries,
            Compat::V4 => entries.map(|list| list.iter().map(copy_entry).collect()),
        };
        let node = ChartNode(Rc::new(Inner {
            chart: self.0.chart,
            metadata: self.0.metadata.clone(),
            entries: RefCell::new(entries),
            values: self.0.values.clone(),
            dependencies: self.0.dependencies.clone(),
            parent: self.0.parent.clone(),
            original: Some(self.clone()),
        }));
        if compat == Compat::V4 {
            let copies = self.dependencies().iter().map(ChartNode::shallow_copy).collect();
            node.set_dependencies(copies);
        }
        node
    }

    /// A copy that shares everything but its own fields.
    fn shallow_copy(&self) -> ChartNode<'a> {
        ChartNode(Rc::new(Inner {
            chart: self.0.chart,
            metadata: self.0.metadata.clone(),
            entries: self.0.entries.clone(),
            values: self.0.values.clone(),
            dependencies: self.0.dependencies.clone(),
            parent: self.0.parent.clone(),
            original: Some(self.clone()),
        }))
    }

    /// The chart this one was copied from, if it is an alias.
    pub fn original(&self) -> Option<&ChartNode<'a>> {
        self.0.original.as_ref()
    }

    /// The loaded chart underneath.
    pub fn chart(&self) -> &'a Chart {
        self.0.chart
    }

    /// The name, which an alias changes.
    pub fn name(&self) -> String {
        self.0.metadata.borrow().name.clone()
    }

    /// Gives the chart another name.
    pub fn rename(&self, name: &str) {
        self.0.metadata.borrow_mut().name = name.to_string();
    }

    /// Gives the chart and its subcharts another version and app version.
    pub fn set_versions(&self, version: Option<&str>, app_version: Option<&str>) {
        for chart in std::iter::once(self.clone()).chain(self.dependencies()) {
            let mut metadata = chart.0.metadata.borrow_mut();
            if let Some(version) = version {
                metadata.version = version.to_string();
            }
            if let Some(version) = app_version {
                metadata.app_version = version.to_string();
            }
        }
    }

    /// Chart.yaml as it is now (its `dependencies` are in [`ChartNode::entries`]).
    pub fn metadata(&self) -> Ref<'_, Metadata> {
        self.0.metadata.borrow()
    }

    /// The dependency entries; `None` when Chart.yaml has none.
    pub fn entries(&self) -> Option<Vec<DependencyEntry>> {
        self.0.entries.borrow().clone()
    }

    /// Replaces the dependency entries.
    pub fn set_entries(&self, entries: Option<Vec<DependencyEntry>>) {
        self.0.entries.replace(entries);
    }

    /// The subcharts.
    pub fn dependencies(&self) -> Vec<ChartNode<'a>> {
        self.0.dependencies.borrow().clone()
    }

    /// Replaces the subcharts and becomes their parent.
    pub fn set_dependencies(&self, charts: Vec<ChartNode<'a>>) {
        for chart in &charts {
            chart.0.parent.replace(Rc::downgrade(&self.0));
        }
        self.0.dependencies.replace(charts);
    }

    /// The parent, unless this is the root.
    pub fn parent(&self) -> Option<ChartNode<'a>> {
        self.0.parent.borrow().upgrade().map(ChartNode)
    }

    /// Whether this is the root of the tree.
    pub fn is_root(&self) -> bool {
        self.0.parent.borrow().upgrade().is_none()
    }

    /// `root/charts/child`, the prefix of template names. Helm: `ChartFullPath`.
    pub fn full_path(&self) -> String {
        match self.parent() {
            Some(parent) => format!("{}/charts/{}", parent.full_path(), self.name()),
            None => self.name(),
        }
    }

    /// The chart's own values, copied: nobody else changes them.
    pub fn values_copy(&self) -> Map {
        let replaced = self.0.values.borrow();
        match replaced.as_ref() {
            Some(map) => match Value::Map(map.clone()).deep_copy(MAX_VALUES_DEPTH) {
                Some(Value::Map(copy)) => copy,
                _ => Map::new(),
            },
            None => parsed_values(&self.0.chart.values),
        }
    }

    /// Replaces the chart's own values (import-values does).
    pub fn set_values(&self, values: Map) {
        self.0.values.replace(Some(values));
    }

    /// Files under `crds/` of this chart and its subcharts, with the path Helm shows.
    pub fn crds(&self) -> Vec<(String, &'a File)> {
        let path = self.full_path();
        let own = self.0.chart.crd_files();
        let mut crds: Vec<_> =
            own.map(|f| (crate::host::clean_path(&format!("{path}/{}", f.name)), f)).collect();
        for dependency in self.dependencies() {
            crds.extend(dependency.crds());
        }
        crds
    }
}

fn copy_entry(entry: &DependencyEntry) -> DependencyEntry {
    Rc::new(RefCell::new(entry.borrow().clone()))
}

/// Values documents laid over each other, as Helm 4 merges several; nulls stay.
pub fn parsed_values(documents: &[Node]) -> Map {
    let mut merged = Map::new();
    for (index, document) in documents.iter().enumerate() {
        let Value::Map(map) = document.to_value() else { continue };
        merged = match index {
            0 => map,
            _ => merge_maps(&merged, &map),
        };
    }
    merged
}

/// `b` over `a`, as new maps; anything but two maps is replaced. Helm: `mergeMaps`.
pub fn merge_maps(a: &Map, b: &Map) -> Map {
    let merged: Map = a.to_pairs().into_iter().collect();
    for (key, value) in b.to_pairs() {
        let value = match (merged.get(&key), &value) {
            (Some(Value::Map(old)), Value::Map(new)) => Value::Map(merge_maps(&old, new)),
            _ => value,
        };
        merged.insert(key, value);
    }
    merged
}
