//! Values that no template can read.
//!
//! Helm has nothing like it. Templates are read, not executed: a value counts as unused only if no
//! template of the chart and of the charts below it can read it with any values. What Chart.yaml
//! names (conditions, tags, imports) is read; what a schema names is not.

mod effects;
mod keys;

use std::collections::BTreeSet;

use rutter_chart::{Chart, Compat, Dependency};
use rutter_template::reads::{Data, Host, Key, Path, Reads, find_reads, find_reads_of_text};
use rutter_template::{MissingKey, Options as TemplateOptions, TemplateSet};
use rutter_yaml::{Data as NodeData, Node};

use crate::engine::template_order;
use crate::functions::func_map;
use crate::values::user_values::UserValues;
pub use keys::UnusedValue;

/// The field of a context that holds the values.
const VALUES: &str = "Values";
/// The value that all charts below share.
const GLOBAL: &str = "global";

/// What templates can read of the values of a chart.
pub struct ValueReads {
    reads: Reads,
    /// The chart's own values.
    own: Vec<Node>,
}

/// A chart with where its values are in those of the root.
struct Place<'a> {
    chart: &'a Chart,
    values: Path,
    /// Where its templates are named (`root/charts/sub`).
    path: String,
}

/// What the templates of a chart, and of the charts below it, can read of its values. Texts among
/// `given` values may be templates too. To be called [on a render's stack](crate::on_render_stack).
pub fn value_reads(chart: &Chart, given: &UserValues, compat: Compat) -> ValueReads {
    let mut reads = Reads::default();
    let mut places = Vec::new();
    let root = Place { chart, values: Path::new(), path: chart.name().to_string() };
    collect(root, &mut places, &mut reads);
    let host = host(&places);
    let (set, executed) = parse(&places, compat);
    reads.add_all(&find_reads(&set, &executed, &host));
    add_texts(chart, given, &places, &set, &host, &mut reads);
    share_globals(&places, &mut reads);
    ValueReads { reads, own: chart.values.clone() }
}

/// The chart and those below it; what Chart.yaml says about values counts as read.
fn collect<'a>(place: Place<'a>, places: &mut Vec<Place<'a>>, reads: &mut Reads) {
    let chart = place.chart;
    let mut listed = BTreeSet::new();
    for entry in chart.metadata.dependency_list() {
        let name = if entry.alias.is_empty() { &entry.name } else { &entry.alias };
        let values = below(&place.values, name);
        read_entry(entry, &place.values, &values, reads);
        match chart.dependencies.iter().find(|chart| chart.name() == entry.name) {
            Some(chart) => {
                listed.insert(chart.name());
                let path = format!("{}/charts/{name}", place.path);
                collect(Place { chart, values, path }, places, reads);
            }
            // Who knows what a chart reads that is not there.
            None => {
                reads.add(&values, true);
                reads.add(&below(&place.values, GLOBAL), true);
            }
        }
    }
    for chart in chart.dependencies.iter().filter(|chart| !listed.contains(chart.name())) {
        let path = format!("{}/charts/{}", place.path, chart.name());
        let values = below(&place.values, chart.name());
        collect(Place { chart, values, path }, places, reads);
    }
    places.push(place);
}

fn read_entry(entry: &Dependency, parent: &[Key], child: &[Key], reads: &mut Reads) {
    let dotted = |start: &[Key], path: &str| {
        let keys = path.split('.').map(|key| Key::Name(key.trim().to_string()));
        start.iter().cloned().chain(keys).collect::<Path>()
    };
    for condition in entry.condition.split(',').filter(|condition| !condition.trim().is_empty()) {
        reads.add(&dotted(parent, condition), true);
    }
    for tag in &entry.tags {
        reads.add(&below(&below(parent, "tags"), tag), true);
    }
    for import in &entry.import_values {
        let from = import.get("child").unwrap_or(import);
        let path = from.as_str().map(|path| path.to_str_lossy().into_owned()).unwrap_or_default();
        match import.entries() {
            Some(_) => reads.add(&dotted(child, &path), true),
            None => reads.add(&dotted(&below(child, "exports"), &path), true),
        }
    }
}

fn below(path: &[Key], name: &str) -> Path {
    path.iter().cloned().chain([Key::Name(name.to_string())]).collect()
}

