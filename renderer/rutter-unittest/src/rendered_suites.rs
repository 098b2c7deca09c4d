//! Suites that a chart renders. helm-unittest: test_suite.go `RenderTestSuiteFiles`.

use std::path::Path;

use rutter::go::Map;
use rutter::{Budget, Capabilities, Chart, PreparedChart, PreparedOptions, ReleaseInfo};

use crate::find_suites::relative;
use crate::host::Host;
use crate::render_set::join;
use crate::run::Options;
use crate::suite::{Suite, parse_document, split_documents};

/// The suites of the chart in `folder`, for the chart at `route`.
///
/// # Errors
/// What is wrong with the chart, and every file that is no suite.
pub(crate) fn find(
    folder: &str,
    route: &str,
    options: &Options,
    host: &dyn Host,
) -> Result<Vec<Suite>, String> {
    let chart_file = join(&[folder, "Chart.yaml"]);
    host.world()
        .metadata(Path::new(&chart_file))
        .map_err(|error| rutter_chart::go_path_error("stat", Path::new(&chart_file), &error))?;
    let loaded = Chart::load(host.world(), Path::new(folder), options.compat);
    let chart = loaded.map_err(|error| error.to_string())?.chart;
    let mut suites = Vec::new();
    let mut errors = Vec::new();
    for (name, text) in render(&chart, options, host)? {
        let inside = name.replacen(chart.name(), "", 1);
        let place = Place { file: relative(&join(&[folder, &inside])), route };
        match read(&name, &text, &place, options.strict) {
            Ok(found) => suites.extend(found),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(suites) } else { Err(errors.join("\n")) }
}

/// Where suites are said to be.
struct Place<'p> {
    file: String,
    route: &'p str,
}

/// The rendered files by name.
fn render(
    chart: &Chart,
    options: &Options,
    host: &dyn Host,
) -> Result<Vec<(String, String)>, String> {
    let prepared = PreparedOptions {
        release: ReleaseInfo {
            name: "TEST-SUITE-RELEASE",
            namespace: "NAMESPACE",
            is_upgrade: false,
            is_install: false,
            revision: 1,
        },
        capabilities: Capabilities::default(),
        version: None,
        app_version: None,
        selects: &|_| true,
        skip_schema_validation: false,
        schema_reader: options.schema_reader,
        lookup: None,
        budget: Budget::default(),
    };
    let chart = PreparedChart::new(chart, options.compat);
    let rendered = rutter::on_render_stack(|| chart.render(&Map::new(), prepared, host.world()));
    let files = rendered.map_err(|error| error.to_string())?.into_iter();
    let mut files: Vec<_> =
        files.map(|file| (file.path, file.text.to_str_lossy().into_owned())).collect();
    files.sort();
    Ok(files)
}

fn read(name: &str, text: &str, place: &Place<'_>, strict: bool) -> Result<Vec<Suite>, String> {
    let mut suites = Vec::new();
    let mut errors = Vec::new();
    for (index, part) in split_documents(text).enumerate() {
        match suite(part, index, place, strict) {
            Ok(suite) => suites.extend(suite),
            Err(error) => errors.push(format!("chart {index} error: {error}")),
        }
    }
    if !errors.is_empty() {
        return Err(format!("test suite template ({name}) error: {}", errors.join("\n")));
    }
    match suites.is_empty() {
        true => Err(format!("test suite template ({name}) file did not render a manifest")),
        false => Ok(suites),
    }
}

fn suite(
    text: &str,
    index: usize,
    place: &Place<'_>,
    strict: bool,
) -> Result<Option<Suite>, String> {
    let Some(mut suite) = parse_document(text, strict)? else { return Ok(None) };
    if suite.name.is_empty() {
        return Err("helm chart based test suites must include `suite` field".to_string());
    }
    if suite.snapshot_id.is_empty() {
        suite.snapshot_id = index.to_string();
    }
    suite.file.clone_from(&place.file);
    suite.route = place.route.to_string();
    Ok(Some(suite))
}