fn host(places: &[Place<'_>]) -> Host<'static> {
    let mut values = Data::default();
    places.iter().for_each(|place| values.add(&Data::place(place.values.clone())));
    Host { effect: &effects::effect, context: (VALUES, values) }
}

/// What the templates of a chart are executed with, as far as it leads to values.
fn context(place: &Place<'_>) -> Data {
    let subcharts = place.chart.metadata.dependency_list().map(|entry| {
        let name = if entry.alias.is_empty() { &entry.name } else { &entry.alias };
        let values = Data::place(below(&place.values, name));
        (name.clone(), Data::map([(VALUES.to_string(), values)]))
    });
    Data::map([
        (VALUES.to_string(), Data::place(place.values.clone())),
        ("Subcharts".to_string(), Data::map(subcharts)),
    ])
}

/// All templates, and those that are executed with their contexts. A file that does not parse is
/// not read: rendering fails with it.
fn parse(places: &[Place<'_>], compat: Compat) -> (TemplateSet, Vec<(String, Data)>) {
    let options = TemplateOptions { missing_key: MissingKey::Zero };
    let mut set = TemplateSet::new("gotpl", func_map(compat), options);
    let mut files = std::collections::BTreeMap::new();
    for place in places {
        for file in &place.chart.templates {
            files.insert(format!("{}/{}", place.path, file.name), (place, file));
        }
    }
    let mut executed = Vec::new();
    for name in template_order(files.keys().map(String::as_str)) {
        let Some((place, file)) = files.get(name) else { continue };
        let is_parsed = set.parse(name, file.data.text().clone()).is_ok();
        let base = name.rsplit('/').next().unwrap_or_default();
        if is_parsed && !base.starts_with('_') && !place.chart.metadata.is_library() {
            executed.push((name.to_string(), context(place)));
        }
    }
    (set, executed)
}

/// Texts that `tpl` may execute: among the values, and files of the charts.
fn add_texts(
    chart: &Chart,
    given: &UserValues,
    places: &[Place<'_>],
    set: &TemplateSet,
    host: &Host<'_>,
    reads: &mut Reads,
) {
    let mut contexts = Data::default();
    places.iter().for_each(|place| contexts.add(&context(place)));
    let mut texts = BTreeSet::new();
    let below = places.iter().flat_map(|place| &place.chart.values);
    let given = given.files().iter().flat_map(|file| &file.documents);
    below.chain(&chart.values).chain(given).for_each(|node| collect_texts(node, &mut texts));
    for place in places {
        let files = place.chart.files.iter().map(|file| file.data.text());
        texts.extend(
            files.map(|text| text.to_str_lossy().into_owned()).filter(|text| is_template(text)),
        );
    }
    for text in texts {
        match find_reads_of_text(set, &text, &contexts, host) {
            Some(found) => reads.add_all(&found),
            None => mentions(&text).iter().for_each(|path| {
                places.iter().for_each(|place| {
                    let path: Path = place.values.iter().chain(path).cloned().collect();
                    reads.add(&path, true);
                });
            }),
        }
    }
}

fn is_template(text: &str) -> bool {
    text.contains("{{")
}

fn collect_texts(node: &Node, texts: &mut BTreeSet<String>) {
    match &node.data {
        NodeData::String(text) => {
            texts.extend(Some(text.to_str_lossy().into_owned()).filter(|text| is_template(text)))
        }
        NodeData::List(items) => items.iter().for_each(|item| collect_texts(item, texts)),
        NodeData::Map(entries) => {
            entries.iter().for_each(|entry| collect_texts(&entry.value, texts));
        }
        _ => {}
    }
}

/// Values that a text names which is no template as it stands.
fn mentions(text: &str) -> Vec<Path> {
    let paths = text.split(".Values.").skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && !"_.".contains(c));
        let path = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        path.split('.').filter(|name| !name.is_empty()).map(|n| Key::Name(n.to_string())).collect()
    });
    paths.collect()
}

/// A chart finds the globals of all charts above it among its own.
fn share_globals(places: &[Place<'_>], reads: &mut Reads) {
    for place in places {
        let from = below(&place.values, GLOBAL);
        for length in 0..place.values.len() {
            let above = place.values.get(..length).unwrap_or_default();
            reads.copy(&from, &below(above, GLOBAL));
        }
    }
}
